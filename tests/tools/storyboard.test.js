// The storyboard tells the talk that the deck gives: the same slides, titles, headlines, clock and numbers.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { deckSlides, textOf } from '../../web/tooling/deck-outline.js';
import { deckFile, storyboardFile, withDeckTimes } from '../../web/tooling/storyboard.js';

const deck = readFileSync(deckFile, 'utf8');
const storyboard = readFileSync(storyboardFile, 'utf8');
const slides = deckSlides(deck);

/** "1:05" is 65. @param {string} time */
const seconds = (time) => time.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);

describe('the storyboard', () => {
  it('has the clock, titles and headlines of the deck (node web/tooling/storyboard.js writes them)', () => {
    expect(storyboard).toBe(withDeckTimes(storyboard, deck));
  });

  it('tells 21 slides in 15 minutes, each for as long as design.md gives it', () => {
    const given = slides.map(({ id, start, end }) => `${id} ${end - start}`).join(', ');
    expect(given).toBe(
      'title 20, scene 30, what-happened 40, the-math 45, death-spiral 50, key-idea 35, the-ring 50, ' +
        'add-a-server 65, the-math-that-saves 50, pseudocode 50, python 50, virtual-nodes 45, ' +
        'who-uses-this 30, hierarchy 35, promotion 45, tiers-pseudocode 40, everywhere 35, ' +
        'invalidation 30, strategies 55, season 40, closing 60',
    );
    expect(slides.at(-1)?.end).toBe(900);
  });

  it('keeps every key moment inside its slide', () => {
    const moments = [...storyboard.matchAll(/^\| (\d+:\d\d) \| `([a-z-]+)` \|/gm)];
    expect(moments.map(([, time]) => time)).toEqual(['0:30', '2:00', '4:00', '6:00', '10:00', '14:00']);
    for (const [, time, id] of moments) {
      const slide = slides.find((one) => one.id === id);
      expect(slide?.start, `${time} in ${id}`).toBeLessThanOrEqual(seconds(time));
      expect(slide?.end, `${time} in ${id}`).toBeGreaterThan(seconds(time));
    }
  });

  it.each(slides)('says no figure about $id that the slide does not say', ({ number, section }) => {
    const told =
      storyboard
        .split(/^### Slide /m)
        .find((part) => part.startsWith(`${number}:`))
        ?.split('\n---')[0] ?? '';
    const words = textOf(section);
    // Figures that somebody could mistype: with decimals, thousands, a percent sign or degrees.
    const figures = told
      .replace(/\*\*On the clock\*\*.*/, '')
      .match(/\d[\d,]*\.\d+|\d{1,3}(?:,\d{3})+|\d+(?= %)|\d+(?=°)/g);
    for (const figure of figures ?? []) {
      expect(words, `slide ${number}: ${figure}`).toMatch(
        new RegExp(`(?<![\\d.,])${figure.replace('.', '\\.')}(?![\\d]|[.,]\\d)`),
      );
    }
  });

  it('notices a slide that was renamed, retimed or given another headline', () => {
    const changes = [
      ['data-timing="65"', 'data-timing="60"'],
      ['<span>The Key Idea</span>', '<span>The Idea</span>'],
      ['Everything broke.</h2>', 'Nothing broke.</h2>'],
      ['id="the-ring"', 'id="ring"'],
    ];
    for (const [from, to] of changes) {
      const changed = deck.replace(from, to);
      expect(changed, `the deck says ${from}`).not.toBe(deck);
      expect(withDeckTimes(storyboard, changed), to).not.toBe(storyboard);
    }
    const lost = storyboard.replace(/### Slide 9: .*\n/, '');
    expect(() => withDeckTimes(lost, deck)).toThrow('Slide 9');
  });
});
