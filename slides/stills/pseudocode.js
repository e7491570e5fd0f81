// Slide 10: one look-up, done by the engine and told by it: the key's place on a ring of eight plain servers, the sorted array
// that this ring really is, and the three tokens the binary search compared, numbered in the order it asked them.
import { html, nothing, svg } from 'lit';
import { count, degrees } from '../../web/theme/format.js';
import { arcPath, at, inkOf, onCircle, round, serverMark, slipMark } from '../../web/theme/marks.js';
import { KEY, looksAmongMany, lookup, SERVERS } from '../../web/claims/lookups.js';

export { looksAmongMany, lookup };

const LINES = [
  ['ADD_SERVER(server)', 'insert its tokens, keep the ring sorted'],
  [
    'GET_SERVER(key)',
    'if the ring is empty: return none',
    'position = hash(key)',
    'i = first token ≥ position',
    'if i is past the end: i = 0',
    'return the server of ring[i]',
  ],
  ['REMOVE_SERVER(server)', 'take its tokens out; keys fall to the next'],
];
const LIT = 'i = first token ≥ position';
const RADIUS = 160;
const CENTRE = { x: 296, y: 200 };

/** @typedef {import('../../web/engine/edgecache.d.ts').Engine} Engine */

/** @param {Engine} engine */
export async function draw(engine) {
  const { turns, servers, found } = lookup(engine);
  const many = await looksAmongMany(engine);
  const cells = turns.map((turn, index) => cell(turn, index, servers[index], found));
  return html`
    ${circle(turns, servers, found)}
    <ol class="panel words array" aria-label="The ring as a sorted array; the numbers are the search’s looks">${cells}</ol>
    <p class="big num"><span data-claim="looks-8" class="claim">${found.comparisons}</span></p>
    <p class="cap">comparisons</p>
    <div class="panel words lines" role="group" aria-label="Pseudocode">${LINES.map(([head, ...steps]) => html`<p class=${head.startsWith('GET') ? 'now' : nothing}>${head}</p>${steps.map((step) => html`<p class=${step === LIT ? 'in lit' : 'in'}>${step}</p>`)}`)}</div>
    <p class="panel words many"><b>Among ${count(many.tokens)} tokens:</b> <span data-claim="looks-average">${many.average.toFixed(1)}</span> on average, <span data-claim="looks-most">${many.most}</span> at most.</p>
    <p class="receipt">${slipMark} ƒ lookup("${KEY}") · lower_bound · XXH64, ≥ · average of ${count(many.keys)} keys</p>`;
}

/** One token of the sorted array, with what the search asked it. @param {number} turn @param {number} index @param {number} server
 * @param {ReturnType<typeof lookup>['found']} found */
function cell(turn, index, server, found) {
  const asked = found.probes.findIndex((probe) => probe.index === index);
  const probe = found.probes[asked];
  const state = index === found.found ? 'own' : probe ? 'asked' : nothing;
  return html`<li class=${state}><svg viewBox="-32 -32 64 64" role="img" aria-label=${SERVERS[server]}>${serverMark({ index: server, x: 0, y: 0 })}</svg>
    <span>${degrees(turn, 2)}</span>${probe ? html`<em><b>${asked + 1}</b> ${Math.round(turn * 360)} ≥ ${Math.round(found.position.turn * 360)} ${probe.atOrAfter ? 'yes' : 'no'}</em>` : nothing}</li>`;
}

/** The ring, its arcs in their owners' inks, and the key's walk. @param {number[]} turns @param {number[]} servers
 * @param {ReturnType<typeof lookup>['found']} found */
function circle(turns, servers, found) {
  const { x, y } = CENTRE;
  const key = found.position.turn;
  const owner = turns[found.found];
  const mid = (/** @type {number} */ turn, /** @type {number} */ radius) => at(onCircle(turn, radius, x, y));
  return html`<svg class="panel" style="--x:720;--y:128;--w:512;--h:400" viewBox="0 0 512 400" role="img" aria-label="${KEY} stands at ${degrees(key)}; the first server clockwise is ${SERVERS[servers[found.found]]} at ${degrees(owner, 2)}">
    ${svg`<path d="M${x} 24V14M${x + 172} ${y}h8M${x} 372v8M${x - 172} ${y}h-8" style="stroke:var(--ink-3);fill:none"></path>
    <text class="t16 mono qq end" x=${x - 12} y="18">0°</text><path d="M${x + 16} 8q20 0 38 9m-8 -8l8 8l-11 2" style="stroke:var(--ink-3);fill:none" stroke-width="1.5"></path>
    ${turns.map((turn, i) => svg`<path d=${arcPath(turns.at(i - 1) ?? 0, turn, RADIUS, x, y)} style="stroke:${inkOf(servers[i])}" stroke-width="8" fill="none"></path>`)}
    ${turns.map((turn, i) => serverMark({ index: servers[i], ...onCircle(turn, RADIUS, x, y), scale: 0.58 }))}
    <path d="M${mid(key, RADIUS)}L${mid(key, 194)}${arcPath(key, owner - 0.012, 194, x, y).replace('M', 'L')}" style="stroke:var(--ink)" stroke-width="3.5" fill="none"></path>
    <path transform="translate(${x} ${y}) rotate(${round(owner * 360)}) translate(-13 -194)" d="M0 -9L16 0L0 9z" style="fill:var(--ink)"></path>
    <circle cx=${round(onCircle(key, RADIUS, x, y).x)} cy=${round(onCircle(key, RADIUS, x, y).y)} r="11" style="fill:var(--ink);stroke:var(--paper)" stroke-width="3"></circle>
    <text class="t18 mono b end" x="112" y="304">${KEY}</text><text class="t16 mono q end" x="112" y="328"><tspan data-claim="key-place">${degrees(key).slice(0, -1)}</tspan>°</text>`}
  </svg>`;
}
