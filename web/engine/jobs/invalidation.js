/**
 * One write over many places, a strategy a step: {do: 'invalidation', scene: {places: 24}}. Who reads what, and
 * what the caches do, is cpp/sim/invalidation; here its numbers get their names.
 */
import { isRefused, optionsOf, refused, unsigned64, wholeNumber } from '../checks.js';
import { OutOfMemory } from '../memory.js';
import { EVENT_KINDS } from '../tiered-answers.js';

/**
 * @typedef {import('../engine.js').Engine} Engine
 * @typedef {import('../edgecache.d.ts').InvalidationJob} InvalidationJob
 * @typedef {import('../edgecache.d.ts').InvalidationLane} InvalidationLane
 * @typedef {import('../edgecache.d.ts').InvalidationRun} InvalidationRun
 * @typedef {import('../edgecache.d.ts').InvalidationScene} InvalidationScene
 * @typedef {import('../edgecache.d.ts').Refused} Refused
 */

/** In the order of C++'s Strategy. */
export const STRATEGIES = /** @type {const} */ (['ttl', 'revalidate', 'write-through', 'versioned', 'purge']);

/** The story's: each number's source is at its field of Scene in invalidation.hpp. @type {InvalidationScene} */
const STORY = {
  places: 24,
  readsPerSecond: 10,
  ttlSeconds: 60,
  staleMs: 30_000,
  purgeMs: 150,
  fetchMs: 100,
  seed: 19,
};

const MOST_PLACES = 60;
const MOST_READS_PER_SECOND = 100;
const MOST_TTL_SECONDS = 600;
const MOST_MS = 60_000;
const MOST_READS = 150_000;

/** kParts of invalidation.hpp, and the numbers that invalidation_views.hpp writes of each thing. */
const PARTS = 600;
const HEAD = 6;
const OF_PLACE = 4;
const OF_MOMENT = 3;
const OF_EVENT = 5;

/** @param {unknown} given @returns {InvalidationScene | Refused} */
function sceneOf(given) {
  const scene = { ...STORY, ...optionsOf(/** @type {any} */ (given)) };
  const places = wholeNumber(scene.places, 2, MOST_PLACES);
  const readsPerSecond = wholeNumber(scene.readsPerSecond, 1, MOST_READS_PER_SECOND);
  const ttlSeconds = wholeNumber(scene.ttlSeconds, 1, MOST_TTL_SECONDS);
  const [staleMs, purgeMs, fetchMs] = [scene.staleMs, scene.purgeMs, scene.fetchMs].map((ms) =>
    wholeNumber(ms, 0, MOST_MS),
  );
  if (places === null) return refused('place-out-of-range');
  if (readsPerSecond === null) return refused('count-out-of-range');
  if (ttlSeconds === null) return refused('ttl-out-of-range');
  if (staleMs === null || purgeMs === null || fetchMs === null) return refused('time-out-of-range');
  if (places * readsPerSecond * ttlSeconds > MOST_READS) return refused('count-out-of-range');
  const { seed } = scene;
  if (unsigned64(seed) === null) return refused('seed-out-of-range');
  return { places, readsPerSecond, ttlSeconds, staleMs, purgeMs, fetchMs, seed };
}

/**
 * @param {Engine} engine
 * @param {InvalidationJob} job
 * @returns {Generator<import('../edgecache.d.ts').Progress, InvalidationRun | Refused, void>}
 */
export function* invalidation(engine, job) {
  const { strategies = STRATEGIES, log = false } = job;
  const scene = sceneOf(job.scene);
  if (isRefused(scene)) return scene;
  if (!Array.isArray(strategies) || strategies.length > STRATEGIES.length) return refused('mode-unknown');
  const kinds = strategies.map((name) => STRATEGIES.indexOf(name));
  if (kinds.includes(-1) || typeof log !== 'boolean') return refused('mode-unknown');
  /** @type {InvalidationLane[]} */
  const lanes = [];
  let writer = 0;
  for (const kind of kinds) {
    const ran = runOne(engine, scene, kind, log);
    if (isRefused(ran)) return ran;
    lanes.push(ran.lane);
    ({ writer } = ran);
    yield { done: lanes.length, total: kinds.length, phase: 'time' };
  }
  return { scene, writer, lanes };
}

/**
 * @param {Engine} engine
 * @param {InvalidationScene} scene
 * @param {number} kind
 * @param {boolean} log
 */
function runOne(engine, scene, kind, log) {
  const { places, readsPerSecond, ttlSeconds, staleMs, purgeMs, fetchMs } = scene;
  const given = [places, readsPerSecond, ttlSeconds, staleMs, purgeMs, fetchMs, kind, log ? 1 : 0];
  return engine.ask(({ native, memory }) => {
    const numbers = memory.keep('invalidation', given.length * 8);
    memory.doubles(numbers, given.length).set(given);
    const seed = memory.keep('seed', 8);
    memory.write64(seed, /** @type {bigint} */ (unsigned64(scene.seed)));
    const about = memory.keep('invalidation-about', 8);
    const block = native.invalidate(numbers, seed, about);
    const [size] = memory.words(about, 1);
    if (block === 0 && size === 0) return refused('count-out-of-range');
    if (block === 0) throw new OutOfMemory();
    const told = memory.doubles(block, size).slice();
    native.release(block);
    return described(STRATEGIES[kind], places, told, log);
  });
}

/**
 * @param {typeof STRATEGIES[number]} strategy
 * @param {number} many  places
 * @param {Float64Array} told
 * @param {boolean} log
 */
function described(strategy, many, told, log) {
  const [reads, waits, pageChecks, mostFetches, writer, events] = told;
  const moments = told.subarray(HEAD + OF_PLACE * many);
  const rows = moments.subarray(OF_MOMENT * (PARTS + 1));
  const places = Array.from({ length: many }, (_, i) => {
    const [oldUntilMs, purgeAfterMs, asked, staleReads] = told.subarray(HEAD + OF_PLACE * i);
    return { oldUntilMs, purgeAfterMs, reads: asked, staleReads };
  });
  const series = (/** @type {number} */ field) =>
    Float64Array.from({ length: PARTS + 1 }, (_, i) => moments[OF_MOMENT * i + field]);
  const [readSoFar, staleReads, fetches] = [0, 1, 2].map(series);
  const lane = {
    strategy,
    reads,
    staleReads: staleReads[PARTS],
    fetches: fetches[PARTS],
    pageChecks,
    mostFetches,
    waits,
    oldForMs: Math.max(...places.map(({ oldUntilMs }) => oldUntilMs)),
    places,
    moments: { reads: readSoFar, staleReads, fetches },
    ...(log ? { log: Array.from({ length: events }, (_, i) => eventOf(rows.subarray(OF_EVENT * i))) } : {}),
  };
  return { lane, writer };
}

/** @param {Float64Array} row */
function eventOf([kind, place, object, version, atMs]) {
  return { kind: EVENT_KINDS[kind], place, object, version, atMs };
}
