/**
 * The inside of a HashRing: the handle on the C++ ring, the instance it lives in, and the servers'
 * names by the number (slot) C++ gave them, in order of joining. The ring has one owner, who delete()s
 * it; a ring whose instance has trapped is gone with it.
 */
import { refused } from './checks.js';

/**
 * @typedef {import('./edgecache.d.ts').Refused} Refused
 * @typedef {import('./instance.js').Instance} Instance
 * @typedef {{hash: import('./edgecache.d.ts').HashName, plain: boolean}} RingKind
 */

/** What C++ answers for "nobody": the ring is empty. */
export const NO_SERVER = 0xffffffff;

/** The numbers C++ knows the hashes by. */
export const HASH_NUMBERS = /** @type {const} */ ({
  xxh64: 0,
  'by-degrees': 1,
  'fnv-1a': 2,
  'xxh64-16-bit': 3,
});

export class RingHandle {
  /**
   * @param {import('./ring-engine.js').RingEngine} engine
   * @param {Instance} instance
   * @param {any} native  the Embind handle
   * @param {RingKind} kind
   * @param {Map<number, string>} [names]  slot -> name, in order of joining
   */
  constructor(engine, instance, native, kind, names = new Map()) {
    this.engine = engine;
    this.instance = instance;
    this.native = native;
    this.kind = kind;
    this.names = names;
  }

  /**
   * Puts a question to the ring; whatever goes wrong in it comes back as a refusal.
   * @template T
   * @param {(native: any, instance: Instance) => T} question
   * @returns {T | Refused}
   */
  ask(question) {
    if (this.native === null) return refused('ring-deleted');
    return this.engine.askOf(this.instance, (instance) => question(this.native, instance));
  }

  /**
   * @param {number} slot
   * @returns {string | null}
   */
  name(slot) {
    return this.names.get(slot) ?? null;
  }

  /** @param {string} name */
  slot(name) {
    for (const [slot, known] of this.names) if (known === name) return slot;
    return null;
  }

  /** How the keys of this ring are hashed. */
  get hash() {
    return { kind: HASH_NUMBERS[this.kind.hash], seed: this.instance.defaultSeed };
  }

  copy() {
    return this.ask(
      (native, instance) =>
        new RingHandle(this.engine, instance, native.copy(), this.kind, new Map(this.names)),
    );
  }

  delete() {
    // After a trap the instance is garbage already, and C++ code in it must not run again.
    if (this.native !== null && !this.instance.dead) this.ask((native) => native.delete());
    this.native = null;
  }
}
