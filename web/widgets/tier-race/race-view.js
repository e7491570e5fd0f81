// The wait by length, at one second to the nanosecond, because nobody feels a nanosecond. All runners start at the left edge; the
// clock stands where the bars end. Who has answered is a mass, who is still on the way an open bar with a torn end.
import { svg } from 'lit';
import { percent } from '../../theme/format.js';
import { round } from '../../theme/marks.js';
import { stretched, time } from '../shared/tiers.js';
import { marksUntil } from './axis.js';

/** @typedef {import('./model.js').RaceState} RaceState */
/** @typedef {import('./model.js').Runner} Runner */
/** `spanNs`: the whole width. @typedef {{clockNs: number, spanNs: number}} Moment */
/**
 * @typedef {{on: string, width: number, place: string, most: number, big: number, small: number, letter: number}} Layout
 * `most`: marks of the axis; font sizes of the number that stops the clock and of the others; pixels of an ordinary letter
 */

/** @type {Layout} */
const WIDE = {
  on: 'wide-only',
  width: 1184,
  place: '--x:48;--y:384;--w:1184;--h:266',
  most: 12,
  big: 72,
  small: 34,
  letter: 11,
};
/** @type {Layout} */
const NARROW = { on: 'narrow-only', width: 440, place: '--w:440', most: 4, big: 50, small: 30, letter: 12 };

const TOP = 30;
const GAP = 6;
const ROWS = 202; // all four, with the gaps
const THIN = 34;
/** The bar that stops the clock leaves this much of the width free. */
const FULL = 1157.4 / 1184;

/** What the picture shows when nothing moves. @param {RaceState} state @returns {Moment} */
export function restingMoment({ scene, runners, clockNs }) {
  return { clockNs, spanNs: runners[Math.max(scene.to, 0)].waitNs / FULL };
}

/** @param {RaceState} state @param {Moment} moment @param {string} [pace] what a second of the telling is */
export const raceDrawing = (state, moment, pace = '') => [
  drawing(state, moment, WIDE, pace),
  drawing(state, moment, NARROW, pace),
];

/** @param {RaceState} state */
export function raceSentence({ runners, scene, clockNs }) {
  const by = (/** @type {boolean} */ done) =>
    runners
      .filter(({ waitNs }) => waitNs <= clockNs === done)
      .map(({ name, waitNs }) => `${name} ${stretched(waitNs)}`)
      .join(', ');
  if (scene.to < 0) return `Four runners at the start, if 1 ns were 1 s: ${by(false)}.`;
  const late = by(false);
  return `If 1 ns were 1 s, answered by now: ${by(true)}. ${late ? `Still on the way: ${late}.` : 'Nobody is still on the way.'}`;
}

/** @param {RaceState} state @param {Moment} moment @param {Layout} layout @param {string} pace */
function drawing(state, moment, layout, pace) {
  const { runners, scene } = state;
  const { on, width, place, most } = layout;
  const rows = rowsOf(scene.to);
  const marks = marksUntil(moment.spanNs, most);
  const x = (/** @type {number} */ ns) => round((ns / moment.spanNs) * width);
  return svg`<svg class="panel race ${on}" style=${place} viewBox="0 0 ${width} 266" role="img" aria-label=${raceSentence(state)}>
    <text class="t18 b" y="16">${pace || 'The wait for one answer, if 1 ns were 1 s'}</text>
    <path class="grid" d=${marks.map(({ at }) => `M${x(at) + 0.5} 24V${TOP + ROWS + 6}`).join('')}></path>
    ${marks.filter(({ at }) => x(at) < width - 40).map(({ at, label }) => svg`<text class="t16 mono qq" x=${x(at) + 6} y="260">${label}</text>`)}
    ${runners.map((runner, i) => lane(runner, rows[i], moment, layout, i === scene.to))}</svg>`;
}

/** Tops and heights: the one that stops the clock has the most room. @param {number} to */
function rowsOf(to) {
  const even = (ROWS - 3 * GAP) / 4;
  const tall = ROWS - 3 * (THIN + GAP);
  let top = TOP;
  return [0, 1, 2, 3].map((i) => {
    const height = to < 0 ? even : i === to ? tall : THIN;
    const row = { top, height };
    top += height + GAP;
    return row;
  });
}

/** @param {Runner} runner @param {{top: number, height: number}} row @param {Moment} moment @param {Layout} layout @param {boolean} tall */
function lane({ name, ink, waitNs }, { top, height }, { clockNs, spanNs }, layout, tall) {
  const { width, big, small, letter } = layout;
  const done = waitNs <= clockNs && clockNs > 0;
  const length = round((Math.min(clockNs, waitNs) / spanNs) * width);
  const label = (/** @type {number} */ after) =>
    svg`<tspan class="t20 who" dx=${after}>${name}<tspan class="mono q" dx="10">${time(waitNs)}</tspan></tspan>`;
  const middle = round(top + height / 2);
  if (!done) {
    const part = clockNs > 0 ? `on the way, ${partText(clockNs / waitNs)}` : 'at the start';
    return svg`<path class="running" d=${torn(length, top, height)} style="stroke:${ink}"></path>
      <text class="halo" x="14" y=${middle + 7}>${label(0)}<tspan class="t18 q" dx="16">${part}</tspan></text>`;
  }
  const words = stretched(waitNs);
  const room = (/** @type {number} */ size) =>
    words.length * size * 0.54 + (name.length + time(waitNs).length) * letter + 60;
  let size = tall ? big : small;
  let inside = length >= room(size);
  if (!inside && length + room(size) > width) {
    size = small;
    inside = length >= room(size);
  }
  const at = inside ? 14 : Math.min(length + 14, width - room(size) + 20);
  const base = round(middle + size * 0.33);
  const bar = svg`<path d="M0 ${top}h${Math.max(length, 1.2)}v${height}H0z" style="fill:${ink}"></path>`;
  const kind = inside ? `disp on ${name}` : 'disp halo';
  return svg`${bar}<text class=${kind} x=${at} y=${base} style="font-size:${size}px">${words}${label(28)}</text>`;
}

/** 0.1 -> "10 %", 0.00001 -> "under 0.01 %". @param {number} part */
function partText(part) {
  if (part < 0.0001) return `under ${percent(0.0001, 2)}`;
  return percent(part, part < 0.1 ? 2 : 0);
}

/** Open at its end: it goes on. @param {number} length @param {number} top @param {number} height */
function torn(length, top, height) {
  if (length < 8) return `M0 ${top}v${height}`;
  const teeth = Math.round(height / 12);
  const step = height / teeth / 2;
  const tear = Array.from({ length: teeth }, () => `l6 ${round(step)}l-6 ${round(step)}`).join('');
  return `M${length - 6} ${top}H0v${height}H${length - 6}M${length - 6} ${top}${tear}`;
}
