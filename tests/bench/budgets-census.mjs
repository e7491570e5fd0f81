/**
 * The budgets of the census (P1-P3), each as a question to one round of measurements.
 *
 * @typedef {import('./budgets.mjs').Budget} Budget
 */

/** @type {Budget[]} */
export const CENSUS_BUDGETS = [
  {
    id: 'P1',
    what: 'census of 100,000,000 keys, both methods: WebAssembly over native time, node',
    unit: 'x',
    budget: 1.5,
    side: 'most',
    of: ({ native, wasm }) => wasm['census-100000000'].value / native['census-100000000'].value,
  },
  {
    id: 'P1',
    what: 'the same in Chromium, in a worker, start and answer counted',
    unit: 'x',
    budget: 1.5,
    side: 'most',
    of: ({ native, chromium }) => chromium.census.value / native['census-100000000'].value,
  },
  {
    id: 'P2',
    what: 'census: times the naive port in the same WebAssembly',
    unit: 'x',
    budget: 30,
    side: 'least',
    of: ({ wasm }) => wasm['census-naive-1000000'].value / wasm['census-100000000'].value,
  },
  {
    id: 'P2',
    what: 'census: times tuned plain JavaScript (numbers instead of texts)',
    unit: 'x',
    budget: 2.5,
    side: 'least',
    of: ({ wasm, script }) => script['census-js-tuned'].value / wasm['census-100000000'].value,
  },
  {
    id: 'P2',
    what: 'census: times plain JavaScript on texts',
    unit: 'x',
    budget: 60,
    side: 'least',
    of: ({ wasm, script }) => script['census-js-texts'].value / wasm['census-100000000'].value,
  },
  {
    id: 'P3',
    what: 'two workers over one, node',
    unit: 'x',
    budget: 0.55,
    side: 'most',
    of: ({ worker }) => worker['census-two-workers'].value / worker['census-one-worker'].value,
  },
  {
    id: 'P3',
    what: 'two workers over one, Chromium',
    unit: 'x',
    budget: 0.55,
    side: 'most',
    of: ({ chromium }) => chromium['census-two-workers'].value / chromium['census-one-worker'].value,
  },
  {
    id: 'P3',
    what: 'longest task of the page while workers count, Chromium (0: none over 50 ms)',
    unit: 'ms',
    budget: 50,
    side: 'most',
    of: ({ chromium }) => chromium['longest-task'].value,
  },
  {
    id: 'P3',
    what: 'longest slice of a census on the page itself',
    unit: 'ms',
    budget: 8,
    side: 'most',
    of: ({ worker }) => worker['census-page-slice'].value,
  },
  {
    id: 'P3',
    what: 'reports while a worker counts',
    unit: 'a second',
    budget: 10,
    side: 'least',
    of: ({ worker }) => worker['census-reports'].value,
  },
  {
    id: 'P3',
    what: 'memory of the module after a census of 20,000,000 keys',
    unit: 'MiB',
    budget: 64,
    side: 'most',
    of: ({ worker }) => worker['census-memory'].value,
  },
];
