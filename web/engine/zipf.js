/**
 * Popularity: which object is asked for next, by Zipf's law and a seed; the same draws on every machine.
 */
import { allot, isRefused, MAX_COUNT, optionsOf, refused, unsigned64, wholeNumber } from './checks.js';
import { MEMORY_BYTES } from './memory.js';
import { encode } from './texts.js';

/**
 * @typedef {import('./edgecache.d.ts').Refused} Refused
 * @typedef {import('./ring-engine.js').RingEngine} RingEngine
 */

/**
 * @param {RingEngine} engine
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
