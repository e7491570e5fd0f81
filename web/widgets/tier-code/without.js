// What breaks without each line: the same GETs through the code that has all of them, and through the code that lacks one. Counted by
// the engine, once; it does not depend on what the viewer does.
import { answered } from '../../engine/answer.js';
import { doIt, specOf, tiersOf } from './deeds.js';

/** @typedef {import('../../engine/edgecache.d.ts').Engine} Engine */
/** @typedef {import('./code.js').Lines} Lines */
/** `whole` with all lines, `lacking` without the one. @typedef {{whole: number, lacking: number}} Pair */
/**
 * Of `gets` GETs, `fill`: entries in all tiers at the end, `evict`: those in L1; of `seconds` GETs after a write, `expire`: old answers.
 * @typedef {{gets: number, keys: number, seconds: number, fill: Pair, evict: Pair, expire: Pair}} Without
 */

const ALL = { fill: true, evict: true, expire: true };
const GETS = 1000;
const KEYS = 100;
const SECONDS = 100;

/** Keys as they are asked for in life: few often, most seldom. @param {Engine} engine @param {Lines} lines */
async function afterMany(engine, lines) {
  const zipf = { objects: KEYS, skew: 1, seed: 16, count: GETS };
  const { stats } = answered(await engine.run({ do: 'trace', trace: { zipf }, tiers: specOf(lines) }));
  if (!stats) throw new Error('tiers without statistics');
  return stats;
}

/** One key, which changes in the database once it is cached; then it is asked for every second. @param {Engine} engine @param {Lines} lines */
function oldAnswers(engine, lines) {
  const cache = tiersOf(engine, lines);
  try {
    doIt(cache, lines, { get: 'user:1' });
    doIt(cache, lines, { write: 'user:1' });
    for (let second = 0; second < SECONDS; second++) {
      doIt(cache, lines, { get: 'user:1' });
      doIt(cache, lines, { wait: 1 });
    }
    return answered(cache.stats()).staleReads;
  } finally {
    cache.delete();
  }
}

/** @param {Engine} engine @returns {Promise<Without>} */
export async function countWithout(engine) {
  const whole = await afterMany(engine, ALL);
  const unfilled = await afterMany(engine, { ...ALL, fill: false });
  const roomy = await afterMany(engine, { ...ALL, evict: false });
  return {
    gets: GETS,
    keys: KEYS,
    seconds: SECONDS,
    fill: { whole: whole.entries, lacking: unfilled.entries },
    evict: { whole: whole.sizes[0], lacking: roomy.sizes[0] },
    expire: { whole: oldAnswers(engine, ALL), lacking: oldAnswers(engine, { ...ALL, expire: false }) },
  };
}

/** @type {WeakMap<Engine, Promise<Without>>} */
const kept = new WeakMap();

/** The same, counted once. @param {Engine} engine */
export function withoutLines(engine) {
  const known = kept.get(engine);
  if (known) return known;
  const counting = countWithout(engine);
  kept.set(engine, counting);
  counting.catch(() => kept.delete(engine)); // the next state asks again
  return counting;
}
