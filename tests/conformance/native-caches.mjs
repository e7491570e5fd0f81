/**
 * The caches of the native build under question, by lines of hex.
 *
 * @typedef {import('./subject.d.ts').CacheSubject} CacheSubject
 * @typedef {import('./subject.d.ts').CacheSpec} CacheSpec
 * @typedef {import('./subject.d.ts').Requests} Requests
 * @typedef {import('./native-line.mjs').NativeLine} NativeLine
 * @typedef {string[] | import('../../web/engine/edgecache.d.ts').Refused} Words
 */
import { isRefused, wholeNumber } from '../../web/engine/checks.js';
import { hexText, textOf } from './native-line.mjs';

/**
 * @param {NativeLine} line
 * @returns {Pick<import('./subject.d.ts').Subject, 'policy' | 'replayed' | 'cache'>}
 */
export const nativeCaches = (line) => ({
  policy: async ({ policy, capacities, trace }) => {
    const read = await readTrace(line, trace);
    if (isRefused(read)) return read;
    const misses = await line.ask('policy', policy, ...capacities);
    return isRefused(misses) ? misses : misses.slice(1).map(Number);
  },
  replayed: async (spec, trace) => {
    const made = await make(line, spec);
    if (isRefused(made)) return made;
    const read = await readTrace(line, trace);
    if (isRefused(read)) return read;
    await line.ask('tiered-replay');
    return stats(await line.ask('tiered-stats'));
  },
  cache: async (spec) => {
    const made = await make(line, spec);
    return isRefused(made) ? made : new NativeCache(line, spec.capacity.length);
  },
});

/** A whole number, or a word that the program refuses. @param {unknown} value */
const field = (value) => wholeNumber(value, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER) ?? 'none';

/** Milliseconds, null is for ever. @param {unknown} ms */
const life = (ms) => (ms === null ? 'never' : field(ms));

/**
 * @param {NativeLine} line
 * @param {CacheSpec} spec
 */
const make = (line, { capacity, inclusion, touch, latencyNs, dbLatencyNs }) =>
  line.ask(
    'tiered',
    inclusion,
    touch,
    field(dbLatencyNs),
    ...capacity.flatMap((entries, i) => [field(entries), field(latencyNs[i])]),
  );

/**
 * @param {NativeLine} line
 * @param {Requests} trace
 */
function readTrace(line, trace) {
  if ('objects' in trace) return line.ask('trace-objects', ...trace.objects);
  const { objects, skew, seed, count } = trace.zipf;
  return line.ask('trace-zipf', objects, hexText(skew), seed, count);
}

/** @param {Words} words */
function stats(words) {
  if (isRefused(words)) return words;
  const [gets, misses, staleReads, dbReads, dbWrites, costNs] = words.map(Number);
  const tiers = words.slice(7).map(Number);
  const column = (/** @type {number} */ which) => tiers.filter((_, i) => i % 7 === which);
  const [hits, evictions, backInvalidations, expired, purged, promotions, sizes] = Array.from(
    { length: 7 },
    (_, which) => column(which),
  );
  const counts = { gets, misses, staleReads, dbReads, dbWrites, costNs, digest: words[6] };
  return { ...counts, hits, evictions, backInvalidations, expired, purged, promotions, sizes };
}

/**
 * TIER VERSION
 * @param {Words} words
 * @returns {[string, number] | import('../../web/engine/edgecache.d.ts').Refused}
 */
const found = (words) =>
  isRefused(words) ? words : [words[0] === 'db' ? 'db' : `L${Number(words[0]) + 1}`, Number(words[1])];

/** @param {Words} words */
const version = (words) => (isRefused(words) ? words : Number(words[0]));

/** @param {Words} words */
const nothing = (words) => (isRefused(words) ? words : null);

/** @implements {CacheSubject} */
class NativeCache {
  #line;
  #tiers;

  /**
   * @param {NativeLine} line
   * @param {number} tiers
   */
  constructor(line, tiers) {
    this.#line = line;
    this.#tiers = tiers;
  }

  /** @type {CacheSubject['get']} */
  async get(key, ttl) {
    return found(await this.#line.ask('tiered-get', hexText(key), life(ttl)));
  }

  /** @type {CacheSubject['versionedGet']} */
  async versionedGet(name, ttl) {
    return found(await this.#line.ask('tiered-vget', hexText(name), life(ttl)));
  }

  /** @type {CacheSubject['put']} */
  async put(key, ttl) {
    return version(await this.#line.ask('tiered-put', hexText(key), life(ttl)));
  }

  /** @type {CacheSubject['dbWrite']} */
  async dbWrite(key) {
    return version(await this.#line.ask('tiered-db', hexText(key)));
  }

  /** @type {CacheSubject['versionedPut']} */
  async versionedPut(name) {
    return version(await this.#line.ask('tiered-vput', hexText(name)));
  }

  /** @type {CacheSubject['purge']} */
  async purge(key, delays) {
    return nothing(await this.#line.ask('tiered-purge', hexText(key), ...delays.map(field)));
  }

  /** @type {CacheSubject['advance']} */
  async advance(ms) {
    return nothing(await this.#line.ask('tiered-advance', field(ms)));
  }

  /** @type {CacheSubject['state']} */
  async state() {
    const words = await this.#line.ask('tiered-state');
    if (isRefused(words)) return words;
    let at = 0;
    return Array.from({ length: this.#tiers }, () => {
      const size = Number(words[at++]);
      return Array.from({ length: size }, () => {
        /** @type {[string, number]} */
        const entry = [textOf(words[at]), Number(words[at + 1])];
        at += 2;
        return entry;
      });
    });
  }

  async stats() {
    return stats(await this.#line.ask('tiered-stats'));
  }

  delete() {} // the next one takes its place
}
