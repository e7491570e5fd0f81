// npm run build: everything in dist/, from the same sources four times over (vite.config.js says which).
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { notices } from './notices.js';
import { transcript } from './transcript.js';

const root = join(import.meta.dirname, '..', '..');
const dist = join(root, 'dist');

export async function buildAll() {
  const start = performance.now();
  const config = { configFile: join(root, 'vite.config.js'), logLevel: /** @type {const} */ ('warn') };
  await build({ ...config, mode: 'production' });
  copyFileSync(join(dist, 'episode6_revealjs.html'), join(dist, 'index.html'));
  if (existsSync(join(root, 'slides/demos.html'))) await build({ ...config, mode: 'demos' });
  await build({ ...config, mode: 'single' });
  copyFileSync(join(root, 'build/single/episode6_revealjs.html'), join(dist, 'episode6_single.html'));
  const whole = readFileSync(join(dist, 'episode6_single.html'), 'utf8'); // stills drawn, notes inside
  writeFileSync(join(dist, 'transcript.html'), transcript(whole));
  if (existsSync(join(root, 'web/embed.js'))) {
    await build({ ...config, mode: 'embed' });
    copyFileSync(join(root, 'build/embed/edgecache.js'), join(dist, 'edgecache.js'));
  }
  writeFileSync(join(dist, 'THIRD-PARTY-NOTICES.txt'), `${notices()}\n`);
  console.log(`Pages: built in ${((performance.now() - start) / 1000).toFixed(1)} s`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await buildAll();
  process.exit(0); // the stills' engine may still have its workers waiting
}
