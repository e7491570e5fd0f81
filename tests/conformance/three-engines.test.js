/**
 * WebAssembly, native and Python under the same ten thousand random scenarios, many of them hostile, through
 * the command that anybody can run: three files, equal to the byte.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { KINDS } from './python-subject.mjs';
import { randomScenarios } from './random-scenarios.mjs';

const RUN = fileURLToPath(new URL('run.mjs', import.meta.url));
const ENGINES = ['wasm', 'native', 'python'];
/** Another seed is another ten thousand: `EDGECACHE_SEED=7 npx vitest run tests/conformance`. */
const seed = BigInt(process.env.EDGECACHE_SEED ?? 20261);

/** @type {string} */
let folder;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'three-engines-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** One file of scenarios through the command line of one engine. @param {string} engine @param {object[]} scenarios */
async function answersOf(engine, scenarios) {
  const [asked, answered] = ['in', 'out'].map((name) => join(folder, `${engine}-${name}.json`));
  await writeFile(asked, JSON.stringify({ scenarios }));
  await promisify(execFile)(process.execPath, [RUN, '--engine', engine, '--in', asked, '--out', answered]);
  return readFile(answered, 'utf8');
}

// Ten seconds on two free cores; the time-out is for machines with other work.
test(`10,000 random scenarios get one answer from three engines, seed ${seed}`, {
  timeout: 240_000,
}, async () => {
  console.log(`scenarios drawn from seed ${seed}`);
  const { scenarios } = randomScenarios(seed, 10_000, KINDS);
  const [wasm, native, python] = await Promise.all(ENGINES.map((engine) => answersOf(engine, scenarios)));
  const answers = [wasm, native, python].map((file) => JSON.parse(file));
  expect(Object.keys(answers[0])).toHaveLength(10_000);
  for (const scenario of scenarios) {
    const [one, ...others] = answers.map((of) => JSON.stringify(of[scenario.id]));
    for (const other of others) expect(other, JSON.stringify(scenario)).toBe(one); // names the culprit
  }
  expect(native === wasm && python === wasm, 'equal to the byte').toBe(true);
  const refused = scenarios.filter(({ id }) => 'refused' in (answers[0][id] ?? {})).length;
  expect(refused, 'hostile').toBeGreaterThan(1000);
  expect(refused, 'but not only').toBeLessThan(7000);
});

test('T07: texts at the limit, digits without end and labels longer than a text get one answer', {
  timeout: 180_000,
}, async () => {
  const atLimit = { repeat: ['a', 2 ** 24] };
  const scenarios = [
    ['hash', { texts: [atLimit] }],
    ['hash', { texts: [{ repeat: ['a', 2 ** 24 + 1] }] }],
    ['hash', { texts: [{ repeat: ['é', 2 ** 23 + 1] }] }],
    ['steps', { steps: [['add', atLimit, 1], ['points'], ['add', { repeat: ['b', 2 ** 24 + 1] }, 1]] }],
    ['angles', { servers: { A: `${'0'.repeat(6000)}45`, B: `120.${'0'.repeat(5000)}1` }, keys: { X: '75' } }],
    ['angles', { servers: { A: `359.${'9'.repeat(100_000)}` }, keys: { X: `${'9'.repeat(5000)}` } }],
  ].map(([kind, input], i) => ({ id: `${i}`, kind, input }));
  const [wasm, ...others] = await Promise.all(ENGINES.map((engine) => answersOf(engine, scenarios)));
  for (const other of others) expect(JSON.parse(other)).toEqual(JSON.parse(wasm));
  expect(JSON.parse(wasm)[1]).toEqual({ refused: 'text-too-long' });
});

test('python leaves out the kinds that the reference does not do', async () => {
  const scenarios = ['load', 'zipf', 'splitmix64', 'hash-lengths', 'tiered', 'fly'].map((kind) => ({
    id: kind,
    kind,
    input: {},
  }));
  expect(JSON.parse(await answersOf('python', scenarios))).toEqual({ fly: { refused: 'kind-unknown' } });
});
