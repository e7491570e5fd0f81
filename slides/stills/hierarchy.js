// Slide 14: two truths about three tiers, both drawn to scale. Room by area: one cell of L3 is all of L2, one cell of L2 is
// all of L1. The wait by length, at one second to the nanosecond, because nobody feels a nanosecond.
import { html, nothing, svg } from 'lit';
import { round, slipMark } from '../../web/theme/marks.js';
import { room, stretched, TIERS, time } from './tiers.js';

const [L1, L2, L3] = TIERS;
const LAST_DAY = 12;

export async function draw() {
  return html`${rooms(WIDE)}${rooms(NARROW)}${waits(WIDE)}${waits(NARROW)}
    <p class="receipt">${slipMark} ${TIERS.map((t) => time(t.latencyNs)).join(', ')} · × 1,000,000,000 · typical, not measured</p>`;
}

/**
 * Where things stand on the stage and on a phone: the grid of L3, the three names, pixels to a day, days between numbers.
 * @typedef {{on: string, width: number, grid: {x: number, y: number, width: number}, floor: number, names: number[][],
 *   rooms: string, waits: string, day: number, every: number,
 *   value: {size: number, y: number, beside: number}}} Layout
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
  rooms: '--x:48;--y:132;--w:1184;--h:222',
  waits: '--x:48;--y:384;--w:1184;--h:272',
  day: 100,
  every: 1,
  value: { size: 80, y: 230, beside: 420 },
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
  rooms: '--w:440',
  waits: '--w:440',
  day: 36,
  every: 3,
  value: { size: 66, y: 226, beside: 300 },
};

/** One cell of the grid is the tier above, whole: 10 by 10 cells, since each tier has a hundred times the room. */
function rooms(/** @type {Layout} */ { on, width, grid, floor, names, rooms: place }) {
  const height = grid.width / 3;
  const cell = { width: grid.width / 10, height: height / 10 };
  const [one, two] = names;
  return svg`<svg class="panel ${on}" style=${place} viewBox="0 0 ${width} ${round(Math.max(floor, grid.y + height) + 8)}" role="img"
    aria-label="Room, to scale by area: ${TIERS.map((t) => `${t.name}, ${t.medium}, ${room(t.capacityGb)}`).join(' ')}">
    <text class="t18 b" y="20">Room, to scale by area</text>
    ${block(L1, one[0], floor, cell.width / 10, cell.height / 10)}
    ${block(L2, two[0], floor, cell.width, cell.height, cell.width / 10)}
    <path d="M${grid.x} ${grid.y}h${grid.width}v${round(height)}h${-grid.width}z${`m0 ${round(cell.height)}h${grid.width}m${-grid.width} 0`.repeat(9)}M${grid.x} ${grid.y}${`m${round(cell.width)} 0v${round(height)}m0 ${-round(height)}`.repeat(9)}" style="fill:none;stroke:var(--tier-3)"></path>
    ${floorOf(L3, grid.x, grid.y + height, grid.width)}
    <path d="M${grid.x + grid.width} ${round(grid.y + height)}h${-cell.width}v${-round(cell.height)}h${cell.width}z" style="fill:var(--tier-2)"></path>
    ${TIERS.map(
      (
        tier,
        i,
      ) => svg`<g transform="translate(${names[i].join(' ')})"><text class="disp" x="-2" style="font-size:56px;fill:${tier.ink}">${tier.name}</text>
      <text class="t20" x="72" y="-23">${tier.medium}</text><text class="t18 mono q" x="72" y="1">${room(tier.capacityGb)}</text></g>`,
    )}
    <text class="t16 q end" x="${grid.x ? grid.x - 16 : width}" y="${floor - 10}">one cell is all of L2</text></svg>`;
}

/** A tier's room standing on its floor; `inside`: width of the tier above, drawn in its corner. */
const block = (
  /** @type {import('../../web/widgets/shared/tiers.js').Tier} */ tier,
  /** @type {number} */ x,
  /** @type {number} */ floor,
  /** @type {number} */ width,
  /** @type {number} */ height,
  inside = 0,
) => svg`<path d="M${x} ${floor}h${round(width)}v${-round(height)}h${-round(width)}z" style="fill:${inside ? 'none' : tier.ink};stroke:${tier.ink}"></path>
  ${floorOf(tier, x, floor, width)}
  ${inside ? svg`<path d="M${round(x + width)} ${floor}h${-round(inside)}v${-round(height / 10)}h${round(inside)}z" style="fill:var(--tier-1)"></path>` : nothing}`;

const floorOf = (
  /** @type {import('../../web/widgets/shared/tiers.js').Tier} */ { ink },
  /** @type {number} */ x,
  /** @type {number} */ y,
  /** @type {number} */ width,
) => svg`<path d="M${x} ${round(y)}h${round(width)}v7h${-round(width)}z" style="fill:${ink}"></path>`;

/** Bars of one second to the nanosecond; the slowest carries the slide's number. */
function waits(/** @type {Layout} */ { on, width, waits: place, day, every, value }) {
  const days = Array.from({ length: LAST_DAY }, (_, i) => i);
  const length = (/** @type {import('../../web/widgets/shared/tiers.js').Tier} */ tier) =>
    round((tier.latencyNs / 86_400) * day);
  return svg`<svg class="panel ${on}" style=${place} viewBox="0 0 ${width} 272" role="img"
    aria-label="The wait for one answer if 1 ns were 1 s: ${TIERS.map((t) => `${t.name} ${stretched(t.latencyNs)}`).join(', ')}">
    <text class="t18 b" y="16">The wait for one answer, if 1 ns were 1 s</text>
    <path d="M0.5 30${days.map(() => `v226m${day} -226`).join('')}" style="stroke:var(--hair)"></path>
    ${days
      .filter((i) => i % every === 0)
      .map((i) => svg`<text class="t16 mono qq" x="${i * day + 6}" y="269">${i ? i + 1 : 'day 1'}</text>`)}
    <path d="M0 34h1.2v52H0z" style="fill:var(--tier-1)"></path><path d="M6 60h24" style="stroke:var(--ink)"></path>
    <path d="M0 98h${length(L2)}v52H0z" style="fill:var(--tier-2)"></path>
    <path d="M0 162h${length(L3)}v88H0z" style="fill:var(--tier-3)"></path>
    ${answer(L1, 38, 75)}${answer(L2, length(L2) + 14, 139)}
    <text class="disp on" x="14" y=${value.y} style="font-size:${value.size}px">${stretched(L3.latencyNs)}</text>
    <text class="t20 b on" x=${value.beside} y=${value.y}>L3<tspan class="mono b" dx="10">${time(L3.latencyNs)}</tspan></text></svg>`;
}

const answer = (
  /** @type {import('../../web/widgets/shared/tiers.js').Tier} */ { name, latencyNs },
  /** @type {number} */ x,
  /** @type {number} */ y,
) =>
  svg`<text class="disp halo" x=${x} y=${y} style="font-size:44px">${stretched(latencyNs)}<tspan class="t20" dx="28" style="letter-spacing:0;word-spacing:0;font-family:var(--face-text);font-weight:600">${name}<tspan class="mono q" dx="10">${time(latencyNs)}</tspan></tspan></text>`;
