// What breaks without each line: the same thousand GETs through the code that has all of them, and through the code that lacks one.
// Counted by the engine, once; it does not depend on what the viewer does.
import { answered } from '../../engine/answer.js';
import { doIt, tiersOf } from './deeds.js';

/** @typedef {import('../../engine/edgecache.d.ts').Engine} Engine */
/** @typedef {import('./code.js').Lines} Lines */
/** `whole` with all lines, `lacking` without the one. @typedef {{whole: number, lacking: number}} Pair */
/**
 * `fill`: entries in all tiers at the end; `evict`: those in L1; `expire`: answers that were old.
 * @typedef {{gets: number, keys: number, fill: Pair, evict: Pair, expire: Pair}} Without
 */

const GETS = 1000;
const KEYS = 100;

/**
 * @template T
 * @param {Engine} engine @param {Lines} lines @param {import('./deeds.js').Deed[]} deeds
 * @param {(stats: import('../../engine/edgecache-cache.d.ts').TieredStats) => T} read
 */
function afterAll(engine, lines, deeds, read) {
  const cache = tiersOf(engine, lines);
  try {
    for (const deed of deeds) doIt(cache, lines, deed);
    return read(answered(cache.stats()));
  } finally {
    cache.delete();
  }
}

/** Keys as they are asked for in life: few often, most seldom. @param {Engine} engine */
const manyKeys = (engine) =>
  Array.from(answered(engine.zipf({ objects: KEYS, skew: 1, seed: 16, count: GETS })), (object) => ({
    get: `user:${object}`,
  }));

/** One key, which is written once; then it is asked for every second. */
const oneKey = () => {
  const asked = Array.from({ length: GETS }, () => [{ get: 'user:1' }, { wait: 1 }]).flat();
  return [{ get: 'user:1' }, { write: 'user:1' }, ...asked];
};

/** @param {Engine} engine @returns {Without} */
export function countWithout(engine) {
  const all = { fill: true, evict: true, expire: true };
  const many = manyKeys(engine);
  /** @param {import('./code.js').Added} line @param {import('./deeds.js').Deed[]} deeds @param {(stats: any) => number} read */
  const pair = (line, deeds, read) => ({
    whole: afterAll(engine, all, deeds, read),
    lacking: afterAll(engine, { ...all, [line]: false }, deeds, read),
  });
  return {
    gets: GETS,
    keys: KEYS,
    fill: pair('fill', many, ({ entries }) => entries),
    evict: pair('evict', many, ({ sizes }) => sizes[0]),
    expire: pair('expire', oneKey(), ({ staleReads }) => staleReads),
  };
}

/** @type {WeakMap<Engine, Without>} */
const kept = new WeakMap();

/** The same, counted once. @param {Engine} engine @returns {Without} */
export function withoutLines(engine) {
  const known = kept.get(engine) ?? countWithout(engine);
  kept.set(engine, known);
  return known;
}
