/**
 * Raw draws by seed: the same numbers on every machine. And how evenly a load is spread.
 */
import { allot, isRefused, MAX_COUNT, refused, unsigned64, wholeNumber } from './checks.js';
import { MEMORY_BYTES } from './memory.js';

/**
 * @typedef {import('./edgecache.d.ts').Refused} Refused
 * @typedef {import('./engine.js').Engine} Engine
 */

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
