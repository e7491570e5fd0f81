// Slide 1's globe: its requests are the engine's draws on the engine's ring, and what it refuses.
import { beforeAll, describe, expect, test } from 'vitest';
import { loadEngine } from '../../web/engine/node.js';
import { worldMapModel as model } from '../../web/widgets/world-map/model.js';

/** @type {any} */
let engine;
beforeAll(async () => {
  engine = await loadEngine();
});

const begun = (raw = {}) => model.start(engine, /** @type {any} */ (model.scene(raw)));
/** @param {any} state @param {any} command @returns {any} */
const told = (state, command) => {
  expect(model.check(command)).toBeNull();
  return model.run(engine, state, command);
};

describe('requests', () => {
  test('are the draws of the seed, each answered by the owner on the ring', () => {
    const { events } = told(begun({ seed: 7 }), { do: 'serve', requests: 50 });
    const draws = engine.zipf({ objects: 64, skew: 0.5, seed: 7, count: 50 });
    const ring = engine.ring({ servers: [...'ABCDEFGH'].map((letter) => `server-${letter}`), vnodes: 100 });
    const expected = [...draws].map((key) => ({
      event: 'request',
      key: `user:${key + 1}`,
      server: ring.owner(`user:${key + 1}`),
    }));
    ring.delete();
    expect(events).toEqual(expected);
  });

  test('go on where they stopped: twice twenty are forty', () => {
    const once = told(begun(), { do: 'serve', requests: 40 });
    const first = told(begun(), { do: 'serve', requests: 20 });
    const second = told(first.state, { do: 'serve', requests: 20 });
    expect([...first.events, ...second.events]).toEqual(once.events);
    const folded = begun(model.fold(first.state.scene, { do: 'remove-server', server: 'server-A' }));
    expect(folded.asked).toEqual(second.state.asked);
  });
});

describe('a server that is taken out', () => {
  test('gives away its own keys and no other; brought back, all is as before', () => {
    const start = begun();
    for (const server of start.scene.servers) {
      const { state, events } = told(start, { do: 'remove-server', server });
      const own = start.keys.filter(({ owner }) => owner === server).map(({ key }) => key);
      expect(events.map((/** @type {any} */ { key }) => key)).toEqual(own);
      expect(state.walk).toEqual(start.walk);
      expect(told(state, { do: 'add-server', server }).state).toEqual(start);
    }
  });

  test('R02: the last one leaves keys that nobody owns', () => {
    let state = begun();
    for (const server of state.scene.servers) state = told(state, { do: 'remove-server', server }).state;
    expect(state.keys.every((/** @type {any} */ { owner }) => owner === null)).toBe(true);
    const { events } = told(state, { do: 'serve', requests: 3 });
    expect(events.map((/** @type {any} */ { server }) => server)).toEqual([null, null, null]);
  });

  test('R05, R06: in twice, out twice, unknown are refused', () => {
    const start = begun();
    expect(told(start, { do: 'add-server', server: 'server-A' })).toEqual({ refused: 'server-exists' });
    expect(told(start, { do: 'remove-server', server: 'x' })).toEqual({ refused: 'server-unknown' });
    const { state } = told(start, { do: 'remove-server', server: 'server-A' });
    expect(told(state, { do: 'remove-server', server: 'server-A' })).toEqual({ refused: 'server-unknown' });
  });
});

test('N01-N03: numbers that are none are refused before the engine is asked', () => {
  for (const requests of [0, -1, 1.5, Number.NaN, 201, '7', 2 ** 53, null])
    expect(model.check({ do: 'serve', requests }), String(requests)).toBe('count-out-of-range');
  for (const raw of [
    null,
    { vnodes: 0 },
    { keys: 1e9 },
    { seed: -1 },
    { skew: 0.3 },
    { away: ['x'] },
    { servers: ['a', 'a'] },
  ])
    expect(model.scene(raw)).toBeNull();
});
