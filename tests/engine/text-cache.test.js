/**
 * The bounded LRU of texts through its public interface: the published hits, keys however they are named, what it
 * refuses, and that a replaced or deleted one says so.
 */
import { expect, test } from 'vitest';
import { newEngine } from '../../web/engine/node.js';
import { makeTextCache } from '../../web/engine/text-cache.js';

const engine = /** @type {any} */ (await newEngine({}));
const make = (/** @type {unknown} */ options) => /** @type {any} */ (makeTextCache(engine, options));

/** Keys one after the other in memory, as a caller may have them. @param {string[]} keys */
function packed(keys) {
  const all = keys.map((key) => new TextEncoder().encode(key));
  const offsets = new Uint32Array(keys.length + 1);
  for (const [i, { length }] of all.entries()) offsets[i + 1] = offsets[i] + length;
  const bytes = new Uint8Array(offsets[keys.length]);
  for (const [i, part] of all.entries()) bytes.set(part, offsets[i]);
  return { bytes, offsets };
}

test('P10: a million Zipf requests as texts, the hits that every correct LRU has', () => {
  const trace = engine.zipf({ objects: 1_000_000, skew: '0.99', seed: '42', count: 1_000_000 });
  const keys = Array.from(trace, (object) => `user:${object}`);
  const cache = make({ capacity: 10_000 });
  let hits = 0;
  for (let from = 0; from < keys.length; from += 50_000)
    hits += cache.request(keys.slice(from, from + 50_000)).hits;
  expect(hits).toBe(564_323);
  cache.delete();
});

test('T01 to T11: texts, packed bytes and ranges name the same keys', () => {
  const keys = [
    '',
    '\u00e9',
    'e\u0301',
    '\ufeff',
    '__proto__',
    'a\0b',
    'x\ud800',
    'NaN',
    '-0',
    'k'.repeat(29),
    'u7',
  ];
  const cache = make({ capacity: 100 });
  expect(cache.request(keys)).toEqual({ requests: 11, hits: 0 });
  expect(cache.request(packed(keys))).toEqual({ requests: 11, hits: 11 });
  expect(cache.request(['x\ufffd'])).toEqual({ requests: 1, hits: 1 });
  expect(cache.request({ prefix: 'u', from: 0, count: 10 })).toEqual({ requests: 10, hits: 1 });
  expect(cache.request([])).toEqual({ requests: 0, hits: 0 });
  const twice = make({ capacity: 1 });
  expect(twice.request(['a', 'a', 'b', 'a'])).toEqual({ requests: 4, hits: 1 });
  for (const one of [cache, twice]) one.delete();
});

test('R19, N02, N03, N04: capacities that are none', () => {
  for (const capacity of [0, -1, 1.5, '7', Number.NaN, 1e300, 2 ** 32 - 1, 2 ** 53, undefined, null])
    expect(make({ capacity }), String(capacity)).toEqual({ refused: 'capacity-out-of-range' });
  for (const options of [undefined, null, 7])
    expect(make(options)).toEqual({ refused: 'capacity-out-of-range' });
  // N05: and in C++, for who comes round JavaScript
  for (const capacity of [0, -1, 1.5, Number.NaN, 2 ** 32, Number.POSITIVE_INFINITY])
    expect(engine.ask((/** @type {any} */ { native }) => native.textCache(capacity))).toBeNull();
});

test('keys that are none, and a cache that is gone', () => {
  const cache = make({ capacity: 5 });
  const unreadable = { refused: 'input-unreadable' };
  for (const keys of [null, 7, [7], {}, { bytes: new Uint8Array(2), offsets: new Uint32Array(0) }])
    expect(cache.request(keys)).toEqual(unreadable);
  const bytes = new Uint8Array(4);
  for (const offsets of [
    [0, 3, 2],
    [0, 5],
    [3, 1],
  ])
    expect(cache.request({ bytes, offsets: Uint32Array.from(offsets) })).toEqual(unreadable);
  expect(cache.request(['a'])).toEqual({ requests: 1, hits: 0 });
  cache.delete();
  cache.delete();
  expect(cache.request(['a'])).toEqual({ refused: 'cache-deleted' });
});
