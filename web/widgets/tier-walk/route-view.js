// The one request as it is drawn: its way so far, the numbered stations, MISS and HIT, and the packet where it is just now.
import { nothing, svg } from 'lit';
import { isolated, shorten } from '../../theme/format.js';
import { databaseMark } from '../../theme/marks.js';
import { DATABASE, time } from '../shared/tiers.js';
import { legsOf, pathOf, pointAt } from './route.js';
import { part } from './telling.js';

/** @typedef {import('./layout.js').Layout} Layout */
/** @typedef {import('./layout.js').Anchor} Anchor */
/** @typedef {import('./layout.js').Point} Point */
/** @typedef {import('./route.js').Leg} Leg */
/** @typedef {import('./model.js').WalkState} WalkState */
/** @typedef {import('../shared/walk.js').Line} Line */

/** What stands behind the shelves: the way. @param {WalkState} state @param {Layout} layout @param {number} now ms since the last line began */
export function routeDrawing({ done, key }, layout, now) {
  if (key === null) return nothing;
  const legs = legsOf(done, layout);
  return svg`${legs.map((leg, i) => {
    const time = i === legs.length - 1 ? now : Infinity;
    const { kind } = done[i];
    return svg`${way(leg.into, part(kind, 'travel', time))}${leg.out.length ? way(leg.out, part(kind, 'out', time)) : nothing}`;
  })}`;
}

/** A part of a way, from its beginning. @param {Point[]} points @param {number} share */
const way = (points, share) =>
  share === 0
    ? nothing
    : svg`<path class="l" d=${pathOf(points)} pathLength="1" stroke-dasharray=${share < 1 ? `${share.toFixed(3)} 2` : nothing}></path>`;

/** What stands before them: stations, words, the packet. @param {WalkState} state @param {Layout} layout @param {number} now */
export function stationsDrawing({ done, key }, layout, now) {
  if (key === null) return nothing;
  const legs = legsOf(done, layout);
  const last = legs.length - 1;
  return svg`${legs.map((leg, i) => {
    const line = done[i];
    const time = i === last ? now : Infinity;
    if (part(line.kind, 'stamp', time) === 0) return nothing;
    return svg`${arrow(leg)}${station(leg.station, i + 1)}${word(line, layout)}`;
  })}
    ${last >= 0 && now !== Infinity ? packet(legs[last], done[last], now) : nothing}`;
}

/** A numbered station. @param {Point} at @param {number} number */
const station = ({ x, y }, number) =>
  svg`<circle cx=${x} cy=${y} r="13"></circle><text class="t16 b on mid" x=${x} y=${y + 6}>${number}</text>`;

/** What a line's way ends with. @param {Leg} leg */
function arrow({ into, arrow: kind }) {
  const { x, y } = into[into.length - 1];
  if (kind === 'bar') return svg`<path class="l" d=${`M${x} ${y - 14}v28`}></path>`;
  if (kind === 'right') return svg`<path d=${`M${x} ${y}l-16 -9v18z`}></path>`;
  if (kind === 'left') return svg`<path d=${`M${x - 2} ${y}l16 -9v18z`}></path>`;
  return svg`<path d=${`M${x} ${y - 2}l-9 16h18z`}></path>`;
}

/** @param {Line} line @param {Layout} layout */
function word({ kind, tier }, layout) {
  if (kind === 'answer') return small('answer', layout.answerWord);
  if (tier === null) return small('database', layout.database.word, 'amber');
  const place = layout.tiers[tier];
  if (kind === 'miss') return cry('MISS', place.miss, layout);
  if (kind === 'hit') return cry('HIT', place.hit, layout);
  return small(kind === 'fill' ? 'fill' : kind, place.copied);
}

const anchored = (/** @type {Anchor} */ { end, mid }) => (end ? ' end' : mid ? ' mid' : '');

/** @param {string} text @param {Anchor} at @param {Layout} layout */
const cry = (text, at, layout) =>
  svg`<text class=${`disp halo cry${anchored(at)}`} x=${at.x} y=${at.y} style=${`font-size:${layout.cry}px`}>${text}</text>`;

/** @param {string} text @param {Anchor} at */
const small = (text, at, ink = '') =>
  svg`<text class=${`t16 b ${ink}${anchored(at)}`} x=${at.x} y=${at.y}>${text}</text>`;

/** The packet: the question as a dot, the copy as a small black cell. @param {Leg} leg @param {Line} line @param {number} now */
function packet({ into, out }, { kind }, now) {
  const travel = part(kind, 'travel', now);
  const back = out.length ? part(kind, 'out', now) : 1;
  const copy = kind === 'promote' || kind === 'fill' || kind === 'answer';
  if (travel < 1) return spot(pointAt(into, travel), copy);
  return out.length && back > 0 && back < 1 ? spot(pointAt(out, back), true) : nothing;
}

/** @param {Point} at @param {boolean} copy */
const spot = ({ x, y }, copy) =>
  copy
    ? svg`<path class="packet" d=${`M${x - 18} ${y - 12}h36v24h-36z`}></path>`
    : svg`<circle class="packet" cx=${x} cy=${y} r="10"></circle>`;

/** Who asks, and for what. Where there is a field for it, the field says so. @param {WalkState} state @param {Layout} layout @param {boolean} field */
export const asking = ({ key }, { down, ask, narrow }, field) =>
  svg`<circle cx=${down} cy=${ask} r="7"></circle>${field && !narrow ? nothing : svg`<text class="t18 mono b" x=${down + 18} y=${ask + 6}>GET ${key === null ? '…' : isolated(shorten(key, 18))}</text>`}`;

/** What stands behind the tiers. @param {Layout} layout */
export const databaseDrawing = ({ database: { x, y, medium, latency } }) =>
  svg`${databaseMark({ x, y, scale: 0.85 })}<text class="t20 amber" x=${medium.x} y=${medium.y}>${DATABASE.name}</text><text class="t18 mono q" x=${latency.x} y=${latency.y}>${time(DATABASE.latencyNs)}</text>`;
