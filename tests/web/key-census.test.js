// Slides 4 and 9 count keys: what they show is what the engine counted, once, and a count can be stopped and gone on with.
import { render } from '@lit-labs/ssr';
import { collectResult } from '@lit-labs/ssr/lib/render-result.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { newEngine } from '../../web/engine/node.js';
import { Experiment } from '../../web/experiment/experiment.js';
import { countKeys } from '../../web/widgets/key-census/counts.js';
import { lanesFigure } from '../../web/widgets/key-census/lanes-view.js';
import { keyCensusModel as model, outcomeOf } from '../../web/widgets/key-census/model.js';
import { censusReceipt } from '../../web/widgets/key-census/receipt.js';
import { tableFigure } from '../../web/widgets/key-census/table-view.js';
import { censusSentence, misses, sharedFactor, timesFewer } from '../../web/widgets/key-census/words.js';

/** @type {any} */
let engine;
beforeAll(async () => {
  engine = await newEngine({});
});

/** The engine with every run noted, so that counting twice shows. */
function watched() {
  /** @type {any[]} */
  const runs = [];
  const told = new Proxy(engine, {
    get(target, name) {
      if (name === 'run')
        return (/** @type {any} */ job, /** @type {any} */ options) => {
          runs.push(job);
          return target.run(job, options);
        };
      const value = target[name];
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  return { engine: told, runs };
}

/** @param {any} scene @param {...any} commands */
async function stateAfter(scene, ...commands) {
  let state = await model.start(engine, model.scene(scene) ?? expect.fail('no scene'));
  /** @type {any[]} */
  let events = [];
  for (const command of commands) {
    expect(model.check(command)).toBeNull();
    const answer = await model.run(engine, state, command);
    if ('refused' in answer) throw new Error(answer.refused);
    ({ state, events } = answer);
  }
  return { state, events };
}

const markup = async (/** @type {any} */ template) =>
  (await collectResult(render(template))).replace(/<!--.*?-->/gs, '');
const text = async (/** @type {any} */ template) =>
  (await markup(template))
    .replace(/<[^>]*>/g, ' ')
    .replace(/&nbsp;|\u00a0/g, ' ')
    .replace(/\s+/g, ' ');
const LANES = { view: 'lanes', before: 100, vnodes: 100 };
const TABLE = { view: 'table', before: 100 };
const million = { do: 'count', keys: 1_000_000 };

describe('what is counted', () => {
  it('a million keys, 100 to 101 servers: 990,077 and 9,546, none between old servers', async () => {
    const { state, events } = await stateAfter(LANES, million);
    expect(events).toEqual([
      {
        event: 'counted',
        before: 100,
        after: 101,
        vnodes: 100,
        keys: 1_000_000,
        modulo: { moved: 990_077, movedBetweenPresentInBoth: expect.any(Number) },
        ring: { moved: 9_546, movedBetweenPresentInBoth: 0 },
      },
    ]);
    expect(JSON.parse(JSON.stringify(events))).toEqual(events);
    expect(timesFewer(state.count ?? expect.fail())).toBe('104');
  });

  it('stayed and moved are all, and every mark is one of the first 10,000 keys', async () => {
    const { state } = await stateAfter(LANES, { do: 'count', keys: 10_000 });
    const { count, marks } = state;
    const sum = (/** @type {Uint8Array} */ list) => list.reduce((a, b) => a + b, 0);
    expect(sum(marks?.modulo ?? expect.fail())).toBe(count?.modulo.moved);
    expect(sum(marks?.ring ?? expect.fail())).toBe(count?.ring.moved);
    expect(await text(lanesFigure(state))).toContain(
      `${(10_000 - (count?.ring.moved ?? 0)).toLocaleString('en')} stay`,
    );
  });

  it('the dots are the same ones however many keys are counted', async () => {
    const { state } = await stateAfter(LANES, { do: 'count', keys: 20_000 });
    const answer = await model.run(engine, state, { do: 'count', keys: 30_000 });
    expect(/** @type {any} */ (answer).state.marks).toBe(state.marks);
  });

  it('exact and counted agree within the band of the count, from 1 to 60 servers, up and down', async () => {
    for (let n = 0; n < 40; n++) {
      const [before, to] = [1 + ((n * 7) % 60), 1 + ((n * 13) % 60)];
      const { state } = await stateAfter(
        TABLE,
        { do: 'set-servers', before, after: to },
        { do: 'count', keys: 20_000 },
      );
      const share = state.share?.fraction ?? -1;
      const counted = (state.count?.modulo.moved ?? 0) / 20_000;
      expect(Math.abs(counted - share), `${before} to ${to}`).toBeLessThanOrEqual(
        5 * Math.sqrt((share * (1 - share)) / 20_000),
      );
    }
  });

  it('the shared factor is the greatest common one, and the misses are of 100 million keys', () => {
    /** @type {(a: number, b: number) => number} */
    const gcd = (a, b) => (b ? gcd(b, a % b) : a);
    for (let before = 1; before <= 200; before += 3) {
      for (let to = 1; to <= 200; to += 7) {
        const { moved } = engine.remapModulo(before, to);
        expect(sharedFactor(moved, before, to), `${before} ${to}`).toBe(gcd(before, to));
      }
    }
    expect(misses(engine.remapModulo(100, 101).moved)).toBe('99,009,901');
  });

  it('a smaller cluster loses what its last server had, and nothing else', async () => {
    const { state } = await stateAfter(
      LANES,
      { do: 'set-servers', before: 5, after: 4 },
      { do: 'count', keys: 50_000 },
    );
    expect(state.count?.ring.movedBetweenPresentInBoth).toBe(0);
    expect(state.count?.ring.moved).toBeGreaterThan(0);
    expect(censusSentence(state)).toContain('From 5 to 4 servers');
  });
});

describe('a count is made once', () => {
  it('stepping back over a census never counts again', async () => {
    const { engine: told, runs } = watched();
    const experiment = new Experiment({
      tag: 'key-census',
      model,
      scene: model.scene(LANES),
      log: [
        { do: 'count', keys: 30_000 },
        { do: 'set-vnodes', vnodes: 10 },
      ],
    });
    await experiment.begin(told);
    await experiment.seek(1);
    const first = experiment.events;
    for (const step of [2, 1, 0, 1, 2, 0, 1]) await experiment.seek(step);
    expect(experiment.events).toEqual(first);
    expect(runs).toHaveLength(1);
  });

  it('one that was stopped goes on where it was, and counts the same', async () => {
    const question = { before: 20, after: 21, vnodes: 20, keys: 3_000_000 };
    const stop = new AbortController();
    const stopped = await countKeys(engine, question, {
      signal: stop.signal,
      onProgress: ({ done }) => done > 0 && stop.abort(),
    });
    expect(stopped).toEqual({ refused: 'stopped' });
    const { engine: told, runs } = watched();
    const went = /** @type {any} */ (await countKeys(engine, question));
    const whole = /** @type {any} */ (await countKeys(told, question));
    expect(runs).toHaveLength(1); // a memory of its own: counted from the first key
    expect([went.modulo.moved, went.ring.moved, went.keys]).toEqual([
      whole.modulo.moved,
      whole.ring.moved,
      3_000_000,
    ]);
  });

  it('R26: a count of 10^7 keys reports, and can be stopped: the experiment stays where it was', async () => {
    /** @type {number[]} */
    const reported = [];
    const experiment = new Experiment({
      tag: 'key-census',
      model,
      scene: model.scene({ ...LANES, vnodes: 50 }),
      onprogress: ({ done }) => reported.push(done),
    });
    await experiment.begin(watched().engine);
    const counting = experiment.apply({ do: 'count', keys: 10_000_000 });
    while (reported.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    await experiment.seek(0);
    expect(await counting).toEqual([{ refused: 'stopped' }]);
    expect([experiment.log.length, experiment.cursor]).toEqual([0, 0]);
    const heard = reported.length;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(reported).toHaveLength(heard);
  });

  it('L04: commands one upon the other end where the same steps end one by one', async () => {
    const log = [
      { do: 'set-servers', before: 7, after: 9 },
      { do: 'count', keys: 5000 },
      { do: 'bet', guess: 10 },
      { do: 'set-vnodes', vnodes: 3 },
      { do: 'sweep', to: 20 },
      { do: 'count', keys: 7000 },
    ];
    const made = async () => {
      const experiment = new Experiment({ tag: 'key-census', model, scene: model.scene(LANES) });
      await experiment.begin(watched().engine);
      return experiment;
    };
    const [quick, slow] = [await made(), await made()];
    await Promise.all(log.map((command) => quick.apply(command)));
    for (const command of log) await slow.apply(command);
    expect(quick.state).toEqual(slow.state);
    const shared = await made();
    await shared.load({ scene: quick.scene, log: quick.log, cursor: quick.cursor });
    expect(shared.state).toEqual(quick.state);
    expect(quick.toAddress()).toBe(slow.toAddress());
  });
});

describe('ask before telling', () => {
  it('nothing is told before a server joins, and then it is, beside the bet', async () => {
    const { state } = await stateAfter(TABLE, { do: 'bet', guess: 10 });
    expect(outcomeOf(state)).toEqual({ guess: 10, truth: null });
    expect(await text(tableFigure(state))).not.toMatch(/99[.,]0/);
    const { state: told } = await stateAfter(
      TABLE,
      { do: 'bet', guess: 10 },
      { do: 'set-servers', before: 100, after: 102 },
    );
    expect(outcomeOf(told).truth).toBeCloseTo(99.0099, 4); // of one server more, whatever came after
    expect(await text(tableFigure(told))).toContain('89 points short');
  });

  it('on slide 9 the truth is what was counted', async () => {
    const { state } = await stateAfter(LANES, { do: 'bet', guess: 33 });
    expect(outcomeOf(state).truth).toBeNull();
    const { state: told } = await stateAfter(LANES, { do: 'bet', guess: 33 }, million);
    expect(outcomeOf(told).truth).toBeCloseTo(0.9546, 10);
    expect(censusSentence(told)).toContain('Your bet was 33 %: 32 points over.');
  });
});

describe('what is drawn', () => {
  it('slide 4: a bar for every number of servers that was told, and a pencil line for the others', async () => {
    const bars = async (/** @type {any} */ state) =>
      [
        ...((await markup(tableFigure(state))).match(/class="bars" d="([^"]*)"/)?.[1] ?? '').matchAll(
          /V([\d.]+)h7/g,
        ),
      ].filter((bar) => Number(bar[1]) < 456).length;
    expect(await bars((await stateAfter(TABLE)).state)).toBe(0);
    expect(await bars((await stateAfter(TABLE, { do: 'set-servers', before: 100, after: 102 })).state)).toBe(
      1,
    );
    expect(await bars((await stateAfter(TABLE, { do: 'sweep', to: 150 })).state)).toBe(50);
    expect(await bars((await stateAfter(TABLE, { do: 'sweep', to: 1000 })).state)).toBe(100);
  });

  it('says every result in words', async () => {
    expect(censusSentence((await stateAfter(TABLE)).state)).toContain('How many keys change owner');
    const { state } = await stateAfter(
      TABLE,
      { do: 'set-servers', before: 100, after: 125 },
      { do: 'sweep', to: 200 },
    );
    expect(censusSentence(state).replaceAll('\u00a0', ' ')).toBe(
      'From 100 to 125 servers, 80 % of all keys change owner. They share the factor 25. Of all counts up to 200, the fewest move at 200: 50 %.',
    );
    expect(censusSentence((await stateAfter(LANES)).state)).toContain('The same keys stand in both squares');
    expect(timesFewer({ modulo: { moved: 50 }, ring: { moved: 20 } })).toBe('2.5');
    expect(timesFewer({ modulo: { moved: 50 }, ring: { moved: 0 } })).toBeNull();
  });

  it('the receipt counts again, and says what was to be expected', async () => {
    const { state } = await stateAfter(LANES, million);
    const receipt = await censusReceipt(engine, state);
    expect(receipt.number).toBe('9,546');
    expect(Object.fromEntries(receipt.rows)['between old']).toBe('0');
    const exact = await censusReceipt(
      engine,
      (await stateAfter(TABLE, { do: 'set-servers', before: 100, after: 101 })).state,
    );
    expect([exact.number, exact.unit, exact.file]).toEqual(['99.01', '%', 'cpp/ring/remap.cpp']);
  });
});
