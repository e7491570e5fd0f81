/**
 * Scenarios of caches: policies on a trace, and operations on the tiered cache, one after the other. A
 * refused operation is the whole scenario's answer.
 *
 * @typedef {import('./subject.d.ts').Subject} Subject
 * @typedef {import('./subject.d.ts').CacheSubject} CacheSubject
 * @typedef {import('./subject.d.ts').CacheSpec} CacheSpec
 * @typedef {import('./subject.d.ts').CacheStats} CacheStats
 * @typedef {import('./scenarios.mjs').Surroundings} Surroundings
 */
import { wholeNumber } from '../../web/engine/checks.js';
import { count, granted, list, object, Refusal, seed, text } from './inputs.mjs';

const POLICIES = ['LRU', 'FIFO', 'CLOCK', 'SIEVE', 'S3-FIFO', 'Belady'];

/** Caches that one trace runs through. */
const MOST_CAPACITIES = 256;

/** @type {Record<string, (cache: CacheSubject, ...operands: unknown[]) => Promise<unknown>>} */
const OPERATIONS = {
  get: (cache, key, ttl = null) => cache.get(text(key), ttl),
  vget: (cache, name, ttl = null) => cache.versionedGet(text(name), ttl),
  put: (cache, key, ttl = null) => cache.put(text(key), ttl),
  db: (cache, key) => cache.dbWrite(text(key)),
  vput: (cache, name) => cache.versionedPut(text(name)),
  purge: (cache, key, delays) => {
    const each = list(delays);
    // A list in the list would be one a node; these hierarchies have one cache a tier.
    if (each.some(Array.isArray)) throw new Refusal('time-out-of-range');
    return cache.purge(text(key), each);
  },
  advance: (cache, ms) => cache.advance(ms),
};

/**
 * Draws, or the requests of a trace file.
 * @param {Map<string, unknown>} input
 * @param {Surroundings} surroundings
 * @returns {Promise<import('./subject.d.ts').Requests>}
 */
async function requests(input, { trace }) {
  if (input.has('trace')) return { objects: await trace(text(input.get('trace'))) };
  const zipf = object(input.get('zipf'));
  const skew = zipf.get('skew');
  if (typeof skew !== 'string' && typeof skew !== 'number') throw new Refusal('skew-unknown');
  return {
    zipf: {
      objects: count(zipf.get('objects')),
      skew: String(skew),
      seed: seed(zipf.get('seed')),
      count: count(zipf.get('count')),
    },
  };
}

/** @param {import('./subject.d.ts').Requests} some */
const howMany = (some) => ('zipf' in some ? some.zipf.count : some.objects.length);

/**
 * @param {Subject} subject
 * @param {Map<string, unknown>} input
 * @param {Surroundings} surroundings
 */
export async function policy(subject, input, surroundings) {
  const name = input.get('policy');
  if (typeof name !== 'string' || !POLICIES.includes(name)) throw new Refusal('policy-unknown');
  const capacities = list(input.get('capacities')).map((entries) => {
    const many = wholeNumber(entries, 1, Number.MAX_SAFE_INTEGER);
    if (many === null) throw new Refusal('capacity-out-of-range');
    return many;
  });
  if (capacities.length > MOST_CAPACITIES) throw new Refusal('count-out-of-range');
  const trace = await requests(input, surroundings);
  const misses = granted(await subject.policy({ policy: name, capacities, trace }));
  return { requests: howMany(trace), misses };
}

/**
 * @template {string} Word
 * @param {unknown} value
 * @param {readonly Word[]} words  the first is the default
 * @returns {Word}
 */
function mode(value, words) {
  const word = words.find((known) => known === (value ?? words[0]));
  if (word === undefined) throw new Refusal('mode-unknown');
  return word;
}

/**
 * @param {Map<string, unknown>} input
 * @returns {CacheSpec}
 */
const specOf = (input) => ({
  capacity: list(input.get('capacity')),
  inclusion: mode(input.get('inclusion'), ['inclusive', 'nine']),
  touch: mode(input.get('touch'), ['hit-tier', 'all']),
  latencyNs: list(input.get('latency_ns') ?? [100, 100_000, 1_000_000]),
  dbLatencyNs: input.get('db_latency_ns') ?? 10_000_000,
});

/**
 * @param {Subject} subject
 * @param {Map<string, unknown>} input
 * @param {Surroundings} surroundings
 */
export async function tiered(subject, input, surroundings) {
  const spec = specOf(input);
  if (!input.has('ops')) {
    const stats = granted(await subject.replayed(spec, await requests(input, surroundings)));
    return { stats: written(stats), sizes: stats.sizes, final_state: stats.digest };
  }
  const log = mode(input.get('log'), ['none', 'state', 'result']);
  const cache = granted(await subject.cache(spec));
  try {
    const lines = [];
    for (const operation of list(input.get('ops'))) {
      const result = await operate(cache, operation);
      lines.push(log === 'state' ? { result, state: granted(await cache.state()) } : result);
    }
    const stats = granted(await cache.stats());
    return {
      stats: written(stats),
      ...(log === 'none' ? {} : { log: lines }),
      sizes: stats.sizes,
      final_state: granted(await cache.state()),
    };
  } finally {
    cache.delete();
  }
}

/**
 * @param {CacheSubject} cache
 * @param {unknown} operation
 */
async function operate(cache, operation) {
  const [name, ...operands] = Array.isArray(operation) ? operation : [];
  if (typeof name !== 'string' || !Object.hasOwn(OPERATIONS, name)) throw new Refusal('operation-unknown');
  return granted(await OPERATIONS[name](cache, ...operands));
}

/** As the rules name them; copies are promoted into all tiers but the last. @param {CacheStats} stats */
const written = (stats) => ({
  gets: stats.gets,
  hits: stats.hits,
  misses: stats.misses,
  evictions: stats.evictions,
  back_invalidations: stats.backInvalidations,
  expired: stats.expired,
  purged: stats.purged,
  promotions: stats.promotions.slice(0, -1),
  stale_reads: stats.staleReads,
  db_reads: stats.dbReads,
  db_writes: stats.dbWrites,
  cost_ns: stats.costNs,
});
