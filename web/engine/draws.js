/**
 * Chance, by seed: the same numbers on every machine. And how evenly a load is spread.
 */
import { allot, isRefused, MAX_COUNT, optionsOf, refused, unsigned64, wholeNumber } from './checks.js';
import { encode } from './texts.js';

/**
 * @typedef {import('./edgecache.d.ts').Refused} Refused
 * @typedef {import('./engine.js').Engine} Engine
 */

/** What the module's memory can hold at most, in bytes. */
const MEMORY_BYTES = 1 << 30;

/**
 * @param {Engine} engine
 * @param {unknown} seed
 * @param {unknown} count
 * @returns {BigUint64Array | Refused}
 */
export function splitMix64(engine, seed, count) {
  const start = unsigned64(seed);
  if (start === null) return refused('seed-out-of-range');
  const many = wholeNumber(count, 0, MAX_COUNT);
  if (many === null) return refused('count-out-of-range');
  if (many * 8 > MEMORY_BYTES) return refused('too-big');
  const numbers = allot(BigUint64Array, many);
  if (isRefused(numbers)) return numbers;
  return engine.ask(({ native, memory }) => {
    const seedAt = memory.keep('seed', 8);
    memory.write64(seedAt, start);
    const out = memory.keep('draws', many * 8);
    native.splitmix64(seedAt, many, out);
    numbers.set(memory.wides(out, many));
    return numbers;
  });
}

/**
 * @param {Engine} engine
 * @param {{objects?: unknown, skew?: unknown, seed?: unknown, count?: unknown}} draw
 * @returns {Uint32Array | Refused}
 */
export function zipfDraws(engine, draw) {
  const { objects, skew, seed, count } = optionsOf(draw);
  const many = wholeNumber(count, 0, MAX_COUNT);
  const ranks = wholeNumber(objects, 1, Number.MAX_SAFE_INTEGER);
  if (many === null || ranks === null) return refused('count-out-of-range');
  const start = unsigned64(seed);
  if (start === null) return refused('seed-out-of-range');
  const exponent = typeof skew === 'number' ? encode(String(skew)) : encode(skew);
  if (isRefused(exponent)) return refused('skew-unknown');
  if (many * 4 > MEMORY_BYTES) return refused('too-big');
  const draws = allot(Uint32Array, many);
  if (isRefused(draws)) return draws;
  return engine.ask(({ native, memory, codes }) => {
    const seedAt = memory.keep('seed', 8);
    memory.write64(seedAt, start);
    const out = memory.keep('draws', many * 4);
    const text = memory.put('text', exponent);
    const code = native.zipf(ranks, text, exponent.length, seedAt, many, out);
    if (code !== 0) return refused(codes[code]);
    draws.set(memory.words(out, many));
    return draws;
  });
}

/**
 * Of loads in any unit: keys or a fraction of the circle per server.
 * @param {Engine} engine
 * @param {ArrayLike<number>} loads
 * @returns {import('./edgecache.d.ts').Balance | Refused}
 */
export function balanceOf(engine, loads) {
  if (!Array.isArray(loads) && !ArrayBuffer.isView(loads)) return refused('input-unreadable');
  const list = Array.from(/** @type {ArrayLike<unknown>} */ (loads));
  if (!list.every((load) => Number.isFinite(load) && Number(load) >= 0)) return refused('count-out-of-range');
  const numbers = Float64Array.from(list, Number);
  return engine.ask(({ native, memory }) => {
    const at = memory.keep('loads', numbers.length * 8);
    memory.doubles(at, numbers.length).set(numbers);
    const out = memory.keep('balance', 48);
    native.balance(at, numbers.length, out);
    const [mean, standardDeviation, relativeStandardDeviation, peakToMean, min, max] = memory.doubles(out, 6);
    return { mean, standardDeviation, relativeStandardDeviation, peakToMean, min, max };
  });
}
