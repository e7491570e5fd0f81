/**
 * A trace through policies and tiers, as a job: where its requests may come from, what it counts on the
 * way, what it refuses, and that it can be stopped.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { runScenarios } from '../conformance/scenarios.mjs';
import { subjects } from '../conformance/subjects.mjs';
import { steps } from '../../web/engine/jobs/index.js';
import { newEngine } from '../../web/engine/node.js';
import { TRACE_LIMITS } from '../../web/engine/trace-blocks.js';

/** @type {any} */
let engine;
beforeAll(async () => {
  engine = await newEngine();
});

const POLICIES = ['LRU', 'FIFO', 'CLOCK', 'SIEVE', 'S3-FIFO', 'Belady'];
const run = (/** @type {any} */ job, /** @type {any} */ options = {}) =>
  engine.run({ do: 'trace', ...job }, options);

describe('where requests come from', () => {
  test('draws, their numbers and their names are the same trace', async () => {
    const zipf = { objects: 500, skew: '0.99', seed: '7', count: 20_000 };
    const objects = engine.zipf(zipf);
    const names = Array.from(objects, (object) => `user:${object}`);
    const rest = { policies: POLICIES, capacities: [5, 50], tiers: { capacity: [5, 20, 60] } };
    const [drawn, numbered, named, pasted] = await Promise.all(
      [{ zipf }, { objects }, { keys: names }, { text: names.join('\n') }].map((trace) =>
        run({ trace, ...rest }),
      ),
    );
    expect(drawn.requests).toBe(20_000);
    expect(drawn.distinct).toBe(new Set(objects).size);
    expect(numbered).toEqual(drawn);
    expect(pasted).toEqual(named);
    // Names are numbered in the order they are met, so the same places hold other numbers.
    expect({ ...named, stats: { ...named.stats, digest: '' } }).toEqual({
      ...drawn,
      stats: { ...drawn.stats, digest: '' },
    });
    for (const policy of POLICIES)
      expect(drawn.misses.Belady[0]).toBeLessThanOrEqual(drawn.misses[policy][0]);
  });

  test('a pasted trace: one key a line, blank lines are none, a CR belongs to the line break', async () => {
    const { requests, distinct, misses } = await run({
      trace: { text: 'a\nb\r\n\n\r\nc\na\n b\na' },
      policies: ['LRU', 'Belady'],
      capacities: [1, 2, 3],
    });
    expect({ requests, distinct }).toEqual({ requests: 6, distinct: 4 });
    expect(misses).toEqual({ LRU: [6, 5, 4], Belady: [6, 4, 4] });
  });

  test('a pasted trace of 1,000,000 lines works', async () => {
    const lines = Array.from({ length: 1_000_000 }, (_, i) => `user:${(i * 7919) % 5000}`);
    const { requests, distinct, misses } = await run({
      trace: { text: lines.join('\n') },
      policies: ['FIFO'],
      capacities: [5000],
    });
    expect({ requests, distinct, misses }).toEqual({
      ...{ requests: 1_000_000, distinct: 5000, misses: { FIFO: [5000] } },
    });
  });

  test('a pasted trace over the limit is refused, and the limit can be told', async () => {
    const refused = { refused: 'trace-too-long' };
    const lines = 'a\n'.repeat(TRACE_LIMITS.lines);
    const limit = { policies: ['LRU'], capacities: [1] };
    expect((await run({ trace: { text: lines }, ...limit })).requests).toBe(TRACE_LIMITS.lines);
    expect(await run({ trace: { text: `${lines}a` }, ...limit })).toEqual(refused);
    expect(await run({ trace: { text: 'a'.repeat(TRACE_LIMITS.characters + 1) } })).toEqual(refused);
    expect(await run({ trace: { objects: new Uint32Array(TRACE_LIMITS.requests + 1) } })).toEqual(refused);
  });

  test('T01 to T11 in a pasted trace: keys are their bytes', async () => {
    const text = [
      '\u00e9',
      'e\u0301',
      '__proto__',
      '\ufeff',
      '\u202e',
      'a\u0000b',
      '日本',
      'x\ud800',
      'x\ufffd',
    ].join('\n');
    expect((await run({ trace: { text }, policies: ['LRU'], capacities: [9] })).distinct).toBe(8);
  });

  test('an empty trace is no error', async () => {
    for (const trace of [{ text: '' }, { keys: [] }, { objects: new Uint32Array(0) }]) {
      expect(await run({ trace, policies: ['LRU', 'Belady'], capacities: [1] })).toMatchObject({
        ...{ requests: 0, distinct: 0, misses: { LRU: [0], Belady: [0] } },
      });
    }
  });
});

describe('on the way', () => {
  test('what is counted so far is a curve: every policy has seen the same requests', () => {
    const work = steps(engine, {
      do: 'trace',
      trace: { zipf: { objects: 5000, skew: '1', seed: '1', count: 100_000 } },
      policies: /** @type {any} */ (POLICIES),
      capacities: [10, 100, 1000],
    });
    const replayed = [];
    const phases = new Set();
    let step = work.next();
    for (; !step.done; step = work.next()) {
      const told = typeof step.value === 'function' ? step.value() : step.value;
      phases.add(told.phase);
      expect(told.done).toBeLessThanOrEqual(told.total);
      if (told.phase === 'replay') replayed.push(/** @type {any} */ (told.partial));
    }
    expect([...phases]).toEqual(['trace', 'look-back', 'replay']);
    expect(replayed.length).toBeGreaterThan(10);
    for (const { requests, misses } of replayed) {
      for (const policy of POLICIES) {
        for (const missed of misses[policy]) expect(missed).toBeLessThanOrEqual(requests);
      }
    }
    expect(step.value).toMatchObject(replayed[replayed.length - 1]);
    expect(replayed[replayed.length - 1].requests).toBe(100_000);
  });

  test('R26: ten million steps are cut into slices, can be stopped, and keep nothing', async () => {
    const heap = () => engine.ask((/** @type {any} */ { native }) => native.HEAPU8.length);
    const before = heap();
    const stop = new AbortController();
    let told = 0;
    const run10 = run(
      {
        trace: { zipf: { objects: 1000, skew: '0.99', seed: '1', count: 10_000_000 } },
        tiers: { capacity: [10, 50, 200] },
      },
      {
        workers: 0, // on the page, where slices matter most
        signal: stop.signal,
        onProgress: () => {
          if (++told === 5) stop.abort();
        },
      },
    );
    expect(await run10).toEqual({ refused: 'stopped' });
    expect(told).toBeLessThan(10);
    expect(heap() - before).toBeLessThanOrEqual(4 << 20);
  });
});

test('refusals come with their codes', async () => {
  const zipf = { objects: 10, skew: '1', seed: '1', count: 10 };
  const trace = { zipf };
  for (const [job, code] of /** @type {[any, string][]} */ ([
    [{ trace: {} }, 'input-unreadable'],
    [{ trace: null }, 'input-unreadable'],
    [{}, 'input-unreadable'],
    [{ trace: { text: 5 } }, 'input-unreadable'],
    [{ trace: { objects: [1, 2] } }, 'input-unreadable'],
    [{ trace: { objects: Uint32Array.of(1 << 24) } }, 'count-out-of-range'],
    [{ trace: { keys: [5] } }, 'input-unreadable'],
    [{ trace: { zipf: { ...zipf, objects: 0 } } }, 'count-out-of-range'],
    [{ trace: { zipf: { ...zipf, objects: 1 << 24 } } }, 'too-big'],
    [{ trace: { zipf: { ...zipf, count: -1 } } }, 'count-out-of-range'],
    [{ trace: { zipf: { ...zipf, count: 1e10 } } }, 'trace-too-long'],
    [{ trace: { zipf: { ...zipf, seed: -1 } } }, 'seed-out-of-range'],
    [{ trace: { zipf: { ...zipf, skew: 'x', count: 0 } } }, 'skew-unknown'],
    [{ trace, policies: ['MRU'], capacities: [1] }, 'policy-unknown'],
    [{ trace, policies: 'LRU', capacities: [1] }, 'input-unreadable'],
    [{ trace, policies: ['LRU'], capacities: [0] }, 'capacity-out-of-range'],
    [{ trace, policies: ['LRU'], capacities: [1.5] }, 'capacity-out-of-range'],
    [{ trace, policies: ['LRU'], capacities: Array(257).fill(1) }, 'count-out-of-range'],
    [{ trace, tiers: { capacity: [2, 1, 1] } }, 'capacity-not-growing'],
    [{ trace, tiers: null }, 'input-unreadable'],
  ])) {
    expect(await run(job), JSON.stringify(job)?.slice(0, 100)).toEqual({ refused: code });
  }
});

describe('trace files of scenarios', () => {
  /** @param {object[]} scenarios @param {string} [folder] */
  async function answers(scenarios, folder) {
    const [wasm, native] = await Promise.all([subjects.wasm(), subjects.native()]);
    const json = JSON.stringify({ scenarios });
    const both = [await runScenarios(wasm, json, folder), await runScenarios(native, json, folder)];
    await Promise.all([wasm.close(), native.close()]);
    expect(both[1]).toEqual(both[0]);
    return both[0];
  }

  test('a file of numbers, compressed or not, is the trace that was written into it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'traces-'));
    try {
      const zipf = { objects: 300, skew: '1', seed: '3', count: 5000 };
      const lines = `# numbers of objects\n${Array.from(engine.zipf(zipf)).join('\n')}\n`;
      await writeFile(join(folder, 'plain.txt'), lines);
      await writeFile(join(folder, 'packed.txt.gz'), gzipSync(lines));
      await writeFile(join(folder, 'words.txt'), 'one\ntwo\n');
      const ways = [
        { zipf },
        { trace: 'plain.txt' },
        { trace: 'packed.txt.gz' },
        ...['words.txt', 'none.txt', '../plain.txt', ''].map((trace) => ({ trace })),
      ];
      const asked = [
        { kind: 'policy', input: { policy: 'SIEVE', capacities: [3, 30] } },
        { kind: 'tiered', input: { capacity: [3, 10, 30], touch: 'all' } },
      ];
      const results = await answers(
        asked.flatMap(({ kind, input }) =>
          ways.map((way, i) => ({ id: `${kind}-${i}`, kind, input: { ...input, ...way } })),
        ),
        folder,
      );
      for (const { kind } of asked) {
        const [drawn, plain, packed, ...refused] = ways.map((_, i) => results.get(`${kind}-${i}`));
        expect(plain).toEqual(drawn);
        expect(packed).toEqual(drawn);
        expect(drawn).not.toHaveProperty('refused');
        for (const answer of refused) expect(answer).toEqual({ refused: 'input-unreadable' });
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  // The trace is another project's and not copied into this one: EDGECACHE_TRACES names a folder that has it.
  test.skipIf(!process.env.EDGECACHE_TRACES)('every answer of trace.json is the recorded one', async () => {
    const file = await readFile(new URL('../vectors/trace.json', import.meta.url), 'utf8');
    const { scenarios } = JSON.parse(file);
    const found = await answers(scenarios, process.env.EDGECACHE_TRACES);
    for (const { id, expect: expected } of scenarios) expect(found.get(id), id).toEqual(expected);
  });
});
