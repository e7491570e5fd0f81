/**
 * The caches of the WebAssembly engine under question, through its public interface and nothing else.
 *
 * @typedef {import('./subject.d.ts').CacheSubject} CacheSubject
 * @typedef {import('../../web/engine/edgecache.d.ts').Engine} Engine
 * @typedef {import('../../web/engine/edgecache.d.ts').TieredCache} TieredCache
 * @typedef {import('../../web/engine/edgecache.d.ts').Refused} Refused
 */
import { isRefused } from '../../web/engine/checks.js';
import { makeTieredCache } from '../../web/engine/tiered-cache.js';

/**
 * @param {Engine} engine
 * @returns {Pick<import('./subject.d.ts').Subject, 'policy' | 'replayed' | 'cache'>}
 */
export const wasmCaches = (engine) => ({
  policy: async ({ policy, capacities, trace }) => {
    const name = /** @type {import('../../web/engine/edgecache.d.ts').PolicyName} */ (policy);
    const run = await engine.run({ do: 'trace', trace, policies: [name], capacities });
    return isRefused(run) ? run : /** @type {number[]} */ (run.misses[name]);
  },
  replayed: async (spec, trace) => {
    const run = await engine.run({ do: 'trace', trace, tiers: asSpec(spec) });
    return isRefused(run) ? run : /** @type {any} */ (run.stats);
  },
  cache: async (spec) => {
    const cache = makeTieredCache(engine, spec);
    return isRefused(cache) ? cache : new WasmCache(cache);
  },
});

/** What no type allows is refused at run time. @param {import('./subject.d.ts').CacheSpec} spec */
const asSpec = (spec) =>
  /** @type {import('../../web/engine/edgecache.d.ts').TieredSpec} */ (/** @type {unknown} */ (spec));

/**
 * @param {import('../../web/engine/edgecache.d.ts').TieredAnswer | Refused} answer
 * @returns {[string, number] | Refused}
 */
const found = (answer) => (isRefused(answer) ? answer : [answer.where, answer.version]);

/** @param {import('../../web/engine/edgecache.d.ts').TieredAnswer | Refused} answer */
const version = (answer) => (isRefused(answer) ? answer : answer.version);

/** @param {import('../../web/engine/edgecache.d.ts').TieredAnswer | Refused} answer */
const nothing = (answer) => (isRefused(answer) ? answer : null);

/** @implements {CacheSubject} */
class WasmCache {
  #cache;

  /** @param {TieredCache} cache */
  constructor(cache) {
    this.#cache = cache;
  }

  /** @type {CacheSubject['get']} */
  async get(key, ttl) {
    return found(this.#cache.get(key, { ttlMs: /** @type {number} */ (ttl) }));
  }

  /** @type {CacheSubject['versionedGet']} */
  async versionedGet(name, ttl) {
    return found(this.#cache.versionedGet(name, { ttlMs: /** @type {number} */ (ttl) }));
  }

  /** @type {CacheSubject['put']} */
  async put(key, ttl) {
    return version(this.#cache.put(key, { ttlMs: /** @type {number} */ (ttl) }));
  }

  /** @type {CacheSubject['dbWrite']} */
  async dbWrite(key) {
    return version(this.#cache.dbWrite(key));
  }

  /** @type {CacheSubject['versionedPut']} */
  async versionedPut(name) {
    return version(this.#cache.versionedPut(name));
  }

  /** @type {CacheSubject['purge']} */
  async purge(key, delays) {
    return nothing(this.#cache.purge(key, { delayMs: /** @type {number[]} */ (delays) }));
  }

  /** @type {CacheSubject['advance']} */
  async advance(ms) {
    return nothing(this.#cache.advance(/** @type {number} */ (ms)));
  }

  /** @type {CacheSubject['state']} */
  async state() {
    const copies = this.#cache.contents();
    if (isRefused(copies)) return copies;
    /** @type {[string, number][][]} */
    const tiers = this.#cache.spec.capacity.map(() => []);
    for (const { tier, key, version } of copies) tiers[tier].push([key, version]);
    return tiers;
  }

  async stats() {
    return this.#cache.stats();
  }

  delete() {
    this.#cache.delete();
  }
}
