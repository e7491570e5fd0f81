// The picture of slide 20: six episodes in a list, the structure of one of them drawn large, and the bets of the talk. Pure: the
// build renders it into the still, the browser renders it again when the engine answers.
import { html } from 'lit';
import { slipMark } from '../../theme/marks.js';
import { betsPanel } from './bets-view.js';
import { pictureOf, structure, thumbnail } from './drawing.js';
import { BOX, EPISODES, NODES, pointersOf } from './episodes.js';

/** @typedef {import('./model.js').SeasonState} SeasonState */

const pointers = (/** @type {number} */ n) => `${n} ${n === 1 ? 'pointer' : 'pointers'}`;

/** The result in words, for the status line and for ears. @param {SeasonState} state */
export function seasonSentence({ scene: { episode }, facts }) {
  const { name, leads, says } = EPISODES[episode - 1];
  return `Episode ${episode}, ${name}, to ${leads}: ${NODES} nodes, ${pointers(pointersOf(episode, facts))}. ${says(facts)}`;
}

/**
 * @param {SeasonState} state
 * @param {{from?: number, part?: number, show?: (episode: number) => void, bets?: import('../../experiment/bets.js').Bet[]}} [live]
 *   `from` and `part`: the episode that it comes from, and how far; what only a page that runs has
 */
export function seasonFigure(state, { from, part = 1, show, bets = [] } = {}) {
  const { scene, facts } = state;
  const { episode } = scene;
  const { says } = EPISODES[episode - 1];
  const counts = EPISODES.map((_, i) => pointersOf(i + 1, facts));
  const picture = pictureOf(from ?? episode, episode, part, facts);
  return html`<ol class="panel words path">${EPISODES.map((_, i) => html`<li>${row(i + 1, state, show)}</li>`)}</ol>
<svg class="panel structure" style="--x:500;--y:120;--w:732;--h:376" viewBox=${`0 0 ${BOX.width} ${BOX.height}`} role="img" aria-label=${seasonSentence(state)}>${structure(picture, counts[counts.length - 1] - counts[0])}</svg>
<p class="big num"><span class="claim">${counts[episode - 1]}</span><small>${counts[episode - 1] === 1 ? 'pointer' : 'pointers'}</small></p><p class="cap">${says(facts)}</p>
${betsPanel(bets)}
<p class="receipt">${slipMark}<span>${NODES} nodes · pointers ${counts.join(', ')} · ƒ chordWalk, get</span></p>`;
}

/** One episode of the list: what it was about, and its structure small. @param {number} n @param {SeasonState} state @param {((episode: number) => void)|undefined} show */
function row(n, { scene, facts }, show) {
  const { name, leads } = EPISODES[n - 1];
  const now = n === scene.episode;
  const inside = html`<b class="num">${n}</b><span>${name}<small>${leads}</small></span>${thumbnail(n, facts)}`;
  return show
    ? html`<button class="row" aria-pressed=${now ? 'true' : 'false'} @click=${() => show(n)}>${inside}</button>`
    : html`<div class=${now ? 'row now' : 'row'}>${inside}</div>`;
}
