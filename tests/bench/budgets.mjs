/**
 * The budgets of rings, hashes and the boundary (P4-P7, P14; R14), each as a question to one round of
 * measurements. A budget is met when the median over the rounds reaches it; within a tenth of the line is
 * "on the line" and counts as met.
 *
 * @typedef {Record<string, {value: number, unit: string}>} Kernels
 * @typedef {{native: Kernels, wasm: Kernels, public: Kernels, policy: Kernels, peers: Kernels, worker: Kernels, script: Kernels,
 *   chromium: Kernels, caches: Kernels, cachesTenMillion: Kernels, cachesNative: Kernels, cachesWasm: Kernels}} Round
 * @typedef {object} Budget
 * @property {string} id
 * @property {string} what
 * @property {string} unit
 * @property {number} budget
 * @property {'least' | 'most'} side  the value is to be at least, or at most, the budget
 * @property {(round: Round) => number} of
 */

const best = (/** @type {number[]} */ ...values) => Math.min(...values);

/** @type {Budget[]} */
export const BUDGETS = [
  {
    id: 'P4',
    what: 'bulk look-up at 10,000 tokens: WebAssembly over native speed',
    unit: 'x',
    budget: 0.7,
    side: 'least',
    of: ({ native, wasm }) => native['lookup-10000'].value / wasm['lookup-10000'].value,
  },
  {
    id: 'P4',
    what: 'bulk look-up at 10,000 tokens: times std::lower_bound in the same WebAssembly',
    unit: 'x',
    budget: 5,
    side: 'least',
    of: ({ wasm }) => wasm['lower-bound-10000'].value / wasm['lookup-10000'].value,
  },
  {
    id: 'P4',
    what: 'bulk look-up at 200,000 tokens over its cost at 10,000',
    unit: 'x',
    budget: 2.5,
    side: 'most',
    of: ({ wasm }) => wasm['lookup-200000'].value / wasm['lookup-10000'].value,
  },
  {
    id: 'P5',
    what: 'bulk routing of packed keys: times npm hashring, its cache bypassed',
    unit: 'x',
    budget: 150,
    side: 'least',
    of: ({ public: ours, peers }) => peers['hashring-lookup'].value / ours['place-packed'].value,
  },
  {
    id: 'P5',
    what: 'bulk routing of JavaScript texts, packing counted: times npm hashring',
    unit: 'x',
    budget: 25,
    side: 'least',
    of: ({ public: ours, peers }) => peers['hashring-lookup'].value / ours['place-texts'].value,
  },
  {
    id: 'P6',
    what: 'ring of 100 x 100, cold: times faster than npm hashring',
    unit: 'x',
    budget: 2.5,
    side: 'least',
    of: ({ public: ours, peers }) => peers['hashring-build-cold'].value / ours['build-cold'].value,
  },
  {
    id: 'P6',
    what: 'adding a server to 100 x 100 over a full build',
    unit: 'x',
    budget: 0.25,
    side: 'most',
    of: ({ public: ours }) => ours['add-one'].value / ours['build-warm'].value,
  },
  {
    id: 'P7',
    what: 'bulk XXH64 of packed keys: times the best per-call rate of xxhash-wasm',
    unit: 'x',
    budget: 8,
    side: 'least',
    of: ({ wasm, peers }) =>
      best(peers['xxhash-wasm-text'].value, peers['xxhash-wasm-bytes'].value) / wasm['hash-packed'].value,
  },
  {
    id: 'P7',
    what: 'bulk XXH64 of packed keys: WebAssembly over native speed',
    unit: 'x',
    budget: 0.6,
    side: 'least',
    of: ({ native, wasm }) => native['hash-packed'].value / wasm['hash-packed'].value,
  },
  {
    id: 'P14',
    what: 'a key of a range placed through the public interface, into the same array',
    unit: 'ns',
    budget: 5,
    side: 'most',
    of: ({ public: ours }) => ours['place-range'].value,
  },
  {
    id: 'P14',
    what: 'a packed key placed through the public interface, into the same array',
    unit: 'ns',
    budget: 15,
    side: 'most',
    of: ({ public: ours }) => ours['place-packed'].value,
  },
  {
    id: 'P14',
    what: 'the same (range) with code generation from strings forbidden, over without',
    unit: 'x',
    budget: 1,
    side: 'most',
    of: ({ public: ours, policy }) => policy['place-range'].value / ours['place-range'].value,
  },
  {
    id: 'P14',
    what: 'the same (packed) with code generation from strings forbidden, over without',
    unit: 'x',
    budget: 1,
    side: 'most',
    of: ({ public: ours, policy }) => policy['place-packed'].value / ours['place-packed'].value,
  },
  {
    id: 'R14',
    what: '100 servers x 10,000 virtual nodes built in a worker',
    unit: 's',
    budget: 2,
    side: 'most',
    of: ({ worker }) => worker['build-million'].value,
  },
  {
    id: 'R14',
    what: 'longest the main thread waited meanwhile',
    unit: 'ms',
    budget: 50,
    side: 'most',
    of: ({ worker }) => worker['main-thread-wait'].value,
  },
];

/** @param {number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * true, "on the line", or false.
 * @param {number} value
 * @param {{budget: number, side: 'least' | 'most'}} budget
 */
export function met(value, { budget, side }) {
  const reached = side === 'least' ? value / budget : budget / value;
  return reached >= 1 ? true : reached >= 0.9 ? 'on the line' : false;
}
