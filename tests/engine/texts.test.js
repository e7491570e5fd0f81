/**
 * Texts that are not what one expects (hostile-inputs.md, T): bytes are bytes.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { newEngine } from '../../web/engine/node.js';

/** @type {import('../../web/engine/edgecache.d.ts').Engine} */
let engine;

beforeAll(async () => {
  engine = await newEngine();
});

const hexOf = (/** @type {string} */ text) => {
  const position = engine.position(text);
  return 'refused' in position ? position.refused : position.hex;
};

/** All ways in which a text can be hashed. @param {string} text */
function everyWay(text) {
  const bytes = new TextEncoder().encode(text);
  const decimal = (/** @type {any} */ hashes) => hashes[0].toString();
  return [
    decimal(engine.hashes([text])),
    decimal(engine.hashes({ bytes, offsets: Uint32Array.of(0, bytes.length) })),
    /** @type {any} */ (engine.position(text)).decimal,
  ];
}

describe('keys', () => {
  test('T01: empty key', () => {
    expect(hexOf('')).toBe('ef46db3751d8e999');
    expect(new Set(everyWay('')).size).toBe(1);
    const ring = /** @type {any} */ (engine.ring({ servers: ['A'] }));
    expect(ring.owner('')).toBe('A');
    ring.delete();
  });

  test('T02: é composed and decomposed', () => {
    expect(hexOf('\u00e9')).not.toBe(hexOf('e\u0301'));
  });

  test.each(['🔥', '👩‍💻', '日本語', 'שלום', 'é', 'ß'])('T03: %s is its UTF-8 bytes', (text) => {
    expect(new Set(everyWay(text)).size).toBe(1);
  });

  test('T04: NUL inside', () => {
    expect(hexOf('a\0b')).not.toBe(hexOf('a'));
    expect(hexOf('\0')).not.toBe(hexOf(''));
    expect(new Set(everyWay('a\0b')).size).toBe(1);
    const ring = /** @type {any} */ (engine.ring({ servers: ['a\0b', 'a'], vnodes: 2 }));
    expect(ring.servers()).toEqual(['a\0b', 'a']);
    expect(ring.remove('a')).toBe(true);
    expect(ring.owner('x')).toBe('a\0b');
    ring.delete();
  });

  test('T05: lone surrogates', () => {
    expect(hexOf('\ud800')).toBe(hexOf('\ufffd'));
    expect(hexOf('x\udc00y')).toBe(hexOf('x\ufffdy'));
    expect(hexOf('\ud800y')).not.toBe(hexOf('\ufffd')); // the neighbour is not swallowed
    expect(engine.hashes(['\ud800', 'x\udc00y'])).toEqual(engine.hashes(['\ufffd', 'x\ufffdy']));
    const ring = /** @type {any} */ (engine.ring({ servers: ['\ud800'] }));
    expect(ring.servers()).toEqual(['\ufffd']);
    expect(ring.add('\udfff')).toEqual({ refused: 'server-exists' });
    expect(ring.remove('\udc00')).toBe(true);
    ring.delete();
  });

  test('T06: 1 MiB key', () => {
    const key = 'a'.repeat(1 << 20);
    // recorded by the independent model (tests/vectors/hash.json, hash-long)
    expect(everyWay(key)).toEqual(Array(3).fill('11328908486070309873'));
  });

  test('T07: text over 16 MiB, 100 MB', () => {
    const longest = 'a'.repeat(16 << 20);
    expect(engine.position(longest)).not.toHaveProperty('refused');
    for (const text of [`${longest}a`, 'é'.repeat((8 << 20) + 1), 'a'.repeat(100_000_000)]) {
      expect(engine.position(text)).toEqual({ refused: 'text-too-long' });
      expect(engine.hashes(['x', text])).toEqual({ refused: 'text-too-long' });
      expect(engine.hashes({ prefix: text, count: 1 })).toEqual({ refused: 'text-too-long' });
      const ring = /** @type {any} */ (engine.ring({ servers: ['A'] }));
      expect(ring.add(text)).toEqual({ refused: 'text-too-long' });
      expect(ring.owner(text)).toEqual({ refused: 'text-too-long' });
      expect(ring.size).toBe(1);
      ring.delete();
    }
    expect(hexOf('user:123')).toBe('b22b18af3e8865f3'); // the module still answers
  });

  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'T08: %s is an ordinary name',
    (name) => {
      const ring = /** @type {any} */ (engine.ring({ servers: ['A', name], vnodes: 5 }));
      expect(ring.servers()).toEqual(['A', name]);
      expect(ring.counts([name, name])[0] + ring.counts([name, name])[1]).toBe(2);
      expect(ring.add(name)).toEqual({ refused: 'server-exists' });
      expect(ring.remove(name)).toBe(true);
      ring.delete();
    },
  );

  test('T09: U+202E, BOM, zero-width characters', () => {
    const names = ['a', '\u202ea', '\ufeffa', '\u200ba', 'a\u200b'];
    const ring = /** @type {any} */ (engine.ring({ servers: names, vnodes: 2 }));
    expect(ring.servers()).toEqual(names);
    expect(new Set(names.map(hexOf)).size).toBe(5);
    const tokens = ring.tokens();
    expect(new Set(Array.from(tokens.servers, (/** @type {number} */ i) => ring.servers()[i]))).toEqual(
      new Set(names),
    );
    ring.delete();
  });

  test('T10: 10,000-character name', () => {
    const name = '長'.repeat(10_000);
    const ring = /** @type {any} */ (engine.ring({ servers: [name] }));
    expect(ring.owner('x')).toBe(name);
    ring.delete();
  });

  test.each(['-0', '1e308', 'NaN', 'null'])('T11: %s as key text', (text) => {
    expect(new Set(everyWay(text)).size).toBe(1);
    expect(hexOf(text)).toMatch(/^[0-9a-f]{16}$/);
  });
});

describe('keys in bulk', () => {
  test('texts of all lengths, with long ones between short ones', () => {
    const keys = Array.from({ length: 3000 }, (_, i) => 'é'.repeat(i % 7) + 'x'.repeat((i * 37) % 2000));
    keys[1500] = 'y'.repeat(3 << 20); // longer than a whole chunk
    const hashes = /** @type {BigUint64Array} */ (engine.hashes(keys));
    for (let i = 0; i < keys.length; i += 50) {
      expect(hashes[i].toString(), `key ${i}`).toBe(/** @type {any} */ (engine.position(keys[i])).decimal);
    }
  });

  test('ranges over every power of ten, up to 2^53', () => {
    for (const from of [0, 5, 95, 9_999_990, 10 ** 15 - 5, Number.MAX_SAFE_INTEGER - 20]) {
      const texts = Array.from({ length: 20 }, (_, i) => `k${from + i}`);
      expect(engine.hashes({ prefix: 'k', from, count: 20 })).toEqual(engine.hashes(texts));
    }
  });

  test('a range on a drawn ring is texts like any other', () => {
    const turns = engine.turns({ prefix: '', from: 0, count: 3 }, { hash: 'by-degrees' });
    expect(turns).toEqual(engine.turns(['0', '1', '2'], { hash: 'by-degrees' }));
    expect(/** @type {Float64Array} */ (turns)[1]).toBeCloseTo(1 / 360, 12);
  });

  test('offsets that do not describe keys are refused', () => {
    const bytes = new Uint8Array(4);
    for (const offsets of [[], [0, 5], [3, 1], [0, 2, 1], [2, 1, 3]]) {
      expect(engine.hashes({ bytes, offsets: Uint32Array.from(offsets) })).toEqual({
        refused: 'input-unreadable',
      });
    }
    expect(engine.hashes({ bytes, offsets: Uint32Array.of(2, 4) })).toHaveLength(1);
    for (const keys of [null, undefined, 'abc', 5, {}, [1], [null], { bytes: [1], offsets: [0, 1] }]) {
      expect(engine.hashes(/** @type {any} */ (keys))).toEqual({ refused: 'input-unreadable' });
    }
  });
});
