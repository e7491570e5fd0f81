// The ring, drawn: servers at their tokens, arcs in the ink of who owns them, keys at their true angle tied to their owner.
// Pure templates around (0, 0); 0 degrees at 12 o'clock, clockwise. `time` is milliseconds into the telling of the last
// command: the server lands, its arc inks, its keys turn, they walk, their threads are tied again. Infinity is the end.
import { nothing, svg } from 'lit';
import { arcPath, at, inkOf, onCircle, round, serverMark } from '../../theme/marks.js';
import { degrees } from '../../theme/format.js';
import { denseMarks, isDense } from './dense-view.js';
import { keyMarks, walkers } from './keys-view.js';
import { followedMark, labels, walk } from './labels-view.js';
import { phase, R, TELLING } from './telling.js';

/** @typedef {import('./picture.js').RingPicture} RingPicture */

/** One path for every stretch of the circle that one server owns. @param {RingPicture} picture */
function ownedArcs({ tokens }) {
  /** @type {Map<number, string[]>} */
  const paths = new Map();
  tokens.forEach(({ turn, index }, i) => {
    const from = tokens[(i + tokens.length - 1) % tokens.length].turn;
    if (from === turn && tokens.length > 1) return;
    paths.set(index, [...(paths.get(index) ?? []), arcPath(from, turn, R)]);
  });
  return [...paths].map(([index, parts]) => ({ index, path: parts.join('') }));
}

/** @param {RingPicture} picture @param {number} time @param {RingPicture|null} before */
function circle(picture, time, before) {
  const inking = before && picture.newcomer && time < TELLING.ink[0] + TELLING.ink[1];
  const base = inking ? before : picture;
  if (!base.tokens.length) return svg`<circle class="empty" r=${R}></circle>`;
  const arcs = ownedArcs(base).map(
    ({ index, path }) => svg`<path d=${path} style="stroke:${inkOf(index)}"></path>`,
  );
  const growing = inking ? newArcs(picture, phase('ink', time)) : nothing;
  return svg`<g class="arcs">${arcs}${growing}</g>`;
}

/** The newcomer's arcs, inked clockwise up to `part` of their length. @param {RingPicture} picture @param {number} part */
function newArcs(picture, part) {
  const index = picture.members.find((member) => member.name === picture.newcomer)?.index ?? 0;
  const paths = picture.tokens.map(({ turn, index: owner }, i) => {
    if (owner !== index || part <= 0) return '';
    const from = picture.tokens[(i + picture.tokens.length - 1) % picture.tokens.length].turn;
    const span = (turn - from + 1) % 1 || 1;
    return arcPath(from, from + span * part, R);
  });
  return svg`<path d=${paths.join('')} style="stroke:${inkOf(index)}"></path>`;
}

/** Every 15 degrees a tick, 0 and the direction at the top. */
const graticule = svg`<g class="ticks"><path d=${Array.from({ length: 24 }, (_, i) => {
  const long = i % 6 === 0;
  return `M${at(onCircle(i / 24, R + 6))}L${at(onCircle(i / 24, R + (long ? 18 : 11)))}`;
}).join('')}></path>
  <text class="t16 mono q mid" y="-262">0°</text><path class="way" d="M20 -267q20 1 34 6m-8 -8l8 8l-11 4"></path></g>`;

/** Tokens: servers as lettered shapes while they are few, ticks in their ink when they are many. @param {RingPicture} picture @param {number} time */
function tokens(picture, time) {
  if (picture.tokens.length > 24) {
    const ticks = new Map();
    for (const { turn, index } of picture.tokens) {
      ticks.set(
        index,
        `${ticks.get(index) ?? ''}M${at(onCircle(turn, R - 12))}L${at(onCircle(turn, R + 12))}`,
      );
    }
    return svg`<g class="tokens">${[...ticks].map(([index, d]) => svg`<path d=${d} style="stroke:${inkOf(index)}"></path>`)}</g>`;
  }
  const newcomer = picture.members.find((m) => m.name === picture.newcomer)?.index;
  const size = picture.tokens.length > 8 ? 0.62 : 1;
  return picture.tokens.map(({ turn, index }) => {
    const drop = index === newcomer ? (1 - phase('land', time)) * 24 : 0;
    const { x, y } = onCircle(turn, R + drop);
    return serverMark({ index, x, y, scale: size });
  });
}

/** The measured span of what was taken: a dimension line with end ticks and its degrees. @param {RingPicture} picture @param {number} time */
function span(picture, time) {
  const [flow] = picture.flows;
  if (
    !picture.newcomer ||
    picture.scene.hash !== 'by-degrees' ||
    picture.flows.length !== 1 ||
    picture.tokens.length > 8 ||
    phase('ink', time) === 0
  )
    return nothing;
  if (picture.tokens.filter(({ index }) => index === flow.to).length !== 1) return nothing; // one span, one number
  const i = picture.tokens.findIndex(({ index }) => index === flow.to);
  const to = picture.tokens[i].turn;
  const from = picture.tokens[(i + picture.tokens.length - 1) % picture.tokens.length].turn;
  const length = (to - from + 1) % 1 || 1;
  const end = from + length * phase('ink', time);
  const label = onCircle(from + length * 0.47, R + 62);
  const tick = (/** @type {number} */ turn) => `M${at(onCircle(turn, R + 31))}L${at(onCircle(turn, R + 49))}`;
  return svg`<g class="span"><path d=${arcPath(from + 0.004, end - 0.004, R + 40) + tick(from + 0.004) + tick(end - 0.004)}></path>
    <text class="disp red" x=${round(label.x)} y=${round(label.y + 10)}>${degrees(flow.fraction, 1)}</text></g>`;
}

/**
 * The whole drawing of a ring figure.
 * @param {RingPicture} picture @param {{time?: number, before?: RingPicture|null, narrow?: boolean}} [telling]
 */
export function ringDrawing(picture, { time = Infinity, before = null, narrow = false } = {}) {
  const followed = picture.followed;
  const few = picture.tokens.length <= 8;
  if (isDense(picture))
    return svg`${graticule}${denseMarks(picture)}${followed && !picture.keys.length ? walk(followed, phase('walk', time + 1300)) : nothing}
    ${few ? labels(picture, narrow) : nothing}${followed ? followedMark(followed, narrow) : nothing}`;
  return svg`${graticule}${picture.keys.length ? keyMarks(picture, time, before) : nothing}${circle(picture, time, before)}
    ${span(picture, time)}${walkers(picture, time, narrow)}${followed && !picture.keys.length ? walk(followed, phase('walk', time + 1300)) : nothing}
    ${tokens(picture, time)}${few ? labels(picture, narrow) : nothing}${followed ? followedMark(followed, narrow) : nothing}`;
}
