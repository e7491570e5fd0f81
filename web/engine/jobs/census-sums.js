/**
 * Counts of different keys add up: that is why a census can be stopped and go on, and be shared out.
 */

/**
 * @typedef {import('../edgecache.d.ts').CensusCounts} CensusCounts
 * @typedef {import('../edgecache.d.ts').CensusLoads} CensusLoads
 * @typedef {import('../edgecache.d.ts').Moved} Moved
 */

/**
 * @param {Moved} a
 * @param {Moved} b
 * @returns {Moved}
 */
const moved = (a, b) => ({
  moved: a.moved + b.moved,
  movedBetweenPresentInBoth: a.movedBetweenPresentInBoth + b.movedBetweenPresentInBoth,
});

/**
 * @param {CensusCounts} a
 * @param {CensusCounts} b
 * @returns {CensusCounts}
 */
export const added = (a, b) => ({
  keys: a.keys + b.keys,
  modulo: moved(a.modulo, b.modulo),
  ring: moved(a.ring, b.ring),
});

/**
 * @param {CensusLoads | undefined} a
 * @param {CensusLoads} b
 * @returns {CensusLoads}
 */
export function addedLoads(a, b) {
  if (!a) return b;
  const sum = (/** @type {Float64Array} */ x, /** @type {Float64Array} */ y) =>
    y.map((keys, i) => keys + x[i]);
  const both = (/** @type {'modulo' | 'ring'} */ rule) => ({
    before: sum(a[rule].before, b[rule].before),
    after: sum(a[rule].after, b[rule].after),
  });
  return { modulo: both('modulo'), ring: both('ring') };
}
