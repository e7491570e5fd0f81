/**
 * A run that waits: its listener answers a promise, nothing is done meanwhile, and it goes on from there to the same
 * answer; one that is stopped while it waits is stopped.
 */
import { expect, test } from 'vitest';
import { inStretches } from '../../web/engine/jobs/stretches.js';
import { newEngine, nodeWorker } from '../../web/engine/node.js';

/** @type {import('../../web/engine/edgecache.d.ts').TraceJob} */
const JOB = {
  do: 'trace',
  trace: { zipf: { objects: 3000, skew: '1', seed: 5, count: 3_000_000 } },
  policies: ['LRU', 'SIEVE'],
  capacities: [100],
};

/** A promise, and what keeps it. */
function gate() {
  let open = () => {};
  /** @type {Promise<void>} */
  const until = new Promise((resolve) => {
    open = resolve;
  });
  return { until, open };
}

/** Long enough for a worker that does not wait to report again. */
const aWhile = () => new Promise((resolve) => setTimeout(resolve, 250));

for (const [where, runner] of /** @type {[string, any][]} */ ([
  ['in a worker', { createWorker: nodeWorker }],
  ['on the page', {}],
])) {
  test(`R26: ${where} a run is held, and goes on from there`, async () => {
    const engine = await newEngine(runner);
    const whole = await engine.run(JOB);
    const { until, open } = gate();
    /** @type {number[]} */
    const told = [];
    const first = gate();
    const run = engine.run(JOB, {
      onProgress: ({ partial }) => {
        told.push(partial?.requests ?? 0);
        first.open();
        return until;
      },
    });
    await first.until;
    await aWhile(); // what it had said already comes in
    const held = told.length;
    await aWhile();
    expect(told.length).toBe(held);
    expect(told.at(-1)).toBeLessThan(3_000_000);
    open();
    expect(await run).toEqual(whole);
  });

  test(`L01: ${where} a run that is held can be stopped`, async () => {
    const engine = await newEngine(runner);
    const stop = new AbortController();
    const run = engine.run(JOB, {
      signal: stop.signal,
      onProgress: () => {
        setTimeout(() => stop.abort(), 20);
        return new Promise(() => {});
      },
    });
    expect(await run).toEqual({ refused: 'stopped' });
    expect(await engine.run(JOB)).toMatchObject({ requests: 3_000_000 });
  });
}

test('a listener that breaks its promise holds nothing for ever', async () => {
  function* work() {
    yield { done: 0, total: 1, phase: /** @type {const} */ ('keys') };
    return /** @type {any} */ ({ keys: 1 });
  }
  const pace = { stretchMs: 0, now: () => 0, pause: async () => {}, signal: new AbortController().signal };
  const answer = await inStretches(work(), {
    ...pace,
    onProgress: () => Promise.reject(new Error('broken')),
  });
  expect(answer).toEqual({ keys: 1 });
});
