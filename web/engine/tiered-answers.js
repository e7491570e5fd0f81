/**
 * What C++ wrote down about an operation, read as plain data: the answer and its events, copies as they
 * lie in the tiers, counts. The rows are the structs of cache_views.hpp.
 */

/**
 * @typedef {import('./edgecache-cache.d.ts').TieredAnswer} TieredAnswer
 * @typedef {import('./edgecache-cache.d.ts').TieredEvent} TieredEvent
 * @typedef {import('./edgecache-cache.d.ts').TieredCopy} TieredCopy
 * @typedef {import('./edgecache-cache.d.ts').TieredStats} TieredStats
 * @typedef {import('./instance.js').Instance} Instance
 */

/** In the order of C++'s EventKind. */
export const EVENT_KINDS = /** @type {const} */ ([
  'probe',
  'miss',
  'hit',
  'serve-stale',
  'expire',
  'fetch',
  'fill',
  'promote',
  'evict',
  'back-invalidate',
  'purge',
  'coalesce',
  'revalidate',
  'write',
  'drop',
]);

/** As a tier: the database. */
const DATABASE = 0xffffffff;

const EVENT_BYTES = 40;
const COPY_BYTES = 32;
export const ANSWER_BYTES = 56;
export const STATS_BYTES = (13 + 8 * 8) * 8;

/** @param {number} number */
const tierOf = (number) => (number === DATABASE ? null : number);

/**
 * The refusal's number, or the answer.
 * @param {Instance} instance
 * @param {number} at  address of the answer
 * @param {(object: number) => string} keyOf
 * @returns {number | TieredAnswer}
 */
export function readAnswer({ memory, native }, at, keyOf) {
  const [costNs, nowMs] = memory.doubles(at, 2);
  const [refusal, object, tier, version, dbVersion, hit, coalesced, count, rows] = memory.words(at + 16, 9);
  if (refusal !== 0) return refusal;
  /** @type {TieredEvent[]} */
  const events = [];
  for (let i = 0; i < count; i++) {
    const [cost, atMs] = memory.doubles(rows + i * EVENT_BYTES, 2);
    const words = memory.words(rows + i * EVENT_BYTES + 16, 5);
    events.push({
      kind: EVENT_KINDS[words[0]],
      tier: tierOf(words[1]),
      node: words[2],
      key: '', // its text below: asking for it may move the memory that is read here
      version: words[4],
      costNs: cost,
      atMs,
    });
    events[i].key = keyOf(words[3]);
  }
  if (rows !== 0) native.release(rows);
  return {
    key: keyOf(object),
    where: tier === DATABASE ? 'db' : `L${tier + 1}`,
    tier: tierOf(tier),
    version,
    dbVersion,
    stale: version < dbVersion,
    hit: hit !== 0,
    coalesced: coalesced !== 0,
    costNs,
    nowMs,
    events,
  };
}

/**
 * Reads a block of copies and gives it back.
 * @param {Instance} instance
 * @param {number} block
 * @param {number} count
 * @param {(object: number) => string} keyOf
 * @returns {TieredCopy[]}
 */
export function readCopies({ memory, native }, block, count, keyOf) {
  /** @type {TieredCopy[]} */
  const copies = [];
  for (let i = 0; i < count; i++) {
    const [expiresAt] = memory.doubles(block + i * COPY_BYTES, 1);
    const [tier, node, object, version, dbVersion, expired] = memory.words(block + i * COPY_BYTES + 8, 6);
    copies.push({
      tier,
      node,
      key: keyOf(object),
      version,
      dbVersion,
      stale: version < dbVersion,
      expiresAtMs: Number.isFinite(expiresAt) ? expiresAt : null,
      expired: expired !== 0,
    });
  }
  if (block !== 0) native.release(block);
  return copies;
}

/**
 * @param {Instance} instance
 * @param {number} at
 * @param {number} tiers
 * @returns {TieredStats}
 */
export function readStats({ memory }, at, tiers) {
  const numbers = Array.from(memory.doubles(at, STATS_BYTES / 8));
  const digest = memory.wides(at + 12 * 8, 1)[0].toString();
  const [gets, misses, coalesced, staleReads, dbReads, dbWrites, costNs, ...latency] = numbers;
  const column = (/** @type {number} */ which) =>
    Array.from({ length: tiers }, (_, k) => numbers[13 + 8 * k + which]);
  const sizes = column(7);
  return {
    gets,
    hits: column(0),
    misses,
    coalesced,
    evictions: column(1),
    backInvalidations: column(2),
    expired: column(3),
    purged: column(4),
    promotions: column(5),
    fills: column(6),
    staleReads,
    dbReads,
    dbWrites,
    costNs,
    latency: { meanNs: latency[0], p50Ns: latency[1], p99Ns: latency[2], p999Ns: latency[3] },
    sizes,
    entries: sizes.reduce((sum, size) => sum + size, 0),
    staleEntries: latency[4],
    digest,
  };
}
