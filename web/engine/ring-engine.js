/**
 * An engine that answers by C++ and never by JavaScript, with what the first slide needs: a ring, a key's place, and chance.
 * Refusals are values. When a call traps, the instance is thrown away, the next one comes from the same compiled module,
 * and whoever listens by onReplaced() rebuilds its rings. engine.js adds every other question.
 */
import { refused, Unreadable } from './checks.js';
import { positionOfText } from './hashes.js';
import { Instance } from './instance.js';
import { OutOfMemory } from './memory.js';
import { makeRing } from './ring-spec.js';
import { zipfDraws } from './zipf.js';

/**
 * @typedef {import('./edgecache.d.ts').Refused} Refused
 * @typedef {import('./edgecache.d.ts').RingSpec} RingSpec
 * @typedef {(module: object) => unknown} Factory  Emscripten's glue
 */

export class RingEngine {
  #compiled;
  #factory;
  /** @type {Instance | null} */
  #instance;
  /** @type {Set<() => void>} */
  #listeners = new Set();

  /**
   * What went wrong last, for a test or a bug report; the caller of the call got a refusal.
   * @type {unknown}
   */
  fault = null;

  /**
   * @param {WebAssembly.Module} compiled
   * @param {Factory} factory
   */
  constructor(compiled, factory) {
    this.#compiled = compiled;
    this.#factory = factory;
    this.#instance = new Instance(compiled, factory); // what is wrong with the module shows now
  }

  get version() {
    return this.#instance?.version ?? '';
  }

  /** @param {() => void} listener */
  onReplaced(listener) {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /**
   * Puts a question to the living instance; a trap in it becomes a refusal.
   * @template T
   * @param {(instance: Instance) => T} question
   * @returns {T | Refused}
   */
  ask(question) {
    try {
      this.#instance ??= new Instance(this.#compiled, this.#factory);
    } catch (error) {
      this.fault = error; // no room even for a fresh instance; the next call tries again
      return refused('engine-failed');
    }
    return this.askOf(this.#instance, question);
  }

  /**
   * The same to a given instance, where somebody's ring lives.
   * @template T
   * @param {Instance} instance
   * @param {(instance: Instance) => T} question
   * @returns {T | Refused}
   */
  askOf(instance, question) {
    if (instance.dead) return refused('engine-replaced');
    try {
      const answer = question(instance);
      instance.memory.trim();
      return answer;
    } catch (error) {
      return error instanceof Unreadable ? refused('input-unreadable') : this.#replace(instance, error);
    }
  }

  /**
   * @param {Instance} instance
   * @param {unknown} error
   */
  #replace(instance, error) {
    this.fault = error;
    const tooBig = error instanceof OutOfMemory || instance.ranOutOfMemory();
    instance.dead = true;
    if (this.#instance === instance) this.#instance = null;
    // Later, so that no listener runs in the middle of the call that failed.
    queueMicrotask(() => {
      for (const listener of this.#listeners) listener();
    });
    return refused(tooBig ? 'too-big' : 'engine-failed');
  }

  /** @param {RingSpec} [spec] */
  ring(spec = {}) {
    return makeRing(this, spec);
  }

  /**
   * @param {string} text
   * @param {{hash?: import('./edgecache.d.ts').HashName, seed?: bigint | string | number}} [options]
   */
  position(text, options) {
    return positionOfText(this, text, options);
  }

  /** @param {{objects: number, skew: number | string, seed: bigint | string | number, count: number}} draw */
  zipf(draw) {
    return zipfDraws(this, draw);
  }
}
