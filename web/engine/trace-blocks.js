/**
 * A trace as the caller may name it, and its requests as numbers: a block of them at a time in the
 * engine's memory, where the caches read them. Keys are numbered in the order they are first met.
 *
 * @typedef {import('./edgecache.d.ts').Refused} Refused
 * @typedef {import('./instance.js').Instance} Instance
 * @typedef {{at: number, count: number, done: number}} Block  address, requests, and how much of the total
 *   has been read
 * @typedef {{total: number, unit: 'requests' | 'characters', next: (instance: Instance, source: any) => Block | Refused}} TraceReader
 *   `next` until `done` is the total. Where the total is in characters, only the end tells how many requests
 *   there are.
 */
import {
  isRefused,
  isTypedArray,
  MAX_TEXT_BYTES,
  optionsOf,
  refused,
  unsigned64,
  wholeNumber,
} from './checks.js';
import { CHUNK_KEYS, keySource, pack } from './keys.js';
import { encode } from './texts.js';

/** What a trace may be at most: pasted (lines, characters), and kept in memory (requests). */
export const TRACE_LIMITS = Object.freeze({ lines: 2_000_000, characters: 1 << 26, requests: 1 << 24 });

/** Draws that need no memory may be more. */
const MOST_DRAWS = 1_000_000_000;

/** Characters of a pasted trace that are cut into lines at once. */
const SLICE = 1 << 18;

/**
 * @param {import('./edgecache-cache.d.ts').Trace | unknown} trace
 * @returns {TraceReader | Refused}
 */
export function traceReader(trace) {
  const { zipf, text, keys, objects } = /** @type {any} */ (optionsOf(/** @type {any} */ (trace)));
  if (zipf !== undefined) return zipfReader(optionsOf(zipf));
  if (text !== undefined) return textReader(text);
  if (keys !== undefined) return keyReader(keys);
  if (objects !== undefined) return objectReader(objects);
  return refused('input-unreadable');
}

/**
 * @param {{objects?: unknown, skew?: unknown, seed?: unknown, count?: unknown}} draw
 * @returns {TraceReader | Refused}
 */
function zipfReader({ objects, skew, seed, count }) {
  const total = wholeNumber(count, 0, Number.MAX_SAFE_INTEGER);
  const ranks = wholeNumber(objects, 1, Number.MAX_SAFE_INTEGER);
  if (total === null || ranks === null) return refused('count-out-of-range');
  if (total > MOST_DRAWS) return refused('trace-too-long');
  const chance = unsigned64(seed);
  if (chance === null) return refused('seed-out-of-range');
  const exponent = encode(typeof skew === 'number' ? String(skew) : skew);
  if (isRefused(exponent)) return refused('skew-unknown');
  let done = -1; // the weights are not there yet
  return {
    total,
    unit: 'requests',
    next({ memory, codes }, source) {
      if (done < 0) {
        const seedAt = memory.keep('seed', 8);
        memory.write64(seedAt, chance);
        const code = source.drawFrom(ranks, memory.put('text', exponent), exponent.length, seedAt);
        if (code !== 0) return refused(codes[code]);
        done = 0;
      }
      const many = Math.min(CHUNK_KEYS, total - done);
      const at = memory.keep('requests', CHUNK_KEYS * 4);
      source.draw(at, many);
      done += many;
      return { at, count: many, done };
    },
  };
}

/**
 * @param {unknown} objects
 * @returns {TraceReader | Refused}
 */
function objectReader(objects) {
  if (!isTypedArray(objects, 'Uint32Array')) return refused('input-unreadable');
  if (objects.length > TRACE_LIMITS.requests) return refused('trace-too-long');
  let done = 0;
  return {
    total: objects.length,
    unit: 'requests',
    next({ memory }, source) {
      const some = objects.subarray(done, done + CHUNK_KEYS);
      const at = memory.keep('requests', CHUNK_KEYS * 4);
      memory.words(at, some.length).set(some);
      done += some.length;
      return source.count(at, some.length) ? { at, count: some.length, done } : refused('count-out-of-range');
    },
  };
}

/**
 * @param {Instance} instance
 * @param {any} source
 * @param {import('./keys.js').KeySource} keys
 * @param {number} start
 * @returns {{at: number, count: number}}
 */
function numbered(instance, source, keys, start) {
  const { memory } = instance;
  const packed = pack(memory, keys, start);
  const at = memory.keep('requests', CHUNK_KEYS * 4);
  source.number(packed.bytes, packed.size, packed.offsets, packed.count, at);
  return { at, count: packed.count };
}

/**
 * @param {unknown} keys
 * @returns {TraceReader | Refused}
 */
function keyReader(keys) {
  const source = keySource(keys);
  if (isRefused(source)) return source;
  if (source.count > TRACE_LIMITS.requests) return refused('trace-too-long');
  let done = 0;
  return {
    total: source.count,
    unit: 'requests',
    next(instance, native) {
      if (done === source.count) return { at: 0, count: 0, done };
      const block = numbered(instance, native, source, done);
      done += block.count;
      return { ...block, done };
    },
  };
}

/**
 * A pasted text, one key a line: blank lines are none, and the CR of a CR LF is not the key's.
 * @param {unknown} text
 * @returns {TraceReader | Refused}
 */
function textReader(text) {
  if (typeof text !== 'string') return refused('input-unreadable');
  if (text.length > TRACE_LIMITS.characters) return refused('trace-too-long');
  let read = 0; // characters cut into lines
  let lines = 0;
  /** @type {string[]} */
  let waiting = [];
  let numberedSoFar = 0; // of those waiting
  return {
    total: text.length,
    unit: 'characters',
    next(instance, source) {
      if (numberedSoFar === waiting.length) {
        numberedSoFar = 0;
        [waiting, read] = linesFrom(text, read);
        lines += waiting.length;
        if (lines > TRACE_LIMITS.lines) return refused('trace-too-long');
        if (waiting.some((line) => line.length > MAX_TEXT_BYTES / 3 && isRefused(encode(line)))) {
          return refused('text-too-long');
        }
      }
      const none = waiting.length === 0;
      const keys = /** @type {const} */ ({ kind: 'texts', count: waiting.length, texts: waiting });
      const block = none ? { at: 0, count: 0 } : numbered(instance, source, keys, numberedSoFar);
      numberedSoFar += block.count;
      // The last characters count as read when their lines are numbered.
      return { ...block, done: numberedSoFar === waiting.length ? read : Math.min(read, text.length - 1) };
    },
  };
}

/**
 * The next lines, about a slice of them, and where the next one begins.
 * @param {string} text
 * @param {number} start
 * @returns {[string[], number]}
 */
function linesFrom(text, start) {
  const lines = [];
  let at = start;
  while (at < text.length && at - start < SLICE && lines.length < CHUNK_KEYS) {
    const feed = text.indexOf('\n', at);
    const end = feed < 0 ? text.length : feed;
    const line = text.slice(at, end > at && text[end - 1] === '\r' ? end - 1 : end);
    if (line !== '') lines.push(line);
    at = end + 1;
  }
  return [lines, Math.min(at, text.length)];
}
