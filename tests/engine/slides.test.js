/**
 * What a viewer can check on the slides, through the engine's public interface; and that all ways of asking
 * agree.
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

const KEYS = Array.from({ length: 500 }, (_, i) => `user:${i}`);

describe('what a viewer can check', () => {
  test('slide 8: C lands at 120 degrees and only B loses', () => {
    const before = ringOf({ hash: 'by-degrees', plain: true, servers: ['45 A', '180 B'] });
    const after = /** @type {import('../../web/engine/edgecache.d.ts').HashRing} */ (before.copy());
    expect(after.add('120 C')).toBe(true);
    const remap = /** @type {import('../../web/engine/edgecache.d.ts').Remap} */ (
      engine.remap(before, after)
    );
    expect(remap.flows).toHaveLength(1);
    expect(remap.flows[0]).toMatchObject({ from: '180 B', to: '120 C' });
    expect(remap.flows[0].ofLoser).toBeCloseTo(75 / 135, 15);
    // The way from a key to its server is C++'s to say, past the top too.
    const walked = (/** @type {string} */ key) => /** @type {any} */ (before.lookup(key)).distance.turn * 360;
    expect(walked('75 X')).toBeCloseTo(105, 12);
    expect(walked('45 Y')).toBe(0);
    expect(walked('300 Z')).toBeCloseTo(105, 12);
    expect(remap.share.fraction).toBeCloseTo(75 / 360, 15);
    expect(before.size).toBe(2); // a copy is another ring
    before.delete();
    after.delete();
  });

  test('slides 4 and 9: 100 to 101 servers', () => {
    const before = ringOf({ servers: Array.from({ length: 100 }, (_, i) => `server-${i}`) });
    const after = /** @type {import('../../web/engine/edgecache.d.ts').HashRing} */ (before.copy());
    after.add('server-100');
    const keys = { prefix: 'user:', count: 1_000_000 };
    expect(engine.remap(before, after, keys)).toMatchObject({ moved: 9546, movedBetweenPresentInBoth: 0 });
    expect(engine.remapModuloCount(100, 101, keys)).toMatchObject({ keys: 1_000_000, moved: 990_077 });
    expect(engine.remapModulo(100, 101)).toMatchObject({ moved: { numerator: 100n, denominator: 101n } });
    before.delete();
    after.delete();
  });

  test('a look-up tells its steps', () => {
    const ring = ringOf({ hash: 'by-degrees', plain: true, servers: ['45 A', '180 B', '300 C'] });
    expect(ring.lookup('75 X')).toMatchObject({ owner: '180 B', found: 1, wrapped: false });
    expect(ring.lookup('301 X')).toMatchObject({ owner: '45 A', found: 0, wrapped: true });
    const steps = /** @type {import('../../web/engine/edgecache.d.ts').Lookup} */ (ring.lookup('75 X'));
    expect(steps.comparisons).toBe(steps.probes.length);
    expect(steps.position.degrees).toBeCloseTo(75, 10);
    for (const probe of steps.probes) expect(probe.atOrAfter).toBe(probe.turn >= 75 / 360);
    ring.delete();
  });

  test('the nearest token, either way round', () => {
    const ring = ringOf({ hash: 'by-degrees', plain: true, servers: ['10 A', '180 B'] });
    expect(ring.nearestToken(350 / 360)).toMatchObject({ server: '10 A', index: 0 });
    expect(ring.nearestToken(96 / 360)).toMatchObject({ server: '180 B', index: 1 });
    expect(ring.nearestToken(94 / 360)).toMatchObject({ server: '10 A' });
    expect(ring.nearestToken(1)).toEqual({ refused: 'position-out-of-range' });
    expect(ring.nearestToken(Number.NaN)).toEqual({ refused: 'position-out-of-range' });
    ring.delete();
  });

  test('single answers and bulk answers are the same, and so are all forms of keys', () => {
    const ring = ringOf({ servers: ['A', 'B', 'C', 'D'], vnodes: 7 });
    ring.remove('B'); // slots and indices now differ
    const names = ring.servers();
    const one = KEYS.map((key) => names.indexOf(/** @type {string} */ (ring.owner(key))));
    const bytes = new TextEncoder().encode(KEYS.join(''));
    const offsets = Uint32Array.from({ length: KEYS.length + 1 }, (_, i) => KEYS.slice(0, i).join('').length);
    for (const keys of [KEYS, { bytes, offsets }, { prefix: 'user:', count: 500 }]) {
      expect(Array.from(/** @type {Uint32Array} */ (ring.place(keys)))).toEqual(one);
      const counts = names.map((_, i) => one.filter((owner) => owner === i).length);
      expect(Array.from(/** @type {Uint32Array} */ (ring.counts(keys)))).toEqual(counts);
    }
    const into = new Uint32Array(500);
    expect(ring.place(KEYS, { into })).toBe(into);
    expect(Array.from(into)).toEqual(one);
    for (const wrong of [new Uint32Array(499), new Float64Array(500), []]) {
      expect(ring.place(KEYS, { into: /** @type {any} */ (wrong) })).toEqual({ refused: 'input-unreadable' });
    }
    const tokens = /** @type {import('../../web/engine/edgecache.d.ts').Tokens} */ (ring.tokens());
    expect(new Set(tokens.servers)).toEqual(new Set([0, 1, 2]));
    ring.delete();
  });
});
