/**
 * Ring calls that come wrong, or at the edges (hostile-inputs.md, R): what is refused changes nothing.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { newEngine } from '../../web/engine/node.js';

/** @type {import('../../web/engine/edgecache.d.ts').Engine} */
let engine;

beforeAll(async () => {
  engine = await newEngine();
});

/**
 * @param {import('../../web/engine/edgecache.d.ts').RingSpec} [spec]
 * @returns {import('../../web/engine/edgecache.d.ts').HashRing}
 */
const ringOf = (spec) => /** @type {any} */ (engine.ring(spec));

const TOP = '18446744073709551615';
const KEYS = Array.from({ length: 500 }, (_, i) => `user:${i}`);

describe('the empty ring', () => {
  test('R01: look-up on an empty ring', () => {
    const ring = ringOf();
    expect(ring.owner('x')).toBeNull();
    expect(ring.ownerOfHash('0')).toBeNull();
    expect(ring.lookup('x')).toBeNull();
    expect(ring.preference('x', 3)).toEqual([]);
    expect(ring.place(['x'])).toEqual(Uint32Array.of(0xffffffff));
    expect(ring.counts(['x'])).toEqual(new Uint32Array(0));
    expect(ring.arcs()).toEqual([]);
    expect(ring.nearestToken(0.5)).toBeNull();
    expect(ring.positions()).toEqual(new BigUint64Array(0));
    ring.delete();
  });

  test('R02: last server removed while keys are drawn', () => {
    const ring = ringOf({ servers: ['A'] });
    const before = KEYS.map((key) => ring.owner(key));
    expect(ring.remove('A')).toBe(true);
    expect(ring.owner('user:0')).toBeNull();
    expect(ring.size).toBe(0);
    expect(ring.add('A')).toBe(true);
    expect(KEYS.map((key) => ring.owner(key))).toEqual(before);
    ring.delete();
  });
});

describe('names', () => {
  test('R03: empty server name', () => {
    const ring = ringOf({ servers: ['A'] });
    expect(ring.add('')).toEqual({ refused: 'server-name-empty' });
    expect(ring.addAt('', ['1'])).toEqual({ refused: 'server-name-empty' });
    expect(ring.remove('')).toEqual({ refused: 'server-unknown' });
    expect(ring.servers()).toEqual(['A']);
    ring.delete();
  });

  test('R04: name of blanks only, leading or trailing blanks', () => {
    const ring = ringOf({ servers: [' ', '  ', ' a', 'a ', 'a'] });
    expect(ring.servers()).toEqual([' ', '  ', ' a', 'a ', 'a']);
    expect(ring.remove(' ')).toBe(true);
    expect(ring.remove(' ')).toEqual({ refused: 'server-unknown' });
    ring.delete();
  });

  test('R05: same server twice', () => {
    const ring = ringOf({ servers: ['A'], vnodes: 3 });
    expect(ring.add('A', { vnodes: 5 })).toEqual({ refused: 'server-exists' });
    expect(ring.add('A', { vnodes: 0 })).toEqual({ refused: 'server-exists' }); // the name comes first
    expect(ring.addAt('A', ['1'])).toEqual({ refused: 'server-exists' });
    expect(ring.addAt('A', ['x'])).toEqual({ refused: 'server-exists' });
    expect(ring.tokenCount).toBe(3);
    ring.delete();
    expect(engine.ring({ servers: ['A', 'B', 'A'] })).toEqual({ refused: 'server-exists' });
  });

  test('R06: remove an unknown server', () => {
    const ring = ringOf({ servers: ['A'], vnodes: 3 });
    expect(ring.remove('B')).toEqual({ refused: 'server-unknown' });
    expect(ring.tokenCount).toBe(3);
    ring.delete();
  });

  test('R07: names a-1 and a', () => {
    const ring = ringOf({ servers: ['a-1', 'a'], vnodes: 50 });
    const positions = /** @type {BigUint64Array} */ (ring.positions());
    expect(new Set(positions).size).toBe(100);
    ring.delete();
  });
});

describe('points', () => {
  test('R08: two points at one position', () => {
    for (const order of [
      ['A', 'B'],
      ['B', 'A'],
    ]) {
      const ring = ringOf({ servers: order.map((name) => ({ name, positions: ['1000'] })) });
      expect(ring.ownerOfHash('1')).toBe('A');
      expect(ring.remove('A')).toBe(true);
      expect(ring.ownerOfHash('1')).toBe('B');
      ring.delete();
    }
  });

  test('R09: one server has two points at one position', () => {
    const ring = ringOf({ servers: [{ name: 'A', positions: [7n, '7'] }] });
    expect(ring.tokenCount).toBe(2);
    expect(ring.remove('A')).toBe(true);
    expect(ring.tokenCount).toBe(0);
    ring.delete();
  });

  test('R10: key on a point, one above, one below', () => {
    const ring = ringOf({
      servers: [
        { name: 'A', positions: ['1000'] },
        { name: 'B', positions: ['2000'] },
      ],
    });
    expect(ring.ownerOfHash('1000')).toBe('A');
    expect(ring.ownerOfHash('1001')).toBe('B');
    expect(ring.ownerOfHash('999')).toBe('A');
    ring.delete();
  });

  test('R11: hash 0, 2^64-1, above the last point', () => {
    const ring = ringOf({
      servers: [
        { name: 'A', positions: ['1000'] },
        { name: 'B', positions: ['2000'] },
      ],
    });
    for (const hash of ['0', TOP, '2001']) expect(ring.ownerOfHash(hash)).toBe('A');
    expect(ring.ownerOfHash('18446744073709551616')).toEqual({ refused: 'position-out-of-range' });
    ring.delete();
  });

  test('R12: hashes above 2^53 and above 2^63', () => {
    const near = [
      9007199254740992n,
      9007199254740993n,
      9223372036854775807n,
      9223372036854775808n,
      18446744073709551614n,
    ];
    const ring = ringOf({ servers: near.map((position, i) => ({ name: `s${i}`, positions: [position] })) });
    near.forEach((position, i) => {
      expect(ring.ownerOfHash(position)).toBe(`s${i}`);
      expect(ring.ownerOfHash(position + 1n)).toBe(
        `s${near[i + 1] === position + 1n ? i + 1 : (i + 1) % near.length}`,
      );
    });
    expect(ring.positions()).toEqual(BigUint64Array.from(near));
    ring.delete();
  });
});

describe('limits', () => {
  test('R13: 0, -1, 1.5, 10,001 virtual nodes', () => {
    const ring = ringOf({ servers: ['A'], vnodes: 2 });
    for (const vnodes of [
      0,
      -1,
      1.5,
      10_001,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      2 ** 32,
      2 ** 32 + 1,
      '7',
      null,
      [7],
    ]) {
      expect(ring.add('B', { vnodes: /** @type {any} */ (vnodes) })).toEqual({
        refused: 'vnodes-out-of-range',
      });
    }
    expect(ring.addAt('B', [])).toEqual({ refused: 'vnodes-out-of-range' });
    expect(ring.tokenCount).toBe(2);
    expect(ring.add('B', { vnodes: 10_000 })).toBe(true);
    ring.delete();
  });

  test('R14: 10^6 virtual nodes for one server, and one token more than 10^6 in all', () => {
    const ring = ringOf();
    expect(ring.add('A', { vnodes: 1_000_000 })).toEqual({ refused: 'vnodes-out-of-range' });
    for (let i = 0; i < 100; i++) expect(ring.add(`server-${i}`, { vnodes: 10_000 })).toBe(true);
    expect(ring.tokenCount).toBe(1_000_000);
    expect(ring.add('one more', { vnodes: 1 })).toEqual({ refused: 'too-many-points' });
    expect(ring.add('server-1', { vnodes: 1 })).toEqual({ refused: 'server-exists' });
    expect(ring.tokenCount).toBe(1_000_000);
    expect(ring.owner('user:0')).toMatch(/^server-/);
    ring.delete();
  });

  test('R15: r = 0, more than servers, negative or fractional', () => {
    const ring = ringOf({ servers: ['A', 'B', 'C'] });
    expect(ring.preference('x', 0)).toEqual([]);
    expect(ring.preference('x', -0)).toEqual([]);
    expect(/** @type {string[]} */ (ring.preference('x', 99)).sort()).toEqual(['A', 'B', 'C']);
    expect(ring.preference('x', Number.MAX_SAFE_INTEGER)).toHaveLength(3);
    for (const count of [-1, 1.5, Number.NaN, '2', null]) {
      expect(ring.preference('x', /** @type {any} */ (count))).toEqual({ refused: 'count-out-of-range' });
    }
    ring.delete();
  });

  test('R16: 1 server, 1 point', () => {
    const ring = ringOf({ servers: ['only'], vnodes: 1 });
    expect(ring.arcs()).toEqual([{ server: 'only', numerator: 1n << 64n, fraction: 1 }]);
    expect(ring.ownerOfHash('0')).toBe('only');
    expect(ring.ownerOfHash(TOP)).toBe('only');
    ring.delete();
  });

  test('R17: modulo with N = 0', () => {
    for (const servers of [0, -1, 1.5, Number.NaN, 2 ** 32, '3']) {
      expect(engine.modulo(['x'], /** @type {any} */ (servers))).toEqual({ refused: 'servers-out-of-range' });
      expect(engine.remapModulo(3, /** @type {any} */ (servers))).toEqual({
        refused: 'servers-out-of-range',
      });
      expect(engine.remapModuloCount(/** @type {any} */ (servers), 3, ['x'])).toEqual({
        refused: 'servers-out-of-range',
      });
    }
    expect(engine.modulo(['x'], 1)).toEqual(Uint32Array.of(0));
  });

  test('R18: seed 2^64, -1, 1.5, "abc" for the hash or the draws', () => {
    for (const seed of [
      '18446744073709551616',
      1n << 64n,
      -1,
      -1n,
      1.5,
      'abc',
      '',
      ' 1',
      '0x10',
      null,
      2 ** 53,
    ]) {
      const odd = /** @type {any} */ (seed);
      expect(engine.position('x', { seed: odd })).toEqual({ refused: 'seed-out-of-range' });
      expect(engine.hashes(['x'], { seed: odd })).toEqual({ refused: 'seed-out-of-range' });
      expect(engine.splitmix64(odd, 1)).toEqual({ refused: 'seed-out-of-range' });
      expect(engine.zipf({ objects: 1, skew: 1, seed: odd, count: 1 })).toEqual({
        refused: 'seed-out-of-range',
      });
    }
    // 0 and 2^64-1 are seeds like any other; values from xxHash itself (tests/vectors/hash.json)
    expect(engine.position('user:123', { seed: 0 })).toEqual(engine.position('user:123'));
    expect(engine.position('', { seed: TOP })).toMatchObject({ decimal: '2994696410035606400' });
    expect(engine.splitmix64(TOP, 1)).toEqual(engine.splitmix64(18446744073709551615n, 1));
  });
});
