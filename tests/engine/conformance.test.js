/**
 * The rules, held by recorded answers (tests/vectors, from an independent model in Python) and by two
 * builds of the same C++ that must not differ in one byte.
 */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { randomScenarios } from '../conformance/random-scenarios.mjs';
import { parse, stringify } from '../conformance/scenario-json.mjs';
import { runScenarios } from '../conformance/scenarios.mjs';
import { subjects } from '../conformance/subjects.mjs';

/** @type {Record<string, import('../conformance/subject.d.ts').Subject>} */
const engines = {};

beforeAll(async () => {
  for (const name of ['wasm', 'native']) {
    engines[name] = /** @type {import('../conformance/subject.d.ts').Subject} */ (await subjects[name]());
  }
});

afterAll(async () => {
  for (const engine of Object.values(engines)) await engine.close();
});

/**
 * Whole numbers and texts exactly, other numbers within 1e-9.
 * @param {any} actual
 * @param {any} expected
 * @param {string} path
 */
function same(actual, expected, path) {
  if (typeof expected === 'number' && !Number.isInteger(expected)) {
    expect(Math.abs(actual - expected), path).toBeLessThan(1e-9);
  } else if (typeof expected === 'object' && expected !== null) {
    expect(Object.keys(actual ?? {}), path).toEqual(Object.keys(expected));
    for (const name of Object.keys(expected)) same(actual[name], expected[name], `${path}.${name}`);
  } else {
    expect(actual, path).toBe(expected);
  }
}

/** As JSON writes it, names sorted. @param {unknown} value */
const plain = (value) => JSON.parse(stringify(value));

for (const file of ['hash', 'draws', 'ring', 'herd', 'cache']) {
  describe.each(['wasm', 'native'])(`the rules of ${file}.json on %s`, (name) => {
    test('every answer is the recorded one', async () => {
      const json = await readFile(new URL(`../vectors/${file}.json`, import.meta.url), 'utf8');
      const { scenarios } = plain(parse(json));
      const answers = await runScenarios(engines[name], json);
      expect(answers.size).toBe(scenarios.length);
      for (const { id, expect: expected } of scenarios) same(plain(answers.get(id)), expected, id);
    });
  });
}

test.each([11n, 12n, 13n])('wasm and native answer 1,500 random scenarios alike, seed %s', async (seed) => {
  const file = randomScenarios(seed, 1500);
  const json = JSON.stringify(file);
  const wasm = await runScenarios(engines.wasm, json);
  const native = await runScenarios(engines.native, json);
  for (const scenario of file.scenarios) {
    const { id } = scenario;
    expect(stringify(wasm.get(id)), JSON.stringify(scenario)).toBe(stringify(native.get(id)));
  }
  const ok = [...wasm.values()].filter((answer) => !stringify(answer).startsWith('{"refused"'));
  expect(ok.length, 'hostile, but not only').toBeGreaterThan(500);
  expect(stringify([...wasm.values()]), 'a fault of ours').not.toContain('engine-failed');
});

describe('scenario files', () => {
  const runs = async (/** @type {string} */ json) => plain(await runScenarios(engines.wasm, json));

  test('an unknown kind is refused', async () => {
    const scenarios = ['fly', '__proto__', 'constructor'].map((kind) => ({
      id: kind,
      kind,
      input: {},
    }));
    expect(await runs(JSON.stringify({ scenarios }))).toEqual(
      JSON.parse(
        '{"fly":{"refused":"kind-unknown"},"__proto__":{"refused":"kind-unknown"},"constructor":{"refused":"kind-unknown"}}',
      ),
    );
  });

  test('scenarios that are none are passed over', async () => {
    expect(await runs('{"scenarios":[null,1,"x",[],{}]}')).toEqual({});
    expect(await runs('[]')).toEqual({});
    expect(await runs('{"scenarios":[{"id":"a","kind":"hash"},{"id":"b","kind":5,"input":{}}]}')).toEqual({
      a: { refused: 'input-unreadable' },
      b: { refused: 'kind-unknown' },
    });
  });

  test('servers named like numbers keep the order they are listed in', async () => {
    // owner numbers are indices in that order, and a plain object would list "2" before "10"
    const ring = '{"points":{"10":["100"],"2":["200"]}}';
    const json = `{"scenarios":[{"id":"x","kind":"lookup-hash","input":{"ring":${ring},"hashes":["150"],"digest":true}}]}`;
    expect((await runs(json)).x.counts).toEqual([0, 1]);
  });
});
