// The bench: every policy sees the same requests, nobody beats Belady; a pasted trace is read line by line and loses nothing; what
// was counted once is not counted again.
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { newEngine } from '../../web/engine/node.js';
import { drawStill } from '../../web/tooling/stills.js';
import { ladder } from '../../web/widgets/policy-bench/ladder.js';
import { policyBenchModel as model } from '../../web/widgets/policy-bench/model.js';
import { benchPicture, runningPicture } from '../../web/widgets/policy-bench/picture.js';
import { POLICIES } from '../../web/widgets/policy-bench/policies.js';
import { benchReceipt } from '../../web/widgets/policy-bench/receipt.js';
import { benchFigure } from '../../web/widgets/policy-bench/view.js';
import { benchSentence } from '../../web/widgets/policy-bench/words.js';
import { markupOf, play } from './played.js';

/** @type {any} */
let engine;
beforeAll(async () => {
  engine = await newEngine({}); // on the page: a busy machine must not pass for a dead worker
});

const ALL = POLICIES.map(({ id }) => id);
const SMALL = { objects: 2000, requests: 20_000 };
/** @param {any} raw */
const sceneOf = (raw) => /** @type {any} */ (model.scene(raw));
/** @param {any} raw @param {any[]} commands */
const played = (raw, commands) => play(model, engine, raw, commands);
/** An engine that counts what it is asked to run. */
function counting() {
  /** @type {any[]} */
  const jobs = [];
  const run = (/** @type {any} */ job, /** @type {any} */ options) => {
    jobs.push(job);
    return engine.run(job, options);
  };
  return { jobs, engine: /** @type {any} */ ({ run }) };
}

describe('every policy, the same requests', () => {
  test('every number of LRU is what a list kept by hand counts on the same draws', async () => {
    const { state } = await played({ ...SMALL, look: 77, entered: ['LRU'] }, []);
    const draws = engine.zipf({ objects: 2000, skew: '0.99', seed: 42, count: 20_000 });
    for (const [i, entries] of state.capacities.entries()) {
      const list = new Set(); // the least recently used first
      let misses = 0;
      for (const object of draws) {
        if (!list.delete(object)) misses++;
        if (list.size === entries) list.delete(list.values().next().value);
        list.add(object);
      }
      expect(state.rows[0].misses[i], `${entries} entries`).toBe(misses);
    }
    expect(state.distinct).toBe(new Set(draws).size);
  });

  test('nobody beats Belady, nobody misses fewer than there are objects, room for all is room for all', async () => {
    for (const skew of ['0', '0.5', '0.99', '2']) {
      const { state } = await played({ ...SMALL, skew, entered: ALL }, []);
      const rows = new Map(state.rows.map((/** @type {any} */ { id, misses }) => [id, misses]));
      for (const [id, misses] of rows) {
        for (const [i, missed] of misses.entries()) {
          expect(missed, `${id} at ${state.capacities[i]}`).toBeGreaterThanOrEqual(rows.get('Belady')[i]);
          expect(missed).toBeGreaterThanOrEqual(state.distinct);
        }
        expect(misses.at(-1), id).toBe(state.distinct);
      }
    }
  });

  test('what the page says beside it: newcomers that go quickly beat LRU, unless all objects are alike', async () => {
    const draws = { objects: 50_000, requests: 200_000, look: 1000 };
    const ratios = async (/** @type {string} */ skew) => {
      const { state } = await played({ ...draws, skew, entered: ALL }, []);
      return new Map(benchPicture(state).lines.map(({ id, at }) => [id, at.ratio]));
    };
    const popular = await ratios('0.99');
    for (const policy of /** @type {const} */ (['SIEVE', 'S3-FIFO']))
      expect(popular.get(policy)).toBeLessThan(Number(popular.get('LRU')) - 0.05);
    const alike = await ratios('0');
    const built = [...alike].filter(([id]) => id !== 'Belady').map(([, ratio]) => ratio);
    expect(Math.max(...built) - Math.min(...built)).toBeLessThan(0.005);
    expect(alike.get('Belady')).toBeLessThan(Math.min(...built) - 0.1);
  });

  test('the ladder reaches what holds everything, in even steps', () => {
    expect(ladder(1)).toEqual([1]);
    expect(ladder(2)).toEqual([1, 3]);
    expect(ladder(10)).toEqual([1, 3, 10]);
    expect(ladder(2000)).toEqual([1, 3, 10, 30, 100, 300, 1000, 3000]);
    expect(ladder(1_000_000)).toEqual([100, 300, 1000, 3000, 10_000, 30_000, 100_000, 300_000, 1_000_000]);
    for (const most of [7, 31, 999, 30_001, 2_000_000])
      expect(ladder(most).at(-1)).toBeGreaterThanOrEqual(most);
  });

  test('what was counted is kept: only who is new runs, and only where nobody has looked', async () => {
    const { jobs, engine: counted } = counting();
    let state = /** @type {any} */ (await model.start(counted, sceneOf({ ...SMALL, seed: 77 })));
    const commands = [
      { do: 'enter', policy: 'LRU' },
      { do: 'enter', policy: 'FIFO' },
      { do: 'sort', by: 'ratio', falling: true },
      { do: 'withdraw', policy: 'LRU' },
      { do: 'enter', policy: 'LRU' },
      { do: 'look-at', entries: 100 }, // on the ladder
      { do: 'look-at', entries: 123 },
      { do: 'set-draws', skew: '0.5' },
      { do: 'set-draws', skew: '0.99' },
    ];
    for (const command of commands)
      ({ state } = /** @type {any} */ (await model.run(counted, state, command)));
    await model.start(counted, state.scene);
    expect(jobs.map(({ policies, capacities }) => [policies.join(), capacities.length])).toEqual([
      ['LRU', 8],
      ['FIFO', 8],
      ['FIFO,LRU', 1],
      ['FIFO,LRU', 9],
    ]);
    expect(state.capacities).toContain(123);
  });

  test('while it runs there is a curve, of those that run and of those that stand', async () => {
    const { state } = await played({ objects: 5000, requests: 400_000, seed: 3, entered: ['LRU'] }, []);
    /** @type {any[]} */
    const reports = [];
    const onProgress = (/** @type {any} */ report) => {
      reports.push(report);
    };
    const step = { do: 'enter', policy: 'SIEVE' };
    const own = await newEngine({}); // on the page: it reports every few milliseconds
    const before = /** @type {any} */ (await model.start(own, state.scene));
    await model.run(own, before, step, { onProgress });
    const halfway = reports.find(({ partial, done, total }) => partial?.requests > 0 && done < total);
    const picture = runningPicture(before, halfway);
    expect(picture.lines.map(({ id }) => id)).toEqual(['LRU', 'SIEVE']);
    const [lru, sieve] = picture.lines;
    expect(lru.requests).toBe(400_000);
    expect(sieve.requests).toBe(halfway.partial.requests);
    for (const { ratio } of sieve.curve) expect(ratio).toBeLessThanOrEqual(1);
    expect(await markupOf(benchFigure(picture))).toContain('SIEVE');
  });

  test('R26, L01: a run that is stopped changes nothing', async () => {
    const own = await newEngine();
    const state = /** @type {any} */ (await model.start(own, sceneOf({ requests: 10_000_000 })));
    const stop = new AbortController();
    const onProgress = () => stop.abort();
    const command = { do: 'enter', policy: 'LRU' };
    const answer = await model.run(own, state, command, { signal: stop.signal, onProgress });
    expect(answer).toEqual({ refused: 'stopped' });
    expect(state.rows).toEqual([]);
  });
});

describe('the picture', () => {
  test('the table sorts by any column either way, and says so to ears', async () => {
    const { state } = await played({ ...SMALL, entered: ALL }, []);
    for (const by of ['policy', 'ratio', 'misses', 'above', 'mean']) {
      for (const falling of [false, true]) {
        const picture = benchPicture({ ...state, scene: { ...state.scene, sort: by, falling } });
        const values = picture.lines.map((line) => (by === 'policy' ? line.name : Number(line.values[by])));
        const sorted = [...values].sort((a, b) => (a < b ? -1 : 1));
        expect(values).toEqual(falling ? sorted.reverse() : sorted);
        const markup = await markupOf(benchFigure(picture, { sort: () => {} }));
        expect(markup.match(/aria-sort="(ascending|descending)"/g)).toEqual([
          `aria-sort="${falling ? 'descending' : 'ascending'}"`,
        ]);
      }
    }
  });

  test('no two names stand on one another, wherever one looks', async () => {
    for (const look of [1, 100, 3000, 9_999_999]) {
      const { state } = await played({ ...SMALL, look, entered: ALL }, []);
      const markup = await markupOf(benchFigure(benchPicture(state)));
      const names = [
        ...markup.matchAll(/<text class="t1[68][^"]*num halo[^"]*" x="[\d.]+" y="([\d.]+)">[A-Z]/g),
      ];
      const heights = names.map(([, y]) => Number(y)).sort((a, b) => a - b);
      expect(heights).toHaveLength(6);
      for (let i = 1; i < heights.length; i++)
        expect(heights[i] - heights[i - 1]).toBeGreaterThanOrEqual(26.9);
      expect(heights[0]).toBeGreaterThan(60);
      expect(heights.at(-1)).toBeLessThan(445);
    }
  });

  test('the receipt counts once more, and the sentence for ears says the same', async () => {
    const { state } = await played({ ...SMALL, entered: ['SIEVE'] }, []);
    const receipt = await benchReceipt(engine, state.scene);
    const picture = benchPicture(state);
    expect(receipt.rows.at(-1)).toEqual(['misses', picture.lines[0].at.misses.toLocaleString('en-US')]);
    expect(Number(receipt.number)).toBeCloseTo((picture.lines[0].at.misses / 20_000) * 100, 1);
    expect(receipt.file).toBe('cpp/cache/sieve_cache.hpp');
    expect(benchSentence(picture)).toContain('of 20,000 requests with 30 entries');
    expect(await benchReceipt(engine, sceneOf({}))).toMatchObject({ number: '' });
    for (const { file } of POLICIES) expect(readFileSync(file, 'utf8').length).toBeGreaterThan(0);
  });

  test('the still is the page’s own script at its end, drawn by the widget’s own view', async () => {
    expect(readFileSync('slides/demos.html', 'utf8')).toContain('<policy-bench data-still="policies">');
    const script = ALL.map((policy, at) => ({ at, say: '', do: 'enter', policy }));
    const still = String(
      await drawStill('policies', { attributes: { objects: '2000', requests: '20000' }, script }),
    );
    const { state } = await played({ ...SMALL, entered: ALL }, []);
    const live = await markupOf(benchFigure(benchPicture(state)));
    const words = (/** @type {string} */ markup) =>
      markup
        .replace(/<[^>]*>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim();
    expect(words(still.replace(/<!--.*?-->/gs, ''))).toBe(words(live));
  });

  test('the interface names every verb of the tag, and no other', () => {
    const read = (/** @type {string} */ path) => readFileSync(`web/${path}`, 'utf8');
    const declared = read('engine/edgecache-tags.d.ts')
      .split('type PolicyBenchCommand =')[1]
      .split(';\n\n')[0];
    const known = read('widgets/policy-bench/model.js').split('function check(')[1].split('default:')[0];
    const verbs = [...declared.matchAll(/do: ((?:'[a-z-]+'(?: \| )?)+)/g)].flatMap(([, names]) =>
      [...names.matchAll(/'([a-z-]+)'/g)].map(([, verb]) => verb),
    );
    expect([...known.matchAll(/case '([a-z-]+)'/g)].map(([, verb]) => verb).sort()).toEqual(verbs.sort());
  });
});
