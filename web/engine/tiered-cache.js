/**
 * A tiered cache as a page holds it. Every member checks its arguments, asks C++ and gives the answer as
 * plain data; what hits, goes and grows stale is decided in cpp/cache alone. Time stands still until
 * advance().
 */
import { isRefused, optionsOf, refused, wholeNumber } from './checks.js';
import { decode, encode } from './texts.js';
import { ANSWER_BYTES, readAnswer, readCopies, readStats, STATS_BYTES } from './tiered-answers.js';
import { asNumber, lifeOf, specNumbers } from './tiered-spec.js';

/**
 * @typedef {import('./edgecache-cache.d.ts').TieredSpec} TieredSpec
 * @typedef {import('./edgecache-cache.d.ts').TieredAnswer} TieredAnswer
 * @typedef {import('./edgecache-cache.d.ts').TieredCache} PublicTieredCache
 * @typedef {import('./edgecache-cache.d.ts').ReadOptions} ReadOptions
 * @typedef {import('./edgecache.d.ts').Refused} Refused
 * @typedef {import('./engine.js').Engine} Engine
 * @typedef {import('./instance.js').Instance} Instance
 */

/** In the order of C++'s TieredVerb. */
const VERBS = /** @type {const} */ ({ get: 0, put: 1, dbWrite: 2, versionedGet: 3, versionedPut: 4 });

/** As the length of a text: every key. */
const ALL = 0xffffffff;

/** The object of an operation that has none. */
const NO_KEY = 0xffffffff;

/**
 * A new tiered cache, the caller's to delete(), or what its spec is refused for.
 * @param {import('./edgecache.d.ts').Engine} engine
 * @param {TieredSpec | unknown} spec
 * @returns {TieredCache | Refused}
 */
export function makeTieredCache(engine, spec) {
  const numbers = specNumbers(spec);
  if (isRefused(numbers)) return numbers;
  const inner = /** @type {Engine} */ (engine);
  return inner.ask((instance) => {
    const { memory, native } = instance;
    const at = memory.keep('tiers', numbers.length * 8);
    memory.doubles(at, numbers.length).set(numbers);
    const why = memory.keep('why', 4);
    const made = native.tieredCache(at, why);
    if (made === null) return refused(native.cacheRefusalCode(memory.words(why, 1)[0]));
    return new TieredCache(inner, instance, made, structuredClone(/** @type {TieredSpec} */ (spec)));
  });
}

/** @implements {PublicTieredCache} */
export class TieredCache {
  #engine;
  #instance;
  /** @type {any} the Embind handle, null once deleted */
  #native;
  /** Keys by the number C++ gave them. @type {string[]} */
  #keys = [];

  /**
   * @param {Engine} engine
   * @param {Instance} instance
   * @param {any} native
   * @param {TieredSpec} spec
   */
  constructor(engine, instance, native, spec) {
    this.#engine = engine;
    this.#instance = instance;
    this.#native = native;
    this.spec = spec;
  }

  /**
   * @template T
   * @param {(native: any, instance: Instance) => T} question
   * @returns {T | Refused}
   */
  #ask(question) {
    if (this.#native === null) return refused('cache-deleted');
    return this.#engine.askOf(this.#instance, (instance) => question(this.#native, instance));
  }

  /**
   * The C++ handle, for a long job that feeds it numbers instead of keys.
   * @param {TieredCache} cache
   */
  static nativeOf(cache) {
    return cache.#native;
  }

  /** @param {number} object */
  #keyOf(object) {
    if (object === NO_KEY) return '';
    const { memory } = this.#instance;
    if (this.#keys[object] === undefined) {
      const at = memory.keep('key', 8);
      this.#native.key(object, at);
      const [text, size] = memory.words(at, 2);
      this.#keys[object] = decode(memory.bytes(text, size).slice());
    }
    return this.#keys[object];
  }

  /**
   * @param {Instance} instance
   * @param {(out: number) => void} operation
   * @returns {TieredAnswer | Refused}
   */
  #answer(instance, operation) {
    const out = instance.memory.keep('answer', ANSWER_BYTES);
    operation(out);
    const answer = readAnswer(instance, out, (object) => this.#keyOf(object));
    return typeof answer === 'number' ? refused(instance.native.cacheRefusalCode(answer)) : answer;
  }

  /**
   * @param {keyof typeof VERBS} verb
   * @param {string} key
   * @param {ReadOptions} [options]
   */
  #apply(verb, key, options) {
    const text = encode(key);
    if (isRefused(text)) return text;
    const { ttlMs = null, place = 0 } = optionsOf(options);
    const life = lifeOf(ttlMs);
    if (life === null) return refused('ttl-out-of-range');
    return this.#ask((native, instance) =>
      this.#answer(instance, (out) =>
        native.apply(VERBS[verb], instance.memory.put('text', text), text.length, life, asNumber(place), out),
      ),
    );
  }

  /** @param {string} key @param {ReadOptions} [options] */
  get(key, options) {
    return this.#apply('get', key, options);
  }

  /** @param {string} key @param {ReadOptions} [options] */
  put(key, options) {
    return this.#apply('put', key, options);
  }

  /** @param {string} key */
  dbWrite(key) {
    return this.#apply('dbWrite', key);
  }

  /** @param {string} name @param {ReadOptions} [options] */
  versionedGet(name, options) {
    return this.#apply('versionedGet', name, options);
  }

  /** @param {string} name */
  versionedPut(name) {
    return this.#apply('versionedPut', name);
  }

  /**
   * @param {string} key
   * @param {{delayMs?: number[] | number[][]}} [options]
   */
  purge(key, options) {
    const text = encode(key);
    if (isRefused(text)) return text;
    const { delayMs = this.spec.capacity.map(() => 0) } = optionsOf(options);
    if (!Array.isArray(delayMs)) return refused('input-unreadable');
    const delays = delayMs.flat().map((ms) => wholeNumber(ms, 0, Number.MAX_SAFE_INTEGER));
    if (delays.includes(null)) return refused('time-out-of-range');
    return this.#ask((native, instance) =>
      this.#answer(instance, (out) => {
        const { memory } = instance;
        const at = memory.keep('delays', delays.length * 8);
        memory.doubles(at, delays.length).set(/** @type {number[]} */ (delays));
        native.purge(memory.put('text', text), text.length, at, delays.length, out);
      }),
    );
  }

  /**
   * @param {number} ms
   * @param {number} [ns]
   */
  advance(ms, ns = 0) {
    const most = wholeNumber(ms, 0, Number.MAX_SAFE_INTEGER);
    const rest = wholeNumber(ns, 0, Number.MAX_SAFE_INTEGER);
    if (most === null || rest === null) return refused('time-out-of-range');
    return this.#ask((native, instance) => this.#answer(instance, (out) => native.advance(most, rest, out)));
  }

  /**
   * @param {number} tier
   * @param {string[]} keys  the newest first
   * @param {{node?: number, ttlMs?: number | null}} [options]
   * @returns {true | Refused}
   */
  preload(tier, keys, options) {
    if (!Array.isArray(keys)) return refused('input-unreadable');
    const { node = 0, ttlMs = null } = optionsOf(options);
    const life = lifeOf(ttlMs);
    if (life === null) return refused('ttl-out-of-range');
    const before = this.copy(); // all of them or none
    if (isRefused(before)) return before;
    for (const key of [...keys].reverse()) {
      const text = encode(key);
      const done = isRefused(text)
        ? text
        : this.#ask((native, { memory }) => {
            const at = memory.put('text', text);
            const why = native.preload(asNumber(tier), asNumber(node), at, text.length, life);
            return why === 0 ? true : refused(this.#instance.native.cacheRefusalCode(why));
          });
      if (done === true) continue;
      this.#become(before);
      return done;
    }
    before.delete();
    return true;
  }

  /** Takes over another's inside. @param {TieredCache} other */
  #become(other) {
    this.delete();
    this.#native = other.#native;
    other.#native = null;
  }

  /** All copies, each cache's newest first. */
  contents() {
    return this.#copies(null);
  }

  /** @param {string} key */
  copies(key) {
    const text = encode(key);
    return isRefused(text) ? text : this.#copies(text);
  }

  /** @param {Uint8Array | null} text */
  #copies(text) {
    return this.#ask((native, instance) => {
      const { memory } = instance;
      const at = text === null ? 0 : memory.put('text', text);
      const count = memory.keep('count', 4);
      const block = native.copies(at, text === null ? ALL : text.length, count);
      return readCopies(instance, block, memory.words(count, 1)[0], (object) => this.#keyOf(object));
    });
  }

  stats() {
    return this.#ask((native, instance) => {
      const at = instance.memory.keep('stats', STATS_BYTES);
      native.stats(at);
      return readStats(instance, at, this.spec.capacity.length);
    });
  }

  /** @returns {true | Refused} */
  resetStats() {
    return this.#ask((native) => {
      native.resetCounts();
      return true;
    });
  }

  copy() {
    return this.#ask((native, instance) => new TieredCache(this.#engine, instance, native.copy(), this.spec));
  }

  delete() {
    // After a trap the instance is garbage already, and C++ code in it must not run again.
    if (this.#native !== null && !this.#instance.dead) this.#ask((native) => native.delete());
    this.#native = null;
  }
}
