/**
 * From texts to positions: one at a time to show, or a million at a time.
 */
import { allot, isRefused, optionsOf, refused, unsigned64 } from './checks.js';
import { inChunks, keySource } from './keys.js';
import { positionOf } from './positions.js';
import { HASH_NUMBERS } from './ring-handle.js';
import { encode } from './texts.js';

/**
 * @typedef {import('./edgecache.d.ts').Refused} Refused
 * @typedef {import('./edgecache.d.ts').Position} Position
 * @typedef {import('./edgecache.d.ts').Keys} Keys
 * @typedef {import('./ring-engine.js').RingEngine} Engine
 */

/** Bytes of a PositionView in position_views.hpp. */
const POSITION_BYTES = 16;

/**
 * The number by which C++ knows a hash; null for a name nobody knows.
 * @param {unknown} hash
 */
export const hashNumber = (hash) =>
  typeof hash === 'string' && Object.hasOwn(HASH_NUMBERS, hash)
    ? HASH_NUMBERS[/** @type {import('./edgecache.d.ts').HashName} */ (hash)]
    : null;

/**
 * @param {Engine} engine
 * @param {unknown} text
 * @param {{hash?: unknown, seed?: unknown}} [options]
 * @returns {Position | Refused}
 */
export function positionOfText(engine, text, options) {
  const { hash = 'xxh64', seed } = optionsOf(options);
  const bytes = encode(text);
  if (isRefused(bytes)) return bytes;
  const kind = hashNumber(hash);
  if (kind === null) return refused('mode-unknown');
  const start = seed === undefined ? null : unsigned64(seed);
  if (seed !== undefined && start === null) return refused('seed-out-of-range');
  return engine.ask(({ native, memory, defaultSeed }) => {
    const at = memory.put('text', bytes);
    const seedAt = memory.keep('seed', 8);
    memory.write64(seedAt, start ?? defaultSeed);
    const out = memory.keep('position', POSITION_BYTES);
    native.position(kind, at, bytes.length, seedAt, out);
    return positionOf(memory.wides(out, 1)[0], memory.doubles(out + 8, 1)[0]);
  });
}

/**
 * @param {Engine} engine
 * @param {unknown} degrees  a decimal text in [0, 360)
 * @returns {Position | Refused}
 */
export function positionAtDegrees(engine, degrees) {
  const bytes = encode(degrees);
  if (isRefused(bytes)) return bytes;
  return engine.ask(({ native, memory }) => {
    const out = memory.keep('position', POSITION_BYTES);
    if (!native.atDegrees(memory.put('text', bytes), bytes.length, out))
      return refused('position-out-of-range');
    return positionOf(memory.wides(out, 1)[0], memory.doubles(out + 8, 1)[0]);
  });
}

/**
 * @param {Engine} engine
 * @param {Keys} keys
 * @param {{seed?: unknown}} [options]
 * @returns {BigUint64Array | Refused}
 */
export function hashKeys(engine, keys, options) {
  const { seed } = optionsOf(options);
  const source = keySource(keys);
  if (isRefused(source)) return source;
  const start = seed === undefined ? null : unsigned64(seed);
  if (seed !== undefined && start === null) return refused('seed-out-of-range');
  const hashes = allot(BigUint64Array, source.count);
  if (isRefused(hashes)) return hashes;
  return engine.ask((instance) => {
    const hash = { kind: HASH_NUMBERS.xxh64, seed: start ?? instance.defaultSeed };
    inChunks(instance, source, hash, (positions, first, count) => {
      hashes.set(instance.memory.wides(positions, count), first);
    });
    return hashes;
  });
}

/**
 * @param {Engine} engine
 * @param {Keys} keys
 * @param {{hash?: unknown}} [options]
 * @returns {Float64Array | Refused}
 */
export function turnsOfKeys(engine, keys, options) {
  const { hash = 'xxh64' } = optionsOf(options);
  const source = keySource(keys);
  if (isRefused(source)) return source;
  const kind = hashNumber(hash);
  if (kind === null) return refused('mode-unknown');
  const turns = allot(Float64Array, source.count);
  if (isRefused(turns)) return turns;
  return engine.ask((instance) => {
    inChunks(instance, source, { kind, seed: instance.defaultSeed }, (positions, first, count) => {
      instance.native.turns(positions, count, positions); // in place: eight bytes become eight bytes
      turns.set(instance.memory.doubles(positions, count), first);
    });
    return turns;
  });
}
