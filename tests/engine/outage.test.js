/**
 * 3:47 AM through the public interface: the same night on every machine, refused where it makes no sense,
 * stopped when nobody wants it any more. What the model says is held by tests/cpp/outage*_test.cpp.
 */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newEngine, nodeWorker } from '../../web/engine/node.js';
import { OUTAGE_DEFAULTS, outageInput } from '../../web/engine/outage-scene.js';
import { chance } from '../conformance/random-scenarios.mjs';
import { hexText, NativeLine } from '../conformance/native-line.mjs';

/** @typedef {import('../../web/engine/edgecache.d.ts').OutageScene} OutageScene */

/** @type {any} */
let engine;
/** @type {NativeLine} */
let line;

beforeAll(async () => {
  engine = await newEngine({});
  line = new NativeLine();
});
afterAll(() => line.close());

/** @param {object} [scene] */
const night = (scene) => engine.run({ do: 'outage', scene });

/** The native program's digest of the same scene, or its refusal. @param {object} scene */
async function nativeDigest(scene) {
  const input = outageInput(scene);
  if ('refused' in input) return input;
  const answer = await line.ask('outage', hexText(input.skew), input.seed.toString(), ...input.numbers);
  return Array.isArray(answer) ? BigInt(answer[0]).toString(16).padStart(16, '0') : answer;
}

const SMALL = { seconds: 8, joinMs: 1000, rate: 800, keys: 2000, databasePerSecond: 120, queue: 900 };

describe('the same night', () => {
  test('wasm and native agree in every byte, and with the record', async () => {
    const { runs } = JSON.parse(await readFile(new URL('../vectors/outage.json', import.meta.url), 'utf8'));
    expect(runs.length).toBeGreaterThan(5);
    for (const { what, scene, digest } of runs) {
      expect((await night(scene)).digest, what).toBe(digest);
      expect(await nativeDigest(scene), what).toBe(digest);
    }
  });

  test('wasm and native agree on 150 scenes drawn by seed', async () => {
    const { below, pick, next } = chance(347n);
    for (let i = 0; i < 150; i++) {
      const scene = {
        ...{ seed: next().toString(), lanes: pick([['modulo'], ['ring'], ['ring-warm', 'modulo', 'ring']]) },
        ...{ before: 1 + below(30), after: 1 + below(30), vnodes: 1 + below(40), keys: 1 + below(3000) },
        ...{ skew: pick(['0', '0.5', '0.99', '1', '2']), rate: 1 + below(900), seconds: 1 + below(6) },
        ...{ tickMs: 10 + below(500), joinMs: below(2000), noticeMs: below(900), spreadMs: below(2000) },
        ...{ hitRate: below(101) / 100, fill: below(4) > 0, databasePerSecond: 1 + below(900) / 7 },
        ...{ connections: 1 + below(30), service: pick(['exponential', 'fixed']), queue: below(500) },
        ...{
          timeoutMs: pick([null, 1, 50, 700]),
          retries: below(5),
          backoff: below(2) > 0,
          retryMs: below(300),
        },
        ...{ coalesce: below(2) > 0, shedAtMs: pick([null, 0, 1500]) },
      };
      const { digest } = await night(scene);
      expect(digest, JSON.stringify(scene)).toBe(await nativeDigest(scene));
    }
  });

  test('a worker and the page give the same night', async () => {
    const withWorker = await newEngine({ createWorker: nodeWorker });
    const scene = { ...SMALL, lanes: ['modulo', 'ring', 'ring-warm'] };
    const job = /** @type {any} */ ({ do: 'outage', scene });
    expect(await withWorker.run(job)).toEqual(await night(scene));
  });

  test('a scene that says nothing is the story, and every answer says its scene', async () => {
    const { scene } = await night();
    expect(scene).toEqual(OUTAGE_DEFAULTS);
    expect((await night({ ...SMALL, seed: 7n })).scene).toEqual({ ...OUTAGE_DEFAULTS, ...SMALL, seed: '7' });
  });

  test('totals are the sums of the series, and the events are in order', async () => {
    const { lanes, ticks } = await night(SMALL);
    for (const { series, totals, events } of lanes) {
      for (const name of ['requests', 'hits', 'queries', 'answered', 'errors', 'retries', 'fills']) {
        expect(series[name]).toHaveLength(ticks);
        expect(series[name].reduce((/** @type {number} */ a, /** @type {number} */ b) => a + b)).toBe(
          totals[name],
        );
      }
      for (const rate of [...series.hitRate, ...series.errorRate]) expect(rate >= 0 && rate <= 1).toBe(true);
      const times = events.map((/** @type {any} */ { at }) => at);
      expect(times).toEqual([...times].sort((a, b) => a - b));
      expect(events[0]).toEqual({ event: 'server-joins', at: 1000 });
    }
    expect(lanes[0].totals.requests).toBe(lanes[1].totals.requests);
  });
});

describe('the smallest headroom that survives', () => {
  test('modulo needs several times the calm load, the ring hardly more than it', async () => {
    const scene = { ...SMALL, seconds: 20, rate: 1500 };
    const modulo = await engine.run({ do: 'outage-headroom', scene });
    const ring = await engine.run({ do: 'outage-headroom', lane: 'ring', scene });
    expect(modulo.headroom).toBeGreaterThan(3 * ring.headroom);
    expect(ring.headroom).toBeLessThan(2);
    for (const { lane, headroom, tried } of [modulo, ring]) {
      const alerts = async (/** @type {number} */ room) => {
        const { lanes } = await night({ ...scene, lanes: [lane], headroom: room });
        return lanes[0].events.some((/** @type {any} */ { event }) => event === 'alert');
      };
      expect(await alerts(headroom)).toBe(false);
      if (headroom > 1) expect(await alerts((headroom * 10 - 1) / 10)).toBe(true);
      expect(tried.find((/** @type {any} */ each) => each.headroom === headroom).survives).toBe(true);
    }
  });

  test('where nothing would help, none is named', async () => {
    // A queue of none: some are always turned away.
    const { headroom } = await engine.run({
      do: 'outage-headroom',
      scene: { ...SMALL, queue: 0, connections: 1, retries: 0 },
    });
    expect(headroom).toBeNull();
  });
});

describe('refusals', () => {
  test.each([
    ['input-unreadable', { nobody: 1 }],
    ['input-unreadable', { fill: 1 }],
    ['input-unreadable', { coalesce: 'yes' }],
    ['mode-unknown', { lanes: [] }],
    ['mode-unknown', { lanes: ['ring', 'ring'] }],
    ['mode-unknown', { lanes: ['maglev'] }],
    ['mode-unknown', { lanes: 'ring' }],
    ['mode-unknown', { service: 'slow' }],
    ['servers-out-of-range', { before: 0 }],
    ['servers-out-of-range', { after: 1001 }],
    ['vnodes-out-of-range', { vnodes: 10_001 }],
    ['too-many-points', { before: 1000, after: 1000, vnodes: 1001 }],
    ['skew-unknown', { skew: 3 }],
    ['skew-unknown', { skew: null }],
    ['count-out-of-range', { hitRate: 1.01 }],
    ['count-out-of-range', { hitRate: -0.01 }],
    ['count-out-of-range', { hitRate: '0.9' }],
    ['count-out-of-range', { databasePerSecond: 0 }],
    ['count-out-of-range', { headroom: 0 }],
    ['count-out-of-range', { headroom: 2, hitRate: 1 }],
    ['count-out-of-range', { seconds: 3600, tickMs: 100 }],
    ['count-out-of-range', { seconds: 1, tickMs: 1001 }],
    ['count-out-of-range', { joinMs: null }],
    ['count-out-of-range', { connections: 0 }],
    ['count-out-of-range', { timeoutMs: 0 }],
  ])('%s: %j', async (code, scene) => {
    expect(await night(scene)).toEqual({ refused: code });
  });

  test('R18: seed 2^64, -1, 1.5, "abc"', async () => {
    for (const seed of [2n ** 64n, -1, 1.5, 'abc', null]) {
      expect(await night({ seed })).toEqual({ refused: 'seed-out-of-range' });
    }
    for (const seed of [0, '18446744073709551615']) {
      expect((await night({ ...SMALL, seed })).digest).toMatch(/^[0-9a-f]{16}$/);
    }
  });

  test('N03: NaN, 1e300, 2^32, fractions and texts, in every whole number', async () => {
    const names = /** @type {(keyof OutageScene)[]} */ (
      'keys rate seconds tickMs joinMs noticeMs spreadMs connections queue timeoutMs retries retryMs shedAtMs'.split(
        ' ',
      )
    );
    for (const name of names) {
      for (const value of [Number.NaN, 1e300, 2 ** 32, 2 ** 53 + 2, 1.5, -1, '7', undefined]) {
        expect(await night({ [name]: value }), `${name} ${value}`).toEqual({ refused: 'count-out-of-range' });
      }
    }
  });

  test('scenes and jobs that are none', async () => {
    for (const scene of [null, 5, 'x'])
      expect(await night(/** @type {any} */ (scene))).toEqual({ refused: 'input-unreadable' });
    expect(await engine.run({ do: 'outage-headroom', lane: 'x' })).toEqual({ refused: 'mode-unknown' });
    expect(await engine.run({ do: 'outage-headroom', scene: { hitRate: 1 } })).toEqual({
      refused: 'count-out-of-range',
    });
  });

  test('N05: past the checks of JavaScript, C++ refuses too', () => {
    const input = /** @type {any} */ (outageInput({}));
    const why = (/** @type {Record<number, number>} */ changed) =>
      engine.ask((/** @type {any} */ { native, memory, codes }) => {
        const numbers = Float64Array.from(Object.assign([...input.numbers], changed));
        const at = memory.keep('outage', numbers.byteLength);
        memory.doubles(at, numbers.length).set(numbers);
        const out = memory.keep('outage-why', 8);
        memory.words(out, 1)[0] = 0;
        const seed = memory.keep('seed', 8);
        new native.Outage(at, memory.put('text', input.skew), input.skew.length, seed, out);
        return codes[memory.words(out, 1)[0]];
      });
    const [BEFORE, KEYS, LENGTH, HIT_RATE, CONNECTIONS, RETRIES] = [0, 3, 5, 10, 13, 17];
    expect(why({ [BEFORE]: 0 })).toBe('servers-out-of-range');
    for (const field of [KEYS, LENGTH, CONNECTIONS, RETRIES]) {
      for (const value of [-5, 1.5, Number.NaN, 1e300, 2 ** 32, 2 ** 53]) {
        expect(why({ [field]: value }), `${field} ${value}`).toBe('count-out-of-range');
      }
    }
    expect(why({ [HIT_RATE]: Number.NaN })).toBe('count-out-of-range');
  });
});

describe('long nights', () => {
  test('R26: 10^7 requests in one run', async () => {
    /** @type {number[]} */
    const sizes = [];
    let reports = 0;
    const size = () => engine.ask((/** @type {any} */ { native }) => native.HEAPU8.length);
    const scene = {
      lanes: ['ring'],
      rate: 100_000,
      seconds: 100,
      keys: 1000,
      skew: '0',
      databasePerSecond: 50_000,
    };
    const run = await engine.run(
      { do: 'outage', scene },
      {
        onProgress: (/** @type {any} */ { done, total, phase }) => {
          expect(phase).toBe('time');
          expect(done).toBeLessThanOrEqual(total);
          reports++;
          sizes.push(size());
        },
      },
    );
    expect(run.lanes[0].totals.requests).toBeGreaterThan(9_900_000);
    expect(reports).toBeGreaterThan(20);
    expect(sizes[sizes.length - 1], 'memory is flat').toBe(sizes[Math.floor(sizes.length / 10)]);
  }, 60_000);

  test('R26: a run can be stopped, and leaves nothing behind', async () => {
    const control = new AbortController();
    const size = () => engine.ask((/** @type {any} */ { native }) => native.HEAPU8.length);
    for (let i = 0; i < 3; i++) {
      const control = new AbortController();
      const stopped = engine.run(
        { do: 'outage', scene: { rate: 100_000, seconds: 3600, tickMs: 1000, keys: 200_000 } },
        { signal: control.signal, onProgress: () => control.abort() },
      );
      expect(await stopped).toEqual({ refused: 'stopped' });
    }
    const before = size();
    for (let i = 0; i < 5; i++) await night({ ...SMALL, keys: 200_000 });
    expect(size()).toBe(before);
    control.abort();
    expect(await engine.run({ do: 'outage' }, { signal: control.signal })).toEqual({ refused: 'stopped' });
  });
});

describe('the herd', () => {
  const requests = Array.from({ length: 2000 }, (_, i) => [Math.floor(i / 100), `key:${i % 50}`]);

  test('R25: 2,000 misses at once, pool of 20', async () => {
    const herd = (/** @type {boolean} */ coalesce) =>
      engine.run({ do: 'herd', requests, pool: 20, dbMs: 10, coalesce });
    expect(await herd(false)).toMatchObject({ dbQueries: 2000, coalesced: 0, longestWaitMs: 971 });
    expect(await herd(true)).toMatchObject({ dbQueries: 70, coalesced: 1930, mostOutstanding: 50 });
  });

  test.each([
    [
      'time-out-of-range',
      {
        requests: [
          [5, 'a'],
          [4, 'a'],
        ],
      },
    ],
    ['time-out-of-range', { requests: [[0.5, 'a']] }],
    ['time-out-of-range', { dbMs: -1 }],
    ['count-out-of-range', { pool: 0 }],
    ['count-out-of-range', { pool: 2 ** 32 }],
    ['input-unreadable', { requests: [[0, 5]] }],
    ['input-unreadable', { requests: 'x' }],
    ['input-unreadable', { coalesce: 1 }],
  ])('%s: %j', async (code, changed) => {
    expect(await engine.run({ do: 'herd', requests, pool: 20, dbMs: 10, ...changed })).toEqual({
      refused: code,
    });
  });
});
