// One constant of the C++ is changed, the seed of every position, and the module is built anew: the record must contradict it on
// every slide whose numbers come from hashes, and on no other.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { render } from '@lit-labs/ssr';
import { collectResult } from '@lit-labs/ssr/lib/render-result.js';
import { beforeAll, expect, test } from 'vitest';
import { createEngine } from '../../web/engine/engine.js';
import { newEngine } from '../../web/engine/node.js';
import { findElements } from '../../web/tooling/html-edit.js';
import { lookupVectors } from '../../web/tooling/lookup-vectors.js';
import { compact } from '../../web/tooling/stills.js';
import { computedFor, deck, recordedIn } from '../tools/record.mjs';

const build = join(import.meta.dirname, '..', '..', 'build', 'wasm');
const html = readFileSync(deck, 'utf8');
const recorded = recordedIn(html);
/** @type {import('../../web/engine/edgecache.d.ts').Engine} */
let other;

beforeAll(async () => {
  const { status, stdout, stderr } = spawnSync(
    'cmake',
    ['--build', build, '--target', 'edgecache_wasm_other_seed'],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`${stdout}${stderr}`);
  const { default: factory } = await import(join(build, 'edgecache-other-seed.mjs'));
  other = await createEngine(await readFile(join(build, 'edgecache-other-seed.wasm')), { factory });
}, 60_000);

/** @param {import('../../web/engine/edgecache.d.ts').Engine} engine */
async function slidesThatLie(engine) {
  const computed = await computedFor(recorded, engine);
  return new Set(recorded.filter(({ text }, i) => text !== computed[i]).map(({ slide }) => slide));
}

/** Slides on which the other engine draws other numbers, whatever the claims say. @param {any} engine */
async function slidesDrawnOtherwise(engine) {
  const own = await newEngine({});
  /** @type {string[]} */
  const slides = [];
  for (const { attributes, content } of findElements(html, ({ attributes }) => 'data-still' in attributes)) {
    const script = JSON.parse(content.match(/<script[^>]*>([\s\S]*?)<\/script>/)?.[1] ?? '[]');
    const { draw } = await import(`../../slides/stills/${attributes['data-still']}.js`);
    const numbers = async (/** @type {any} */ by) =>
      compact(await collectResult(render(await draw(by, { attributes, script, lookupVectors }))))
        .replace(/<[^>]*>/g, ' ')
        .match(/\d[\d.,]*/g);
    if (String(await numbers(own)) !== String(await numbers(engine))) slides.push(attributes['data-still']);
  }
  return slides;
}

test('with another hash seed the claims name every slide that would now lie', async () => {
  const position = (/** @type {any} */ engine) => engine.position('user:123').hex;
  expect(position(other)).not.toBe(position(await newEngine({})));
  const liars = await slidesThatLie(other);
  // Slide 7 is drawn by degrees: it would stay true.
  expect(liars).not.toContain('the-ring');
  // And whatever slide draws other numbers is among those that are named.
  const changed = await slidesDrawnOtherwise(other);
  expect(changed.length).toBeGreaterThan(5);
  expect([...liars].sort()).toEqual(expect.arrayContaining(changed));
}, 90_000);

test('with the deck’s own seed nobody lies', async () => {
  expect(await slidesThatLie(await newEngine({}))).toEqual(new Set());
}, 60_000);
