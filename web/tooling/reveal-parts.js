// Builds reveal.js from its own sources, without the parts that this deck switches off.
//
// The package's bundle is one file of 29 kB (brotli) for every deck there could be. Its sources are in the package too, one class
// for each part, so the parts that this deck switches off or has nothing for (reveal.js's buttons, progress bar, slide
// numbers, auto-animate, autoslide ring, lightbox, scroll view, background pictures, videos) give way to the
// stand-ins of reveal-stand-ins.js. Half of the framework is left. `vite dev` keeps the whole bundle. The
// version is pinned, and a part that moves in a later one stops the build.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const sources = join(dirname(createRequire(import.meta.url).resolve('reveal.js')), '..', 'js');
const standIns = join(import.meta.dirname, 'reveal-stand-ins.js');

/** Part -> the class that stands in for it. @type {Record<string, string>} */
const replaced = {
  'controllers/autoanimate': 'Nothing',
  'controllers/controls': 'Nothing',
  'controllers/overlay': 'Overlay',
  'controllers/progress': 'Nothing',
  'controllers/scrollview': 'Nothing',
  'controllers/slidenumber': 'Nothing',
  'components/playback': 'Nothing',
  'controllers/slidecontent': 'SlideContent',
  'controllers/backgrounds': 'Backgrounds',
};
const prefix = '\0reveal-stand-in:';

/** @returns {import('vite').Plugin} */
export function revealPartsPlugin() {
  return {
    name: 'edgecache:reveal-parts',
    apply: 'build',
    enforce: 'pre',
    buildStart() {
      for (const part of Object.keys(replaced)) {
        if (!existsSync(join(sources, `${part}.js`))) this.error(`reveal.js has no ${part}.js any more`);
      }
    },
    resolveId(source, importer) {
      if (source === 'reveal.js') return join(sources, 'reveal.js');
      if (!importer?.startsWith(sources)) return undefined;
      const standIn = replaced[source.replace(/^\.\.?\//, '')];
      return standIn && prefix + standIn;
    },
    load(id) {
      if (!id.startsWith(prefix)) return undefined;
      return `export { ${id.slice(prefix.length)} as default } from ${JSON.stringify(standIns)};`;
    },
  };
}
