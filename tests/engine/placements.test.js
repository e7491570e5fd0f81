/**
 * Every placement through the module, held to the answers of a second program in another language
 * (tests/python/placements.py), and what is refused at the boundary (hostile-inputs.md, R, T, N).
 */
import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { newEngine } from '../../web/engine/node.js';
import { makePlacement, PLACEMENT_KINDS } from '../../web/engine/placement.js';

/** @typedef {import('../../web/engine/edgecache.d.ts').Placement} Placement */

const vectors = JSON.parse(await readFile(new URL('../vectors/placements.json', import.meta.url), 'utf8'));
/** @type {import('../../web/engine/edgecache.d.ts').Engine} */
let engine;
beforeAll(async () => {
  engine = await newEngine();
});

/** @param {any} spec @returns {Placement} */
const made = (spec) => /** @type {any} */ (makePlacement(engine, spec));

/** @param {Placement} placement @param {any} keys @returns {(string | null)[]} */
const owners = (placement, keys) =>
  Array.from(/** @type {Uint32Array} */ (placement.place(keys)), (number) => placement.name(number));

describe('the same answers as the second implementation', () => {
  test.each(
    /** @type {any[]} */ (vectors.cases).map(
      (/** @type {any} */ { owners: expected, names, servers, steps, ...rules }) => ({
        ...rules,
        rules,
        servers: servers.map((/** @type {any[]} */ [name, weight]) => ({ name, weight })),
        steps,
        expected: expected.map((/** @type {number} */ i) => names[i] ?? null),
      }),
    ),
  )(
    '$kind of $servers.length servers, steps $steps',
    /** @param {any} some */ ({ rules, servers, steps, expected }) => {
      const placement = made({ ...rules, servers });
      for (const [step, name, weight] of steps) {
        if (step === 'add') expect(placement.add({ name, weight })).toBe(true);
        if (step === 'remove') expect(placement.remove(name)).toBe(true);
        if (step === 'down') expect(placement.setDown(name, true)).toBe(true);
      }
      expect(owners(placement, vectors.keys)).toEqual(expected);
      placement.delete();
    },
  );

  test('every kind is among them, with weights, with a server that is down, and with one that left', () => {
    for (const kind of PLACEMENT_KINDS) {
      const cases = vectors.cases.filter((/** @type {any} */ some) => some.kind === kind);
      expect(JSON.stringify(cases)).toContain('"down"');
      expect(JSON.stringify(cases)).toContain('"remove"');
      expect(cases.length).toBeGreaterThanOrEqual(3);
    }
  });
});

describe.each(PLACEMENT_KINDS)('%s', (kind) => {
  test('R01, R16, R02: nobody, one, nobody, and the same one again', () => {
    const placement = made({ kind });
    expect(owners(placement, ['x'])).toEqual([null]);
    expect(placement.ownerOfHash('18446744073709551615')).toBeNull();
    expect(placement.add('A')).toBe(true);
    expect(owners(placement, ['x', 'y'])).toEqual(['A', 'A']);
    expect(placement.remove('A')).toBe(true);
    expect(owners(placement, ['x'])).toEqual([null]);
    expect(placement.add('A')).toBe(true);
    expect(owners(placement, ['x'])).toEqual(['A']);
    placement.delete();
  });

  test('R03, R04, R05, R06: names', () => {
    const placement = made({ kind, servers: ['A', ' A '] });
    expect(placement.add('')).toEqual({ refused: 'server-name-empty' });
    expect(placement.add('A')).toEqual({ refused: 'server-exists' });
    expect(placement.remove('B')).toEqual({ refused: 'server-unknown' });
    expect(placement.setDown('B', true)).toEqual({ refused: 'server-unknown' });
    expect(placement.add(/** @type {any} */ (7))).toEqual({ refused: 'input-unreadable' });
    expect(placement.servers()).toEqual(['A', ' A ']);
    placement.delete();
  });

  test('T03, T05, T08, T09: any text is a name', () => {
    const names = ['\ud800', '__proto__', 'constructor', '\u202eabc', '\ufeff', '👩‍🚀', '\0'];
    const placement = made({ kind, servers: names });
    expect(placement.servers()).toEqual(['\ufffd', ...names.slice(1)]);
    expect(placement.add('\ufffd')).toEqual({ refused: 'server-exists' });
    for (const owner of owners(placement, ['', 'a', 'b'])) expect(placement.servers()).toContain(owner);
    placement.delete();
  });

  test('N01, N02, N03: weights', () => {
    const placement = made({ kind });
    for (const weight of [Number.NaN, 0, -0, -1, 1e300, Number.POSITIVE_INFINITY, 1_000_001, '7', null]) {
      const answer = placement.add({ name: 'A', weight: /** @type {any} */ (weight) });
      expect(answer, String(weight)).toEqual({ refused: 'weight-out-of-range' });
    }
    expect(placement.size).toBe(0);
    placement.delete();
  });

  test('a copy has its own servers and the same numbers', () => {
    const placement = made({ kind, servers: ['A', 'B', 'C'] });
    const before = placement.place(['a', 'b', 'c', 'd']);
    const copy = /** @type {Placement} */ (placement.copy());
    expect(copy.remove('B')).toBe(true);
    expect(copy.add('D')).toBe(true);
    expect([copy.name(0), copy.name(1), copy.name(2), copy.name(3)]).toEqual(['A', null, 'C', 'D']);
    copy.delete();
    expect(placement.place(['a', 'b', 'c', 'd'])).toEqual(before);
    placement.delete();
    placement.delete(); // harmless twice
    expect(placement.place(['a'])).toEqual({ refused: 'ring-deleted' });
    expect(copy.memoryBytes()).toEqual({ refused: 'ring-deleted' });
  });
});

describe('rules', () => {
  test('what is no placement', () => {
    for (const spec of [null, 7, 'ring']) expect(made(spec)).toEqual({ refused: 'input-unreadable' });
    expect(made({ kind: 'ring', servers: {} })).toEqual({ refused: 'input-unreadable' });
    expect(made({ kind: '__proto__' })).toEqual({ refused: 'mode-unknown' });
    expect(made({ kind: 'ring', hash: 'md5' })).toEqual({ refused: 'mode-unknown' });
    expect(made({ kind: 'ring', hash: 'toString' })).toEqual({ refused: 'mode-unknown' });
    expect(made({ kind: 'ring', tie: '>' })).toEqual({ refused: 'mode-unknown' });
    expect(made({ kind: 'ring', servers: ['A', 'A'] })).toEqual({ refused: 'server-exists' });
  });

  test('R13, N05: points, table sizes, factors past their range', () => {
    for (const points of [0, -1, Number.NaN, 10_001, 1e300, '100']) {
      expect(made({ kind: 'ring', points })).toEqual({ refused: 'vnodes-out-of-range' });
    }
    for (const tableSize of [0, -7, 6, 65_536, 65_537.5, 2 ** 32, Number.NaN]) {
      expect(made({ kind: 'maglev', tableSize })).toEqual({ refused: 'table-size-out-of-range' });
    }
    for (const factor of [0.99, Number.NaN, Number.POSITIVE_INFINITY, '2']) {
      expect(made({ kind: 'bounded-load', factor })).toEqual({ refused: 'factor-out-of-range' });
    }
    const heavy = { kind: 'ring', servers: [{ name: 'A', weight: 101 }] };
    expect(made(heavy)).toEqual({ refused: 'vnodes-out-of-range' });
  });

  test('a walk that is none', () => {
    const maglev = made({ kind: 'maglev', tableSize: 7 });
    for (const walk of [
      null,
      {},
      { offset: 7, skip: 1 },
      { offset: 0, skip: 0 },
      { offset: 0, skip: 7 },
      { offset: -1, skip: 1 },
    ]) {
      const answer = maglev.add({ name: 'A', walk: /** @type {any} */ (walk) });
      expect(answer, JSON.stringify(walk)).toEqual({ refused: 'position-out-of-range' });
    }
    expect(maglev.add({ name: 'A', walk: { offset: 6, skip: 6 } })).toBe(true);
    maglev.delete();
  });

  test('R11, R12: hashes are 64 bits, and a tie belongs where the rule says', () => {
    const ring = made({ kind: 'ring', servers: ['A', 'B'], points: 1 });
    const after = made({ kind: 'ring', servers: ['A', 'B'], points: 1, tie: 'after' });
    const position = /** @type {any} */ (engine.position('A-0')).decimal;
    expect(ring.ownerOfHash(position)).toBe('A');
    expect(after.ownerOfHash(position)).toBe('B');
    for (const hash of ['18446744073709551616', '-1', '1.5']) {
      expect(ring.ownerOfHash(hash)).toEqual({ refused: 'position-out-of-range' });
    }
    expect(after.ownerOfHash('18446744073709551615')).toBe(ring.ownerOfHash('0'));
    ring.delete();
    after.delete();
  });

  test('bounded load takes keys in several calls when it is told how many come', () => {
    const whole = made({ kind: 'bounded-load', servers: ['A', 'B', 'C'], points: 2, factor: 1.1 });
    const parts = /** @type {Placement} */ (whole.copy());
    const all = whole.place({ prefix: 'k', count: 100 });
    expect(parts.expect(100)).toBe(true);
    const first = /** @type {Uint32Array} */ (parts.place({ prefix: 'k', count: 40 }, { more: true }));
    const rest = /** @type {Uint32Array} */ (
      parts.place({ prefix: 'k', from: 40, count: 60 }, { more: true })
    );
    expect([...first, ...rest]).toEqual([.../** @type {Uint32Array} */ (all)]);
    expect(parts.expect(-1)).toEqual({ refused: 'count-out-of-range' });
    whole.delete();
    parts.delete();
  });

  test('spin looks up as often as it is let, and no more keys than fit', () => {
    const ring = made({ kind: 'ring', servers: ['A'] });
    let rounds = 0;
    expect(ring.spin({ prefix: 'k', count: 10 }, () => ++rounds === 3)).toBe(30);
    expect(ring.spin({ prefix: 'k', count: 8193 }, () => true)).toEqual({ refused: 'count-out-of-range' });
    ring.delete();
  });

  test('memory is what look-ups read', () => {
    const servers = ['A', 'B', 'C'];
    const bytes = (/** @type {any} */ spec) =>
      /** @type {number} */ (made({ ...spec, servers }).memoryBytes());
    expect(bytes({ kind: 'modulo' })).toBe(12);
    expect(bytes({ kind: 'jump' })).toBe(12);
    expect(bytes({ kind: 'maglev', tableSize: 251 })).toBe(1004);
    expect(bytes({ kind: 'rendezvous' })).toBe(72);
    expect(bytes({ kind: 'ring', points: 100 })).toBeGreaterThanOrEqual(300 * 16);
  });
});
