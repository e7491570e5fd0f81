// dist/transcript.html: the whole talk as words to read, to search and to hear, without a script.
//
// It is made from the built single file, where the stills are drawn and the notes are inside: for each slide its place on the
// clock, what its pictures show (their own labels), the words on it, the narration, and the speaker's notes.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { attribute, clockTime, deckSlides, elementsIn, hasClass, textOf } from './deck-outline.js';
import { policy } from './policy.js';

/**
 * @typedef {import('./deck-outline.js').Slide} Slide
 * @typedef {import('./deck-outline.js').Element} Element
 * @typedef {import('./deck-outline.js').Node} Node
 */

const theme = join(import.meta.dirname, '..', 'theme');
const styles = ['tokens.css', 'transcript.css']
  .map((name) => readFileSync(join(theme, name), 'utf8'))
  .join('');

/** @param {string} deck  the built page */
export function transcript(deck) {
  const slides = deckSlides(deck);
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${policy({ inMeta: true })}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    ${deck.match(/<link rel="icon" href="data:[^>]*>/)?.[0] ?? ''}
    <title>Transcript of ${escaped(slides[0].headline)}</title>
    <style>${styles.replace(/\/\*[\s\S]*?\*\/|\n\s*/g, ' ')}</style>
  </head>
  <body>
    <main>
      <h1>${escaped(slides[0].headline)}</h1>
      <p>The talk as words: ${slides.length} slides in ${clockTime(slides[slides.length - 1].end)} minutes, with what the pictures show, the narration, and the speaker's notes with their sources. <a href="./index.html">To the talk itself</a>.</p>
${slides.map(told).join('\n')}
    </main>
  </body>
</html>
`;
}

/** @param {Slide} slide */
function told({ number, id, title, headline, start, section }) {
  const read = elementsIn(section, (element) => attribute(element, 'data-read') !== undefined);
  const notes = elementsIn(section, hasClass('notes')).flatMap(paragraphs);
  return [
    `<section id="${id}">`,
    `<p class="place"><span>${number}. ${escaped(title)}</span> <a href="./index.html#/${id}">${clockTime(start)}</a></p>`,
    `<h2>${escaped(headline)}</h2>`,
    ...read.map((element) => `<p class="read">${escaped(textOf(element))}</p>`),
    ...words(section),
    '<div class="notes"><h3>Speaker notes</h3>',
    ...notes.map((text) => `<p>${linked(escaped(text))}</p>`),
    '</div></section>',
  ].join('\n');
}

/** Notes are paragraphs, or one text of what to say, what to do and where it is from. @param {Element} notes */
function paragraphs(notes) {
  const parts = elementsIn(notes, ({ tagName }) => tagName === 'p');
  const texts = (parts.length > 0 ? parts : [notes]).map(textOf);
  return texts.flatMap((text) => text.split(/ (?=(?:Do|Sources?): )/));
}

/** What the slide itself says, in the order of the page; a picture by its label, once. @param {Element} section */
function words(section) {
  const lines = section.childNodes.flatMap(wordsOf);
  const told = [...new Set(lines)].map((line) => line.replace(/\s+(?=[.,;°])/g, ''));
  // The slide's great number and the words under it are one sentence.
  return told
    .join('\n')
    .replace(/(<p class="big">.*)<\/p>\n<p class="cap">/g, '$1 ')
    .split('\n');
}

/** Told elsewhere on the page, or not meant to be read. @param {Element} element */
const isElsewhere = (element) =>
  ['h1', 'h2', 'aside', 'script', 'nav', 'button', 'style'].includes(element.tagName) ||
  ['kicker', 'knock', 'notes'].some((name) => hasClass(name)(element)) ||
  ['data-read', 'data-hosted'].some((name) => attribute(element, name) !== undefined);

/** @param {Node} node @returns {string[]} */
function wordsOf(node) {
  if (!('tagName' in node) || isElsewhere(node)) return [];
  const { tagName } = node;
  if (tagName === 'svg') {
    const label = attribute(node, 'aria-label');
    return label ? [`<p class="picture">Picture: ${escaped(label)}.</p>`.replace('..<', '.<')] : [];
  }
  if (tagName === 'pre') return [`<pre>${escaped(preformatted(node))}</pre>`];
  if (tagName === 'table') return [table(node)];
  if (tagName === 'dl') return [`<p>${escaped(spaced(node))}</p>`];
  if (hasClass('lines')(node)) return [`<pre>${escaped(steps(node))}</pre>`];
  if (tagName === 'ul' || tagName === 'ol') return [`<ul>${childrenAs(node, 'li').join('')}</ul>`];
  if (tagName === 'p' || tagName === 'code') {
    const role = ['big', 'cap', 'receipt'].find((name) => hasClass(name)(node));
    return spaced(node) ? [`<p${role ? ` class="${role}"` : ''}>${escaped(spaced(node))}</p>`] : [];
  }
  return node.childNodes.flatMap(wordsOf);
}

/** Pseudocode that is set as paragraphs, indented ones marked. @param {Element} lines */
const steps = (lines) =>
  elementsIn(lines, ({ tagName }) => tagName === 'p')
    .map((line) => (hasClass('in')(line) ? '    ' : '') + textOf(line))
    .join('\n');

/** @param {Element} element */
function table(element) {
  const rows = elementsIn(element, ({ tagName }) => tagName === 'tr').map((row) => {
    const cells = elementsIn(row, ({ tagName }) => tagName === 'th' || tagName === 'td');
    return `<tr>${cells.map((cell) => `<${cell.tagName}>${escaped(spaced(cell))}</${cell.tagName}>`).join('')}</tr>`;
  });
  return `<table>${rows.join('')}</table>`;
}

/** @param {Element} element @param {string} tag */
const childrenAs = (element, tag) =>
  elementsIn(element, ({ tagName }) => tagName === tag).map(
    (each) => `<${tag}>${escaped(spaced(each))}</${tag}>`,
  );

/** Text as it is written, and a space between elements that a slide sets apart; a small picture by its label. @param {Node} node */
const spaced = (node) => withGaps(node).replace(/\s+/g, ' ').trim();

/** @param {Node} node @returns {string} */
function withGaps(node) {
  if ('value' in node) return node.value;
  if ('tagName' in node && node.tagName === 'br') return ' ';
  if ('tagName' in node && node.tagName === 'svg') return attribute(node, 'aria-label') ?? '';
  if (!('childNodes' in node)) return '';
  return node.childNodes
    .map((child, i) => {
      const apart =
        'tagName' in child && (child.tagName === 'small' || 'tagName' in (node.childNodes[i - 1] ?? {}));
      const gap = i > 0 && apart; // a unit in small type, or two elements side by side
      return (gap ? ' ' : '') + withGaps(child);
    })
    .join('');
}

/** Code keeps its lines. @param {Node} node @returns {string} */
function preformatted(node) {
  if ('value' in node) return node.value;
  return 'childNodes' in node ? node.childNodes.map(preformatted).join('') : '';
}

/** @param {string} text */
const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Sources can be followed: addresses and DOIs become links. @param {string} html */
function linked(html) {
  return html
    .replace(/https?:\/\/[^\s)]*[^\s).,;:]/g, (address) => `<a href="${address}">${address}</a>`)
    .replace(
      /(?<![\w/">])(?:doi:|doi\.org\/)(10\.[^\s]*[^\s.,;])/g,
      (name, doi) => `<a href="https://doi.org/${doi}">${name}</a>`,
    );
}
