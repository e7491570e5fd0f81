// The picture of slide 21: the ring that truly is a linked list, and how many hops a look-up takes on it. Pure: the build renders
// it into the still, the browser renders it again when the engine answers.
import { html, nothing } from 'lit';
import { count, isolated, shorten } from '../../theme/format.js';
import { slipMark } from '../../theme/marks.js';
import { chordRing } from './ring-view.js';

/** @typedef {import('./model.js').ChordState} ChordState */
/** @typedef {{next: number, fingers: number}} Told */

const hops = (/** @type {number} */ n) => `${count(n)} ${n === 1 ? 'hop' : 'hops'}`;
/** @param {{sum: number, lookups: number}} mean */
const meanOf = ({ sum, lookups }) => (sum / lookups).toFixed(1);

/** What Chord's authors measured, to the predecessor of a key, and one hop more to its owner. @param {number} servers */
export const expectedHops = (servers) => Math.log2(servers) / 2 + 1;

/** The result in words, for the status line and for ears. @param {ChordState} state */
export function chordSentence(state) {
  const { scene, paths, servers, hops: told, mean } = state;
  const name = (/** @type {number} */ node) => `server-${servers[node]}`;
  const key = isolated(shorten(scene.key));
  const asked = `${count(scene.servers)} ${scene.servers === 1 ? 'server' : 'servers'} on a ring, each knows its next. ${name(paths.next[0])} is asked for ${key}`;
  if (paths.next.length === 1) return `${asked}, and owns it: no hops.`;
  const way = (/** @type {'next'|'fingers'} */ route) => {
    const path = paths[route];
    if (told[route] === 0) return '';
    const arrived = told[route] === path.length - 1;
    const passed = route === 'fingers' ? `, ${steps(state).slice(0, told.fingers).join(' ')}` : '';
    return ` By ${route}: ${hops(told[route])}${passed}, ${arrived ? `to its owner, ${name(path[path.length - 1])}` : `so far to ${name(path[told[route]])}`}.`;
  };
  const many = mean
    ? ` Over ${count(mean.next.lookups)} look-ups: ${meanOf(mean.next)} hops by next, ${meanOf(mean.fingers)} by fingers, ${mean.fingers.most} at most.`
    : '';
  return `${asked}.${way('next')}${way('fingers')}${many}`;
}

/** Servers that every hop by fingers passes by: "+32", "+17". @param {ChordState} state */
export const steps = ({ paths, turns }) =>
  paths.fingers.slice(1).map((node, i) => `+${(node - paths.fingers[i] + turns.length) % turns.length}`);

/**
 * @param {ChordState} state
 * @param {{tools?: unknown, told?: Told, fingers?: ChordState['fingers']}} [live] what only a page that runs has
 */
export function chordFigure(state, { tools = nothing, told = state.hops, fingers = state.fingers } = {}) {
  const { scene, paths, servers } = state;
  return html`<svg class="panel ring hops" style="--x:592;--y:72;--w:640;--h:584" viewBox="0 0 640 584" role="img" aria-label=${chordSentence(state)}>${chordRing({ ...state, fingers }, told)}</svg>
${number(state, told)}<p class="cap">${caption(state, told)}</p>${ways(state, told)}${tools}
<p class="receipt">${slipMark}<span>ƒ chordWalk("${shorten(scene.key, 12)}") · server-${servers[paths.next[0]]} asks · Chord, 2001</span></p>`;
}

/** @param {ChordState} state @param {Told} told */
function number({ scene, paths }, told) {
  const [next, fingers] = [Math.floor(told.next), Math.floor(told.fingers)];
  if (next === 0 && fingers === 0) {
    const own = paths.next.length === 1;
    return html`<p class="big num"><span class="claim">${own ? 0 : count(scene.servers)}</span><small>${own ? 'hops' : 'servers'}</small></p>`;
  }
  const both = next > 0 && fingers > 0;
  const last = scene.route === 'fingers' && fingers > 0 ? fingers : next > 0 ? next : fingers;
  return html`<p class="big num">${
    both && scene.route === 'fingers'
      ? html`<span class="was">${count(next)}</span><svg viewBox="0 0 64 64" role="img" aria-label="to"><path d="M4 34H52M36 18L53 34L36 50"></path></svg>`
      : nothing
  }<span class="claim">${count(last)}</span><small>${last === 1 ? 'hop' : 'hops'}</small></p>`;
}

/** @param {ChordState} state @param {Told} told */
function caption({ scene, paths, servers }, told) {
  const owner = `server-${servers[paths.next[paths.next.length - 1]]}`;
  if (paths.next.length === 1) return `${owner} owns it: nobody is asked`;
  if (told.fingers > 0 && scene.route === 'fingers')
    return html`Chord’s fingers halve the way: O(log&nbsp;N)`;
  if (told.next > 0) return 'by next, from server to server';
  return 'Each server keeps one pointer: next';
}

/** What either way came to: in the corners that a ring leaves, or under it. @param {ChordState} state @param {Told} told */
function ways({ mean, scene }, told) {
  const way = (/** @type {'next'|'fingers'} */ route, /** @type {unknown} */ name) => {
    const done = Math.floor(told[route]);
    if (done === 0 && !mean) return nothing;
    const average = mean
      ? html`<br />mean of ${count(mean[route].lookups)}: ${meanOf(mean[route])}`
      : nothing;
    const law =
      mean && route === 'fingers'
        ? html`<br />½ log₂ N + 1 = ${expectedHops(scene.servers).toFixed(1)}`
        : nothing;
    return html`<p class=${`way ${route}`}><b>by ${name}${done > 0 ? `: ${hops(done)}` : ''}</b>${average}${law}</p>`;
  };
  return [way('next', html`<code>next</code>`), way('fingers', 'fingers')];
}
