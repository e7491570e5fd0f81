// Slide 19: a purge on its way down three tiers while readers ask, on the real tiered cache: the old copy that is carried up behind
// its back, and the four ways in which that ends.
import { describe, expect, test } from 'vitest';
import { loadEngine } from '../../web/engine/node.js';
import {
  LATER_MS,
  lessonMoment,
  lessonUntil,
  purgeLesson,
} from '../../web/widgets/invalidation-race/lesson.js';
import { ORDERS } from '../../web/widgets/invalidation-race/scene.js';

const engine = await loadEngine();

describe('slide 19: a purge of three tiers', () => {
  /** @param {any} order */
  const lesson = (order) => purgeLesson(engine, order);

  test('R23: from the top, a reader in between carries the old copy up, and L1 is stale for ever', () => {
    const { reads, forEver, stretches } = lesson('top-down');
    expect(reads.filter(({ promoted }) => promoted.length > 0)).toMatchObject([
      { atMs: 45, tier: 1, version: 1, old: true, promoted: [0] },
    ]);
    expect(reads.every(({ old }) => old)).toBe(true);
    expect(reads.at(-1)).toMatchObject({ atMs: 3_600_000, tier: 0, version: 1 });
    expect(forEver).toBe(true);
    // The purge has been everywhere: only the copy that came back is left.
    expect(stretches.filter(({ until }) => until === null)).toEqual([
      { tier: 0, from: 45, until: null, version: 1, old: true },
    ]);
  });

  test.each(
    /** @type {const} */ ([
      ['bottom-up', 140],
      ['twice', 200],
      ['ttl', 60_000],
      ['inclusive', 140],
    ]),
  )('R23: %s undoes it: the last old copy is gone after %i ms', (order, ms) => {
    const { reads, oldForMs, forEver } = lesson(order);
    expect(forEver).toBe(false);
    expect(oldForMs).toBe(ms);
    for (const { atMs, old, version } of reads) if (atMs > ms) expect([old, version]).toEqual([false, 2]);
    expect(reads.some(({ old }) => old)).toBe(true);
  });

  test('R24: each of two purges of one key is done at its time, and one of an absent copy does nothing', () => {
    const { stretches, purges } = lesson('twice');
    expect(purges.map(({ atMs }) => atMs)).toEqual([20, 80, 140, 200, 260, 320]);
    // The second one drops what readers had fetched anew from L2 and L3, and costs nobody a stale read.
    expect(stretches).toContainEqual({ tier: 0, from: 45, until: 200, version: 1, old: true });
    expect(stretches).toContainEqual({ tier: 2, from: 225, until: 320, version: 2, old: false });
  });

  test('it is told moment by moment, to its end', () => {
    for (const order of ORDERS) {
      const whole = lesson(order);
      let [reads, purges] = [-1, -1];
      for (let part = 0; part < 1; part += 0.01) {
        const ms = lessonMoment(part);
        const seen = lessonUntil(whole, ms);
        expect(seen.reads.length).toBeGreaterThanOrEqual(reads);
        expect(seen.purges.length).toBeGreaterThanOrEqual(purges);
        for (const { from, until } of seen.stretches)
          expect([from <= ms, Number(until) <= ms]).toEqual([true, true]);
        [reads, purges] = [seen.reads.length, seen.purges.length];
      }
      expect([reads, purges]).toEqual([whole.reads.length, whole.purges.length]);
    }
    expect([lessonMoment(0), lessonMoment(0.999)]).toEqual([0, LATER_MS.at(-1)]);
  });

  test('R20: three tiers of one entry each keep their inclusion: no copy in L1 without one in L3', () => {
    const { stretches } = lesson('inclusive');
    const below = stretches.filter(({ tier }) => tier === 2);
    for (const { tier, from, until } of stretches.filter(({ tier }) => tier === 0))
      expect(
        below.some((under) => under.from <= from && (under.until ?? Infinity) >= (until ?? Infinity)),
        `L${tier + 1} ${from}`,
      ).toBe(true);
  });
});
