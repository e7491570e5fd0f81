// The tiers as shelves: what lies in each, the newest at the right; a copy enters there, the row moves on by one, the oldest drops.
import { nothing, svg } from 'lit';
import { shorten } from '../../theme/format.js';
import { serverMark } from '../../theme/marks.js';
import { shelf, TIERS, time } from '../shared/tiers.js';
import { inkOf } from './layout.js';
import { part } from './telling.js';

/** @typedef {import('./layout.js').Layout} Layout */
/** @typedef {import('./layout.js').Point} Point */
/** @typedef {import('./model.js').WalkState} WalkState */

/** How far a cell drops when it is evicted. */
const DROP = 30;

/** @param {number} a @param {number} b @param {number} share */
const between = (a, b, share) => Math.round((a + (b - a) * share) * 10) / 10;

/** One tier: its name, its shelf and cells. @param {WalkState} state @param {Layout} layout @param {number} k @param {number} now ms since the last line began */
export function tierDrawing(state, layout, k, now) {
  const { name, medium, latency, left, right, shelf: at } = layout.tiers[k];
  const tier = TIERS[k];
  return svg`<g class="tier">${shelf(tier, left, at.y, right - left, at.height)}${cells(state, layout, k, now)}
    <text class="disp name" x=${name.x} y=${name.y} style="fill:${tier.ink}">${tier.name}</text>
    <text class="t20" x=${medium.x} y=${medium.y}>${tier.medium}</text><text class="t18 mono q" x=${latency.x} y=${latency.y}>${time(tier.latencyNs)}</text>
    ${k === TIERS.length - 1 && !layout.narrow ? ownerMark(state, latency) : nothing}</g>`;
}

/** Which server "network" means for this key. @param {WalkState} state @param {Point} below */
const ownerMark = ({ owner }, { x, y }) =>
  owner
    ? svg`${serverMark({ index: owner.index, x: x + 9, y: y + 18, scale: 0.4 })}<text class="t16 q" x=${x + 26} y=${y + 24}>${owner.name}</text>`
    : nothing;

/** @param {WalkState} state @param {Layout} layout @param {number} k @param {number} now */
function cells({ before, shelves, done, key }, layout, k, now) {
  const { slots } = layout.tiers[k];
  const line = done.at(-1);
  const shift = line ? part(line.kind, 'shift', now) : 1;
  const reached = done.some(({ kind, tier }) => tier === k && kind !== 'miss' && kind !== 'answer');
  const black = (/** @type {string} */ cell) => cell === key && reached;
  const inverting = line?.tier === k && (line.kind === 'hit' || line.kind === 'serve-stale') ? shift : 1;
  const was = shown(before[k], slots.length);
  const is = shown(shelves[k], slots.length);
  const all = [...new Set([...is.keys, ...was.keys])];
  const keys = [...all.filter((cell) => cell !== key), ...all.filter((cell) => cell === key)]; // what is followed, above the others
  const empty = slots.slice(Math.max(was.keys.length, is.keys.length) + (is.more ? 1 : 0));
  return svg`${empty.map(({ x, y }) => outline(layout, x, y, 'empty'))}
    ${keys.map((cell) => {
      const from = slots[was.keys.indexOf(cell)];
      const to = slots[is.keys.indexOf(cell)];
      if (to && from)
        return drawn(layout, cell, between(from.x, to.x, shift), between(from.y, to.y, shift), k, {
          ink: black(cell) ? inverting : 0,
        });
      if (to && before[k].includes(cell)) return drawn(layout, cell, to.x, to.y, k, { seen: shift });
      if (to)
        return shift === 0
          ? nothing
          : drawn(layout, cell, between(layout.up - 60, to.x, shift), to.y, k, { ink: black(cell) ? 1 : 0 });
      return shift === 1 || !from
        ? nothing
        : drawn(layout, cell, from.x, between(from.y, from.y + DROP, shift), k, { seen: 1 - shift });
    })}${is.more ? moreCell(layout, slots[slots.length - 1], is.more) : nothing}`;
}

/** As many keys as there are cells; where there are more, the last cell counts them. @param {string[]} keys @param {number} cells */
function shown(keys, cells) {
  if (keys.length <= cells) return { keys, more: 0 };
  return { keys: keys.slice(0, cells - 1), more: keys.length - cells + 1 };
}

/** @param {Layout} layout @param {number} x @param {number} y @param {string} kind @param {string} [ink] */
const outline = ({ cell }, x, y, kind, ink) =>
  svg`<path class=${kind} d=${`M${x} ${y}h${cell.width}v${cell.height}h${-cell.width}z`} style=${ink ? `stroke:${ink}` : nothing}></path>`;

/**
 * @param {Layout} layout @param {string} key @param {number} x @param {number} y @param {number} k
 * @param {{ink?: number, seen?: number}} how `ink`: how black the cell is, as what is followed; `seen`: how much is left of it
 */
function drawn(layout, key, x, y, k, { ink = 0, seen = 1 }) {
  const { cell } = layout;
  const middle = { x: x + cell.width / 2, y: y + cell.height / 2 + 6 };
  return svg`<g class="cell" aria-label=${Array.from(key).length > 9 ? key : nothing} opacity=${seen < 1 ? seen.toFixed(2) : nothing}>${outline(layout, x, y, 'copy', inkOf(k))}
    ${ink > 0 ? svg`<g opacity=${ink < 1 ? ink.toFixed(2) : nothing}>${outline(layout, x, y, 'mine')}</g>` : nothing}
    <text class=${`t16 mono mid${ink > 0.5 ? ' b on' : ''}`} x=${middle.x} y=${middle.y}>${shorten(key, 9)}</text></g>`;
}

/** @param {Layout} layout @param {Point} slot @param {number} more */
const moreCell = ({ cell }, { x, y }, more) =>
  svg`<text class="t16 mid q" x=${x + cell.width / 2} y=${y + cell.height / 2 + 6}>+ ${more}</text>`;
