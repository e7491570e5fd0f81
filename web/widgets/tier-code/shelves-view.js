// Slide 16's tiers: what lies in each beside what it has room for; a copy that is old is struck out, one that has expired is dashed.
import { nothing, svg } from 'lit';
import { shorten } from '../../theme/format.js';
import { databaseMark } from '../../theme/marks.js';
import { shelf, TIERS } from '../shared/tiers.js';
import { ROOM } from './deeds.js';
import { codeSentence } from './words.js';

/** @typedef {import('./model.js').CodeState} CodeState */
/** @typedef {import('./model.js').Entry} Entry */

const [WIDTH, HEIGHT, RIGHT, PITCH] = [484, 296, 440, 92];
const CELL = { width: 86, height: 40 };
const CELLS = 4; // that are drawn of a tier; where there are more, the last counts them

/** @param {CodeState} state */
export function shelvesPicture(state) {
  const { shelves, done, key } = state;
  const step = done.at(-1);
  const all = shelves.flat();
  const notes = [
    all.some(({ old }) => old) ? 'struck out: old' : '',
    all.some(({ expired }) => expired) ? 'dashed: expired' : '',
  ].filter(Boolean);
  return svg`<svg class="panel shelves" style="--x:742;--y:116;--w:${WIDTH};--h:${HEIGHT}" viewBox=${`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label=${codeSentence(state)}>
${shelves.map((entries, k) => tier(entries, k, step?.tier === k ? step : null, reached(state, k) ? key : null))}
${databaseMark({ x: 392, y: 266, scale: 0.9 })}<text class="t18 amber end" x="356" y="272">database</text>${step && step.tier === null && step.line !== 'return' ? pointer(266, '') : nothing}
<text class="t16 q" x="0" y="290">${notes.join(', ')}</text></svg>`;
}

/** Whether this GET has touched the key's copy in a tier. @param {CodeState} state @param {number} k */
const reached = ({ done }, k) =>
  done.some(({ events }) =>
    events.some(({ kind, tier }) => tier === k && (kind === 'hit' || kind === 'promote' || kind === 'fill')),
  );

/** @param {Entry[]} entries @param {number} k @param {import('./code.js').CodeStep|null} step that asks or changes this tier @param {string|null} mine the key that is followed, once it is here */
function tier(entries, k, step, mine) {
  const y = 36 + k * 78;
  const left = RIGHT - ROOM[k] * PITCH - 10;
  const more = entries.length > CELLS ? entries.length - CELLS + 1 : 0;
  const shown = more ? entries.slice(0, CELLS - 1) : entries;
  const at = (/** @type {number} */ i) => RIGHT - 8 - CELL.width - i * PITCH;
  const over = entries.length > ROOM[k];
  return svg`${shelf(TIERS[k], left, y - 28, RIGHT - left, 56)}
${Array.from({ length: Math.max(0, ROOM[k] - entries.length) }, (_, i) => svg`<path class="empty" d=${box(at(ROOM[k] - 1 - i), y)}></path>`)}
${shown.map((entry, i) => cell(entry, at(i), y, TIERS[k].ink, entry.key === mine))}
${more ? svg`<text class="t16 b mid halo" x=${at(CELLS - 1) + CELL.width / 2} y=${y + 6}>+ ${more}</text>` : nothing}
<text class="disp name" x="-2" y=${y + 6} style=${`fill:${TIERS[k].ink}`}>${TIERS[k].name}</text>
<text class=${over ? 't16 b' : 't16 q'} x="0" y=${y + 30}>${entries.length} of ${ROOM[k]}</text>
${step ? pointer(y, step.yes === true ? 'yes' : step.yes === false ? 'no' : '') : nothing}`;
}

/** @param {number} x @param {number} y */
const box = (x, y) => `M${x} ${y - 20}h${CELL.width}v${CELL.height}h${-CELL.width}z`;

/** @param {Entry} entry @param {number} x @param {number} y @param {string} ink @param {boolean} mine */
function cell({ key, old, expired }, x, y, ink, mine) {
  const kind = `${mine ? 'mine' : 'copy'}${expired ? ' expired' : ''}`;
  return svg`<g class="cell" aria-label=${Array.from(key).length > 7 ? key : nothing}><path class=${kind} d=${box(x, y)} style=${mine ? nothing : `stroke:${ink}`}></path>
<text class=${`t16 mono mid${mine ? ' b on' : ''}${old ? ' old' : ''}`} x=${x + CELL.width / 2} y=${y + 6}>${shorten(key, 7)}</text></g>`;
}

/** Which tier the lit line speaks of. @param {number} y @param {string} word */
const pointer = (y, word) =>
  svg`<path class="pointer" d=${`M${RIGHT + 6} ${y}l12 -8v16z`}></path><text class="t16 b" x=${RIGHT + 20} y=${y + 6}>${word}</text>`;
