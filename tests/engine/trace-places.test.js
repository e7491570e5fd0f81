/**
 * A trace through caches that stand in many places: who asks is drawn, and inside a group the owner of the
 * object is asked. Held against the same requests made one by one.
 */
import { beforeAll, expect, test } from 'vitest';
import { newEngine } from '../../web/engine/node.js';
import { makeTieredCache } from '../../web/engine/tiered-cache.js';

/** @type {any} */
let engine;
beforeAll(async () => {
  engine = await newEngine();
});

const NODES = [6, 2, 1];
const tiers = /** @type {const} */ ({ capacity: [5, 20, 60], nodes: NODES, inclusion: 'nine' });
const zipf = { objects: 200, skew: '0.9', seed: '5', count: 20_000 };
const run = (/** @type {any} */ job) => engine.run({ do: 'trace', trace: { zipf }, tiers, ...job });

/** The same requests, one by one. @param {(drawn: number, object: number) => number} placeOf */
function byHand(placeOf) {
  const cache = /** @type {any} */ (makeTieredCache(engine, tiers));
  const objects = engine.zipf(zipf);
  const who = engine.zipf({ objects: NODES[0], skew: '0', seed: '9', count: zipf.count });
  objects.forEach((/** @type {number} */ object, /** @type {number} */ i) => {
    cache.get(`user:${object}`, { place: placeOf(who[i], object) });
  });
  const { digest, ...stats } = cache.stats();
  cache.delete();
  return stats;
}

test('everybody asks, drawn evenly: the same as one request after the other', async () => {
  const { stats, requests } = await run({ places: { seed: '9' } });
  expect(requests).toBe(zipf.count);
  expect(stats).toMatchObject(byHand((drawn) => drawn));
});

test('with owners a group is drawn, and its owner of the object is asked', async () => {
  const owners = [0, 1].map((group) =>
    Uint8Array.from({ length: zipf.objects }, (_, o) => (o * 7 + group) % 3),
  );
  const { stats } = await run({ places: { seed: '9', owners } });
  expect(stats).toMatchObject(
    byHand((drawn, object) => Math.floor(drawn / 3) * 3 + owners[Math.floor(drawn / 3)][object]),
  );
  const anybody = await run({ places: { seed: '9' } });
  expect(stats.hits[0]).toBeGreaterThan(anybody.stats.hits[0]); // an owner keeps each object once, not three times
});

test('without places all ask at place 0, as before', async () => {
  expect((await run({})).stats).toMatchObject(byHand(() => 0));
});

test('R19, N03: places that are none are refused, and the engine still answers', async () => {
  const table = new Uint8Array(zipf.objects);
  for (const [places, code] of /** @type {[any, string][]} */ ([
    [{}, 'seed-out-of-range'],
    [{ seed: '-1' }, 'seed-out-of-range'],
    [{ seed: '9', owners: [] }, 'place-out-of-range'],
    [{ seed: '9', owners: [table, table, table, table] }, 'place-out-of-range'],
    [{ seed: '9', owners: [table, new Uint8Array(zipf.objects).fill(3)] }, 'place-out-of-range'],
    [{ seed: '9', owners: [[0], [0]] }, 'place-out-of-range'],
    [{ seed: '9', owners: [table, table.subarray(0, 5)] }, 'count-out-of-range'],
  ]))
    expect(await run({ places }), JSON.stringify(places).slice(0, 60)).toEqual({ refused: code });
  expect((await run({})).requests).toBe(zipf.count);
});
