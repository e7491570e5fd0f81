// Slides 19 and 21: every number on them is the engine's answer, arithmetic on it, or a declared parameter with its source.
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { chord, farthest, walk } from '../../slides/stills/closing.js';
import { longest, PURGE_MS, SWR_S, TTL_S, windows } from '../../slides/stills/strategies.js';
import { loadEngine } from '../../web/engine/node.js';
import { drawStill } from '../../web/tooling/stills.js';

const deck = readFileSync(new URL('../../slides/episode6_revealjs.html', import.meta.url), 'utf8');
/** The words of a section, or of a still, without markup. @param {string} markup */
const words = (markup) =>
  markup
    .replace(/<t?span data-claim[^>]*>([^<]*)<\/t?span>/g, '$1') // a claim stands inside its sentence
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replace(/\u2060|&#8288;/g, '')
    .replaceAll('’', "'")
    .replace(/\s+/g, ' ');
/** @param {string} id */
const section = (id) => deck.match(new RegExp(`<section id="${id}"[\\s\\S]*?</section>`))?.[0] ?? '';
/** Attribute by attribute, what ears hear. @param {string} markup */
const labels = (markup) => Array.from(markup.matchAll(/aria-label="([^"]*)"/g), ([, label]) => label);

describe('slide 19: windows of age', () => {
  it('draws a copy of age a for another TTL - a, and no longer', () => {
    expect(longest(windows.ttl)).toBe(TTL_S);
    expect(Math.min(...windows.ttl)).toBe(0);
    expect(windows.revalidate).toEqual(windows.ttl.map((end) => end + SWR_S));
    expect(windows.writeThrough.filter((end, i) => end !== windows.ttl[i])).toEqual([0]);
    expect(longest(windows.versioned)).toBe(0);
  });

  it('says in headline, cells and narration the windows that are drawn', async () => {
    const head = words(section('strategies').match(/<h2>[\s\S]*?<\/h2>/)?.[0] ?? '');
    expect(head).toContain(`up to ${longest(windows.ttl)} s by TTL`);
    expect(head).toContain(`under ${longest(windows.purge)} s`);
    expect(words(section('strategies'))).toContain(`${TTL_S} seconds`);
    expect(words(section('strategies'))).toContain(`under ${PURGE_MS} milliseconds at the median`);
    const still = words(await drawStill('strategies'));
    for (const [row, said] of [
      ['TTL', `${TTL_S} s`],
      ['+ revalidate', `${TTL_S + SWR_S} s`],
      ['Write-through', `${TTL_S} s`],
      ['Versioned URL', '0 s'],
      ['Purge API', `< ${PURGE_MS} ms`],
    ]) {
      const from = still.indexOf(` ${row} `, still.indexOf('price'));
      expect(from, row).toBeGreaterThan(0);
      expect(still.slice(from, from + 120), row).toContain(` ${said}`);
    }
  });

  it('counts no reads: how many are old depends on traffic', async () => {
    expect(words(await drawStill('strategies'))).not.toMatch(/stale reads|fetches|requests/);
  });
});

describe('slide 21: Chord on a real ring', () => {
  /** @type {ReturnType<typeof chord>} */
  let ring;
  /** @type {number[]} */
  let byFingers;
  beforeAll(async () => {
    ring = chord(await loadEngine());
    byFingers = walk(0, 63, (node) => farthest(ring.fingers(node), node, 63));
  });

  it('the 64 servers stand at equal distances, and next leads once around', () => {
    expect(ring.turns).toEqual(Array.from({ length: 64 }, (_, i) => i / 64));
    for (let node = 0; node < 64; node++) expect(ring.next(node)).toBe((node + 1) % 64);
  });

  it('the fingers of every server are the owners 1, 2, 4, 8, 16 and 32 places on', () => {
    for (let node = 0; node < 64; node++) {
      expect(ring.fingers(node)).toEqual([1, 2, 4, 8, 16, 32].map((step) => (node + step) % 64));
    }
  });

  it('from every server to every other, fingers need at most log2 N hops, next as many as lie between', () => {
    for (const from of [0, 1, 17, 40, 63]) {
      for (let to = 0; to < 64; to++) {
        const hops = walk(from, to, (node) => farthest(ring.fingers(node), node, to)).length - 1;
        expect(hops).toBeLessThanOrEqual(6);
        expect(walk(from, to, ring.next).length - 1).toBe((to - from + 64) % 64);
      }
    }
  });

  it('the slide says the hops that were counted', async () => {
    const still = await drawStill('closing');
    const [next, fingers] = [walk(0, 63, ring.next).length - 1, byFingers.length - 1];
    expect([next, fingers]).toEqual([63, 6]);
    expect(still).toMatch(
      new RegExp(`class="was">${next}</span>[\\s\\S]*class="claim">${fingers}</span><small>hops`),
    );
    expect(labels(still)[0]).toContain(`${next} hops by next, ${fingers} by Chord`);
    expect(words(section('closing'))).toContain(`it is ${next} pointers`);
    expect(words(section('closing'))).toContain(`make it ${fingers}`);
  });

  it('closes with the storyboard’s words', async () => {
    const said = `${words(section('closing'))} ${words(await drawStill('closing'))}`;
    expect(said).toContain('From a single node.next pointer to a global network serving billions.');
    expect(said).toContain(
      "The linked list isn't just an interview question—it's the invisible foundation of every system you use.",
    );
    expect(said).toContain('Next season: Trees, Graphs, and Search Engines');
  });
});
