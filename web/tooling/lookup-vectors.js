// `virtual:lookup-vectors`: what the Python reference answers to 100,000 look-ups (slides/lookup_vectors.py), for the proof of
// slide 11. Asked of Python while the page is built, since the build's machine has it and the viewer's has not; a chunk of its own,
// fetched with the figure. In the single file and in edgecache.js it travels inside, as everything does.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const id = 'virtual:lookup-vectors';
const root = join(import.meta.dirname, '..', '..');
const sources = ['lookup_vectors.py', 'consistent_hashing.py'].map((name) => join(root, 'slides', name));
const kept = join(root, 'build', 'lookup-vectors.bin');

/** When a file was written; before everything when it is not there. @param {string} file */
const writtenMs = (file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** What Python wrote, asked again when a source is newer. @returns {Uint8Array} */
export function lookupVectors() {
  if (sources.every((source) => writtenMs(source) < writtenMs(kept)))
    return new Uint8Array(readFileSync(kept));
  const bytes = execFileSync('python3', ['-B', sources[0]], { maxBuffer: 1 << 24 });
  mkdirSync(join(root, 'build'), { recursive: true });
  writeFileSync(kept, bytes);
  return new Uint8Array(bytes);
}

/** @returns {import('vite').Plugin} */
export function lookupVectorsPlugin() {
  return {
    name: 'edgecache:lookup-vectors',
    resolveId: (source) => (source === id ? `\0${id}` : undefined),
    load: (resolved) =>
      resolved === `\0${id}`
        ? `export default ${JSON.stringify(Buffer.from(lookupVectors()).toString('base64'))};`
        : undefined,
  };
}
