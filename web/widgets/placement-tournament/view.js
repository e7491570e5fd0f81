// The picture of the tournament: one lane a placement. Left, the load of each server, busiest first, over the line of fair shares:
// the flatter the better. Right, the keys that change owner when one server joins and when one leaves, as parts of all keys and to
// scale: the shorter the better. Pure: the build draws the still with it, the browser draws it again from what it has counted.
import { html, nothing, svg } from 'lit';
import { count, percentNumber } from '../../theme/format.js';
import { slipMark } from '../../theme/marks.js';
import { CONTESTANTS } from './contestants.js';
import { tournamentTable } from './table-view.js';
import { fieldWords, HASH_NAMES, shareText } from './words.js';

/** @typedef {import('./picture.js').TournamentPicture} TournamentPicture */
/** @typedef {import('./picture.js').Line} Line */

const WIDTH = 460;
const TOP = 72;
const LANE = 112;
const LOADS = { y: 30, width: 180, height: 62 }; // twice the fair share is as high as a lane has room for
const BARS = { x: 264, width: 190, height: 28 };

/**
 * @param {TournamentPicture} picture
 * @param {{tools?: unknown, list?: unknown, progress?: unknown, sort?: (by: string) => void, measured?: boolean}} [live] what only a page that runs has
 */
export function tournamentFigure(picture, { tools, list, progress, sort, measured = false } = {}) {
  return html`${arena(picture)}${verdict(picture)}${progress ?? nothing}${tools ?? nothing}${list ?? nothing}
${tournamentTable(picture, { sort, measured })}
<p class="receipt">${slipMark}<span>ƒ placement.place(keys) · ${HASH_NAMES[picture.state.scene.hash]}</span></p>`;
}

/** @param {TournamentPicture} picture */
function arena(picture) {
  const { lines } = picture;
  const lanes = Math.max(lines.length, CONTESTANTS.length);
  const height = TOP + lanes * LANE;
  return html`<svg class="panel arena" style=${`--w:${WIDTH}`} viewBox=${`0 0 ${WIDTH} ${height}`} role="img" aria-label=${arenaWords(picture)}>
<text class="t16 q" y="18">load of each server</text><text class="t16 q" y="46">and its fair share</text>
<text class="t16 q" x=${BARS.x} y="18">keys that change</text><text class="t16 q" x=${BARS.x} y="46">owner, to scale</text>
${lines.map((line, i) => lane(line, TOP + i * LANE))}
${CONTESTANTS.slice(lines.length).map((_, i) => waitingLane(TOP + (lines.length + i) * LANE))}</svg>`;
}

/** The result in words for who cannot see it. @param {TournamentPicture} picture */
function arenaWords({ lines }) {
  if (lines.length === 0) return 'Seven lanes, nobody has competed yet';
  return lines
    .map(({ name, result }) =>
      result
        ? `${name}: busiest server ${result.balance.max.toFixed(2)} times its share, one joining moves ${shareText(result.joined.moved / result.keys)}, one leaving ${shareText(result.left.moved / result.keys)}`
        : `${name}: cannot compete`,
    )
    .join('. ');
}

/** @param {Line} line @param {number} y */
function lane({ name, result, values, refused }, y) {
  if (!result) {
    return svg`<g transform=${`translate(0 ${y})`}><text class="t18 b" y="22">${name}</text><text class="t16 q" y="48">cannot compete: ${refused}</text></g>`;
  }
  const { profile, balance, joined, left, keys } = result;
  return svg`<g transform=${`translate(0 ${y})`}><text class="t18 b" y="22">${name}</text>
<path class="fair" d=${`M0 ${fairLine()}H${LOADS.width}`}></path><path class="loads" d=${loadsPath(profile)}></path>
${values.peak === null ? nothing : svg`<text class="t16 num" x=${LOADS.width + 6} y=${fairLine() + 7}>${balance.max.toFixed(2)}×</text>`}
${bar(joined.moved / keys, LOADS.y, 'joins')}${bar(left.moved / keys, LOADS.y + LOADS.height - BARS.height, 'leaves')}</g>`;
}

/** @param {number} y */
const waitingLane = (y) =>
  svg`<g transform=${`translate(0 ${y})`}><path class="empty" d=${`M0 ${fairLine()}H${LOADS.width}M${BARS.x} ${fairLine()}h${BARS.width}`}></path></g>`;

const fairLine = () => LOADS.y + LOADS.height / 2;

/** Loads as one outline, a step a part; what is more than twice fair leaves the lane at its top. @param {ArrayLike<number>} profile */
function loadsPath(profile) {
  const floor = LOADS.y + LOADS.height;
  const step = LOADS.width / profile.length;
  const high = (/** @type {number} */ load) =>
    Math.round((floor - (Math.min(load, 2) * LOADS.height) / 2) * 10) / 10;
  const across = (/** @type {number} */ i) => Math.round(i * step * 10) / 10;
  const steps = Array.from(profile, (load, i) => `V${high(load)}H${across(i + 1)}`);
  return `M0 ${floor}${steps.join('')}V${floor}Z`;
}

/** To scale: all keys are the whole width. @param {number} share @param {number} y @param {string} what */
function bar(share, y, what) {
  const width = Math.round(share * BARS.width * 10) / 10;
  const inside = width > BARS.width * 0.6;
  return svg`<path class="all" d=${`M${BARS.x} ${y + BARS.height}h${BARS.width}`}></path>
${width > 0 ? svg`<path class="moved" d=${`M${BARS.x} ${y}h${Math.max(width, 0.5)}v${BARS.height}h-${Math.max(width, 0.5)}z`}></path>` : nothing}
<text class=${`t16 num${inside ? ' on' : ''}`} x=${inside ? BARS.x + 8 : BARS.x + width + 8} y=${y + BARS.height / 2 + 7}>${shareText(share)} ${what}</text>`;
}

/** The last that competed, said large. @param {TournamentPicture} picture */
function verdict(picture) {
  const { last } = picture;
  if (!last?.result)
    return html`<p class="cap">Who moves the fewest keys?</p><p class="cap2">${fieldWords(picture)}</p>`;
  const { joined, keys } = last.result;
  const strays =
    joined.strays > 0
      ? ` ${count(joined.strays)} of them go between servers that stay.`
      : ' All of them go to the newcomer.';
  return html`<p class="big red num">${percentNumber(joined.moved / keys)}<small>%</small></p>
<p class="cap">${last.name}: ${count(joined.moved)} of ${count(keys)} keys change owner when one server joins.${joined.moved > 0 ? strays : ''}</p>
<p class="cap2">${fieldWords(picture)}</p>`;
}
