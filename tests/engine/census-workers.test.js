/**
 * Workers that share a census: how many there are, and what happens when one of them is missing, dies, or
 * answers late (hostile-inputs.md, W08-W10).
 */
import { expect, test } from 'vitest';
import { newEngine, nodeWorker } from '../../web/engine/node.js';
import { PlayedWorker, turnedTimers } from './played-worker.js';

/** @type {any} */
const job = { do: 'census', before: 100, after: 101, keys: { prefix: 'user:', count: 13_000_000 } };
const LONG = { ...job, keys: { prefix: 'user:', count: 400_000_000 } };
const counted = await (await newEngine({})).run(job);

/** What a worker would say of its part. @param {any} part */
const played = ({ resume }) => {
  const keys = resume.left.reduce(
    (/** @type {number} */ sum, /** @type {number[]} */ [, count]) => sum + count,
    0,
  );
  const moved = { moved: 1, movedBetweenPresentInBoth: 0 };
  return { keys, modulo: { ...moved, expected: 'same' }, ring: { ...moved, expected: 'same' } };
};

test('compiled once, at most eight, and stopping frees all but one', async () => {
  /** @type {any[]} */
  const alive = [];
  let asked = 0;
  const createWorker = () => {
    const worker = nodeWorker();
    const { postMessage, terminate } = worker;
    alive.push(worker);
    worker.postMessage = (message) => {
      if ('module' in message) asked++;
      postMessage(message);
    };
    worker.terminate = () => {
      alive.splice(alive.indexOf(worker), 1);
      terminate();
    };
    return worker;
  };
  const engine = await newEngine({ createWorker });
  expect(await engine.run(LONG, { workers: 9 })).toEqual({ refused: 'count-out-of-range' });
  const stop = new AbortController();
  const run = engine.run(LONG, { workers: 3, signal: stop.signal });
  expect([alive.length, asked]).toEqual([3, 3]); // each is handed the module, compiled
  stop.abort();
  expect(await run).toEqual({ refused: 'stopped' });
  expect(alive).toHaveLength(1);
  const million = { ...job, keys: { prefix: 'user:', count: 1_000_000 } };
  expect(await engine.run(million, { workers: 3 })).toMatchObject({ ring: { moved: 9546 } });
  expect(alive).toHaveLength(1); // a million keys are not worth another worker
});

test('workers wait for the next census for a while, then all but one are freed', async () => {
  /** @type {PlayedWorker[]} */
  const made = [];
  const createWorker = () => {
    made.push(new PlayedWorker());
    return made[made.length - 1];
  };
  const timers = turnedTimers();
  const engine = await newEngine({ createWorker, timers });
  const alive = () => made.filter((worker) => !worker.ended).length;
  for (let run = 1; run <= 2; run++) {
    const counting = engine.run(job, { workers: 3 });
    for (const worker of made) {
      const asked = worker.heard.find((message) => message.run === run);
      worker.says({ run, result: played(asked.job) });
    }
    expect(await counting).toMatchObject({ keys: 13_000_000 });
    expect([made.length, alive()]).toEqual([3, 3]); // the second run has the first one's
    timers.turn(9000);
  }
  expect(alive()).toBe(3);
  timers.turn(1000);
  expect(alive()).toBe(1);
});

test('W08: no worker starts, and the page counts every part', async () => {
  const engine = await newEngine({
    createWorker: () => {
      throw new Error('SecurityError');
    },
  });
  expect(await engine.run(job, { workers: 3 })).toEqual(counted);
});

test('W08: one of three workers does not start, and the page counts its part', async () => {
  let made = 0;
  const engine = await newEngine({
    createWorker: () => {
      if (++made !== 2) return nodeWorker();
      const worker = new PlayedWorker();
      queueMicrotask(() => worker.onerror({ preventDefault: () => {} }));
      return worker;
    },
  });
  expect(await engine.run(job, { workers: 3 })).toEqual(counted);
});

test('W09: one of three workers dies in mid run, and none of them goes on', async () => {
  /** @type {any[]} */
  const made = [];
  const engine = await newEngine({
    createWorker: () => {
      made.push(nodeWorker());
      return made[made.length - 1];
    },
  });
  // One that has begun: who dies before its first word has never started, and the page does its part.
  const second = Math.floor(LONG.keys.count / 3);
  const onProgress = (/** @type {any} */ { state }) => {
    if (state?.left[1]?.[0] > second) made[1].terminate();
  };
  const run = engine.run(LONG, { workers: 3, onProgress });
  expect(await run).toEqual({ refused: 'worker-lost' });
  expect(await engine.run(job, { workers: 3 })).toEqual(counted);
});

test('W10: shared answers of an older run come late', async () => {
  /** @type {PlayedWorker[]} */
  const made = [];
  const createWorker = () => {
    made.push(new PlayedWorker());
    return made[made.length - 1];
  };
  const engine = await newEngine({ createWorker, timers: turnedTimers() });
  const stop = new AbortController();
  const first = engine.run(job, { workers: 2, signal: stop.signal });
  expect(made).toHaveLength(2);
  const parts = made.map((worker) => worker.heard.find((message) => message.run === 1).job);
  stop.abort();
  expect(await first).toEqual({ refused: 'stopped' });
  const kept = made.filter((worker) => !worker.ended);
  expect(kept).toHaveLength(1);

  const second = engine.run(job, { workers: 2 });
  const [, , fresh] = made;
  kept[0].says({ run: 1, result: played(parts[0]) }); // late
  fresh.says({ run: 1, result: played(fresh.heard.find((message) => message.run === 1).job) });
  let done = false;
  second.then(() => {
    done = true;
  });
  await new Promise((resolve) => setTimeout(resolve));
  expect(done).toBe(false); // the other half is still to come
  kept[0].says({ run: 2, result: played(kept[0].heard.find((message) => message.run === 2).job) });
  expect(await second).toMatchObject({ keys: 13_000_000, modulo: { moved: 2 }, ring: { moved: 2 } });
});

test('parts are all of the keys, each once, and what was counted before is counted once', async () => {
  /** @type {PlayedWorker[]} */
  const made = [];
  const createWorker = () => {
    made.push(new PlayedWorker());
    return made[made.length - 1];
  };
  const engine = await newEngine({ createWorker, timers: turnedTimers() });
  const moved = { moved: 5, movedBetweenPresentInBoth: 0 };
  const resume = {
    counts: { keys: 1_000_000, modulo: moved, ring: moved },
    left: [
      [1_000_000, 3_000_000],
      [5_000_000, 1],
      [5_000_001, 7_999_999],
    ],
  };
  /** @type {any[]} */
  const told = [];
  engine.run({ ...job, resume }, { workers: 8, onProgress: (progress) => told.push(progress) });
  expect(made).toHaveLength(2); // four million keys each, at the least
  const parts = made.map((worker) => worker.heard.find((message) => message.run === 1).job.resume);
  const spans = parts.flatMap((part) => part.left).sort((a, b) => a[0] - b[0]);
  const keys = spans.reduce((sum, [, count]) => sum + count, 0);
  expect(keys).toBe(11_000_000);
  spans.forEach(([start, count], i) => {
    expect(start + count).toBeLessThanOrEqual(spans[i + 1]?.[0] ?? 13_000_000);
  });
  expect(parts.map((part) => part.counts.keys)).toEqual([1_000_000, 0]);
  // The first word of one part: the other is where it began.
  const { left, counts } = parts[1];
  const state = {
    counts: { ...counts, keys: 7 },
    left: [[left[0][0] + 7, left[0][1] - 7], ...left.slice(1)],
  };
  made[1].says({
    run: 1,
    progress: { done: 7, total: 13_000_000, phase: 'keys', counts: state.counts, state },
  });
  expect(told).toHaveLength(1);
  expect(told[0]).toMatchObject({ done: 1_000_007, total: 13_000_000, phase: 'keys' });
  expect(told[0].counts.modulo).toEqual(moved);
  expect(told[0].state.left).toHaveLength(spans.length);
});
