/**
 * A tiered cache as plain data, {capacity: [2, 4, 8], inclusion: 'nine'}, checked and written down as
 * the numbers that C++ reads. Defaults are the slides': 100 ns, 100 µs, 1 ms, and a database of 10 ms.
 */
import { optionsOf, refused, wholeNumber } from './checks.js';

/**
 * @typedef {import('./edgecache-cache.d.ts').TieredSpec} TieredSpec
 * @typedef {import('./edgecache.d.ts').Refused} Refused
 */

/** Tiers a hierarchy may have. */
export const MOST_TIERS = 8;

const LATENCY_NS = [100, 100_000, 1_000_000]; // slide 14
const DB_LATENCY_NS = 10_000_000;

/** The words of each mode, in the order of C++'s enums. @type {[keyof TieredSpec, string[]][]} */
const MODES = [
  ['inclusion', ['inclusive', 'nine']],
  ['touch', ['hit-tier', 'all']],
  ['promotion', ['all', 'next', 'none']],
  ['fill', ['all', 'none']],
  ['fetch', ['at-once', 'takes-time']],
  ['coalesce', ['none', 'node', 'tier']],
];

/**
 * A number for C++; what is none crosses as one that it refuses.
 * @param {unknown} value
 */
export const asNumber = (value) => (typeof value === 'number' ? value : Number.NaN);

/**
 * Milliseconds to live: null is for ever, and everything that is no whole number from 0 on is none.
 * @param {unknown} ms
 * @returns {number | null}
 */
export const lifeOf = (ms) =>
  ms === null ? Number.POSITIVE_INFINITY : wholeNumber(ms, 0, Number.MAX_SAFE_INTEGER);

/**
 * Database's latency, staleness still served, the six modes, the number of tiers, and capacity, latency
 * and nodes of each.
 * @param {unknown} spec
 * @returns {Float64Array | Refused}
 */
export function specNumbers(spec) {
  const asked = /** @type {Partial<TieredSpec>} */ (optionsOf(/** @type {any} */ (spec)));
  const { capacity, latencyNs = LATENCY_NS, dbLatencyNs = DB_LATENCY_NS, nodes } = asked;
  if (!Array.isArray(capacity) || !Array.isArray(latencyNs) || !Array.isArray(nodes ?? [])) {
    return refused('input-unreadable');
  }
  // More tiers than there may be, or none, C++ refuses by their number: it need not see them all.
  const tiers = Math.min(capacity.length, MOST_TIERS + 1);
  const numbers = new Float64Array(9 + 3 * MOST_TIERS);
  numbers[0] = asNumber(dbLatencyNs);
  numbers[1] = asNumber(asked.staleWhileRevalidateMs ?? 0);
  for (const [i, [mode, words]] of MODES.entries()) {
    const word = asked[mode] ?? words[0];
    const number = words.indexOf(/** @type {string} */ (word));
    if (number < 0) return refused('mode-unknown');
    numbers[2 + i] = number;
  }
  numbers[8] = tiers;
  for (let k = 0; k < Math.min(tiers, MOST_TIERS); k++) {
    numbers.set([asNumber(capacity[k]), asNumber(latencyNs[k]), nodes ? asNumber(nodes[k]) : 1], 9 + 3 * k);
  }
  return numbers;
}
