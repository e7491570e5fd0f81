// The picture of slide 15: one request, followed. Down the left it asks, tier by tier; where it is found the cell turns black; up the
// right goes a copy into every nearer tier. Below, what it cost, to scale, and what the next one will. Pure: the build renders it
// into the still, the browser renders it again when the engine answers.
import { html, nothing, svg } from 'lit';
import { isolated, shorten } from '../../theme/format.js';
import { slipMark } from '../../theme/marks.js';
import { time } from '../shared/tiers.js';
import { costBars } from './bars.js';
import { narrowLayout, wideLayout } from './layout.js';
import { asking, databaseDrawing, routeDrawing, stationsDrawing } from './route-view.js';
import { tierDrawing } from './shelves-view.js';
import { part } from './telling.js';
import { walkSentence } from './words.js';

/** @typedef {import('./model.js').WalkState} WalkState */
/** @typedef {import('./layout.js').Layout} Layout */

/**
 * @param {WalkState} state
 * @param {{now?: number, tools?: {ask: unknown, tiers: unknown}}} [telling] `now`: ms since the last line began; `tools` are what only a page that runs has
 */
export function walkFigure(state, { now = Infinity, tools } = {}) {
  const { capacity } = state.scene;
  return html`${drawing(state, wideLayout(capacity), now, Boolean(tools))}${drawing(state, narrowLayout(capacity), now, Boolean(tools))}
${tools?.ask ?? nothing}${costBars(state, now)}${statusLine(state, now)}${tools?.tiers ?? nothing}
<p class="receipt">${slipMark}<span>ƒ get(<bdi>${state.key === null ? 'key' : JSON.stringify(shorten(state.key, 12))}</bdi>) · ${partsOf(state)}</span></p>`;
}

/** "100 ns + 100 µs + 1 ms". @param {WalkState} state */
export function partsOf({ done }) {
  const parts = done.filter(({ costNs }) => costNs > 0).map(({ costNs }) => time(costNs));
  return parts.length ? parts.join(' + ') : 'not asked yet';
}

/** @param {WalkState} state @param {Layout} layout @param {number} now @param {boolean} field */
function drawing(state, layout, now, field) {
  const { on, at, width, height } = layout;
  return html`<svg class=${`panel walk ${on}`} style=${at} viewBox=${`0 0 ${width} ${height}`} role="img" aria-label=${walkSentence(state)}>
${asking(state, layout, field)}${routeDrawing(state, layout, now)}${databaseDrawing(layout)}
${state.scene.capacity.map((_, k) => tierDrawing(state, layout, k, now))}${goneNotes(state, layout, now)}${stationsDrawing(state, layout, now)}</svg>`;
}

/** What had to go in this GET, under the shelf that it left. @param {WalkState} state @param {Layout} layout @param {number} now */
function goneNotes({ done }, { tiers }, now) {
  const told = done.filter(
    ({ kind }, i) => part(kind, 'shift', i === done.length - 1 ? now : Infinity) === 1,
  );
  return tiers.map(({ gone: { x, y } }, k) => {
    const notes = told.flatMap(({ gone }) => gone.filter(({ tier }) => tier === k));
    if (!notes.length) return nothing;
    const words = notes.map(
      ({ key, why }) => `${isolated(shorten(key, 12))} ${why === 'back-invalidate' ? 'out, too' : 'evicted'}`,
    );
    return svg`<text class="t16 gone mono q" x=${x} y=${y}>↓ ${words.join(', ')}</text>`;
  });
}

/** RFC 9211, typed on once the answer has left. @param {WalkState} state @param {number} now */
function statusLine({ status, done, lines }, now) {
  const line = done.at(-1);
  const over = line !== undefined && done.length === lines.length;
  const letters = over ? Math.round(status.length * part('answer', 'status', now)) : 0;
  const [before, hit, behind] = status.slice(0, letters).split(/(hit)/);
  return html`<p class=${`panel words status${over ? '' : ' later'}`} style="--x:48;--y:632;--w:1184"><span>Cache-Status:</span> ${before}${hit ? html`<b>${hit}</b>` : nothing}${behind}</p>`;
}
