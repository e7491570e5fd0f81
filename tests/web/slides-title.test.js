// Slides 1 and 4: what they say and draw is what the engine computes, or what the story declares, and nothing else.
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadEngine } from '../../web/engine/node.js';
import { drawStill } from '../../web/tooling/stills.js';

const DECK = readFileSync(new URL('../../slides/episode6_revealjs.html', import.meta.url), 'utf8');

/** @type {any} */
let engine;
/** @type {Record<string, string>} */
const stills = {};
beforeAll(async () => {
  engine = await loadEngine();
  stills.title = await drawStill('title');
  const script = JSON.parse(sectionOf('the-math').match(/data-script>([^<]*)</)?.[1] ?? '[]');
  stills['the-math'] = await drawStill('the-math', { script });
});

const sectionOf = (/** @type {string} */ id) =>
  DECK.match(new RegExp(`<section id="${id}"[^]*?</section>`))?.[0] ?? '';
/** What a reader or listener is told: the section's words and the drawing's, labels included. */
function words(/** @type {string} */ id) {
  const labels = [...stills[id].matchAll(/aria-label="([^"]*)"/g)].map((match) => match[1]);
  const text = (sectionOf(id) + stills[id])
    .replace(/<(br|td|th|p|text|tspan)\b[^>]*>/g, ' ')
    .replace(/<[^>]*>/g, '');
  return `${text} ${labels.join(' ')}`.replace(/\s+/g, ' ');
}
const percents = (/** @type {string} */ id) =>
  [...words(id).matchAll(/([\d.]+) ?%/g)].map((match) => match[1]);
const short = (/** @type {number} */ share) => String(Number((100 * share).toFixed(2)));
const moved = (/** @type {number} */ after) => engine.remapModulo(100, after).moved.fraction;

describe('slide 1, title', () => {
  test('shows its two lines as real text', () => {
    expect(words('title')).toContain('Episode 6: Distributed Caches at Scale');
    expect(words('title')).toContain("When One Server Isn't Enough");
  });

  test('links the eight servers in the order of the ring and hangs every key on its owner', () => {
    const servers = [...'ABCDEFGH'].map((letter) => `server-${letter}`);
    const ring = engine.ring({ servers, vnodes: 100 });
    const walk = ring.preference('user:1', 8).map((/** @type {string} */ name) => name.slice(-1));
    const keys = Array.from({ length: 64 }, (_, n) => ring.owner(`user:${n + 1}`).slice(-1));
    ring.delete();

    expect([...stills.title.matchAll(/data-letter="?(\w)/g)].map((match) => match[1])).toEqual(walk);
    const threads = [...stills.title.matchAll(/<path stroke="?var\(--server-(\w)\)"? d="([^"]*)"/g)];
    const drawn = threads.map(([, ink, path]) => [ink.toUpperCase(), path.split('M').length - 1]);
    expect(drawn).toEqual(
      walk.map((/** @type {string} */ letter) => [letter, keys.filter((key) => key === letter).length]),
    );
  });
});

describe('slide 4, the math', () => {
  test('says 99.01 % and 98.04 %, and every other percentage is the share of a count that it names', () => {
    const told = new Set([101, 102, 125, 150, 200].map((after) => short(moved(after))));
    expect(new Set(percents('the-math').filter((percent) => percent !== '99'))).toEqual(told);
    expect(moved(101).toFixed(2)).toBe('0.99'); // the storyboard's "99 % of your cache"
  });

  test('gives the expected misses of 100 million keys exactly', () => {
    for (const after of [101, 102]) {
      expect(words('the-math')).toContain(Math.round(1e8 * moved(after)).toLocaleString('en'));
    }
  });

  test('draws one bar for each count from 101 to 200, as high as its share', () => {
    const path = stills['the-math'].match(/class="bars" d="M52 456([^"]*)"/)?.[1] ?? '';
    const tops = [...path.matchAll(/V([\d.]+)h7/g)].map((match) => (456 - Number(match[1])) / 3.72 / 100);
    expect(tops).toHaveLength(100);
    // Stills are drawn to whole units: a bar's top stands within half a unit of its share.
    tops.forEach((share, n) => {
      expect(Math.abs(share - moved(101 + n))).toBeLessThanOrEqual(0.5 / 372 + 1e-9);
    });
  });
});
