// Room by area: a tier's block is as large as what it holds. Each lies in the corner of the next, since a larger tier has room for
// all of the smaller; where the smaller goes into it a square number of times, cells say how often.
import { nothing, svg } from 'lit';
import { round } from '../../theme/marks.js';
import { room, TIERS } from '../shared/tiers.js';

/** @typedef {import('./model.js').RaceScene} RaceScene */
/**
 * Where things stand: the largest block, the floor of the blocks alone, and x and y of the three names.
 * @typedef {{on: string, width: number, grid: {x: number, y: number, width: number}, floor: number, names: number[][], place: string}} Layout
 */

/** @type {Layout} */
const WIDE = {
  on: 'wide-only',
  width: 1184,
  grid: { x: 614, y: 22, width: 570 },
  floor: 212,
  names: [
    [0, 162],
    [252, 162],
    [440, 162],
  ],
  place: '--x:48;--y:132;--w:1184;--h:222',
};

/** @type {Layout} */
const NARROW = {
  on: 'narrow-only',
  width: 440,
  grid: { x: 0, y: 164, width: 440 },
  floor: 144,
  names: [
    [0, 94],
    [146, 94],
    [280, 94],
  ],
  place: '--w:440',
};

/** Widest block that has room to stand alone, left of the largest, as a part of the largest. */
const ALONE = 0.25;
/** Cells along a side, at most: more would be grey. */
const MOST_CELLS = 20;

/** @param {RaceScene} scene */
export const roomsDrawing = (scene) => [drawing(scene, WIDE), drawing(scene, NARROW)];

/** @param {RaceScene} scene @param {Layout} layout */
function drawing({ capacityGb }, { on, width, grid, floor, names, place }) {
  const [c1, c2, c3] = capacityGb;
  const size = (/** @type {number} */ gb) => Math.sqrt(gb / c3) * grid.width;
  const [w1, w2] = [size(c1), size(c2)];
  const height = grid.width / 3;
  const right = grid.x + grid.width;
  const bottom = grid.y + height;
  const cells = Math.sqrt(c3 / c2);
  const celled = Number.isInteger(cells) && cells > 1 && cells <= MOST_CELLS;
  const alone = w2 <= grid.width * ALONE;
  return svg`<svg class="panel rooms ${on}" style=${place} viewBox="0 0 ${width} ${round(Math.max(floor, bottom) + 8)}" role="img"
    aria-label="Room, to scale by area: ${TIERS.map((t, i) => `${t.name}, ${t.medium}, ${room(capacityGb[i])}`).join(' ')}">
    <text class="t18 b" y="20">Room, to scale by area</text>
    ${alone ? svg`${block(0, names[0][0] + w1, floor, w1, true)}${block(1, names[1][0] + w2, floor, w2, false)}${block(0, names[1][0] + w2, floor, w1, true, false)}` : nothing}
    ${block(2, right, bottom, grid.width, false)}
    ${celled ? cellLines(grid, height, cells) : nothing}
    ${block(1, right, bottom, w2, true, false)}${w1 >= 8 ? block(0, right, bottom, w1, true, false) : nothing}
    ${TIERS.map(
      (
        tier,
        i,
      ) => svg`<g transform="translate(${names[i].join(' ')})"><text class="disp" x="-2" style="font-size:56px;fill:${tier.ink}">${tier.name}</text>
      <text class="t20" x="72" y="-23">${tier.medium}</text><text class="t18 mono q" x="72" y="1">${room(capacityGb[i])}</text></g>`,
    )}
    <text class="t16 q end" x="${grid.x ? grid.x - 16 : width}" y="${floor - 10}">${celled ? 'one cell is all of L2' : c2 < c3 ? 'the corner is all of L2' : 'no more than L2'}</text></svg>`;
}

/** A tier's room, its right end at `right`, standing on its floor. @param {number} tier @param {number} right @param {number} bottom @param {number} width @param {boolean} full @param {boolean} [floored] */
function block(tier, right, bottom, width, full, floored = true) {
  const { ink } = TIERS[tier];
  const wide = Math.max(width, 0.6);
  const d = `M${round(right)} ${round(bottom)}h${-wide.toFixed(1)}v${-(wide / 3).toFixed(1)}h${wide.toFixed(1)}z`;
  return svg`<path d=${d} style="fill:${full ? ink : 'none'};stroke:${ink}"></path>${
    floored
      ? svg`<path d="M${round(right)} ${round(bottom)}h${-wide.toFixed(1)}v7h${wide.toFixed(1)}z" style="fill:${ink}"></path>`
      : nothing
  }`;
}

/** As many cells as the smaller goes into the larger. @param {{x: number, y: number, width: number}} grid @param {number} height @param {number} cells */
function cellLines({ x, y, width }, height, cells) {
  const across = Array.from(
    { length: cells - 1 },
    (_, i) => `M${x} ${round(y + ((i + 1) * height) / cells)}h${width}`,
  );
  const down = Array.from(
    { length: cells - 1 },
    (_, i) => `M${round(x + ((i + 1) * width) / cells)} ${y}v${round(height)}`,
  );
  return svg`<path d=${[...across, ...down].join('')} style="fill:none;stroke:var(--tier-3)"></path>`;
}
