// Slide 9: every number in its words and its drawing against the engine, and where it can be against somebody else:
// the Python reference, a formula, or the drawing's own marks counted again.
import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { loadEngine } from '../../web/engine/node.js';
import { drawStill } from '../../web/tooling/stills.js';
import { countKeys, marksOf } from '../../web/widgets/key-census/counts.js';
import { plain, section, words } from './deck-words.js';

const from = (/** @type {string} */ path) => new URL(`../../${path}`, import.meta.url);
const reference = from('slides/consistent_hashing.py').pathname;
const still = await drawStill('the-math-that-saves', {
  script: JSON.parse(section('the-math-that-saves').match(/data-script>([^<]*)</)?.[1] ?? '[]'),
});
const count = (/** @type {number} */ value) => value.toLocaleString('en-US', { maximumFractionDigits: 0 });
const python = (/** @type {string[]} */ ...options) =>
  execFileSync('python3', [reference, ...options], { encoding: 'utf8' });
const engine = await loadEngine();

describe('slide 9: the math that saves us', () => {
  const question = { before: 100, after: 101, vnodes: 100 };

  test('the words give both counts, and none between old servers', async () => {
    const { modulo, ring } = /** @type {any} */ (await countKeys(engine, { ...question, keys: 1_000_000 }));
    expect([modulo.moved, ring.moved, ring.movedBetweenPresentInBoth]).toEqual([990_077, 9_546, 0]);
    const headline = `Modulo uproots ${count(modulo.moved)}; the ring, ${count(ring.moved)}.`;
    expect(words('the-math-that-saves')).toContain(headline);
    const read = `sends ${count(modulo.moved)} to another server; the ring, with 100 virtual nodes each, sends ${count(ring.moved)}`;
    expect(words('the-math-that-saves')).toContain(read);
    expect(plain(still)).toContain(` ${Math.round(modulo.moved / ring.moved)} times fewer`);
    expect(plain(still)).toContain(`${count(modulo.moved)} of 1 M keys change owner`);
    expect(plain(still)).toContain(`${count(ring.moved)} on the ring, 0 between old servers; 990,454 stay`);
  });

  test('the Python reference counts the first 10,000 keys alike, and each dot is one of them', () => {
    const marks = /** @type {any} */ (marksOf(engine, question));
    const moved = (/** @type {Uint8Array} */ dots) => dots.reduce((sum, mark) => sum + mark, 0);
    const told = `hash % N moves ${count(moved(marks.modulo))}; the ring ${count(moved(marks.ring))}, 0 of them`;
    expect(python('--keys', '10000')).toContain(told);
    const sparks = still.match(/d="(M[^"]*h0)"/g) ?? [];
    const dots = sparks.map((path) => path.split('h0').length - 1);
    expect(new Set(dots)).toEqual(new Set([10_000 - moved(marks.modulo), moved(marks.ring)]));
  });

  test('a dot stands at its key: row by hundreds, column by the rest', () => {
    // facts.md: the first keys that stay under 100 -> 101
    for (const place of ['M84 0h0', 'M97 0h0', 'M56 1h0']) expect(still).toContain(place);
  });
});
