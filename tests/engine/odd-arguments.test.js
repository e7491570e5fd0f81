/**
 * Nothing throws: every member, called with every kind of thing in every place, answers a value. And it
 * never mistakes the caller's mistake for a fault of its own.
 */
import { expect, test } from 'vitest';
import { newEngine } from '../../web/engine/node.js';

const ODD = [
  undefined,
  null,
  true,
  Number.NaN,
  -1,
  1.5,
  2 ** 53,
  5n,
  '',
  'A',
  '\ud800',
  Symbol('s'),
  () => {},
  [],
  [null],
  [1n],
  {},
  { bytes: 1, offsets: 2 },
  { prefix: 'k', count: 3 },
  { prefix: 'k', count: -1 },
  { hash: 'md5' },
  { vnodes: -1 },
  { servers: [null] },
  { servers: [{ name: 5 }] },
  { servers: ['A', { name: 'B', positions: [null] }] },
  { servers: 5, seed: 'x' },
  { do: 'place' },
  { do: 'place', ring: {}, keys: [], owners: 1 },
  { do: 'remap', before: 1 },
  new Map(),
  new Uint8Array(3),
  new Float64Array([Number.NaN]),
  Object.create(null),
];

/** Members that are asked without arguments, or told to end. */
const QUIET = ['delete', 'constructor', 'ask', 'askOf', 'run', 'onReplaced'];

/** @param {object} object */
const members = (object) =>
  Object.entries(Object.getOwnPropertyDescriptors(Object.getPrototypeOf(object)))
    .filter(([name, { value }]) => typeof value === 'function' && !QUIET.includes(name))
    .map(([name]) => name);

/** @param {any} object */
function callEverything(object) {
  for (const name of members(object)) {
    for (const first of ODD) {
      for (const second of ODD) {
        const answer = object[name](first, second, second, first);
        expect(answer, name).not.toBe(undefined);
        if (answer?.refused) expect(answer.refused, name).not.toMatch(/^engine-/);
        if (typeof answer?.delete === 'function') answer.delete();
      }
    }
  }
}

test('every member of the engine, called with every kind of thing', async () => {
  const engine = /** @type {any} */ (await newEngine({}));
  callEverything(engine);
  expect(engine.fault).toBeNull();
});

test('every member of a ring, called with every kind of thing', async () => {
  const engine = /** @type {any} */ (await newEngine({}));
  const ring = engine.ring({ servers: ['A', 'B'] });
  callEverything(ring);
  expect(engine.fault).toBeNull();
  ring.delete();
});

test('every kind of thing as a job', async () => {
  const engine = /** @type {any} */ (await newEngine({}));
  for (const job of ODD) {
    const answer = await engine.run(job, null);
    expect(answer).toBeTypeOf('object');
  }
  expect(
    await engine.run({ do: 'place', ring: {}, keys: { prefix: 'k', count: 4_000_000_000 }, owners: true }),
  ).toEqual({
    refused: 'too-big',
  });
  expect(engine.fault).toBeNull();
});
