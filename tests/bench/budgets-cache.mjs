/**
 * Budgets of the caches (P8, P9, P10, P15) on the trace of performance.md 2.3, as questions to one round.
 *
 * @typedef {import('./budgets.mjs').Budget} Budget
 * @typedef {import('./budgets.mjs').Round} Round
 */

const NPM = ['lru-map', 'lru-cache', 'lru-min', 'quick-lru'];

/** The fastest of npm's. @param {Round['caches']} caches @param {string | number} what */
const best = (caches, what) => Math.min(...NPM.map((name) => caches[`${name}-${what}`].value));

/**
 * @param {number} capacity
 * @param {number} budget
 * @returns {Budget}
 */
const overTheBest = (capacity, budget) => ({
  id: 'P8',
  what: `LRU of ${capacity} entries, whole numbers as keys: times the best of npm`,
  unit: 'x',
  budget,
  side: 'least',
  of: ({ caches }) => best(caches, capacity) / caches[`ours-${capacity}`].value,
});

/** @type {Budget[]} */
export const CACHE_BUDGETS = [
  overTheBest(1000, 1.8),
  overTheBest(10_000, 3),
  overTheBest(100_000, 3),
  overTheBest(1_000_000, 1.8),
  {
    id: 'P8',
    what: 'LRU of 10000 entries: times npm lru-cache',
    unit: 'x',
    budget: 3.5,
    side: 'least',
    of: ({ caches }) => caches['lru-cache-10000'].value / caches['ours-10000'].value,
  },
  {
    id: 'P8',
    what: 'LRU of 10000 entries: WebAssembly over native speed',
    unit: 'x',
    budget: 0.8,
    side: 'least',
    of: ({ cachesNative, cachesWasm }) => cachesNative['lru-10000'].value / cachesWasm['lru-10000'].value,
  },
  {
    id: 'P9',
    what: 'LRU of 10000 entries, packed texts as keys: times the best of npm',
    unit: 'x',
    budget: 2.5,
    side: 'least',
    of: ({ caches, cachesWasm }) => best(caches, 'texts-10000') / cachesWasm['lru-packed-10000'].value,
  },
  {
    id: 'P9',
    what: 'the same with the encoding of JavaScript texts counted',
    unit: 'x',
    budget: 1.5,
    side: 'least',
    of: ({ caches }) => best(caches, 'texts-10000') / caches['ours-texts-10000'].value,
  },
  {
    id: 'P10',
    what: 'published hits met: 7 of LRU and 3 of SIEVE exactly, 6 of FIFO and CLOCK to four digits, 3 of S3-FIFO within 0.005',
    unit: 'of 19',
    budget: 19,
    side: 'least',
    of: ({ caches }) => caches['published-hits'].value,
  },
  {
    id: 'P15',
    what: 'ten million Zipf requests drawn and run through three tiers in WebAssembly',
    unit: 'M/s',
    budget: 15,
    side: 'least',
    of: ({ cachesTenMillion }) => 1000 / cachesTenMillion['ten-million'].value,
  },
  {
    id: 'P15',
    what: 'three tiers, requests drawn before: WebAssembly',
    unit: 'M/s',
    budget: 15,
    side: 'least',
    of: ({ cachesWasm }) => 1000 / cachesWasm['three-tiers'].value,
  },
  {
    id: 'P15',
    what: 'three tiers: WebAssembly over native speed',
    unit: 'x',
    budget: 0.7,
    side: 'least',
    of: ({ cachesNative, cachesWasm }) => cachesNative['three-tiers'].value / cachesWasm['three-tiers'].value,
  },
];

/** Kernels whose hits native and WebAssembly must agree about. */
export const CACHE_CHECKS = ['lru-1000', 'sieve-100000', 'lru-packed-10000', 'three-tiers'];
