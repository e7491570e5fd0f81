/**
 * How the cost of a census grows: over servers, virtual nodes and keys, natively and in WebAssembly, and
 * over the workers that share it. No budgets, a table; npm run bench adds it as build/bench-growth.json.
 *
 *   node tests/bench/growth.mjs
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isRefused } from '../../web/engine/checks.js';
import { newEngine } from '../../web/engine/node.js';
import { root } from '../tools/processes.mjs';

/** [servers, virtual nodes, keys] */
const RINGS = [
  ...[10, 100, 1000, 9000].map((servers) => [servers, 100, 10_000_000]),
  ...[1, 10, 1000, 9000].map((vnodes) => [100, vnodes, 10_000_000]),
  [1000, 200, 10_000_000],
  ...[1_000_000, 10_000_000, 100_000_000].map((keys) => [100, 100, keys]),
];

const ROUNDS = 3;

/** @param {number[]} values */
const least = (values) => Math.min(...values);

/** Nanoseconds a key, from so many servers to one more. @param {string} program @param {string[]} args */
function kernels(program, args) {
  const names = RINGS.map((ring) => `census:${ring.join(':')}`);
  const all = Array.from({ length: ROUNDS }, () =>
    JSON.parse(execFileSync(program, [...args, 'none', ...names], { encoding: 'utf8' })),
  );
  return names.map((name) => ({
    value: least(all.map((round) => round[name].value)),
    check: /** @type {string} */ (all[0][name].check),
  }));
}

/** Seconds for a hundred million keys by so many workers. @param {number} workers */
async function shared(workers) {
  const engine = await newEngine();
  /** @type {import('../../web/engine/edgecache.d.ts').CensusJob} */
  const job = { do: 'census', before: 100, after: 101, keys: { prefix: 'user:', count: 100_000_000 } };
  await engine.run({ ...job, keys: { prefix: 'user:', count: 20_000_000 } }, { workers });
  const seconds = [];
  for (let i = 0; i < ROUNDS; i++) {
    const start = performance.now();
    const answer = await engine.run(job, { workers });
    if (isRefused(answer)) throw new Error(answer.refused);
    seconds.push((performance.now() - start) / 1000);
  }
  return least(seconds);
}

/** Prints the table, writes and gives back the rows. */
export async function growth() {
  const native = kernels(join(root, 'build/native/native_bench'), []);
  const wasm = kernels(process.execPath, [join(root, 'build/wasm/wasm_bench.cjs')]);
  const rings = RINGS.map(([servers, vnodes, keys], i) => {
    if (native[i].check !== wasm[i].check) throw new Error(`${servers} x ${vnodes}: two answers`);
    return { servers, vnodes, keys, native: native[i].value, wasm: wasm[i].value, unit: 'ns a key' };
  });
  const cores = cpus().length;
  const workers = [];
  for (let many = 1; many <= Math.min(8, cores); many++) {
    workers.push({ workers: many, keys: 100_000_000, seconds: await shared(many) });
  }
  const machine = `${cores} x ${cpus()[0]?.model.trim()}, node ${process.version}`;
  mkdirSync(join(root, 'build'), { recursive: true });
  writeFileSync(
    join(root, 'build/bench-growth.json'),
    `${JSON.stringify({ machine, rings, workers }, null, 2)}\n`,
  );
  console.table(rings);
  console.table(workers);
  return { rings, workers };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await growth();
