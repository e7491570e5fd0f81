// Slide 19: every number on them is the engine's answer, arithmetic on it, or a declared parameter with its source.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { longest, PURGE_MS, SWR_S, TTL_S, windows } from '../../slides/stills/strategies.js';
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
