/**
 * The census through the public interface: the story's numbers, whoever counts and in however many parts;
 * what it refuses; and that it can be stopped and gone on with.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { newEngine } from '../../web/engine/node.js';
import { packed, userKeys } from '../bench/measure.mjs';

/** @type {any} */
const MILLION = { do: 'census', before: 100, after: 101, keys: { prefix: 'user:', count: 1_000_000 } };
const of = (/** @type {number} */ count) => ({ ...MILLION, keys: { prefix: 'user:', count } });

const engine = /** @type {any} */ (await newEngine());
const onPage = { workers: 0 };

/** What was counted, without what was expected. @param {any} result */
const counts = ({ keys, modulo, ring, loads }) => ({
  keys,
  modulo: [modulo.moved, modulo.movedBetweenPresentInBoth],
  ring: [ring.moved, ring.movedBetweenPresentInBoth],
  loads,
});

describe('what it counts', () => {
  test('slide 9: 990,077 and 9,546 of a million keys, 0 between old servers, and what was to be expected', async () => {
    const { modulo, ring } = await engine.run(MILLION);
    expect([modulo.moved, modulo.movedBetweenPresentInBoth]).toEqual([990_077, 979_990]);
    expect([ring.moved, ring.movedBetweenPresentInBoth]).toEqual([9546, 0]);
    expect(modulo.expected.share).toEqual(engine.remapModulo(100, 101).moved);
    expect(modulo.expected.keys).toBeCloseTo(1e8 / 101, 6);
    expect(ring.expected.share.numerator).toBe(175684553347804939n);
    expect(ring.average.fraction).toBeCloseTo(1 / 101, 12);
    for (const { moved, expected } of [modulo, ring]) {
      expect(expected.low).toBeLessThan(moved);
      expect(expected.high).toBeGreaterThan(moved);
      expect(expected.high - expected.keys).toBeCloseTo(3 * expected.standardDeviation, 6);
    }
  });

  test('one worker, three, and the page count the same, loads included', async () => {
    const job = { ...of(13_000_001), loads: true };
    const alone = await engine.run(job, onPage);
    expect(counts(alone).keys).toBe(13_000_001);
    for (const workers of [1, 3]) expect(await engine.run(job, { workers })).toEqual(alone);
    const { before, after } = alone.loads.ring;
    const sum = (/** @type {Float64Array} */ loads) => loads.reduce((all, load) => all + load, 0);
    expect([sum(before), sum(after)]).toEqual([13_000_001, 13_000_001]);
    // Nobody but the newcomer has more than before.
    expect(before.every((/** @type {number} */ load, /** @type {number} */ i) => after[i] <= load)).toBe(
      true,
    );
    expect(after[100]).toBe(alone.ring.moved);
  });

  test('texts, packed texts and a range are the same keys', async () => {
    const keys = userKeys(50_000);
    const ranged = await engine.run({ ...of(50_000), loads: true }, onPage);
    expect(await engine.run({ ...MILLION, loads: true, keys }, onPage)).toEqual(ranged);
    expect(await engine.run({ ...MILLION, loads: true, keys: packed(keys) })).toEqual(ranged);
  });

  test('what remap counts, the census counts: any servers, virtual nodes, names and keys', async () => {
    let chance = 7;
    const one = (/** @type {number} */ most) => {
      chance = (chance * 48271) % 2147483647;
      return (chance % most) + 1;
    };
    const named = (/** @type {string} */ prefix, /** @type {number} */ count) =>
      Array.from({ length: count }, (_, i) => `${prefix}${i}`);
    for (let round = 0; round < 150; round++) {
      const [before, after, vnodes] = [one(30), one(30), one(9)];
      const prefix = ['server-', '', 'é', '\ud800'][round % 4];
      const keys = { prefix: 'k'.repeat(one(40)), from: one(2 ** 30) * 4_000_000, count: one(3000) };
      const job = { do: 'census', before, after, vnodes, prefix, keys };
      const rings = [before, after].map((count) => ({ servers: named(prefix, count), vnodes }));
      const counted = await engine.run(job, onPage);
      const byRing = await engine.run({ do: 'remap', before: rings[0], after: rings[1], keys }, onPage);
      const byModulo = await engine.run({ do: 'remap', before, after, keys }, onPage);
      expect(counted.ring, JSON.stringify(job)).toMatchObject({
        moved: byRing.moved,
        movedBetweenPresentInBoth: byRing.movedBetweenPresentInBoth,
      });
      expect(counted.modulo, JSON.stringify(job)).toMatchObject({
        moved: byModulo.moved,
        movedBetweenPresentInBoth: byModulo.movedBetweenPresentInBoth,
      });
    }
  });

  test('no keys at all', async () => {
    const none = await engine.run(of(0));
    expect(counts(none)).toEqual({ keys: 0, modulo: [0, 0], ring: [0, 0], loads: undefined });
    expect(none.ring.expected).toMatchObject({ keys: 0, low: 0, high: 0 });
  });
});

describe('what it refuses', () => {
  const refusal = async (/** @type {object} */ change) => {
    const answer = await engine.run({ ...of(10), ...change });
    // Where it is asked makes no difference.
    expect(await engine.run({ ...of(10), ...change }, onPage)).toEqual(answer);
    return answer.refused;
  };

  test('R14: 100 servers x 10,000 virtual nodes are counted, one more is refused', async () => {
    expect(await engine.run({ ...of(10), after: 100, vnodes: 10_000 })).toMatchObject({ keys: 10 });
    expect(await refusal({ after: 101, vnodes: 10_000 })).toBe('too-many-points');
    expect(await refusal({ before: 1_000_000, after: 1, vnodes: 2 })).toBe('too-many-points');
  });

  test('R17: a census from or to no servers', async () => {
    for (const servers of [0, -1, 1.5, Number.NaN, 1e300, '100', null, 1_000_001]) {
      expect(await refusal({ before: servers })).toBe('servers-out-of-range');
      expect(await refusal({ after: servers })).toBe('servers-out-of-range');
    }
  });

  test('R18: seeds of the census, 0 and 2^64-1 accepted', async () => {
    for (const seed of [2n ** 64n, -1, 1.5, 'abc', '', null]) {
      expect(await refusal({ seed })).toBe('seed-out-of-range');
    }
    expect(counts(await engine.run({ ...of(5000), seed: 0 }))).toEqual(counts(await engine.run(of(5000))));
    const other = await engine.run({ ...MILLION, seed: 2n ** 64n - 1n });
    expect(other).toEqual(await engine.run({ ...MILLION, seed: String(2n ** 64n - 1n) }));
    expect(other.ring.moved).not.toBe(9546);
    expect(other.ring.movedBetweenPresentInBoth).toBe(0);
    expect(other.ring.expected.high).toBeGreaterThan(other.ring.moved);
  });

  test('a census over the limits is refused with a reason', async () => {
    for (const vnodes of [0, -1, 1.5, 10_001, '7']) {
      expect(await refusal({ vnodes })).toBe('vnodes-out-of-range');
    }
    expect(await refusal({ keys: { prefix: 'user:', count: 2 ** 32 } })).toBe('count-out-of-range');
    expect(await refusal({ keys: { prefix: 'user:', from: 2 ** 53 - 1, count: 1 } })).toBe(
      'count-out-of-range',
    );
    expect(await refusal({ keys: { prefix: 'é'.repeat(513), count: 1 } })).toBe('text-too-long');
    expect(await refusal({ prefix: 's'.repeat(1025) })).toBe('text-too-long');
    for (const change of [{ prefix: 7 }, { keys: null }, { keys: [1] }]) {
      expect(await refusal(change)).toBe('input-unreadable');
    }
    expect(await engine.run(of(10), { workers: 1.5 })).toEqual({ refused: 'count-out-of-range' });
  });
});

describe('stopped and gone on with', () => {
  const TEN = of(10_000_000);
  // Long enough to be stopped on any machine.
  const LONG = { ...of(40_000_000), loads: true };
  /** @type {any} */
  let whole;
  beforeAll(async () => {
    whole = await engine.run(LONG);
  });

  /** Runs until so many keys are counted. @param {any} job @param {any} options @param {number} keys */
  async function until(job, options, keys) {
    const stop = new AbortController();
    /** @type {any} */
    let state;
    const onProgress = (/** @type {any} */ progress) => {
      if (!progress.state || progress.done < keys) return;
      ({ state } = progress);
      stop.abort();
    };
    const answer = await engine.run(job, { ...options, signal: stop.signal, onProgress });
    return { answer, state };
  }

  test('R26: 10^7 keys in one run are cut into slices, can be stopped, memory flat', async () => {
    const room = () => engine.ask((/** @type {any} */ { native }) => native.HEAPU8.byteLength);
    await engine.run(of(100_000), onPage);
    const before = room();
    const { answer, state } = await until(LONG, onPage, 1);
    expect(answer).toEqual({ refused: 'stopped' });
    expect(state.counts.keys).toBeLessThan(LONG.keys.count);
    await engine.run(TEN, onPage);
    for (let i = 0; i < 20; i++) await engine.run(of(1000), onPage);
    expect(room()).toBe(before);
  });

  test.each([
    [0, 2],
    [1, 0],
    [2, 3],
  ])('what %d workers have left, %d others count', async (workers, others) => {
    const { answer, state } = await until(LONG, { workers }, 1);
    expect(answer).toEqual({ refused: 'stopped' });
    const left = state.left.reduce((/** @type {number} */ sum, /** @type {number[]} */ [, n]) => sum + n, 0);
    expect(state.counts.keys + left).toBe(LONG.keys.count);
    expect(left).toBeGreaterThan(0);
    const resume = structuredClone(state);
    expect(await engine.run({ ...LONG, resume }, { workers: others })).toEqual(whole);
  });

  test('a state that is none is refused', async () => {
    const { state } = await until(TEN, onPage, 1); // stopped or not, this much is counted
    const states = [
      {},
      { counts: state.counts },
      { ...state, left: [[0, 10_000_001]] },
      { ...state, left: [[5, 10_000_000]] },
      { ...state, left: [[0, 10_000_000]] }, // more keys than there are
      { ...state, left: [['0', 1]] },
      { ...state, left: [null] },
      { ...state, counts: { ...state.counts, keys: -1 } },
      { ...state, counts: { ...state.counts, ring: {} } },
    ];
    for (const resume of states) {
      expect(await engine.run({ ...TEN, resume }), JSON.stringify(resume)).toEqual({
        refused: 'input-unreadable',
      });
    }
    expect(await engine.run({ ...TEN, loads: true, resume: state })).toEqual({ refused: 'input-unreadable' });
  });

  test('progress counts what is counted', async () => {
    for (const workers of [0, 1, 2]) {
      /** @type {any[]} */
      const told = [];
      await engine.run(of(20_000_000), { workers, onProgress: (/** @type {any} */ p) => told.push(p) });
      const counting = told.filter((progress) => progress.phase === 'keys');
      expect(counting.length, `${workers} workers`).toBeGreaterThan(1);
      let before = 0;
      for (const { done, total, counts: so, state } of counting) {
        expect(done).toBeGreaterThanOrEqual(before);
        expect([so.keys, total]).toEqual([done, 20_000_000]);
        expect(state.counts).toEqual(so);
        before = done;
      }
    }
  });
});
