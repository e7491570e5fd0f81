// npm start [-- --port N]: builds what changed, serves dist/ on this machine only, prints the address.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { preview } from 'vite';
import { buildAll } from './build.mjs';

const root = join(import.meta.dirname, '..', '..');
const { values } = parseArgs({ options: { port: { type: 'string', default: '4173' } } });
const port = Number(values.port);
if (!Number.isInteger(port) || port < 1 || port > 65535) {
  console.error(`--port ${values.port}: a whole number from 1 to 65535, please.`);
  process.exit(1);
}

const stamp = join(root, 'build/.dist-made-from');
const now = fingerprint();
if (!existsSync(join(root, 'dist/index.html')) || !existsSync(stamp) || readFileSync(stamp, 'utf8') !== now) {
  await buildAll();
  writeFileSync(stamp, now);
} else {
  console.log('Pages: up to date');
}
try {
  const server = await preview({
    configFile: join(root, 'vite.config.js'),
    preview: { port },
    logLevel: 'warn',
  });
  console.log(`\n  ${server.resolvedUrls?.local[0] ?? `http://127.0.0.1:${port}/`}\n\n  Ctrl+C stops it.`);
} catch (error) {
  console.error(
    `Port ${port} is not free: npm start -- --port ${port + 1}\n(${error instanceof Error ? error.message : error})`,
  );
  process.exit(1);
}

/** One hash over all that a page is made from. */
function fingerprint() {
  const hash = createHash('sha256');
  for (const place of [
    'slides',
    'web',
    'cpp', // slides quote it
    'build/wasm/edgecache.mjs',
    'build/wasm/edgecache.wasm',
    'package-lock.json',
    'vite.config.js',
  ]) {
    for (const file of filesUnder(place)) hash.update(file).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}

/** @param {string} place @returns {string[]} */
function filesUnder(place) {
  if (!existsSync(join(root, place))) return [];
  try {
    return readdirSync(join(root, place))
      .sort()
      .flatMap((name) => filesUnder(`${place}/${name}`));
  } catch {
    return [place]; // a file, not a folder
  }
}
