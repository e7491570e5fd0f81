// The chart of slide 12: for each V a thousand rings, one dot a ring, as high as its first server's share. Pure templates. A column
// of dots is one path, filled with a pattern of dots whose cells are the path's own, so that the dots can be counted.
import { nothing, svg } from 'lit';
import { round } from '../../theme/marks.js';
import { BET_AT, STEPS } from './model.js';

/** @typedef {import('./model.js').BalanceState} BalanceState */
/** @typedef {{vnodes: number, dots: ArrayLike<number>}} Column */

export const MOST = 4; // fair shares: the top of the drawing
const UNIT = 104; // height of one fair share
const FLOOR = 436; // where a share of nothing is drawn
const LARGEST = 3; // side of one dot's place where there is room
const WIDEST = 88; // of a column
const FIRST = 84;
const NARROW = [1, 10, 100, 1000]; // whose spread is written where there is little room
const PITCH = 98;

/** @param {number} share */
const y = (share) => round(FLOOR - share * UNIT);
/** Middle of a column. @param {number} vnodes */
export const columnAt = (vnodes) => FIRST + STEPS.indexOf(vnodes) * PITCH;

/** @param {number} servers @param {number} vnodes */
export const expectedSpread = (servers, vnodes) => Math.sqrt((servers - 1) / (servers * vnodes + 1));

/** @param {{scene: import('./model.js').BalanceScene, columns: BalanceState['columns']}} state @param {Column|null} coming rings being drawn just now */
export function swarms({ scene, columns }, coming) {
  const done = columns.map(({ vnodes, shares }) => ({ vnodes, dots: shares }));
  const shown = coming ? [...done.filter(({ vnodes }) => vnodes !== coming.vnodes), coming] : done;
  const beyond = shown.flatMap(({ dots }) => Array.from(dots).filter((share) => share > MOST));
  // No further than what is drawn: the line would give the bet away.
  const told = STEPS.filter((v) => v <= Math.max(0, ...shown.map(({ vnodes }) => vnodes)));
  const line = (/** @type {1 | -1} */ sign) =>
    `M${told.map((v) => `${columnAt(v)} ${y(1 + sign * Math.min(1, expectedSpread(scene.servers, v)))}`).join('L')}`;
  return svg`<pattern id="ring-dot" width="1" height="1" patternUnits="userSpaceOnUse"><circle cx=".5" cy=".5" r=".4" class="dot"></circle></pattern>
    ${[0, 1, 2, 3, 4].map((n) => svg`<text class="t16 mono qq end" x="36" y=${y(n) + (n ? 5 : -2)}>${n}×</text>`)}
    <text class="t16 q wide-only" x="0" y=${y(1) + 24}>fair</text>
    <path class="fair" d="M42 ${y(1)}H808"></path>
    ${shown.map((column) => swarm(column, scene))}
    ${told.length ? svg`<path class="rule-halo" d="${line(1)}${line(-1)}"></path><path class="rule" d="${line(1)}${line(-1)}"></path>` : nothing}
    ${columns.map((column) => spreadLabel(column))}
    ${scene.bet === null ? nothing : betMark(scene.bet)}
    ${beyond.length ? svg`<text class="t16 q" x=${FIRST + 16} y="14">↑ ${beyond.length} more, to ${Math.max(...beyond).toFixed(1)}×</text>` : nothing}`;
}

/** Side of a dot's place: a thousand of them, about bell-shaped, fit into a column. @param {number} spread */
const cellOf = (spread) => Math.min(LARGEST, Math.sqrt((WIDEST * 2.5 * spread * UNIT) / 1000));

/** @param {Column} column @param {import('./model.js').BalanceScene} scene */
function swarm({ vnodes, dots }, scene) {
  const cell = cellOf(expectedSpread(scene.servers, vnodes));
  const rows = new Array(Math.ceil((MOST * UNIT) / cell)).fill(0);
  for (const share of Array.from(dots)) {
    if (share < MOST) rows[Math.floor((share * UNIT) / cell)]++;
  }
  const right = rows.map((count) => Math.ceil(count / 2));
  const left = rows.map((count) => -Math.floor(count / 2)).reverse();
  return svg`<path class="swarm" transform="translate(${columnAt(vnodes)} ${FLOOR}) scale(${cell.toFixed(3)})" d="M0 0${edge(right, -1)}H0${edge(left, 1)}" fill="url(#ring-dot)"></path>`;
}

/** A staircase along the ends of the rows: h to the next end, v one row up or down, equal rows in one go.
 * @param {number[]} ends @param {1 | -1} way */
function edge(ends, way) {
  let path = '';
  let [at, run] = [0, 0];
  for (const end of ends) {
    if (end !== at) {
      path += `${run ? `v${run * way}` : ''}h${end - at}`;
      [at, run] = [end, 0];
    }
    run++;
  }
  return `${path}v${run * way}`;
}

/** Beside a tall swarm, above a flat one. @param {import('../../engine/edgecache.d.ts').RingsResult} column */
function spreadLabel({ vnodes, spread, shares }) {
  const said = `±${spread < 0.1 ? (spread * 100).toFixed(1) : Math.round(spread * 100)} %`;
  const flat = spread < 0.45;
  const x = columnAt(vnodes) + (flat ? 0 : 18);
  const top = flat ? Math.max(...shares) + 0.12 : 1 + spread + 0.1;
  return svg`<text class=${`t18 b halo${flat ? ' mid' : ''}${NARROW.includes(vnodes) ? '' : ' wide-only'}`} x=${x} y=${y(top)}>${said}</text>`;
}

/** The bet as two dashes across the column it is about. @param {number} guess in % */
function betMark(guess) {
  const x = columnAt(BET_AT);
  const lines = [1 + guess / 100, 1 - guess / 100].map((share) => `M${x - 46} ${y(share)}h92`);
  return svg`<path class="bet-mark" d=${lines.join('')}></path>`;
}
