// node web/tooling/storyboard.js: writes into the storyboard what the deck alone decides, its clock and its headlines.
//
// The script is written by hand; the timing table, and under each heading the lines that start with **On the clock** and
// **Headline**, come from the deck's sections. A test fails when the file on disk differs from what this would write.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { clockTime, deckSlides } from './deck-outline.js';

/** @typedef {import('./deck-outline.js').Slide} Slide */

const slidesFolder = join(import.meta.dirname, '..', '..', 'slides');
export const deckFile = join(slidesFolder, 'episode6_revealjs.html');
export const storyboardFile = join(slidesFolder, 'episode6_storyboard.md');

const TABLE = /(<!-- timing: written by web\/tooling\/storyboard\.js -->\n)[\s\S]*?(<!-- \/timing -->)/;

/**
 * The storyboard with the deck's clock in it.
 * @param {string} storyboard
 * @param {string} deck  its page
 */
export function withDeckTimes(storyboard, deck) {
  const slides = deckSlides(deck);
  let text = replaced(
    storyboard,
    TABLE,
    (_, from, to) => `${from}\n${timingTable(slides)}\n\n${to}`,
    'timing table',
  );
  for (const act of new Set(slides.map(({ act }) => act).filter((act) => act > 0))) {
    const inAct = slides.filter((slide) => slide.act === act);
    const heading = new RegExp(`(### Act ${act}: .*\n)\\*\\*On the clock\\*\\*: .*\n`);
    const clock = onTheClock(inAct[0].start, inAct[inAct.length - 1].end);
    text = replaced(text, heading, (_, title) => `${title}${clock}\n`, `Act ${act}`);
  }
  for (const slide of slides) {
    const { number, id, title, headline, start, end } = slide;
    const heading = new RegExp(
      `### Slide ${number}: .*\n\\*\\*On the clock\\*\\*: .*\n\\*\\*Headline\\*\\*: .*\n`,
    );
    const lines = `### Slide ${number}: ${title} (\`${id}\`)\n${onTheClock(start, end)}  \n**Headline**: ${headline}\n`;
    text = replaced(text, heading, () => lines, `Slide ${number}`);
  }
  return text;
}

/** @param {number} start @param {number} end */
const onTheClock = (start, end) =>
  `**On the clock**: ${clockTime(start)} to ${clockTime(end)}, ${end - start} seconds`;

/** @param {Slide[]} slides */
function timingTable(slides) {
  const rows = slides.map(
    ({ number, id, title, act, start, end }) =>
      `| ${number} | \`${id}\` | ${title} | ${act || ''} | ${clockTime(start)} | ${clockTime(end)} | ${end - start} |`,
  );
  const total = slides[slides.length - 1].end;
  return [
    '| Slide | Section | Title | Act | From | To | Seconds |',
    '|---|---|---|---|---|---|---|',
    ...rows,
    `| | | **Total** | | 0:00 | ${clockTime(total)} | ${total} |`,
  ].join('\n');
}

/**
 * @param {string} text
 * @param {RegExp} place
 * @param {(...found: string[]) => string} write
 * @param {string} name
 */
function replaced(text, place, write, name) {
  if (!place.test(text)) throw new Error(`The storyboard has no place for the times of: ${name}`);
  return text.replace(place, write);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const before = readFileSync(storyboardFile, 'utf8');
  const after = withDeckTimes(before, readFileSync(deckFile, 'utf8'));
  if (after !== before) writeFileSync(storyboardFile, after);
  console.log(
    after === before
      ? 'The storyboard agrees with the deck'
      : `Times of the deck written into ${storyboardFile}`,
  );
}
