/**
 * The C++ census as JavaScript holds it: made of two rings, counted on a slice at a time, read now and then.
 */
import { isRefused } from './checks.js';
import { HashRing } from './hash-ring.js';
import { inChunks, keySource, part } from './keys.js';
import { OutOfMemory } from './memory.js';
import { readShare, SHARE_BYTES } from './remap.js';

/**
 * @typedef {import('./edgecache.d.ts').CensusCounts} CensusCounts
 * @typedef {import('./edgecache.d.ts').CensusLoads} CensusLoads
 * @typedef {import('./edgecache.d.ts').Expected} Expected
 * @typedef {import('./edgecache.d.ts').Refused} Refused
 * @typedef {import('./jobs/census-input.js').CensusInput} CensusInput
 */

/** Numbers of CensusView and CensusExpectationView in census_views.hpp. */
const COUNTS = 5;
const EXPECTATION = 10;

export class CensusHandle {
  #engine;
  #instance;
  #native;
  #input;
  #seed;

  /**
   * Of two rings, which are not needed afterwards.
   * @param {import('./engine.js').Engine} engine
   * @param {HashRing} before
   * @param {HashRing} after
   * @param {CensusInput} input
   * @returns {CensusHandle | Refused}
   */
  static of(engine, before, after, input) {
    const from = HashRing.handleOf(before);
    if (isRefused(from)) return from;
    const to = HashRing.handleOf(after);
    if (isRefused(to)) return to;
    return from.ask((native, instance) => {
      const census = new instance.native.Census(native, to.native, input.loads);
      return new CensusHandle(engine, instance, census, input);
    });
  }

  /**
   * @param {import('./engine.js').Engine} engine
   * @param {import('./instance.js').Instance} instance
   * @param {any} native
   * @param {CensusInput} input
   */
  constructor(engine, instance, native, input) {
    this.#engine = engine;
    this.#instance = instance;
    this.#native = native;
    this.#input = input;
    this.#seed = input.seed ?? instance.defaultSeed;
  }

  /**
   * Counts some of the keys.
   * @param {number} start
   * @param {number} count
   * @returns {true | Refused}
   */
  count(start, count) {
    const { source } = this.#input;
    return this.#engine.askOf(this.#instance, (instance) => {
      const { memory } = instance;
      if (source.kind === 'range') {
        const { prefixBytes } = source;
        const prefix = memory.put('prefix', prefixBytes);
        const seed = memory.keep('seed', 8);
        memory.write64(seed, this.#seed);
        this.#native.countRange(prefix, prefixBytes.length, source.from + start, count, seed);
        return true;
      }
      const slice = keySource(part(source, start, count));
      if (isRefused(slice)) throw new OutOfMemory(); // they were keys a moment ago
      inChunks(instance, slice, { kind: 0, seed: this.#seed }, (positions, _, many) => {
        this.#native.countPositions(positions, many);
      });
      return true;
    });
  }

  /** @returns {CensusCounts | Refused} */
  counts() {
    return this.#engine.askOf(this.#instance, ({ memory }) => {
      const out = memory.keep('census-counts', COUNTS * 8);
      this.#native.counts(out);
      const [keys, moduloMoved, moduloBetween, ringMoved, ringBetween] = memory.doubles(out, COUNTS);
      return {
        keys,
        modulo: { moved: moduloMoved, movedBetweenPresentInBoth: moduloBetween },
        ring: { moved: ringMoved, movedBetweenPresentInBoth: ringBetween },
      };
    });
  }

  /** @returns {CensusLoads | Refused} */
  loads() {
    const { before, after } = this.#input;
    return this.#engine.askOf(this.#instance, ({ memory }) => {
      const all = 2 * (before + after);
      const out = memory.keep('census-loads', all * 8);
      this.#native.loads(before, after, out);
      const loads = memory.doubles(out, all).slice();
      const half = before + after;
      return {
        modulo: { before: loads.slice(0, before), after: loads.slice(before, half) },
        ring: { before: loads.slice(half, half + before), after: loads.slice(half + before) },
      };
    });
  }

  delete() {
    if (!this.#instance.dead) this.#engine.askOf(this.#instance, () => this.#native.delete());
  }
}

/**
 * What is to be expected of all the job's keys, exactly, before the first is counted.
 * @param {HashRing} before
 * @param {HashRing} after
 * @param {CensusInput} input
 * @returns {import('./edgecache.d.ts').CensusExpectation | Refused}
 */
export function expectation(before, after, input) {
  const from = HashRing.handleOf(before);
  if (isRefused(from)) return from;
  const to = HashRing.handleOf(after);
  if (isRefused(to)) return to;
  return from.ask((_, { native, memory }) => {
    const share = memory.keep('share', SHARE_BYTES);
    native.moduloShare(input.before, input.after, share);
    const modulo = readShare(memory, share);
    native.ringShare(from.native, to.native, share);
    const ring = readShare(memory, share);
    const out = memory.keep('census-expectation', EXPECTATION * 8);
    native.censusExpectation(from.native, to.native, input.source.count, input.vnodes, out);
    const numbers = memory.doubles(out, EXPECTATION);
    return {
      modulo: expected(modulo, numbers.slice(0, 4)),
      ring: expected(ring, numbers.slice(4, 8)),
      average: { fraction: numbers[8], standardDeviation: numbers[9] },
    };
  });
}

/**
 * @param {import('./edgecache.d.ts').ExactShare} share
 * @param {Float64Array} numbers
 * @returns {Expected}
 */
const expected = (share, [keys, standardDeviation, low, high]) => ({
  share,
  keys,
  standardDeviation,
  low,
  high,
});
