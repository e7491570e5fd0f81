// Slide 19: what each strategy counts, tallied a second time from the caches’ own events; what the figure takes, refuses and says.
import { describe, expect, test } from 'vitest';
import { loadEngine } from '../../web/engine/node.js';
import { Experiment } from '../../web/experiment/experiment.js';
import { count } from '../../web/theme/format.js';
import { drawStill } from '../../web/tooling/stills.js';
import { purgeLesson } from '../../web/widgets/invalidation-race/lesson.js';
import {
  countsAt,
  invalidationRaceModel as model,
  outcome,
} from '../../web/widgets/invalidation-race/model.js';
import { ORDERS } from '../../web/widgets/invalidation-race/scene.js';
import { readWhole } from '../../web/widgets/invalidation-race/tools.js';
import {
  CHECK_BYTES,
  OBJECT_BYTES,
  raceSentence,
  sentBytes,
} from '../../web/widgets/invalidation-race/words.js';
import { plain, section, words } from './deck-words.js';

const engine = await loadEngine();
/** @param {any} [job] @returns {Promise<any>} */
const race = (job) => engine.run({ do: 'invalidation', ...job }, { workers: 0 });
const script = JSON.parse(section('strategies').match(/data-script>([\s\S]*?)<\/script>/)?.[1] ?? '[]');

/** What was answered, asked and dropped, and by whom, from the events alone. @param {any[]} log */
function tallyOf(log) {
  /** @type {Map<number, number>} */
  const written = new Map();
  const tally = { reads: 0, staleReads: 0, fetches: 0 };
  for (const { kind, object, version } of log) {
    if (kind === 'write') written.set(object, version);
    if (kind === 'fetch' || kind === 'revalidate') tally.fetches += 1;
    if (!['hit', 'serve-stale', 'fetch', 'coalesce'].includes(kind)) continue;
    tally.reads += 1;
    if (object === 0 && version < (written.get(0) ?? 0)) tally.staleReads += 1;
  }
  return tally;
}

describe('slide 19: five strategies on the same readers', () => {
  test('stale reads and origin load of every strategy equal an independent tally over the event log', async () => {
    for (const scene of [{}, { places: 60, readsPerSecond: 3, ttlSeconds: 20, purgeMs: 900, seed: 7 }]) {
      const run = await race({ scene, log: true });
      expect(run.lanes).toHaveLength(5);
      for (const lane of run.lanes) {
        const { reads, staleReads, fetches } = lane;
        expect(tallyOf(lane.log), lane.strategy).toEqual({ reads, staleReads, fetches });
        expect(
          lane.places.reduce(
            (/** @type {number} */ sum, /** @type {any} */ place) => sum + place.staleReads,
            0,
          ),
        ).toBe(staleReads);
      }
    }
  });

  test('a place is told something old until its copy ends, and never after', async () => {
    const { lanes } = await race({ log: true });
    for (const { log, places, strategy } of lanes) {
      const old = log.filter(
        (/** @type {any} */ { kind, object, version }) =>
          /hit|serve/.test(kind) && object === 0 && version === 0,
      );
      for (const { place, atMs } of old) expect(atMs, strategy).toBeLessThanOrEqual(places[place].oldUntilMs);
    }
  });

  test('the engine that the deck was recorded with counts the same', async () => {
    const { lanes, writer } = await race();
    expect(writer).toBe(15);
    expect(lanes.map((/** @type {any} */ { staleReads }) => staleReads)).toEqual([6966, 7012, 6850, 0, 50]);
    expect(lanes.map((/** @type {any} */ { fetches }) => fetches)).toEqual([24, 24, 23, 24, 24]);
  });

  test('one strategy alone is what it is among five; a worker and the page agree', async () => {
    const all = await race();
    const alone = await race({ strategies: ['purge'] });
    expect(alone.lanes[0]).toEqual(all.lanes[4]);
    expect(await engine.run({ do: 'invalidation' })).toEqual(all);
  });

  test('R21, N01 to N05: what is out of range is refused with its code, in JavaScript and in C++', async () => {
    for (const places of [1, 61, 2.5, Number.NaN, -24, 2 ** 32 + 24, '24'])
      expect(await race({ scene: { places } }), String(places)).toEqual({ refused: 'place-out-of-range' });
    for (const ttlSeconds of [0, -1, Number.NaN, 601])
      expect(await race({ scene: { ttlSeconds } })).toEqual({ refused: 'ttl-out-of-range' });
    for (const readsPerSecond of [0, 101, 1e300])
      expect(await race({ scene: { readsPerSecond } })).toEqual({ refused: 'count-out-of-range' });
    expect(await race({ scene: { places: 60, readsPerSecond: 100, ttlSeconds: 600 } })).toEqual({
      refused: 'count-out-of-range',
    });
    for (const name of ['purgeMs', 'staleMs', 'fetchMs'])
      expect(await race({ scene: { [name]: -1 } })).toEqual({ refused: 'time-out-of-range' });
    for (const seed of [-1, 1.5, 'abc', 2n ** 64n])
      expect(await race({ scene: { seed } })).toEqual({ refused: 'seed-out-of-range' });
    expect(await race({ strategies: ['prayer'] })).toEqual({ refused: 'mode-unknown' });
    expect(await race({ strategies: 'ttl' })).toEqual({ refused: 'mode-unknown' });

    const refusedByCpp = (/** @type {number[]} */ numbers) =>
      /** @type {any} */ (engine).ask((/** @type {any} */ { native, memory }) => {
        const at = memory.keep('numbers', 64);
        memory.doubles(at, 8).set(numbers);
        const seed = memory.keep('seed', 8);
        const about = memory.keep('about', 8);
        const block = native.invalidate(at, seed, about);
        if (block !== 0) native.release(block);
        return block === 0 && memory.words(about, 1)[0] === 0;
      });
    const story = [24, 10, 60, 30_000, 150, 100, 0, 0];
    expect(refusedByCpp(story)).toBe(false);
    const wrong = [61, 101, 601, 60_001, -1, Number.NaN, 5];
    for (const [i, value] of wrong.entries())
      expect(refusedByCpp(story.with(i, value)), `number ${i}`).toBe(true);
  });

  test('R26: the largest race is cut a strategy a step, says how far it is, and stops when asked', async () => {
    const stop = new AbortController();
    /** @type {number[]} */
    const told = [];
    const answer = await engine.run(
      { do: 'invalidation', scene: { places: 60, readsPerSecond: 4, ttlSeconds: 600 } },
      {
        workers: 0,
        signal: stop.signal,
        onProgress: ({ done, total }) => {
          told.push(done, total);
          stop.abort();
        },
      },
    );
    expect(answer).toEqual({ refused: 'stopped' });
    expect(told[0]).toBeLessThan(told[1]);
    expect(told).toHaveLength(2);
  });

  test('seeds 0 and 2^64 - 1 are seeds', async () => {
    for (const seed of [0, '18446744073709551615'])
      expect((await race({ scene: { seed }, strategies: ['ttl'] })).lanes[0].reads).toBeGreaterThan(13_000);
  });
});

describe('slide 19: the experiment', () => {
  /** @param {any[]} commands */
  async function stateAfter(...commands) {
    let state = /** @type {any} */ (await model.start(engine, /** @type {any} */ (model.scene({}))));
    for (const command of commands)
      ({ state } = /** @type {any} */ (await model.run(engine, state, command)));
    return state;
  }

  test('counts grow with the moment and end where the run does', async () => {
    const { run } = await stateAfter({ do: 'run-to', mark: 'end' });
    let before = countsAt(run, null, 60);
    expect(before.every(({ staleReads, fetches }) => staleReads + fetches === 0)).toBe(true);
    for (const second of [0, 0.1, 1, 7.3, 30, 59.9, 60]) {
      const now = countsAt(run, second, 60);
      now.forEach((lane, i) => {
        expect(lane.reads).toBeGreaterThanOrEqual(before[i].reads);
        expect(lane.staleReads).toBeGreaterThanOrEqual(before[i].staleReads);
      });
      before = now;
    }
    for (const [i, lane] of before.entries()) expect(lane.staleReads).toBe(run.lanes[i].staleReads);
  });

  test('stepped back and forward, reset and opened again it is the same', async () => {
    const experiment = new Experiment({ tag: 'invalidation-race', model, scene: model.scene({}) });
    await experiment.begin(engine);
    await experiment.apply({ do: 'bet', guess: 10 });
    await experiment.apply({ do: 'run-to', mark: 'end' });
    const whole = JSON.stringify(experiment.state);
    await experiment.apply({ do: 'set', places: 12 });
    expect(experiment.state.run.scene.places).toBe(12);
    await experiment.apply({ do: 'purge-order', order: 'ttl' });
    expect(experiment.state.lesson.oldForMs).toBe(60_000);
    await experiment.seek(2);
    expect(JSON.stringify(experiment.state)).toBe(whole);
    expect(model.scene(JSON.parse(JSON.stringify(experiment.state.scene)))).toEqual(experiment.state.scene);
  });

  test('the bet is told when the TTL is over, and not before', async () => {
    const bet = { do: 'bet', guess: 10 };
    expect(outcome(await stateAfter(bet, { do: 'scrub-to', second: 59 }))).toEqual({
      guess: 10,
      truth: null,
    });
    const told = await stateAfter(bet, { do: 'run-to', mark: 'end' });
    expect(outcome(told)).toEqual({ guess: 10, truth: 48.6 });
    expect(raceSentence(told)).toContain('Your bet was 10 %: 39 points short.');
  });

  test('N01 to N05, R19: a command or a scene that is none is refused by code', async () => {
    for (const value of [0, 1, 61, 2.5, Number.NaN, Number.POSITIVE_INFINITY, '24', null])
      expect(model.check({ do: 'set', places: value }), String(value)).toBe('count-out-of-range');
    expect(model.check({ do: 'set', ttlSeconds: -0 })).toBe('count-out-of-range');
    for (const second of [-1, Number.NaN, 601, '1'])
      expect(model.check({ do: 'scrub-to', second })).toBe('time-out-of-range');
    expect(model.check({ do: 'scrub-to', second: -0 })).toBe(null);
    expect(model.check({ do: 'run-to', mark: '__proto__' })).toBe('mode-unknown');
    expect(model.check({ do: 'purge-order', order: 'constructor' })).toBe('mode-unknown');
    expect(model.check({ do: 'bet', guess: 101 })).toBe('count-out-of-range');
    expect(model.check({ do: 'toString' })).toBe('operation-unknown');
    expect(model.scene({ settings: { places: 60, readsPerSecond: 100, ttlSeconds: 600 } })).toBe(null);
    expect(model.scene({ at: -1 })).toBe(null);
    expect(model.scene({ bet: '10' })).toBe(null);
    expect(model.scene({ __proto__: { order: 'ttl' }, extra: 1 })).not.toHaveProperty('extra');
    const state = await stateAfter({ do: 'set', ttlSeconds: 600 });
    expect(await model.run(engine, state, { do: 'set', places: 60, readsPerSecond: 100 })).toEqual({
      refused: 'count-out-of-range',
    });
  });

  test('N02, N04, N07: a number field takes digits only', () => {
    for (const text of ['', 'NaN', '-5', '1.9', '0x10', '1e2', '７', ' 7', '9007199254740993'])
      expect(readWhole(text), text).toBe(null);
    expect(readWhole('7')).toBe(7);
    expect(readWhole('007')).toBe(7);
    expect(Object.is(readWhole('-0'), 0)).toBe(true);
  });

  test('L03: the same wish many times is one state', async () => {
    const once = await stateAfter({ do: 'run-to', mark: 'end' });
    const often = await stateAfter(...Array.from({ length: 20 }, () => ({ do: 'run-to', mark: 'end' })));
    expect(JSON.stringify(often)).toBe(JSON.stringify(once));
  });
});

describe('slide 19: what it says', () => {
  test('the still is the end of the script, with the numbers of the run', async () => {
    const still = await drawStill('strategies', {
      script: script.map((/** @type {any} */ { at, say, ...command }) => command),
    });
    const run = await race();
    for (const { staleReads } of run.lanes)
      expect(still).toMatch(new RegExp(`<span class="(claim)?">${count(staleReads)}</span>`));
    expect(still.match(/class="claim"/g)).toHaveLength(1); // the receipt is of one number
    const told = plain(still);
    const versioned = run.lanes[3];
    expect(told).toContain(`4.9 MB, + ${count(versioned.reads)} page checks`);
    expect(sentBytes({ fetches: versioned.fetches, checks: versioned.pageChecks })).toBe(
      versioned.fetches * OBJECT_BYTES + versioned.reads * CHECK_BYTES,
    );
    expect(told).toContain('nobody waits');
    expect(told).toContain(`${count(run.lanes[0].waits)} readers wait`);
    // One dashed line for each copy that was old, in each lane.
    const dashed = [...still.matchAll(/class="old"[^>]* d="([^"]*)"/g)].map(
      ([, d]) => (d.match(/M/g) ?? []).length,
    );
    expect(dashed).toEqual([24, 24, 23, 0, 24, 24]);
  });

  test('its words name every order of a purge, and its price', () => {
    for (const order of ORDERS)
      expect(raceSentence(/** @type {any} */ ({ lesson: purgeLesson(engine, order) }))).toMatch(
        /L[13] first/,
      );
    expect(words('strategies')).toContain('but not the browsers');
  });
});
