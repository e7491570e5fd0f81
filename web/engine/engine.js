/**
 * The engine: every question a page may ask, each answered by C++ and none by JavaScript.
 */
import { refused } from './checks.js';
import { divisionOfKey } from './division.js';
import { balanceOf, splitMix64 } from './draws.js';
import { hashKeys, positionAtDegrees, turnsOfKeys } from './hashes.js';
import { moduloMoved, moduloOwners, moduloShare, remapRings } from './remap.js';
import { RingEngine } from './ring-engine.js';

/**
 * @typedef {import('./edgecache.d.ts').Engine} PublicEngine
 * @typedef {import('./edgecache.d.ts').HashRing} PublicRing
 * @typedef {import('./edgecache.d.ts').Keys} Keys
 * @typedef {import('./edgecache.d.ts').Refused} Refused
 * @typedef {import('./ring-engine.js').Factory} Factory
 * @typedef {import('./runner.js').RunnerOptions & {createRunner?: typeof import('./runner.js').createRunner}} RunnerOptions
 * @typedef {ReturnType<typeof import('./runner.js').createRunner>} Run
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
export class Engine extends RingEngine {
  #compiled;
  #runnerOptions;
  /** @type {Run | Promise<Run | Refused> | null} */
  #runner = null;

  /**
   * @param {WebAssembly.Module} compiled
   * @param {Factory} factory
   * @param {RunnerOptions} [runner]
   */
  constructor(compiled, factory, runner) {
    super(compiled, factory);
    this.#compiled = compiled;
    this.#runnerOptions = runner ?? {};
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
