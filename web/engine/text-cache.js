/**
 * A bounded LRU whose keys are texts, as a page holds it: many requests in one call, because a call per key
 * costs more than its answer. What hits and who goes is decided in cpp/cache/text_lru.cpp.
 */
import { isRefused, optionsOf, refused, Unreadable, wholeNumber } from './checks.js';
import { keySource, pack } from './keys.js';

/**
 * @typedef {import('./edgecache-cache.d.ts').TextCache} PublicTextCache
 * @typedef {import('./edgecache.d.ts').Keys} Keys
 * @typedef {import('./edgecache.d.ts').Refused} Refused
 * @typedef {import('./engine.js').Engine} Engine
 * @typedef {import('./instance.js').Instance} Instance
 */

/** A slot is 32 bits wide, and one of them is the circle's end. */
const MOST_ENTRIES = 2 ** 32 - 2;

/**
 * A new cache, the caller's to delete().
 * @param {import('./edgecache.d.ts').Engine} engine
 * @param {{capacity: number} | unknown} options
 * @returns {TextCache | Refused}
 */
export function makeTextCache(engine, options) {
  const entries = wholeNumber(optionsOf(/** @type {any} */ (options)).capacity, 1, MOST_ENTRIES);
  if (entries === null) return refused('capacity-out-of-range');
  const inner = /** @type {Engine} */ (engine);
  return inner.ask((instance) => new TextCache(inner, instance, instance.native.textCache(entries)));
}

/** @implements {PublicTextCache} */
export class TextCache {
  #engine;
  #instance;
  /** @type {any} the Embind handle, null once deleted */
  #native;

  /**
   * @param {Engine} engine
   * @param {Instance} instance
   * @param {any} native
   */
  constructor(engine, instance, native) {
    this.#engine = engine;
    this.#instance = instance;
    this.#native = native;
  }

  /**
   * @param {Keys} keys
   * @returns {{requests: number, hits: number} | Refused}
   */
  request(keys) {
    if (this.#native === null) return refused('cache-deleted');
    const source = keySource(keys);
    if (isRefused(source)) return source;
    return this.#engine.askOf(this.#instance, ({ memory }) => {
      let hits = 0;
      for (let start = 0; start < source.count; ) {
        const { bytes, size, offsets, count } = pack(memory, source, start);
        const some = this.#native.replay(bytes, size, offsets, count);
        if (some < 0) throw new Unreadable();
        hits += some;
        start += count;
      }
      return { requests: source.count, hits };
    });
  }

  delete() {
    const native = this.#native;
    this.#native = null;
    if (native !== null) this.#engine.askOf(this.#instance, () => native.delete());
  }
}
