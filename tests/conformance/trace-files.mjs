/**
 * Trace files that scenarios name: the number of an object on each line, `#` before what is said of them;
 * compressed when the name ends in .gz.
 */
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Refusal } from './inputs.mjs';

/**
 * A reader of the traces in a folder, each once.
 * @param {string} [folder]
 * @returns {(name: string) => Promise<Uint32Array>}
 */
export function traceFiles(folder) {
  /** @type {Map<string, Promise<Uint32Array>>} */
  const known = new Map();
  return (name) => {
    // A name, not a path: a scenario reads nothing but traces.
    if (folder === undefined || basename(name) !== name) throw new Refusal('input-unreadable');
    const read = known.get(name) ?? readTrace(join(folder, name));
    known.set(name, read);
    return read;
  };
}

/** @param {string} path */
async function readTrace(path) {
  const bytes = await readFile(path).catch(() => {
    throw new Refusal('input-unreadable'); // there is no such trace
  });
  const lines = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('latin1').split('\n');
  const numbers = lines.filter((line) => line !== '' && !line.startsWith('#'));
  if (!numbers.every((line) => /^[0-9]{1,9}\r?$/.test(line))) throw new Refusal('input-unreadable');
  return Uint32Array.from(numbers, Number);
}
