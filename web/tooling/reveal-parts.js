// Builds reveal.js from its own sources, without the parts that this deck switches off.
//
// The package's bundle is one file of 29 kB (brotli) for every deck there could be. Its sources are in the package too, one class for each part,
// so a part that web/deck/stage.js turns off (its buttons, progress bar, slide numbers, auto-animate, autoslide ring,
// lightbox and help, its scroll view: ours is web/deck/page.js) is answered by an object all of whose methods do nothing. That
// is a third of the framework. `vite dev` keeps the whole bundle. The version is pinned, and a part that
// moves in a later one stops the build.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const sources = join(dirname(createRequire(import.meta.url).resolve('reveal.js')), '..', 'js');
const switchedOff = [
  'controllers/autoanimate',
  'controllers/controls',
  'controllers/overlay',
  'controllers/progress',
  'controllers/scrollview',
  'controllers/slidenumber',
  'components/playback',
];

/** `r-fit-text` measures type with this package; no slide of ours asks for it, and it is not installed. */
const neverAsked = ['fitty'];

const nothing = '\0reveal-part-that-is-off';

/** @returns {import('vite').Plugin} */
export function revealPartsPlugin() {
  return {
    name: 'edgecache:reveal-parts',
    apply: 'build',
    enforce: 'pre',
    buildStart() {
      for (const part of switchedOff) {
        if (!existsSync(join(sources, `${part}.js`))) this.error(`reveal.js has no ${part}.js any more`);
      }
    },
    resolveId(source, importer) {
      if (source === 'reveal.js') return join(sources, 'reveal.js');
      if (!importer?.startsWith(sources)) return undefined;
      const part = source.replace(/^\.\.?\//, '');
      return switchedOff.includes(part) || neverAsked.includes(part) ? nothing : undefined;
    },
    load(id) {
      if (id !== nothing) return undefined;
      return 'export default class { constructor() { return new Proxy({}, { get: () => () => undefined }); } }';
    },
  };
}
