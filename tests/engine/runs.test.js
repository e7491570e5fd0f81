/**
 * Long work (hostile-inputs.md, W08-W10, R14): in a worker when there is one, on the page when not, with
 * the same answers; stopped when asked; deaf to late answers.
 */
import { describe, expect, test, vi } from 'vitest';
import { newEngine, nodeWorker } from '../../web/engine/node.js';
import { PlayedWorker, turnedTimers } from './played-worker.js';

/** @type {any} */
const PLACE = {
  do: 'place',
  ring: { servers: ['A', 'B', 'C'], vnodes: 50 },
  keys: { prefix: 'user:', count: 300_000 },
};
const ENDLESS = { ...PLACE, keys: { prefix: 'user:', count: 4_000_000_000 } };

/** @type {any} */
let onPage;

describe('where work is done', () => {
  test('a worker and the page give the same answers', async () => {
    const alone = await newEngine({});
    const withWorker = await newEngine({ createWorker: nodeWorker });
    const jobs = [
      PLACE,
      { ...PLACE, owners: true, keys: ['a', 'b', '\ud800'] },
      { do: 'build', ring: { servers: ['A', 'B'], vnodes: 7 } },
      {
        do: 'remap',
        before: { servers: ['A', 'B'] },
        after: { servers: ['A', 'B', 'C'] },
        keys: { prefix: 'k', count: 100_000 },
      },
      { do: 'remap', before: 100, after: 101, keys: { prefix: 'user:', count: 100_000 } },
      { do: 'place', ring: { servers: [] }, keys: [] },
      { do: 'lookup', ring: { servers: ['A', 'B'] }, keys: { prefix: 'user:', count: 100 } },
      { do: 'lookup', ring: { servers: [] }, keys: ['a'] },
      { do: 'lookup', ring: {}, keys: { bytes: new Uint8Array(), offsets: new Uint32Array(1) } },
      { do: 'fly' },
      { do: 'build', ring: { servers: ['A', 'A'] } },
      { do: 'remap', before: 3, after: { servers: [] }, keys: [] },
      { do: 'remap', before: 0, after: 3, keys: ['x'] },
      { do: 'place', ring: null, keys: ['x'] },
      { do: 'place', ring: {}, keys: null },
      null,
    ];
    for (const job of jobs) {
      onPage = await alone.run(/** @type {any} */ (job));
      expect(await withWorker.run(/** @type {any} */ (job)), JSON.stringify(job)).toEqual(onPage);
    }
    expect(await alone.run(jobs[4])).toMatchObject({ keys: 100_000, moved: 99_041 });
  });

  test('a look-up in bulk is the look-up of each key', async () => {
    const engine = await newEngine();
    const spec = { servers: ['A', 'B', 'C'], vnodes: 3 };
    const ring = /** @type {any} */ (engine.ring(spec));
    const keys = ['user:1', 'user:2', '', 'k9', 'k10', 'k11', 'k12', 'k13'];
    const each = keys.map((key) => ring.lookup(key));
    ring.delete();
    const ran = /** @type {any} */ (await engine.run({ do: 'lookup', ring: spec, keys }));
    expect(ran.tokens).toBe(9);
    expect([...ran.comparisons]).toEqual(each.map(({ comparisons }) => comparisons));
    expect([...ran.scanned]).toEqual(each.map(({ wrapped, found }) => (wrapped ? 9 : found + 1)));
  });

  test('progress grows to the whole', async () => {
    const engine = await newEngine();
    /** @type {number[]} */
    const done = [];
    await engine.run(
      { ...PLACE, keys: { prefix: 'k', count: 20_000_000 } },
      { onProgress: (p) => done.push(p.done) },
    );
    expect(done.length).toBeGreaterThan(1);
    expect(done).toEqual([...done].sort((a, b) => a - b));
    expect(done[done.length - 1]).toBeLessThanOrEqual(20_000_000);
  });

  test('R14: 100 servers x 10,000 virtual nodes, built in a worker, and one more refused', async () => {
    const engine = await newEngine();
    const servers = Array.from({ length: 100 }, (_, i) => `server-${i}`);
    const built = /** @type {any} */ (await engine.run({ do: 'build', ring: { servers, vnodes: 10_000 } }));
    expect(built.tokens).toBe(1_000_000);
    expect(built.balance.mean).toBeCloseTo(0.01, 12);
    const one = {
      do: /** @type {const} */ ('build'),
      ring: { servers: [...servers, 'one more'], vnodes: 10_000 },
    };
    expect(await engine.run(one)).toEqual({ refused: 'too-many-points' });
  });
});

describe('stopping', () => {
  test.each([
    ['a worker', { createWorker: nodeWorker }],
    ['the page', {}],
  ])('on %s', async (_, runner) => {
    const engine = await newEngine(runner);
    const stop = new AbortController();
    const run = engine.run(ENDLESS, { signal: stop.signal, onProgress: () => stop.abort() });
    expect(await run).toEqual({ refused: 'stopped' });
    expect(await engine.run(PLACE, { signal: stop.signal })).toEqual({ refused: 'stopped' });
    expect(await engine.run(PLACE)).toMatchObject({ keys: 300_000 });
  });

  test('W10: answers of an older run come late', async () => {
    const worker = new PlayedWorker();
    const engine = await newEngine({ createWorker: () => worker, timers: turnedTimers() });
    const stop = new AbortController();
    const first = engine.run(PLACE, { signal: stop.signal });
    worker.says({ ready: true });
    stop.abort();
    expect(await first).toEqual({ refused: 'stopped' });
    expect(worker.heard).toContainEqual({ stop: 1 });
    /** @type {unknown[]} */
    const progress = [];
    const second = engine.run(PLACE, { onProgress: (p) => progress.push(p) });
    worker.says({ run: 1, progress: { done: 9 } });
    worker.says({ run: 1, result: { keys: 'late' } });
    worker.says({ run: 2, progress: { done: 1 } });
    worker.says({ run: 2, result: { keys: 'mine' } });
    expect(await second).toEqual({ keys: 'mine' });
    expect(progress).toEqual([{ done: 1 }]);
    worker.says({ run: 2, result: { keys: 'twice' } }); // nobody waits any more
  });
});

describe('workers that fail', () => {
  test('W08: no Worker, or a policy against it', async () => {
    const engine = await newEngine({
      createWorker: () => {
        throw new Error('SecurityError');
      },
    });
    expect(await engine.run(PLACE)).toMatchObject({ keys: 300_000 });
  });

  test('W08: 404 or a syntax error fires an error event', async () => {
    let made = 0;
    const engine = await newEngine({
      createWorker: () => {
        made++;
        const worker = new PlayedWorker();
        queueMicrotask(() => worker.onerror({ preventDefault: () => {} }));
        return worker;
      },
    });
    expect(await engine.run(PLACE)).toMatchObject({ keys: 300_000 });
    expect(await engine.run(PLACE)).toMatchObject({ keys: 300_000 });
    expect(made).toBe(1); // it is not waited for again
  });

  test('W08: 2 s of silence', async () => {
    const worker = new PlayedWorker();
    const timers = turnedTimers();
    const engine = await newEngine({ createWorker: () => worker, timers });
    const run = engine.run(PLACE);
    timers.turn(1999);
    expect(worker.ended).toBe(false);
    timers.turn(1);
    expect(worker.ended).toBe(true);
    // the same work on the page, whose pauses are turned timers too
    let answer = null;
    run.then((result) => {
      answer = result;
    });
    for (let i = 0; i < 1000 && answer === null; i++) {
      await Promise.resolve();
      timers.turn(1);
    }
    expect(answer).toMatchObject({ keys: 300_000 });
  });

  test('W08: a worker that is busy but alive is not given up', async () => {
    const worker = new PlayedWorker();
    const timers = turnedTimers();
    const engine = await newEngine({ createWorker: () => worker, timers });
    const run = engine.run(PLACE);
    for (let i = 0; i < 10; i++) {
      timers.turn(1500);
      expect(worker.heard.filter((message) => message.ping)).toHaveLength(i + 1);
      worker.says({ alive: true });
    }
    expect(worker.ended).toBe(false);
    worker.says({ run: 1, result: { keys: 1 } });
    expect(await run).toEqual({ keys: 1 });
  });

  test('W09: a worker that has worked is given ten seconds, for a busy machine may not let it speak', async () => {
    const worker = new PlayedWorker();
    const timers = turnedTimers();
    const engine = await newEngine({ createWorker: () => worker, timers });
    const run = engine.run(PLACE);
    worker.says({ ready: true });
    timers.turn(9999);
    expect(worker.ended).toBe(false);
    timers.turn(1);
    expect(worker.ended).toBe(true);
    expect(await run).toEqual({ refused: 'worker-lost' });
  });

  test('W09: worker dies in mid run', async () => {
    /** @type {import('../../web/engine/worker-line.js').WorkerLike[]} */
    const made = [];
    const engine = await newEngine({
      createWorker: () => {
        const worker = nodeWorker();
        made.push(worker);
        return worker;
      },
    });
    const run = engine.run(ENDLESS, { onProgress: () => made[0].terminate() });
    expect(await run).toEqual({ refused: 'worker-lost' });
    expect(await engine.run(PLACE)).toMatchObject({ keys: 300_000 });
    expect(made).toHaveLength(2);
  });

  test('a job that cannot be cloned is refused, and its worker lives on', async () => {
    const worker = new PlayedWorker();
    const timers = turnedTimers();
    const clone = worker.postMessage.bind(worker);
    worker.postMessage = (message) => clone(structuredClone(message.job ? message : {}));
    const engine = await newEngine({ createWorker: () => worker, timers });
    const job = /** @type {any} */ ({ ...PLACE, keys: [() => {}] });
    expect(await engine.run(job)).toEqual({ refused: 'input-unreadable' });
    timers.turn(10_000);
    expect(worker.ended).toBe(false);
    const next = engine.run(PLACE);
    worker.says({ run: 2, result: { keys: 2 } });
    expect(await next).toEqual({ keys: 2 });
  });

  test('W09: a worker dies while nobody asks it anything', async () => {
    /** @type {PlayedWorker[]} */
    const made = [];
    const createWorker = () => {
      made.push(new PlayedWorker());
      return made[made.length - 1];
    };
    const engine = await newEngine({ createWorker, timers: turnedTimers() });
    const first = engine.run(PLACE);
    made[0].says({ run: 1, result: { keys: 1 } });
    await first;
    made[0].onerror({});
    const second = engine.run(PLACE);
    expect(made).toHaveLength(2);
    made[1].says({ run: 1, result: { keys: 2 } });
    expect(await second).toEqual({ keys: 2 });
  });

  test.each([
    ['a worker', { createWorker: nodeWorker }],
    ['the page', {}],
  ])('a listener that throws does not end a run on %s', async (_, runner) => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => {});
    const engine = await newEngine(runner);
    const onProgress = () => {
      throw new Error('mine');
    };
    const keys = { prefix: 'user:', count: 20_000_000 };
    expect(await engine.run({ ...PLACE, keys }, { onProgress })).toMatchObject({ keys: 20_000_000 });
    expect(said).toHaveBeenCalled();
    said.mockRestore();
  });

  test('a job that cannot be cloned is refused', async () => {
    const engine = await newEngine();
    const job = /** @type {any} */ ({ ...PLACE, keys: [() => {}] });
    expect(await engine.run(job)).toEqual({ refused: 'input-unreadable' });
    expect(await engine.run(PLACE)).toMatchObject({ keys: 300_000 });
  });
});
