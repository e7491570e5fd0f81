/**
 * Numbers from controls (hostile-inputs.md, N): refused or exact, never wrapped.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { unsigned64, wholeNumber } from '../../web/engine/checks.js';
import { newEngine } from '../../web/engine/node.js';
import { readWhole } from '../../web/widgets/hash-ring/tools.js';

/** @type {import('../../web/engine/edgecache.d.ts').Engine} */
let engine;

beforeAll(async () => {
  engine = await newEngine();
});

const refusesCount = (/** @type {unknown} */ count) => {
  const many = /** @type {any} */ (count);
  expect(engine.hashes({ prefix: 'k', count: many })).toEqual({ refused: 'count-out-of-range' });
  expect(engine.hashes({ prefix: 'k', from: many, count: 1 })).toEqual({ refused: 'count-out-of-range' });
  expect(engine.splitmix64(0, many)).toEqual({ refused: 'count-out-of-range' });
  expect(engine.zipf({ objects: 3, skew: 1, seed: 0, count: many })).toEqual({
    refused: 'count-out-of-range',
  });
};

describe('numbers', () => {
  test('N01: NaN, empty field', () => {
    for (const value of [Number.NaN, '', null]) refusesCount(value);
    expect(readWhole('')).toBeNull();
    expect(readWhole(' ')).toBeNull();
  });

  test('N02: negative, -0', () => {
    refusesCount(-1);
    expect(engine.hashes({ prefix: 'k', from: -0, count: 1 })).toEqual(engine.hashes(['k0']));
    expect(engine.hashes({ prefix: 'k', count: -0 })).toEqual(new BigUint64Array(0));
    expect(Object.is(wholeNumber(-0, 0, 5), 0)).toBe(true);
    expect(readWhole('-0')).toBeNull();
  });

  test('N03: 1e300, Infinity, 2^32, 2^53+1', () => {
    for (const value of [1e300, Number.POSITIVE_INFINITY, 2 ** 53 + 2]) refusesCount(value);
    expect(engine.hashes({ prefix: 'k', count: 2 ** 32 })).toEqual({ refused: 'count-out-of-range' });
    expect(engine.splitmix64(0, 2 ** 32)).toEqual({ refused: 'count-out-of-range' });
    expect(engine.modulo(['x'], 2 ** 32)).toEqual({ refused: 'servers-out-of-range' });
    expect(readWhole('9007199254740993')).toBeNull();
    expect(unsigned64(2 ** 53)).toBeNull(); // may have been 2^53 + 1 before it was rounded
    expect(unsigned64('9007199254740993')).toBe(9007199254740993n);
  });

  test('N04: 1.9, "7", "0x10", "1e2", full-width digits', () => {
    for (const value of [1.9, '7', 7n, true]) refusesCount(value);
    expect(readWhole('7')).toBe(7);
    expect(readWhole('007')).toBe(7);
    for (const text of ['1.9', '0x10', '1e2', '７', '+7', '7 ', '٣', '1_000', '1,000']) {
      expect(readWhole(text), text).toBeNull();
    }
  });

  test('N05: past the checks of JavaScript, C++ refuses too', () => {
    const handle = /** @type {any} */ (engine);
    const codes = handle.ask((/** @type {any} */ { native, memory, codes }) => {
      const ring = new native.HashRing(0, false);
      const name = memory.put('text', new TextEncoder().encode('A'));
      const answers = [0, -1, 1.5, 10_001, Number.NaN, 1e300, 2 ** 32 + 1].map(
        (vnodes) => codes[-ring.addServer(name, 1, vnodes)],
      );
      answers.push(codes[-ring.addServer(name, 0, 1)]);
      answers.push(ring.preference(name, 1, -1, 0), ring.preference(name, 1, 1.5, 0));
      answers.push(native.modulo(0, 0, 0, 0), native.modulo(0, 0, 1.5, 0), native.moduloShare(3, 2 ** 32, 0));
      answers.push(native.hashRange(name, 1, -1, 0, 0, 0), native.hashRange(name, 1, 0.5, 0, 0, 0));
      answers.push(ring.tokenCount());
      ring.delete();
      return answers;
    });
    expect(codes).toEqual([
      ...Array(7).fill('vnodes-out-of-range'),
      'server-name-empty',
      -1,
      -1,
      ...Array(5).fill(false),
      0,
    ]);
  });
});

describe('other arguments', () => {
  test('hashes and rings that nobody knows', () => {
    expect(engine.position('x', { hash: /** @type {any} */ ('md5') })).toEqual({ refused: 'mode-unknown' });
    expect(engine.ring({ hash: /** @type {any} */ ('__proto__') })).toEqual({ refused: 'mode-unknown' });
    expect(engine.ring(/** @type {any} */ (null))).toEqual({ refused: 'input-unreadable' });
    expect(engine.ring({ servers: /** @type {any} */ ('AB') })).toEqual({ refused: 'input-unreadable' });
    expect(engine.ring({ servers: /** @type {any} */ ([5]) })).toEqual({ refused: 'input-unreadable' });
    const ring = /** @type {any} */ (engine.ring());
    expect(engine.remap(ring, /** @type {any} */ ({}))).toEqual({ refused: 'input-unreadable' });
    const drawn = /** @type {any} */ (engine.ring({ hash: 'by-degrees' }));
    expect(engine.remap(ring, drawn)).toEqual({ refused: 'mode-unknown' });
    ring.delete();
    drawn.delete();
  });

  test('angles', () => {
    expect(engine.atDegrees('120')).toMatchObject({ decimal: '6148914691236517205' });
    for (const degrees of ['360', '-1', '1e2', '', 'abc', '0x10', '٣', '1 ']) {
      expect(engine.atDegrees(degrees), degrees).toEqual({ refused: 'position-out-of-range' });
    }
    expect(engine.atDegrees(/** @type {any} */ (120))).toEqual({ refused: 'input-unreadable' });
  });

  test('loads', () => {
    expect(engine.balance([1, 2, 3])).toMatchObject({ mean: 2, min: 1, max: 3, peakToMean: 1.5 });
    expect(engine.balance([])).toMatchObject({ mean: 0, relativeStandardDeviation: 0 });
    expect(engine.balance(Uint32Array.of(4, 4))).toMatchObject({ standardDeviation: 0 });
    for (const load of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(engine.balance([1, load])).toEqual({ refused: 'count-out-of-range' });
    }
    expect(engine.balance(/** @type {any} */ (null))).toEqual({ refused: 'input-unreadable' });
  });

  test('a deleted ring says so', () => {
    const ring = /** @type {any} */ (engine.ring({ servers: ['A'] }));
    ring.delete();
    ring.delete();
    expect(ring.add('B')).toEqual({ refused: 'ring-deleted' });
    expect(ring.owner('x')).toEqual({ refused: 'ring-deleted' });
    expect(ring.place(['x'])).toEqual({ refused: 'ring-deleted' });
    expect(ring.copy()).toEqual({ refused: 'ring-deleted' });
    expect(engine.remap(ring, ring)).toEqual({ refused: 'ring-deleted' });
    expect(ring.tokenCount).toBe(0);
  });
});
