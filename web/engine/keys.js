/**
 * Keys, as a caller may name them: a list of texts, packed bytes with offsets, or a range
 * {prefix: 'user:', from: 0, count: 1e6} whose texts only the engine ever spells. Asked about in
 * chunks that fit the processor's cache, so that a hundred million keys need no memory to speak of.
 */
import {
  isRefused,
  isTypedArray,
  MAX_COUNT,
  MAX_TEXT_BYTES,
  refused,
  Unreadable,
  wholeNumber,
} from './checks.js';
import { encode, write } from './texts.js';

/**
 * @typedef {import('./edgecache.d.ts').Keys} Keys
 * @typedef {import('./edgecache.d.ts').Refused} Refused
 * @typedef {{kind: 'texts', count: number, texts: string[]}} TextKeys
 * @typedef {{kind: 'packed', count: number, bytes: Uint8Array, offsets: Uint32Array}} PackedKeys
 * @typedef {{kind: 'range', count: number, prefix: string, prefixBytes: Uint8Array, from: number}} RangeKeys
 * @typedef {TextKeys | PackedKeys | RangeKeys} KeySource
 */

/** Keys a chunk: their positions (64 KiB) and owners (32 KiB) stay in the nearer caches. */
export const CHUNK_KEYS = 8192;

/** Bytes a chunk of written-out keys may have before it is cut, unless one key alone has more. */
const CHUNK_BYTES = 1 << 20;

/**
 * Checks what the caller calls keys. Costs one look at each text of a list, else nothing.
 * @param {Keys | unknown} keys
 * @returns {KeySource | Refused}
 */
export function keySource(keys) {
  if (Array.isArray(keys)) return textKeys(keys);
  if (typeof keys !== 'object' || keys === null) return refused('input-unreadable');
  if ('bytes' in keys && 'offsets' in keys) return packedKeys(keys.bytes, keys.offsets);
  if ('prefix' in keys) return rangeKeys(/** @type {any} */ (keys));
  return refused('input-unreadable');
}

/**
 * @param {unknown[]} texts
 * @returns {TextKeys | Refused}
 */
function textKeys(texts) {
  for (const text of texts) {
    if (typeof text !== 'string') return refused('input-unreadable');
    if (text.length > MAX_TEXT_BYTES / 3 && isRefused(encode(text))) return refused('text-too-long');
  }
  return { kind: 'texts', count: texts.length, texts: /** @type {string[]} */ (texts) };
}

/**
 * Whether the offsets keep their order is seen when the keys are packed: a million are looked at once, not
 * twice.
 * @param {unknown} bytes
 * @param {unknown} offsets
 * @returns {PackedKeys | Refused}
 */
function packedKeys(bytes, offsets) {
  if (!isTypedArray(bytes, 'Uint8Array') || !isTypedArray(offsets, 'Uint32Array') || offsets.length === 0) {
    return refused('input-unreadable');
  }
  return { kind: 'packed', count: offsets.length - 1, bytes, offsets };
}

/**
 * @param {{prefix: unknown, from?: unknown, count: unknown}} range
 * @returns {RangeKeys | Refused}
 */
function rangeKeys({ prefix, from = 0, count }) {
  const prefixBytes = encode(prefix);
  if (isRefused(prefixBytes)) return prefixBytes;
  const first = wholeNumber(from, 0, Number.MAX_SAFE_INTEGER);
  const many = wholeNumber(count, 0, MAX_COUNT);
  if (first === null || many === null || first + many > Number.MAX_SAFE_INTEGER) {
    return refused('count-out-of-range');
  }
  return { kind: 'range', count: many, prefix: /** @type {string} */ (prefix), prefixBytes, from: first };
}

/**
 * Key number `i` as a text.
 * @param {TextKeys | RangeKeys} source
 * @param {number} i
 */
export const keyText = (source, i) =>
  source.kind === 'texts' ? source.texts[i] : `${source.prefix}${source.from + i}`;

/**
 * The keys of `source` from number `start` on, at most `count`: how a long job is cut into steps.
 * @param {KeySource} source
 * @param {number} start
 * @param {number} count
 * @returns {Keys}
 */
export function part(source, start, count) {
  const end = Math.min(source.count, start + count);
  if (source.kind === 'texts') return source.texts.slice(start, end);
  if (source.kind === 'packed') {
    return { bytes: source.bytes, offsets: source.offsets.subarray(start, end + 1) };
  }
  return { prefix: source.prefix, from: source.from + start, count: end - start };
}

/**
 * Hashes all keys, a chunk at a time, in the engine's memory, and lets `ask` put its question to each
 * chunk of positions while they lie there.
 * @param {import('./instance.js').Instance} instance
 * @param {KeySource} source
 * @param {{kind: number, seed: bigint}} hash
 * @param {(positions: number, start: number, count: number) => void} ask  address of the positions; which keys
 */
export function inChunks(instance, source, hash, ask) {
  const { memory } = instance;
  const seed = memory.keep('seed', 8);
  memory.write64(seed, hash.seed);
  const positions = memory.keep('positions', CHUNK_KEYS * 8);
  if (source.kind === 'range' && hash.kind === 0) {
    const prefix = memory.keep('prefix', source.prefixBytes.length);
    memory.bytes(prefix, source.prefixBytes.length).set(source.prefixBytes);
    for (let start = 0; start < source.count; start += CHUNK_KEYS) {
      const count = Math.min(CHUNK_KEYS, source.count - start);
      instance.native.hashRange(
        prefix,
        source.prefixBytes.length,
        source.from + start,
        count,
        seed,
        positions,
      );
      ask(positions, start, count);
    }
    return;
  }
  for (let start = 0; start < source.count; ) {
    const { bytes, size, offsets, count } = pack(memory, source, start);
    if (!instance.native.hashPacked(hash.kind, bytes, size, offsets, count, seed, positions)) {
      throw new Unreadable();
    }
    ask(positions, start, count);
    start += count;
  }
}

/**
 * Writes the next chunk of keys into the engine's memory: bytes one after the other, and offsets.
 * @param {import('./memory.js').Memory} memory
 * @param {KeySource} source
 * @param {number} start
 */
export function pack(memory, source, start) {
  const most = Math.min(CHUNK_KEYS, source.count - start);
  const offsetsAt = memory.keep('offsets', (CHUNK_KEYS + 1) * 4);
  if (source.kind === 'packed') {
    const from = source.offsets;
    const base = from[start];
    let count = most;
    if (from[start + most] - base > CHUNK_BYTES) {
      for (count = 1; count < most && from[start + count + 1] - base <= CHUNK_BYTES; ) count++;
    }
    const size = from[start + count] - base;
    if (size < 0 || base + size > source.bytes.length) throw new Unreadable();
    const bytesAt = memory.keep('bytes', Math.max(size, CHUNK_BYTES));
    memory.bytes(bytesAt, size).set(source.bytes.subarray(base, base + size));
    // C++ takes the first offset off them all, and says no when one is less than the one before it.
    memory.words(offsetsAt, count + 1).set(from.subarray(start, start + count + 1));
    return { bytes: bytesAt, size, offsets: offsetsAt, count };
  }
  // Three bytes a UTF-16 unit is the most that UTF-8 needs.
  const bytesAt = memory.keep('bytes', Math.max(keyText(source, start).length * 3, CHUNK_BYTES));
  const bytes = memory.bytes(bytesAt, memory.size('bytes'));
  const offsets = memory.words(offsetsAt, most + 1);
  let count = 0;
  let end = 0;
  offsets[0] = 0;
  while (count < most) {
    const next = write(keyText(source, start + count), bytes, end);
    if (next < 0) break; // full: the rest is the next chunk's
    end = next;
    offsets[++count] = end;
  }
  return { bytes: bytesAt, size: end, offsets: offsetsAt, count };
}
