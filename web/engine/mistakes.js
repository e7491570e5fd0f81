/**
 * The answers of a ring that is got wrong on purpose (cpp/ring/mistakes): slide 11's switches.
 */
import { allot, isRefused, MAX_COUNT, refused } from './checks.js';
import { HashRing } from './hash-ring.js';

/** In the order of C++'s bits. */
export const MISTAKES = /** @type {const} */ (['after', 'no-wrap', 'overwrite', 'stale']);
/** Positions a question: 1 MiB of memory at a time. */
const CHUNK = 131_072;

/**
 * For each position an index into servers(), 0xffffffff for nobody. O(T + positions log T).
 * @param {import('./edgecache.d.ts').HashRing} ring
 * @param {BigUint64Array} positions
 * @param {readonly string[]} mistakes
 * @returns {Uint32Array | import('./edgecache.d.ts').Refused}
 */
export function ownersWithMistakes(ring, positions, mistakes) {
  const handle = HashRing.handleOf(ring);
  if (isRefused(handle)) return handle;
  if (Object.prototype.toString.call(positions) !== '[object BigUint64Array]' || positions.length > MAX_COUNT)
    return refused('input-unreadable');
  const bits = mistakes.map((mistake) => MISTAKES.indexOf(/** @type {any} */ (mistake)));
  if (bits.includes(-1)) return refused('mode-unknown');
  const mask = bits.reduce((all, bit) => all | (1 << bit), 0);
  const owners = allot(Uint32Array, positions.length);
  if (isRefused(owners)) return owners;
  return handle.ask((ofRing, { memory, native }) => {
    for (let start = 0; start < positions.length; start += CHUNK) {
      const some = positions.subarray(start, start + CHUNK);
      const at = memory.keep('positions', some.length * 8);
      const out = memory.keep('owners', some.length * 4);
      memory.wides(at, some.length).set(some);
      native.ownersWithMistakes(ofRing, mask, at, some.length, out);
      owners.set(memory.words(out, some.length), start);
    }
    return owners;
  });
}
