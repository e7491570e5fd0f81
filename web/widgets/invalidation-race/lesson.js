// A purge goes down three tiers while readers keep asking: the real TieredCache, step by step on its own clock. From the top, a
// reader in between finds the old copy farther down and carries it up behind the purge's back: L1 answers old for ever. What
// undoes that: from the bottom up, the same purge twice, a TTL as the last resort, or a hierarchy in which a farther tier takes
// the nearer copies along (inclusion).
import { answered } from '../../engine/answer.js';
import { makeTieredCache } from '../../engine/tiered-cache.js';

/** @typedef {import('../../engine/edgecache.d.ts').Engine} Engine */
/** @typedef {import('./scene.js').Order} Order */
/** A stretch of time in which a tier's copy does not change; `until` null: to the end. @typedef {{tier: number, from: number, until: number|null, version: number, old: boolean}} Stretch */
/** @typedef {{atMs: number, tier: number|null, version: number, old: boolean, promoted: number[]}} LessonRead `tier`: who answered, null the database */
/**
 * @typedef {object} Lesson
 * @property {Order} order
 * @property {{tier: number, atMs: number}[]} purges when the message reaches a tier
 * @property {LessonRead[]} reads
 * @property {Stretch[]} stretches
 * @property {number} staleReads
 * @property {number} oldForMs from the write until no tier holds anything old; how long that is when it never ends, nobody knows
 * @property {boolean} forEver whether a tier that answers keeps something old
 */

const KEY = '/style.css';
export const TIERS = 3;
/** A TTL, where the order has one: as on the race. */
export const TTL_MS = 60_000;
/** Readers ask every so often while the purge is under way, then half a TTL later, a TTL later, an hour later. */
const EVERY_MS = 30;
export const NEAR_MS = 360;
export const LATER_MS = [TTL_MS / 2, TTL_MS + EVERY_MS, 3_600_000];

/** When a purge reaches L1, L2, L3, in ms after the write; the story's own figures. @type {Record<Order, number[][]>} */
export const PURGES = {
  'top-down': [[20, 80, 140]],
  'bottom-up': [[140, 80, 20]],
  twice: [
    [20, 80, 140],
    [200, 260, 320],
  ],
  ttl: [[20, 80, 140]],
  inclusive: [[20, 80, 140]],
};

/** Of the telling, so much is about the time while the purge is under way; then come the later readers, one by one. */
const NEAR_PART = 0.7;

/** The moment that is told when so much of the telling is over, in ms after the write. @param {number} part in [0, 1) */
export function lessonMoment(part) {
  if (part < NEAR_PART) return (part / NEAR_PART) * NEAR_MS;
  return LATER_MS[
    Math.min(LATER_MS.length - 1, Math.floor(((part - NEAR_PART) / (1 - NEAR_PART)) * LATER_MS.length))
  ];
}

/** What has happened by a moment; the purge's messages that have arrived. @param {Lesson} lesson @param {number} ms @returns {Lesson} */
export const lessonUntil = (lesson, ms) => ({
  ...lesson,
  purges: lesson.purges.filter(({ atMs }) => atMs <= ms),
  reads: lesson.reads.filter(({ atMs }) => atMs <= ms),
  stretches: lesson.stretches
    .filter(({ from }) => from <= ms)
    .map((stretch) => ({
      ...stretch,
      until: stretch.until === null || stretch.until > ms ? ms : stretch.until,
    })),
});

/** @param {Engine} engine @param {Order} order @returns {Lesson} */
export function purgeLesson(engine, order) {
  const cache = answered(
    makeTieredCache(engine, {
      capacity: [1, 1, 1],
      inclusion: order === 'inclusive' ? 'inclusive' : 'nine',
    }),
  );
  try {
    const ttlMs = order === 'ttl' ? TTL_MS : null;
    answered(cache.put(KEY, { ttlMs })); // version 1 in all tiers
    answered(cache.dbWrite(KEY)); // version 2, and no tier knows
    for (const delayMs of PURGES[order]) answered(cache.purge(KEY, { delayMs }));
    return told(cache, order, ttlMs);
  } finally {
    cache.delete();
  }
}

/** @param {import('../../engine/tiered-cache.js').TieredCache} cache @param {Order} order @param {number|null} ttlMs @returns {Lesson} */
function told(cache, order, ttlMs) {
  const purges = PURGES[order].flatMap((delays) => delays.map((atMs, tier) => ({ tier, atMs })));
  /** @type {number[]} */
  const asks = [];
  for (let atMs = EVERY_MS / 2; atMs < NEAR_MS; atMs += EVERY_MS) asks.push(atMs);
  asks.push(...LATER_MS);
  const times = [...purges.map(({ atMs }) => atMs), ...asks].sort((a, b) => a - b);
  /** @type {LessonRead[]} */
  const reads = [];
  const stretches = new Stretches(cache);
  let now = 0;
  for (const atMs of new Set(times)) {
    answered(cache.advance(atMs - now));
    now = atMs;
    stretches.look(now);
    if (!asks.includes(atMs)) continue;
    const { tier, version, stale, events } = answered(cache.get(KEY, { ttlMs }));
    const promoted = events.flatMap(({ kind, tier: into }) =>
      kind === 'promote' && into !== null ? [into] : [],
    );
    reads.push({ atMs, tier, version, old: stale, promoted });
    stretches.look(now);
  }
  const all = stretches.all();
  return {
    order,
    purges,
    reads,
    stretches: all,
    staleReads: reads.filter(({ old }) => old).length,
    oldForMs: Math.max(0, ...all.map(({ old, until }) => (old ? (until ?? asks[asks.length - 1]) : 0))),
    forEver: all.some(({ old, until }) => old && until === null),
  };
}

/** What lies in each tier over time, looked at whenever something may have changed. */
class Stretches {
  #cache;
  /** @type {(Stretch|null)[]} */
  #open = new Array(TIERS).fill(null);
  /** When those expire. */
  #ends = new Array(TIERS).fill(Number.POSITIVE_INFINITY);
  /** @type {Stretch[]} */
  #done = [];

  /** @param {import('../../engine/tiered-cache.js').TieredCache} cache */
  constructor(cache) {
    this.#cache = cache;
    this.look(0);
  }

  /** @param {number} now */
  look(now) {
    const copies = answered(this.#cache.copies(KEY));
    for (let tier = 0; tier < TIERS; tier++) {
      const copy = copies.find((lies) => lies.tier === tier && !lies.expired);
      const before = this.#open[tier];
      if (before?.version === copy?.version) continue;
      if (before) this.#done.push({ ...before, until: Math.min(now, this.#ends[tier]) });
      this.#ends[tier] = copy?.expiresAtMs ?? Number.POSITIVE_INFINITY;
      this.#open[tier] = copy
        ? { tier, from: now, until: null, version: copy.version, old: copy.stale }
        : null;
    }
  }

  all() {
    return [...this.#done, ...this.#open.flatMap((stretch) => (stretch ? [stretch] : []))];
  }
}
