// The panels of a ring figure and the words beside them, one arrangement for each slide that uses it. Pure: the build renders
// these templates into the still, the browser renders them again when the engine answers.
import { html, nothing, svg } from 'lit';
import { isDense } from './dense-view.js';
import { bentPoint, lineDrawing } from './line-view.js';
import { count, degrees, percent, shorten } from '../../theme/format.js';
import { inkOf, serverMark, slipMark } from '../../theme/marks.js';
import { ringDrawing } from './view.js';
import { ringSentence, ringWords } from './words.js';
import { phase } from './telling.js';
import { sortedArray } from './sorted-array-view.js';

/** @typedef {import('./picture.js').RingPicture} RingPicture */
/** @typedef {{time?: number, before?: RingPicture|null, bend?: number, probes?: number, narrow?: boolean, alive?: boolean, slots?: any}} Telling */

/** @param {RingPicture} picture @param {Telling} [telling] */
export function ringFigure(picture, telling = {}) {
  const arrangement = { line: lineFigure, walk: walkFigure, add: addFigure, free: freeFigure }[picture.view];
  return arrangement(picture, telling);
}

/** The ring's panel: wide enough for labels on the stage, tight on a phone. @param {RingPicture} picture @param {Telling} telling @param {unknown} inside */
function ringPanel(picture, telling, inside = nothing) {
  const [box, width] = ringBox(picture.view === 'free', telling.narrow ?? false);
  if (telling.alive && isDense(picture))
    return html`<div class="panel ring many" style="--x:544;--y:64;--w:${width};--h:588"><canvas aria-hidden="true"></canvas><svg class="ring" viewBox=${box} role="img" aria-label=${ringSentence(picture)}>
    ${ringDrawing(picture, telling)}${inside}</svg></div>`;
  return html`<svg class="panel ring" style="--x:544;--y:64;--w:${width};--h:588" viewBox=${box} role="img" aria-label=${ringSentence(picture)}>
    ${ringDrawing(picture, telling)}${inside}</svg>`;
}

/** A ring alone may have labels on either side; on its slide the left one runs into the margin. @param {boolean} alone @param {boolean} narrow @returns {[string, number]} */
function ringBox(alone, narrow) {
  if (alone) return narrow ? ['-370 -296 740 620', 740] : ['-410 -288 820 588', 820];
  return narrow ? ['-306 -296 704 620', 704] : ['-322 -288 740 588', 740];
}

/** @param {RingPicture} picture @param {Telling} telling */
function numberAndWords(picture, { time = Infinity }) {
  const { number, unit, red, head, more, receipt } = ringWords(picture);
  const part = phase('count', time);
  const shown = red && number !== null && part < 1 ? (Number(number) * part).toFixed(2) : number;
  return html`${shown === null ? nothing : html`<p class=${red ? 'big num red' : 'big num'}><span class="claim">${shown}</span><small>${unit}</small></p>`}
    <p class="cap">${head}</p><p class="cap2">${more}</p>${receiptLine(receipt)}`;
}

const receiptLine = (/** @type {string} */ words) =>
  html`<p class="receipt">${slipMark}<span>ƒ ${words}</span></p>`;

/** Slide 6. On a phone the line is drawn only while it is a line, and the ring as large as the column. @param {RingPicture} picture @param {Telling} telling */
function lineFigure(picture, telling) {
  const drawing = telling.narrow
    ? html`<svg class="panel line" style="--w:640;--h:520" viewBox=${narrowLineBox(picture)} role="img" aria-label=${ringSentence(picture)}>${lineDrawing(picture, telling)}</svg>`
    : html`<svg class="panel line" style="--x:48;--y:128;--w:1184;--h:520" viewBox="0 0 1184 520" role="img" aria-label=${ringSentence(picture)}>${lineDrawing(picture, telling)}</svg>`;
  return html`${drawing}${numberAndWords(picture, telling)}${telling.slots?.tools ?? nothing}`;
}

/** On a phone the camera looks at the part that matters: the hash, the point on the line, or the ring. @param {RingPicture} picture */
function narrowLineBox({ followed, scene }) {
  if (scene.as === 'ring') return '640 20 640 520';
  if (scene.as === 'line')
    return `${Math.min(544, Math.max(0, bentPoint(followed?.turn ?? 0, 0).x - 320))} 30 640 80`;
  return scene.as === 'fraction' ? '-10 -20 900 60' : '-10 -20 620 60';
}

/** Slide 7: the walk on the ring, its degrees in the middle, the sorted array beside it. @param {RingPicture} picture @param {Telling} telling */
function walkFigure(picture, telling) {
  const middle = walkedDegrees(picture);
  const { receipt } = ringWords(picture);
  return html`${ringPanel(picture, telling, middle)}
    <svg class="panel array" style="--x:48;--y:368;--w:440;--h:284" viewBox="0 0 440 284" role="img" aria-label=${arraySentence(picture)}>${sortedArray(picture, telling.probes)}</svg>
    ${telling.slots?.tools ?? nothing}${receiptLine(receipt)}`;
}

/** The middle of the ring: how far the key walks. @param {RingPicture} picture */
function walkedDegrees({ followed, members }) {
  if (!members.length) return svg`<text class="t20 b mid">no servers: nobody owns it</text>`;
  if (!followed || followed.owner === null) return nothing;
  return svg`<text class="disp mid num walked" data-claim="figure" y="28">${degrees(followed.walk, 1)}</text><path class="u" d="M-138 48H128"></path>
    <text class="t20 b mid" y="88">clockwise, to the first server</text>`;
}

/** @param {RingPicture} picture */
function arraySentence({ followed, tokens }) {
  if (!tokens.length) return 'The ring as a sorted array: empty';
  if (!followed || followed.owner === null) return `The ring as a sorted array of ${tokens.length} tokens`;
  const probes = followed.probes.map(
    (probe) =>
      `token ${probe.index} at ${degrees(probe.turn, 1)}, ${probe.atOrAfter ? 'at or after' : 'before'} the key`,
  );
  return `The ring as a sorted array of ${tokens.length} tokens. The binary search looks at ${probes.join(', then ')}. ${count(followed.comparisons)} comparisons.`;
}

/** Slide 8: who loses what when a server joins. @param {RingPicture} picture @param {Telling} telling */
function addFigure(picture, telling) {
  const many = picture.tokens.length > 8;
  return html`${ringPanel(picture, telling, many ? roll(picture) : nothing)}${numberAndWords(picture, telling)}${telling.slots?.bet ?? nothing}${telling.slots?.tools ?? nothing}`;
}

/** The ring alone, anywhere: drawing, words, every control. @param {RingPicture} picture @param {Telling} telling */
function freeFigure(picture, telling) {
  return html`${ringPanel(picture, telling, picture.tokens.length > 8 ? roll(picture) : nothing)}${numberAndWords(picture, telling)}${telling.slots?.tools ?? nothing}`;
}

/** With many tokens the servers are called in the middle of the ring, each with what it owns. @param {RingPicture} picture */
function roll({ members, keys }) {
  if (keys.length > 0 && members.length > 8) return nothing;
  const shown = members.slice(0, 8);
  const rows = shown.length + (members.length > 8 ? 1 : 0);
  return svg`<g class="members" style=${`--rows:${rows}`}>${shown.map(
    (member, i) => svg`<g style=${`--row:${i}`}>
    ${serverMark({ index: member.index, x: 0, y: 0, scale: 0.5 })}<text x="1.2em" y="0.35em">${shorten(member.name, 11)}</text>
    <text class="mono end" x="11.6em" y="0.35em" style=${`fill:${inkOf(member.index)}`}>${percent(member.fraction)}</text></g>`,
  )}
    ${members.length > 8 ? svg`<g style="--row:8"><text class="q mid" x="5.8em" y="0.35em">and ${members.length - 8} more</text></g>` : nothing}</g>`;
}
