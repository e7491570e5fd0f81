// Every figure in the words of the 21 slides is a claim, the live figure's own, or declared with a reason.
import { readFileSync } from 'node:fs';
import { parseFragment } from 'parse5';
import { expect, test } from 'vitest';
import { findElements } from '../../web/tooling/html-edit.js';
import { fillStills } from '../../web/tooling/stills.js';
import { TAGS } from '../../web/widgets/tags.js';
import { deck } from '../tools/record.mjs';
import { declared } from './claims-declared.js';

const NUMBER_WORDS =
  /^(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|twenty|hundreds?|thousands?|millions?|billions?|half|third|quarter|tenth|twentieth)$/i;
/** Not said on the slide: notes, code, names of files; drawings, which are told by their labels; provenance. */
const ELSEWHERE = ['aside', 'svg', 'script', 'code-block', 'pre'];
const ASIDE = ['kicker', 'receipt', 'source'];

/**
 * What a slide says, without its claims and without figures that run: those answer for their numbers themselves.
 * @param {any} node @returns {string}
 */
function words(node) {
  const attributes = Object.fromEntries((node.attrs ?? []).map((/** @type {any} */ a) => [a.name, a.value]));
  const classes = (attributes.class ?? '').split(' ');
  const live = node.nodeName !== 'figure' && 'data-still' in attributes;
  if (live || 'data-claim' in attributes || ELSEWHERE.includes(node.nodeName)) return ' ';
  if (ASIDE.some((name) => classes.includes(name))) return ' ';
  if (node.nodeName === '#text') return node.value;
  return ` ${(node.childNodes ?? []).map(words).join('')} `;
}

/** @param {string} text */
const figuresIn = (text) =>
  text
    .split(/[\s()–]+/)
    .map((word) => word.replace(/^[^\p{L}\p{N}/]+|[^\p{L}\p{N}°]+$/gu, ''))
    .filter((word) => /\d/.test(word) || NUMBER_WORDS.test(word));

const page = await fillStills(readFileSync(deck, 'utf8'));
const slides = findElements(page, ({ name, attributes }) => name === 'section' && 'id' in attributes);

test('every figure in the words of a slide is a claim or declared with its reason', () => {
  expect(slides).toHaveLength(21);
  const undeclared = slides.flatMap(({ attributes, content }) => {
    const allowed = Object.values(declared[attributes.id ?? ''] ?? {}).flat();
    const said = figuresIn(words(parseFragment(content)));
    return said.filter((figure) => !allowed.includes(figure)).map((figure) => `${attributes.id}: ${figure}`);
  });
  expect(undeclared, 'a claim, or declared in tests/web/claims-declared.js?').toEqual([]);
});

test('nothing is declared that no slide says any more', () => {
  for (const [slide, reasons] of Object.entries(declared)) {
    const content = slides.find(({ attributes }) => attributes.id === slide)?.content ?? '';
    const said = figuresIn(words(parseFragment(content)));
    const stale = Object.values(reasons)
      .flat()
      .filter((figure) => !said.includes(figure));
    expect(stale, `${slide}: declared in tests/web/claims-declared.js, and not said`).toEqual([]);
  }
});

test('a number without a receipt is not underlined as if it had one', () => {
  for (const { attributes, content } of slides) {
    const marked = findElements(content, ({ attributes }) =>
      (attributes.class ?? '').split(' ').includes('claim'),
    );
    const bare = marked
      .filter(({ attributes }) => !('data-claim' in attributes))
      .map((found) => found.content);
    const live = Object.keys(TAGS).some((tag) => content.includes(`<${tag}`));
    expect(live ? [] : bare, attributes.id).toEqual([]);
  }
});
