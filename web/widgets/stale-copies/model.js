// What the figure of slide 18 knows, without a picture: a tiered cache with a cache at every place, readers who ask it, and what they
// were told. Hits, ages and staleness are the cache's own (cpp/cache); the readers come from the engine's seeded draws.
//
// Verbs: StaleCopiesCommand in web/engine/edgecache-tags.d.ts.
import { answered } from '../../engine/answer.js';
import { makeTieredCache } from '../../engine/tiered-cache.js';
import { check, fold, MOST_PAST, readScene } from './scene.js';

/** @typedef {import('../../engine/edgecache.d.ts').Engine} Engine */
/** @typedef {import('../../engine/tiered-cache.js').TieredCache} TieredCache */
/** @typedef {import('./scene.js').CopiesScene} CopiesScene */
/** `version` null: nothing that a reader would be given; `endsMs`: its expiry, since the figure began. @typedef {{version: number|null, old: boolean, endsMs: number}} PlaceCopy */
/** What happened at a place while a command took its time: a reader was told something, or the copy went. @typedef {{ms: number, place: number, version: number|null, told: boolean, old: boolean}} Happening */
/**
 * @typedef {object} CopiesState
 * @property {CopiesScene} scene
 * @property {TieredCache} cache
 * @property {number} nowMs since the figure began
 * @property {number} version of the database
 * @property {PlaceCopy[]} copies
 * @property {number} reads
 * @property {number} staleReads
 * @property {{takesMs: number, before: {copies: PlaceCopy[], reads: number, staleReads: number}, happenings: Happening[]}} story of the last command
 */

export const KEY = '/style.css';
/** As on slide 19: our story's TTL, and its seed. */
export const TTL_MS = 60_000;
const SEED = 19;
/** Readers a second, for each place on average; some places have more of them than others. */
export const READS_PER_SECOND = 1;
const SKEW = '0.5';
/** Time that a purge gets to go around. */
const PURGE_TAKES_MS = 1000;
/** When a purge reaches a place: the middle, 150 ms, is Cloudflare's (Instant Purge, 2024), the spread around it ours. */
const PURGE_MS = [40, 60, 80, 100, 115, 130, 140, 149, 151, 165, 185, 210, 245, 300, 400, 700];

/** @type {PlaceCopy} */
const NOTHING = { version: null, old: false, endsMs: Number.POSITIVE_INFINITY };
/** Readers that are answered before the page gets a breath. */
const AT_ONCE = 200;
const breath = () => new Promise((go) => setTimeout(go));

/** @param {Engine} engine @param {number} count @returns {number[]} numbers from 0 to 15 */
const sixteenths = (engine, count) =>
  Array.from(answered(engine.splitmix64(SEED, count)), (draw) => Number(draw >> 60n));

/** Copies of every age, all of them new. @param {Engine} engine @param {CopiesScene} scene @returns {CopiesState} */
function fresh(engine, { places }) {
  const cache = answered(makeTieredCache(engine, { capacity: [1], latencyNs: [0], nodes: [places] }));
  answered(cache.dbWrite(KEY)); // v1
  const ages = Array.from(answered(engine.splitmix64(SEED + 1, places)), (draw) =>
    Number(draw % BigInt(TTL_MS)),
  );
  for (const [node, age] of ages.entries()) answered(cache.preload(0, [KEY], { node, ttlMs: TTL_MS - age }));
  const copies = copiesOf(cache, places);
  const story = { takesMs: 0, before: { copies, reads: 0, staleReads: 0 }, happenings: [] };
  return { scene: { places, past: [] }, cache, nowMs: 0, version: 1, copies, reads: 0, staleReads: 0, story };
}

/** @param {TieredCache} cache @param {number} places @returns {PlaceCopy[]} */
function copiesOf(cache, places) {
  const rows = new Map(answered(cache.copies(KEY)).map((row) => [row.node, row]));
  return Array.from({ length: places }, (_, node) => {
    const row = rows.get(node);
    if (!row || row.expired) return NOTHING;
    return { version: row.version, old: row.stale, endsMs: row.expiresAtMs ?? Number.POSITIVE_INFINITY };
  });
}

/** The past, made again. @param {Engine} engine @param {CopiesScene} scene @returns {Promise<CopiesState>} */
async function start(engine, scene) {
  let state = fresh(engine, scene);
  for (const command of scene.past) {
    const before = state;
    try {
      state = await after(engine, before, command);
    } finally {
      before.cache.delete();
    }
  }
  return state;
}

/** @param {Engine} engine @param {CopiesState} before @param {any} command @param {AbortSignal} [signal] @returns {Promise<CopiesState>} */
async function after(engine, before, command, signal) {
  const scene = fold(before.scene, command);
  if (command.do === 'set-places') return fresh(engine, scene);
  const cache = answered(before.cache.copy());
  try {
    return await changed(engine, before, { scene, cache, command, signal });
  } catch (error) {
    cache.delete();
    throw error;
  }
}

/**
 * @param {Engine} engine @param {CopiesState} before
 * @param {{scene: CopiesScene, cache: TieredCache, command: any, signal: AbortSignal|undefined}} next
 * @returns {Promise<CopiesState>}
 */
async function changed(engine, before, { scene, cache, command, signal }) {
  if (command.do === 'write') answered(cache.dbWrite(KEY));
  if (command.do === 'purge') {
    const delays = sixteenths(engine, scene.places).map((draw) => PURGE_MS[draw]);
    answered(cache.purge(KEY, { delayMs: [delays] }));
  }
  const takesMs =
    command.do === 'wait' ? command.seconds * 1000 : command.do === 'purge' ? PURGE_TAKES_MS : 0;
  const happenings = await passing(engine, before, cache, takesMs, signal);
  const { staleReads, gets } = answered(cache.stats());
  const { copies, reads, staleReads: toldBefore } = before;
  return {
    scene,
    cache,
    nowMs: before.nowMs + takesMs,
    version: before.version + (command.do === 'write' ? 1 : 0),
    copies: copiesOf(cache, scene.places),
    reads: gets,
    staleReads,
    story: { takesMs, before: { copies, reads, staleReads: toldBefore }, happenings },
  };
}

/** Time passes, and readers go on asking. @param {Engine} engine @param {CopiesState} before @param {TieredCache} cache @param {number} takesMs @param {AbortSignal} [signal] */
async function passing(engine, { scene: { places }, nowMs, reads }, cache, takesMs, signal) {
  /** @type {Happening[]} */
  const happenings = [];
  const timeOf = (/** @type {number} */ read) =>
    Math.floor(((read + 1) * 1000) / (places * READS_PER_SECOND));
  let count = reads;
  while (timeOf(count) <= nowMs + takesMs) count += 1;
  const draws = answered(engine.zipf({ objects: places, skew: SKEW, seed: SEED, count }));
  let now = nowMs;
  const pass = (/** @type {number} */ until) => {
    const { events } = answered(cache.advance(until - now));
    now = until;
    for (const { kind, node, atMs } of events)
      if (kind === 'purge')
        happenings.push({ ms: atMs - nowMs, place: node, version: null, told: false, old: false });
  };
  for (let read = reads; read < count; read++) {
    if ((read - reads) % AT_ONCE === AT_ONCE - 1) await breath();
    if (signal?.aborted) throw Object.assign(new Error('stopped'), { code: 'stopped' });
    pass(timeOf(read));
    const place = draws[read];
    const { version, stale } = answered(cache.get(KEY, { ttlMs: TTL_MS, place }));
    happenings.push({ ms: now - nowMs, place, version, told: true, old: stale });
  }
  pass(nowMs + takesMs);
  return happenings;
}

/** @param {Engine} engine @param {CopiesState} state @param {any} command @param {{signal?: AbortSignal}} [options] */
async function run(engine, state, command, { signal } = {}) {
  if (state.scene.past.length >= MOST_PAST) return { refused: 'count-out-of-range' };
  const next = await after(engine, state, command, signal);
  return { state: next, events: [eventOf(state, next, command)] };
}

/** @param {CopiesState} before @param {CopiesState} next @param {any} command */
function eventOf(before, next, command) {
  const stale = staleCopies(next.copies);
  if (command.do === 'write') return { event: 'written', version: next.version, staleCopies: stale };
  if (command.do === 'set-places') return { event: 'placed', places: next.scene.places };
  const reads = next.reads - before.reads;
  const staleReads = next.staleReads - before.staleReads;
  return { event: 'read', reads, staleReads, staleCopies: stale };
}

/** @param {PlaceCopy[]} copies */
export const staleCopies = (copies) => copies.filter(({ old }) => old).length;

/**
 * What is seen so many ms into the last command: copies, counts, and who was told what last at each place.
 * @param {CopiesState} state @param {number|null} ms null: at its end
 */
export function seenAt(state, ms) {
  const { story, copies, reads, staleReads } = state;
  const past = ms === null ? story.happenings : story.happenings.filter((happening) => happening.ms <= ms);
  const told = past.filter((happening) => happening.told);
  /** @type {(Happening|null)[]} */
  const last = copies.map(() => null);
  for (const happening of told) last[happening.place] = happening;
  if (ms === null) return { copies, reads, staleReads, last };
  const began = state.nowMs - story.takesMs;
  const alive = (/** @type {PlaceCopy} */ copy, /** @type {number} */ at) => copy.endsMs > began + at;
  const seen = [...story.before.copies];
  for (const { place, version, old, ms: at } of past) {
    // A copy that answers keeps its end; what is fetched meanwhile lives longer than any command takes.
    const kept = seen[place].version === version && alive(seen[place], at);
    if (!kept) seen[place] = { version, old, endsMs: Number.POSITIVE_INFINITY };
  }
  const old = told.filter((happening) => happening.old).length;
  const { before } = story;
  const left = seen.map((copy) => (alive(copy, ms) ? copy : NOTHING));
  return { copies: left, reads: before.reads + told.length, staleReads: before.staleReads + old, last };
}

export const staleCopiesModel = {
  scene: readScene,
  check,
  start,
  run,
  fold,
  dispose: (/** @type {CopiesState} */ { cache }) => cache.delete(),
};
