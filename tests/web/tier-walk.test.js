// Slide 15: its six lines are the events of one real GET and its cost their sum; what is drawn in the shelves is what lies in the
// engine's tiers.
import { describe, expect, test } from 'vitest';
import { SERVERS } from '../../web/claims/lookups.js';
import { makeTieredCache } from '../../web/engine/tiered-cache.js';
import { drawStill } from '../../web/tooling/stills.js';
import { linesOf, shelvesAfterLines, shelvesOf } from '../../web/widgets/shared/walk.js';
import { TIERS, time } from '../../web/widgets/shared/tiers.js';
import { spentNs, tierWalkModel as model } from '../../web/widgets/tier-walk/model.js';
import { narrowLayout, wideLayout } from '../../web/widgets/tier-walk/layout.js';
import { legsOf, pointAt } from '../../web/widgets/tier-walk/route.js';
import { partsOf } from '../../web/widgets/tier-walk/view.js';
import { walkSentence } from '../../web/widgets/tier-walk/words.js';
import { words } from './deck-words.js';
import { attributes, chance, engine, get, random, scene, script, stateAfter } from './tier-walk-states.js';

const plain = (/** @type {string} */ text) => text.replaceAll('\u00a0', ' ');

describe('slide 15: six lines', () => {
  /** The GET of the slide, asked of the engine without the figure. */
  function asked() {
    const cache = /** @type {any} */ (makeTieredCache(engine, { capacity: scene.capacity }));
    for (const tier of [2, 1, 0]) expect(cache.preload(tier, scene.contents[tier])).toBe(true);
    const answer = cache.get('user:123');
    const again = cache.get('user:123');
    cache.delete();
    return { answer, again };
  }

  test('are the events of one real GET, in their order', () => {
    const { answer } = asked();
    const kinds = answer.events.map((/** @type {any} */ { kind, tier }) => `${kind} L${tier + 1}`);
    expect(kinds).toEqual([
      ...['probe L1', 'miss L1', 'probe L2', 'miss L2', 'probe L3', 'hit L3'],
      ...['evict L2', 'promote L2', 'evict L1', 'promote L1'],
    ]);
    const { done } = stateAfter(script);
    const told = done.map((/** @type {any} */ { kind, tier }) => `${kind} L${tier + 1}`);
    expect(told).toEqual(['miss L1', 'miss L2', 'hit L3', 'promote L2', 'promote L1', 'answer L3']);
    expect(done.flatMap((/** @type {any} */ line) => line.events)).toEqual(answer.events);
  });

  test('cost together what the figure says, and the slide, and the engine', async () => {
    const { answer, again } = asked();
    const state = stateAfter(script);
    const sum = TIERS.reduce((ns, { latencyNs }) => ns + latencyNs, 0);
    expect([sum, spentNs(state.done), state.costNs, answer.costNs]).toEqual(Array(4).fill(1_100_100));
    expect([state.nextNs, again.costNs]).toEqual([100, 100]);
    expect(plain(partsOf(state))).toBe('100 ns + 100 µs + 1 ms');
    expect(words('promotion')).toContain(plain(time(sum)));
    expect(words('promotion')).toContain(`the next GET takes ${plain(time(state.nextNs))}.`);
    expect(plain(await drawStill('promotion', { attributes, script }))).toContain('1.1001 ms');
  });

  test('its Cache-Status names the caches from the origin to the user: one has hit, two have stored', () => {
    expect(stateAfter(script).status).toBe('L3; hit, L2; fwd=uri-miss; stored, L1; fwd=uri-miss; stored');
  });

  test('a copy goes up only after a hit below or a read of the database, never after a miss', () => {
    const draw = chance(15);
    let copies = 0;
    for (let round = 0; round < 200; round++) {
      const { lines } = stateAfter(get(`user:${draw(20)}`), random(draw));
      const found = lines.findIndex((/** @type {any} */ { kind }) => kind === 'hit' || kind === 'fetch');
      lines.forEach((/** @type {any} */ { kind, tier }, /** @type {number} */ i) => {
        if (kind === 'miss') expect(i).toBeLessThan(found);
        if (kind !== 'promote' && kind !== 'fill') return;
        copies += 1;
        expect(i).toBeGreaterThan(found);
        expect(kind).toBe(lines[found].kind === 'hit' ? 'promote' : 'fill');
        expect(tier).toBeLessThan(lines[found].tier ?? TIERS.length);
      });
    }
    expect(copies).toBeGreaterThan(100);
  });
});

describe('slide 15: shelves', () => {
  test('R20: what is drawn after the events is what lies in the tiers, for 1,000 random GETs', () => {
    const draw = chance(20);
    for (let round = 0; round < 1000; round++) {
      const from = random(draw);
      const cache = /** @type {any} */ (makeTieredCache(engine, { capacity: from.capacity }));
      const first = model.start(engine, from).shelves;
      for (const tier of [2, 1, 0]) cache.preload(tier, first[tier]); // the shelves before it are a scene of their own
      const answer = cache.get(`user:${draw(20)}`);
      const drawn = shelvesAfterLines(first, linesOf(answer));
      expect(drawn, JSON.stringify(from)).toEqual(shelvesOf(cache.contents(), 3));
      for (const [k, keys] of drawn.entries()) {
        expect(keys.length).toBeLessThanOrEqual(from.capacity[k]);
        if (k > 0) expect(keys).toEqual(expect.arrayContaining(drawn[k - 1])); // inclusive means contained
      }
      cache.delete();
    }
  });

  test('the next GET of the same key hits L1, and so does one that is really sent', () => {
    const state = stateAfter([...script, ...get('user:123', 2)]);
    expect(state.done.map((/** @type {any} */ { kind }) => kind)).toEqual(['hit', 'answer']);
    expect(state.costNs).toBe(100);
    expect(walkSentence(state)).toMatch(/^GET user:123: L1 hits; the answer returns\. It took 100.ns/);
  });

  test('a key that is nowhere costs the database once and fills all three', () => {
    const state = stateAfter(get('nobody', 8));
    expect(spentNs(state.done)).toBe(11_100_100);
    expect(state.shelves.map((/** @type {string[]} */ keys) => keys[0])).toEqual(Array(3).fill('nobody'));
    // What L3 evicts leaves the tiers above it, too: they may hold nothing that it does not.
    const last = stateAfter(get('nobody', 5));
    expect(last.done.at(-1).gone).toEqual([
      { tier: 2, key: 'user:8', why: 'evict' },
      { tier: 1, key: 'user:8', why: 'back-invalidate' },
    ]);
  });

  test('other room answers the same GETs again; other contents begin anew', () => {
    const roomy = stateAfter([...script, { do: 'set-capacity', capacity: [1, 2, 7] }]);
    expect(roomy.shelves.map((/** @type {string[]} */ keys) => keys.length)).toEqual([1, 2, 7]);
    expect(roomy.done.length).toBe(roomy.lines.length);
    const anew = stateAfter([...script, { do: 'set-contents', contents: [['a'], [], ['b']] }]);
    expect([anew.key, anew.shelves]).toEqual([null, [['a'], ['a'], ['b', 'a']]]);
  });
});

describe('slide 15: the network', () => {
  test('means the first server at or after the key, looked for without a ring', () => {
    const place = (/** @type {string} */ text) => /** @type {any} */ (engine.position(text)).hex;
    const clockwise = [...SERVERS].sort((a, b) => (place(a) < place(b) ? -1 : 1));
    for (const key of ['user:123', 'nobody', ...Array.from({ length: 50 }, (_, i) => `user:${i}`)])
      expect(stateAfter(get(key)).owner.name).toBe(
        clockwise.find((server) => place(server) >= place(key)) ?? clockwise[0],
      );
    expect(words('promotion')).toContain(`it is in L3, on ${stateAfter(script).owner.name},`);
  });
});

describe('slide 15: the way', () => {
  test('on both arrangements it begins where the last line ended, and every tier is met on its own row', () => {
    for (const layout of [wideLayout([3, 5, 7]), narrowLayout([3, 5, 7])]) {
      const { lines } = stateAfter(get('nobody'));
      const legs = legsOf(lines, layout);
      const ends = legs.map(({ into, out, station }, i) =>
        lines[i].kind === 'fill' ? station : (out.at(-1) ?? into.at(-1)),
      );
      expect(legs.slice(1).map(({ into }) => into[0])).toEqual(ends.slice(0, -1));
      expect(pointAt(legs[0].into, 0)).toEqual({ x: layout.down, y: layout.ask });
      expect(pointAt(legs[0].into, 1)).toEqual(legs[0].into.at(-1));
      for (const { slots, shelf, left, right } of layout.tiers)
        for (const { x, y } of slots) {
          expect(x).toBeGreaterThan(left);
          expect(x + layout.cell.width).toBeLessThan(right);
          expect(y).toBeGreaterThan(shelf.y);
          expect(y + layout.cell.height).toBeLessThan(shelf.y + shelf.height);
        }
    }
  });
});
