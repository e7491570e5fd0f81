/**
 * The engine: every question a page may ask, each answered by C++ and none by JavaScript. Refusals are
 * values. When a call traps, the instance is thrown away, the next one comes from the same compiled
 * module, and whoever listens by onReplaced() rebuilds its rings.
 */
import { refused, Unreadable } from './checks.js';
import { divisionOfKey } from './division.js';
import { splitMix64, zipfDraws, balanceOf } from './draws.js';
import { hashKeys, positionAtDegrees, positionOfText, turnsOfKeys } from './hashes.js';
import { Instance } from './instance.js';
import { OutOfMemory } from './memory.js';
import { moduloShare, moduloMoved, moduloOwners, remapRings } from './remap.js';
import { makeRing } from './ring-spec.js';

/**
 * @typedef {import('./edgecache.d.ts').Engine} PublicEngine
 * @typedef {import('./edgecache.d.ts').HashRing} PublicRing
 * @typedef {import('./edgecache.d.ts').Keys} Keys
 * @typedef {import('./edgecache.d.ts').Refused} Refused
 * @typedef {import('./edgecache.d.ts').RingSpec} RingSpec
 * @typedef {import('./runner.js').RunnerOptions & {createRunner?: typeof import('./runner.js').createRunner}} RunnerOptions
 * @typedef {ReturnType<typeof import('./runner.js').createRunner>} Run
 * @typedef {(module: object) => unknown} Factory  Emscripten's glue
 */

/**
 * An engine of a compiled module, or of its bytes.
 * @param {WebAssembly.Module | BufferSource} source
 * @param {{factory: Factory, runner?: RunnerOptions}} options
 * @returns {Promise<Engine>}
 */
export async function createEngine(source, { factory, runner }) {
  const compiled = source instanceof WebAssembly.Module ? source : await WebAssembly.compile(source);
  return new Engine(compiled, factory, runner);
}

/** @implements {PublicEngine} */
export class Engine {
  #compiled;
  #factory;
  /** @type {Instance | null} */
  #instance;
  /** @type {Set<() => void>} */
  #listeners = new Set();
  #runnerOptions;
  /** @type {Run | Promise<Run | Refused> | null} */
  #runner = null;

  /**
   * What went wrong last, for a test or a bug report; the caller of the call got a refusal.
   * @type {unknown}
   */
  fault = null;

  /**
   * @param {WebAssembly.Module} compiled
   * @param {Factory} factory
   * @param {RunnerOptions} [runner]
   */
  constructor(compiled, factory, runner) {
    this.#compiled = compiled;
    this.#factory = factory;
    this.#instance = new Instance(compiled, factory); // what is wrong with the module shows now
    this.#runnerOptions = runner ?? {};
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

  /** @param {string} degrees */
  atDegrees(degrees) {
    return positionAtDegrees(this, degrees);
  }

  /**
   * @param {Keys} keys
   * @param {{seed?: bigint | string | number}} [options]
   */
  hashes(keys, options) {
    return hashKeys(this, keys, options);
  }

  /**
   * @param {Keys} keys
   * @param {{hash?: import('./edgecache.d.ts').HashName}} [options]
   */
  turns(keys, options) {
    return turnsOfKeys(this, keys, options);
  }

  /**
   * @param {Keys} keys
   * @param {number} servers
   */
  modulo(keys, servers) {
    return moduloOwners(this, keys, servers);
  }

  /**
   * @param {string} key
   * @param {number} servers
   */
  division(key, servers) {
    return divisionOfKey(this, key, servers);
  }

  /**
   * @param {number} before
   * @param {number} after
   */
  remapModulo(before, after) {
    return moduloShare(this, before, after);
  }

  /**
   * @param {number} before
   * @param {number} after
   * @param {Keys} keys
   * @param {{perKey?: boolean}} [options]
   */
  remapModuloCount(before, after, keys, options) {
    return moduloMoved(this, before, after, keys, options);
  }

  /**
   * @param {PublicRing} before
   * @param {PublicRing} after
   * @param {Keys} [keys]
   * @param {{perKey?: boolean}} [options]
   */
  remap(before, after, keys, options) {
    return remapRings(before, after, keys, options);
  }

  /** @param {ArrayLike<number>} loads */
  balance(loads) {
    return balanceOf(this, loads);
  }

  /**
   * @param {bigint | string | number} seed
   * @param {number} count
   */
  splitmix64(seed, count) {
    return splitMix64(this, seed, count);
  }

  /** @param {{objects: number, skew: number | string, seed: bigint | string | number, count: number}} draw */
  zipf(draw) {
    return zipfDraws(this, draw);
  }

  /**
   * @template {import('./edgecache.d.ts').Job} J
   * @param {J} job
   * @param {import('./edgecache.d.ts').RunOptions} [options]
   * @returns {Promise<import('./edgecache.d.ts').ResultOf<J> | Refused>}
   */
  run(job, options) {
    this.#runner ??= this.#bringRunner();
    return /** @type {Promise<any>} */ (
      typeof this.#runner === 'function'
        ? this.#runner(job, options)
        : this.#runner.then((run) => (typeof run === 'function' ? run(job, options) : run))
    );
  }

  /** Long work is a chapter of its own: a page fetches it when it is first asked for. */
  #bringRunner() {
    const { createRunner } = this.#runnerOptions;
    if (createRunner) return createRunner(this, this.#compiled, this.#runnerOptions);
    return import('./runner.js').then(
      (module) => module.createRunner(this, this.#compiled, this.#runnerOptions),
      () => {
        this.#runner = null; // it did not arrive: the next call tries again
        return refused('worker-lost');
      },
    );
  }
}
