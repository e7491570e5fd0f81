/**
 * npm run bench: measures what performance.md gives a budget to, writes build/bench.json and prints a
 * table. Seven rounds; in each, every implementation runs in a process of its own, one after the other, so
 * that a busy moment of the machine hits all alike. `--rounds N` for fewer or more.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { BUDGETS, median, met } from './budgets.mjs';
import { CACHE_BUDGETS, CACHE_CHECKS } from './budgets-cache.mjs';
import { CENSUS_BUDGETS } from './budgets-census.mjs';
import { growth } from './growth.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const node = process.execPath;
const { values } = parseArgs({ options: { rounds: { type: 'string', default: '7' } } });
const rounds = Number(values.rounds);
const machine = `${cpus().length} x ${cpus()[0]?.model.trim()}, node ${process.version}`;

/** @type {Record<string, [string, string[]]>} */
const PROGRAMS = {
  native: [`${root}build/native/native_bench`, []],
  wasm: [node, [`${root}build/wasm/wasm_bench.cjs`]],
  public: [node, [`${root}tests/bench/public-round.mjs`]],
  policy: [node, ['--disallow-code-generation-from-strings', `${root}tests/bench/public-round.mjs`]],
  peers: [node, [`${root}tests/bench/peers-round.mjs`]],
  worker: [node, [`${root}tests/bench/worker-round.mjs`]],
  script: [node, [`${root}tests/bench/census-round.mjs`]],
  chromium: [node, [`${root}tests/bench/chromium-round.mjs`]],
  caches: [node, [`${root}tests/bench/cache-round.mjs`]],
  cachesTenMillion: [node, [`${root}tests/bench/cache-round.mjs`, '--p15']],
  cachesNative: [`${root}build/native/cache_bench`, []],
  cachesWasm: [node, [`${root}build/wasm/cache_bench.cjs`]],
};

/** @returns {import('./budgets.mjs').Round} */
function round() {
  const names = Object.keys(PROGRAMS);
  const measured = names.map((name) => {
    const [program, args] = PROGRAMS[name];
    return [name, JSON.parse(execFileSync(program, args, { encoding: 'utf8', cwd: root }))];
  });
  return Object.fromEntries(measured);
}

for (const [program, args] of [PROGRAMS.native, PROGRAMS.wasm, PROGRAMS.cachesNative, PROGRAMS.cachesWasm]) {
  const file = args[0] ?? program;
  if (!existsSync(file))
    throw new Error(`${file} is not built: cmake --build --preset native, --preset wasm`);
}

/** @type {import('./budgets.mjs').Round[]} */
const all = [];
for (let i = 0; i < rounds; i++) {
  process.stderr.write(`round ${i + 1} of ${rounds}\r`);
  all.push(round());
}
const checks = [
  ...['lookup-10000', 'lookup-200000', 'hash-packed', 'place-range-10000'],
  ...['census-1000000', 'census-100000000', 'census-loads-10000000', 'census-naive-1000000'],
];
for (const kernel of checks) {
  const digests = new Set(
    all.flatMap(({ native, wasm }) => [native, wasm].map((k) => /** @type {any} */ (k[kernel]).check)),
  );
  if (digests.size !== 1) throw new Error(`${kernel}: native and WebAssembly gave different answers`);
}
for (const kernel of CACHE_CHECKS) {
  const digests = new Set(
    all.flatMap(({ cachesNative, cachesWasm }) =>
      [cachesNative, cachesWasm].map((k) => /** @type {any} */ (k[kernel]).check),
    ),
  );
  if (digests.size !== 1) throw new Error(`${kernel}: native and WebAssembly gave different answers`);
}
for (const kernels of [all[0].native, all[0].wasm]) {
  const [ours, naive] = ['census-1000000', 'census-naive-1000000'].map(
    (name) => /** @type {any} */ (kernels[name]),
  );
  if (ours.check !== naive.check) throw new Error('the census and the naive port gave different answers');
}

const rows = [...CENSUS_BUDGETS, ...BUDGETS, ...CACHE_BUDGETS].map((budget) => {
  const samples = all.map(budget.of);
  const value = median(samples);
  const spread = `${rounds} rounds, ${Math.min(...samples).toPrecision(3)} to ${Math.max(...samples).toPrecision(3)}`;
  const detail = budget.unit === 'x' ? spread : `${spread}; ${machine}`;
  const { id, what, unit } = budget;
  return {
    id,
    what,
    value: Number(value.toPrecision(4)),
    unit,
    budget: budget.budget,
    met: met(value, budget),
    detail,
  };
});
rows.push(...(await sizeRows()), ...(await deckRows()), ...(await firstViewRows()));

/** P11, when the site is built. */
async function sizeRows() {
  if (!existsSync(`${root}dist/assets`)) return [];
  const { measureSizes } = await import('../tools/sizes.mjs');
  return measureSizes().flatMap(({ what, bytes, budget }) => {
    if (budget === undefined) return [];
    const reached = met(bytes, { budget, side: 'most' });
    return [
      {
        id: 'P11',
        what: `${what}, brotli`,
        value: bytes,
        unit: 'bytes',
        budget,
        met: reached,
        detail: 'dist/',
      },
    ];
  });
}

/** P16 and P13, when the site is built. */
async function deckRows() {
  if (!existsSync(`${root}dist/assets`)) return [];
  process.stderr.write('the deck at rest, and visited\r');
  const { idleRows } = await import('./idle.mjs');
  const { frameRows } = await import('./frames.mjs');
  return [...(await idleRows()), ...(await frameRows())];
}

/** P12, where npx has Lighthouse or can fetch it. */
async function firstViewRows() {
  if (!existsSync(`${root}dist/assets`)) return [];
  process.stderr.write('the first view, by Lighthouse\r');
  const { lighthouseRows } = await import('./lighthouse.mjs');
  return lighthouseRows().catch((error) => {
    console.error(`P12 is not measured: ${error.message.split('\n')[0]}`);
    return [];
  });
}

mkdirSync(`${root}build`, { recursive: true });
writeFileSync(`${root}build/bench.json`, `${JSON.stringify(rows, null, 2)}\n`);
for (const { id, what, value, unit, budget, met: reached } of rows) {
  const verdict = reached === true ? 'met' : reached || 'MISSED';
  console.log(
    `${id.padEnd(4)} ${`${value} ${unit}`.padStart(14)}  budget ${String(budget).padStart(6)}  ${verdict.padEnd(11)} ${what}`,
  );
}
await growth();
console.log(`medians of ${rounds} rounds on ${machine}: build/bench.json`);
