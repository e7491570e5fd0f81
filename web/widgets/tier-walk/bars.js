// Both GETs as lengths on one scale: this one, a piece for every tier that was asked, and the next one.
import { html, nothing } from 'lit';
import { time } from '../shared/tiers.js';
import { inkOf } from './layout.js';
import { spentNs } from './model.js';
import { part } from './telling.js';

/** @typedef {import('./model.js').WalkState} WalkState */

const WIDTH = 1100; // of the whole bar on the stage, in pixels
/** A piece shorter than this has no room for its name. */
const NAMED = 0.07;

/** @param {WalkState} state @param {number} now ms since the last line began */
export function costBars(state, now) {
  const { done, lines, costNs, nextNs } = state;
  const line = done.at(-1);
  const over = line !== undefined && done.length === lines.length;
  const counted = line ? spentNs(done) - line.costNs * (1 - part(line.kind, 'travel', now)) : 0;
  const next = over ? part('answer', 'next', now) : 0;
  return html`<div class="panel words bars" style="--x:48;--y:478;--w:${WIDTH}">
<p class=${line ? '' : 'later'}>This GET, drawn to scale ${line ? html`<b class="num claim">${time(Math.round(counted / 100) * 100)}</b>` : nothing}</p>
<p class="bar" aria-hidden="true">${pieces(state, now)}</p>
<p class=${next === 0 ? 'later' : ''}>The next GET, same scale</p>
<p class=${next === 0 ? 'next later' : nextNs > costNs / 2 ? 'next full' : 'next'} style=${`--share:${((nextNs / (costNs || 1)) * next).toFixed(5)}`}>${next === 0 ? nothing : nextWords(state)}</p></div>`;
}

/** A piece for each wait, as long as it is of the whole. @param {WalkState} state @param {number} now */
function pieces({ done, costNs }, now) {
  return done.map(({ kind, tier, costNs: cost }, i) => {
    if (cost === 0) return nothing;
    const share = (cost / costNs) * part(kind, 'travel', i === done.length - 1 ? now : Infinity);
    const name = tier === null ? 'database' : `L${tier + 1}`;
    return html`<span style=${`width:${(share * 100).toFixed(3)}%;background:${inkOf(tier)}`}>${share < NAMED ? nothing : html`${name} <i>${time(cost)}</i>`}</span>`;
  });
}

/** @param {WalkState} state */
function nextWords({ nextNs, costNs }) {
  const px = Number(((nextNs / costNs) * WIDTH).toPrecision(1));
  const thin = px < 1 ? html`<i>${px} px, so this line is too thick;</i> ` : nothing;
  return html`<b class="num">${time(nextNs)}</b> <small>${thin}a user still pays the round trip</small>`;
}
