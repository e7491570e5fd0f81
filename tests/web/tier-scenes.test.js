// Slide 17: three systems, one engine. The ratios are the trace’s, counted a second time request by request; what is refused leaves the
// last value.
import { describe, expect, test, vi } from 'vitest';
import { ASSETS, ownersOf, PLACES, SERVERS } from '../../web/claims/cdn.js';
import { steps } from '../../web/engine/jobs/index.js';
import { loadEngine } from '../../web/engine/node.js';
import { makeTieredCache } from '../../web/engine/tiered-cache.js';
import { Experiment } from '../../web/experiment/experiment.js';
import { drawStill } from '../../web/tooling/stills.js';
import { MOST_REQUESTS, SKEWS, tierScenesModel as model } from '../../web/widgets/tier-scenes/model.js';
import { scenesReceipt } from '../../web/widgets/tier-scenes/receipt.js';
import { resultsOf } from '../../web/widgets/tier-scenes/runs.js';
import { SYSTEMS } from '../../web/widgets/tier-scenes/systems.js';
import { readWhole, refusalText } from '../../web/widgets/tier-scenes/tools.js';
import { about, scenesSentence, sharesOf, tail } from '../../web/widgets/tier-scenes/words.js';

const engine = /** @type {any} */ (await loadEngine());
const plain = (/** @type {string} */ text) => text.replaceAll('\u00a0', ' ');
const REQUESTS = 20_000;

async function begun(/** @type {any} */ raw = {}) {
  const experiment = new Experiment({ tag: 'tier-scenes', model, scene: model.scene(raw) });
  await experiment.begin(engine);
  return experiment;
}

/** The trace of a system once more, request by request. @param {number} i @param {(place: number, object: number) => number} [placeOf] */
function byHand(i, placeOf = () => 0) {
  const { objects, tiers } = SYSTEMS[i];
  const cache = /** @type {any} */ (makeTieredCache(engine, tiers));
  const asked = engine.zipf({ objects, skew: '0.99', seed: '6', count: REQUESTS });
  const who = engine.zipf({ objects: PLACES, skew: '0', seed: '7', count: REQUESTS });
  asked.forEach((/** @type {number} */ object, /** @type {number} */ n) => {
    cache.get(`${ASSETS}${object}`, { place: placeOf(who[n], object) });
  });
  const { hits, misses, latency } = cache.stats();
  cache.delete();
  return { hits, misses, latency };
}

describe('slide 17: a trace through three systems', () => {
  test('what each tier answered, the mean and the tail are those of the requests one by one', async () => {
    const results = /** @type {any} */ (
      await resultsOf(engine, { requests: REQUESTS, skew: '0.99', pick: 'ring' })
    );
    const owners = ownersOf(engine);
    const ofRing = (/** @type {number} */ place, /** @type {number} */ object) => {
      const point = Math.floor(place / SERVERS);
      return point * SERVERS + owners[point][object];
    };
    expect(results[0].stats).toMatchObject(byHand(0));
    expect(results[1].stats).toMatchObject(byHand(1, ofRing));
    expect(results[2].stats).toMatchObject(byHand(2));
    for (const result of results)
      expect(sharesOf(result).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  });

  test('with any server in place of the ring’s the edge answers less: each keeps what all ask for', async () => {
    const ask = async (/** @type {any} */ pick) =>
      /** @type {any} */ (await resultsOf(engine, { requests: REQUESTS, skew: '0.99', pick }));
    const [ring, any] = [await ask('ring'), await ask('any')];
    expect(any[1].stats).toMatchObject(byHand(1, (place) => place));
    expect(sharesOf(any[1])[0]).toBeLessThan(sharesOf(ring[1])[0] - 0.05);
    expect(any[0]).toEqual(ring[0]);
  });

  test('a hit pays every tier down to its own: the CPU’s four times are 1, 3, 11 and 100 ns', () => {
    for (const { id, tiers } of SYSTEMS) {
      const cache = /** @type {any} */ (makeTieredCache(engine, tiers));
      expect(cache.preload(2, ['in L3'])).toBe(true);
      expect(cache.preload(1, ['in L2'])).toBe(true);
      expect(cache.preload(0, ['in L1'])).toBe(true);
      const costs = ['in L1', 'in L2', 'in L3', 'nowhere'].map((key) => cache.get(key).costNs);
      cache.delete();
      if (id === 'cpu') expect(costs).toEqual([1, 3, 11, 100]);
      else expect(costs.every((cost, i) => i === 0 || cost > costs[i - 1])).toBe(true);
    }
  });

  test('the picture says what the run counted, on paper too', async () => {
    const still = plain(await drawStill('everywhere', { attributes: { requests: String(REQUESTS) } }));
    const results = /** @type {any} */ (
      await resultsOf(engine, { requests: REQUESTS, skew: '0.99', pick: 'ring' })
    );
    for (const result of results) {
      for (const share of sharesOf(result)) expect(still).toContain(`${(share * 100).toFixed(1)} %`);
      expect(still).toContain(plain(about(result.stats.latency.meanNs)));
      expect(still).toContain(plain(tail(result.stats.latency)));
    }
    expect(still).toContain('20,000 requests each');
  });

  test('R26: ten million requests are cut into slices, and can be stopped in the middle', async () => {
    expect(model.check({ do: 'replay', requests: MOST_REQUESTS })).toBe(null);
    const job = {
      do: /** @type {const} */ ('trace'),
      trace: { zipf: { objects: 1000, skew: '1', seed: '6', count: MOST_REQUESTS } },
      tiers: SYSTEMS[2].tiers,
    };
    const work = steps(engine, job);
    const first = /** @type {any} */ (work.next().value)();
    expect(first.done / first.total).toBeLessThan(0.001);
    work.return(/** @type {any} */ (null));

    const experiment = await begun();
    const asked = experiment.apply({ do: 'replay', requests: MOST_REQUESTS });
    await new Promise((resolve) => setTimeout(resolve, 30));
    experiment.seek(0);
    expect(await asked).toEqual([{ refused: 'stopped' }]);
    expect(experiment.log).toEqual([]);
    expect((await experiment.apply({ do: 'replay', requests: 1000 }))[0].event).toBe('replayed');
  });

  test('while it runs it tells how far each system is', async () => {
    /** @type {Map<number, number[]>} */
    const told = new Map();
    await resultsOf(
      engine,
      { requests: 400_000, skew: '0.8', pick: 'ring' },
      {
        onProgress: ({ system, partial }) =>
          told.set(system, [...(told.get(system) ?? []), partial.requests]),
      },
    );
    expect(told.size).toBeGreaterThan(0);
    for (const counts of told.values()) {
      expect(counts).toEqual(counts.toSorted((a, b) => a - b));
      expect(counts.at(-1)).toBeLessThanOrEqual(400_000);
    }
  });
});

describe('slide 17: bad input', () => {
  test('N01 to N04: how many requests is a whole number in digits, within the limit', () => {
    for (const text of ['', 'NaN', '-5', '1e6', '1.9', '0x10', '７', ' 7', '9'.repeat(13)])
      expect(readWhole(text), text).toBe(null);
    for (const requests of [
      0,
      -0,
      -1,
      1.5,
      Number.NaN,
      1e300,
      Number.POSITIVE_INFINITY,
      MOST_REQUESTS + 1,
      '7',
      null,
      undefined,
    ])
      expect(model.check({ do: 'replay', requests }), String(requests)).toBe('count-out-of-range');
    expect(model.check({ do: 'replay', requests: 5, skew: '1.5' })).toBe('skew-unknown');
    expect(refusalText('count-out-of-range')).toContain('10,000,000');
  });

  test('what is no place, no system and no picker is refused', async () => {
    for (const point of ['LHR', '', 0, null, 'toString', '__proto__'])
      expect(model.check({ do: 'get', key: 'k', point }), String(point)).toBe('place-out-of-range');
    expect(model.check({ do: 'show', system: 'cpu' })).toBe('mode-unknown');
    expect(model.check({ do: 'pick', by: 'modulo' })).toBe('mode-unknown');
    expect(model.check({ do: 'go' })).toBe('operation-unknown');
    for (const raw of [
      null,
      7,
      { requests: -1 },
      { requests: 1.5 },
      { skew: '3' },
      { gets: [{ key: 'k', point: 6 }] },
      { gets: 'k' },
      { key: 7 },
    ])
      expect(model.scene(raw), JSON.stringify(raw)).toBe(null);
    const full = await begun({ gets: Array.from({ length: 500 }, () => ({ key: 'k', point: 0 })) });
    expect(await full.apply({ do: 'get', key: 'k', point: 'FRA' })).toEqual([
      { refused: 'count-out-of-range' },
    ]);
  });

  test('every exponent that can be chosen is one that the engine draws', async () => {
    for (const skew of SKEWS) {
      const drawn = engine.zipf({ objects: 10, skew, seed: '6', count: 5 });
      expect(drawn.refused, skew).toBeUndefined();
    }
  });

  test('stepped back and forward it is the same, and no trace is run twice', async () => {
    const experiment = await begun();
    const said = [scenesSentence(experiment.state)];
    for (const command of [
      { do: 'replay', requests: 5000 },
      { do: 'show', system: 'cdn' },
      { do: 'get', key: 'a', point: 'FRA' },
      { do: 'get', key: 'a', point: 'ORD' },
      { do: 'show', system: 'all' },
      { do: 'pick', by: 'any' },
      { do: 'replay', requests: 5000, skew: '0.5' },
    ]) {
      expect((await experiment.apply(command))[0].refused).toBeUndefined();
      said.push(scenesSentence(experiment.state));
    }
    expect(new Set(said).size).toBe(7); // back at all three, as after the replay
    const asked = vi.spyOn(engine, 'run');
    for (const n of [6, 0, 3, 7, 1, 4]) {
      await experiment.seek(n);
      expect(scenesSentence(experiment.state)).toBe(said[n]);
    }
    expect(asked).not.toHaveBeenCalled();
    asked.mockRestore();
    const { rows } = await scenesReceipt(engine, experiment.state.scene);
    expect(rows.flat().join(' ')).toContain('ring.owner(key)');
    await experiment.seek(1);
    const results = /** @type {any} */ (experiment.state.results);
    const receipt = await scenesReceipt(engine, experiment.state.scene);
    expect(`${receipt.number} ${receipt.unit}`).toBe(`${(sharesOf(results[0])[0] * 100).toFixed(1)} %`);
    expect(receipt.rows.flat().join(' ')).toContain(results[2].stats.digest);
  });
});
