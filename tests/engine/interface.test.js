/**
 * edgecache.d.ts says what there is; this test says that it is there, and that nothing else is.
 */
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { newEngine } from '../../web/engine/node.js';

const declared = await readFile(new URL('../../web/engine/edgecache.d.ts', import.meta.url), 'utf8');

/** Names of the members of an interface. @param {string} name */
function members(name) {
  const body = declared.split(`export interface ${name} {`)[1].split('\n}')[0];
  const withoutComments = body.replace(/\/\*\*[\s\S]*?\*\//g, '');
  return [...withoutComments.matchAll(/^ {2}(?:readonly )?(\w+)[(<:?]/gm)].map((match) => match[1]);
}

/** Names a class offers, its own and those of the class it extends. @param {object} object @returns {string[]} */
function offered(object) {
  const shape = Object.getPrototypeOf(object);
  if (shape === Object.prototype) return [];
  return [...Object.getOwnPropertyNames(shape).filter((name) => name !== 'constructor'), ...offered(shape)];
}

test('every declared name of the engine exists, and no undeclared one but the inner ones', async () => {
  const engine = await newEngine();
  const names = members('Engine');
  expect(names.length).toBeGreaterThan(10);
  for (const name of names) expect(name in engine, name).toBe(true);
  expect(offered(engine).sort()).toEqual([...names, 'ask', 'askOf'].sort());
});

test('every declared name of a ring exists, and no undeclared one', async () => {
  const engine = await newEngine();
  const ring = /** @type {any} */ (engine.ring());
  const names = members('HashRing');
  expect(names.length).toBeGreaterThan(15);
  for (const name of names) expect(name in ring, name).toBe(true);
  expect(offered(ring).sort()).toEqual([...names].sort());
  ring.delete();
});

test('every code of C++ is declared', async () => {
  const engine = /** @type {any} */ (await newEngine());
  /** @type {string[]} */
  const codes = engine.ask((/** @type {any} */ instance) => instance.codes);
  expect(codes.length).toBeGreaterThan(10);
  expect(codes[0]).toBe('');
  for (const code of codes.slice(1)) expect(declared).toContain(`| '${code}'`);
});

test('every bound name of the module is known here', async () => {
  // Called once at least by the tests beside this one; a name that nobody calls should not be bound.
  const parts = ['bindings.cpp', 'run_bindings.cpp'].map((name) =>
    readFile(new URL(`../../cpp/bindings/${name}`, import.meta.url), 'utf8'),
  );
  const source = (await Promise.all(parts)).join('\n');
  const bound = [...source.matchAll(/function\("(\w+)"/g)].map((match) => match[1]);
  expect(bound.length).toBeGreaterThan(25);
  const files = [
    'census',
    'division',
    'hash-ring',
    'hashes',
    'draws',
    'instance',
    'keys',
    'memory',
    'outage',
    'placement',
    'placement-handle',
    'placements',
    'remap',
    'ring-drawing',
    'ring-handle',
    'ring-lookup',
    'text-cache',
    'tiered-cache',
    'jobs/herd',
    'jobs/invalidation',
    'jobs/trace',
    'trace-blocks',
    'jobs/rings',
    'chord',
    'pseudocode',
    'mistakes',
    'zipf',
  ];
  const callers = await Promise.all(
    files.map((file) => readFile(new URL(`../../web/engine/${file}.js`, import.meta.url), 'utf8')),
  );
  for (const name of bound) expect(callers.join('\n'), name).toMatch(new RegExp(`\\.${name}\\b`));
});
