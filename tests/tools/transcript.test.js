// The transcript: the deck as words, nothing lost, nothing that runs.
import { readFileSync } from 'node:fs';
import { parse } from 'parse5';
import { describe, expect, it } from 'vitest';
import { attribute, deckSlides, elementsIn, hasClass, textOf } from '../../web/tooling/deck-outline.js';
import { withoutHosted } from '../../web/tooling/hosted-only.js';
import { policy } from '../../web/tooling/policy.js';
import { deckFile } from '../../web/tooling/storyboard.js';
import { transcript } from '../../web/tooling/transcript.js';

const deck = withoutHosted(readFileSync(deckFile, 'utf8'));
const page = transcript(deck);
const tree = parse(page);
const sections = elementsIn(tree, ({ tagName }) => tagName === 'section');

/** @param {string} body */
const told = (body) =>
  transcript(
    `<section id="x" data-act="1" data-timing="9"><p class="kicker"><b>Act 1</b><span>T</span></p><h2>H</h2>${body}</section>`,
  );

describe('the transcript', () => {
  it('has every slide with its headline, its narration and its notes', () => {
    const slides = deckSlides(deck);
    expect(sections).toHaveLength(21);
    slides.forEach((slide, i) => {
      const words = textOf(sections[i]);
      const narration = elementsIn(slide.section, (one) => attribute(one, 'data-read') !== undefined);
      expect(words).toContain(slide.title);
      expect(words).toContain(slide.headline);
      expect(words, slide.id).toContain(textOf(narration[0]));
      const notes = elementsIn(slide.section, hasClass('notes'));
      expect(notes).toHaveLength(1);
      const said = textOf(notes[0]).slice(0, 40);
      expect(words, slide.id).toContain(said);
    });
  });

  it('runs nothing, asks nobody, and obeys the policy of the other pages', () => {
    expect(page).not.toMatch(/<script|<img|<link(?! rel="icon" href="data:)|@import|url\(| on\w+=/);
    expect(page).toContain(
      `<meta http-equiv="Content-Security-Policy" content="${policy({ inMeta: true })}" />`,
    );
    const addresses = elementsIn(tree, ({ tagName }) => tagName === 'a').map(
      (a) => attribute(a, 'href') ?? '',
    );
    for (const address of addresses)
      expect(address).toMatch(/^(\.\/index\.html(#\/[a-z-]+)?|https:\/\/\S+)$/);
    expect(addresses.filter((address) => address.startsWith('https://doi.org/10.')).length).toBeGreaterThan(
      5,
    );
  });

  it('says a picture by its label, a table as a table, code with its lines', () => {
    const html = told(
      '<figure><svg role="img" aria-label="Two servers"><text>A</text></svg>' +
        '<table><tr><th>TTL</th><td>60<small>s</small></td></tr></table>' +
        '<pre><code><span>if a &lt; b</span>\n  <i>stop</i></code></pre>' +
        '<p class="big"><span>20.83</span><small>°</small></p><p class="cap">of the circle</p></figure>',
    );
    expect(html).toContain('<p class="picture">Picture: Two servers.</p>');
    expect(html).toContain('<tr><th>TTL</th><td>60 s</td></tr>');
    expect(html).toContain('<pre>if a &lt; b\n  stop</pre>');
    expect(html).toContain('<p class="big">20.83° of the circle</p>');
  });

  it('takes markup in the deck for words', () => {
    expect(told('<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; more</p>')).toContain(
      '<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; more</p>',
    );
  });
});
