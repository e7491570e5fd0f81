// npm run record: writes what the engine computes into the deck's markup, number by number. On a clean tree it changes nothing; when
// it does, the change is a decision, to be explained in its commit.
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { createAnswers } from '../../web/claims/answers.js';
import { asWritten, claims } from '../../web/claims/claims.js';
import { newEngine } from '../../web/engine/node.js';
import { findElements, replaceContents } from '../../web/tooling/html-edit.js';

export const deck = new URL('../../slides/episode6_revealjs.html', import.meta.url);

/** @typedef {{id: string, as: string | undefined, slide: string, text: string, inside: {start: number, end: number}}} Recorded */

/**
 * Every number that the markup records, and the slide it stands on. What stands inside a figure's tag is the record of its drawing;
 * the build puts the drawing in its place.
 * @param {string} html @returns {Recorded[]}
 */
export function recordedIn(html) {
  const slides = findElements(html, ({ name, attributes }) => name === 'section' && 'id' in attributes);
  return findElements(html, ({ attributes }) => 'data-claim' in attributes).map(
    ({ attributes, inside, content }) => ({
      id: attributes['data-claim'] ?? '',
      as: attributes['data-as'],
      slide:
        slides.find((slide) => slide.inside.start < inside.start && inside.end < slide.inside.end)?.attributes
          .id ?? '',
      text: content,
      inside,
    }),
  );
}

/**
 * The same numbers as an engine computes them.
 * @param {Recorded[]} recorded @param {import('../../web/engine/edgecache.d.ts').Engine} engine
 */
export async function computedFor(recorded, engine) {
  const answerTo = createAnswers(engine);
  /** @type {string[]} */
  const texts = [];
  for (const { id, as } of recorded) {
    const claim = claims.get(id);
    if (!claim) throw new Error(`The markup records "${id}", which web/claims/ does not know`);
    const { answer } = await answerTo(claim.question);
    texts.push(asWritten(claim.text(answer), as));
  }
  return texts;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const html = readFileSync(deck, 'utf8');
  const recorded = recordedIn(html);
  const computed = await computedFor(recorded, await newEngine({}));
  const changed = recorded
    .map((old, i) => ({ ...old, content: computed[i] }))
    .filter(({ text, content }) => text !== content);
  for (const { id, slide, text, content } of changed)
    console.log(`${slide}: ${id} was ${text}, is ${content}`);
  if (changed.length) writeFileSync(deck, replaceContents(html, changed));
  console.log(`${recorded.length} numbers recorded, ${changed.length} changed`);
}
