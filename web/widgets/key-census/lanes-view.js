// The picture of slide 9: the same keys twice, by hash % N and on the ring. Every dot is a real key, the first 10,000 of them, at the
// same place in both squares; what moves is vermilion. The counts beside them are of all keys that were asked for. Pure: the
// build renders it into the still; a page that runs lays a canvas over each square (dots.js) and keeps these dots for paper.
import { html, nothing, svg } from 'lit';
import { count } from '../../theme/format.js';
import { slipMark } from '../../theme/marks.js';
import { betControl, betSentence } from '../shared/bet.js';
import { SIDE } from './counts.js';
import { outcomeOf, wagerOf } from './model.js';
import { millions, serversWords, timesFewer } from './words.js';

/** @typedef {import('./model.js').CensusState} CensusState */
/** @typedef {{keys: number, modulo: {moved: number, movedBetweenPresentInBoth: number}, ring: {moved: number, movedBetweenPresentInBoth: number}}} Shown */
/**
 * What only a page that runs has: `part` of each lane that is told, `progress` of a count that runs.
 * @typedef {{tools?: unknown, part?: {modulo: number, ring: number}, progress?: (Shown & {total: number})|null, stop?: () => void, apply?: (command: any) => void}} Live
 */

const ALL = { modulo: 1, ring: 1 };

/** @param {CensusState} state @param {Live} [live] */
export function lanesFigure(state, live = {}) {
  const { scene, marks } = state;
  const { part = ALL, progress = null } = live;
  const shown = progress ?? state.count;
  const aside = live.tools ? nothing : scene.after === null ? '' : `${scene.before} → ${scene.after} servers`;
  const running = live.tools !== undefined;
  return html`${lane({ x: 48, rule: 'modulo', name: 'hash % N', aside: live.tools ? nothing : 'one dot, one key', marks: marks?.modulo ?? null, label: laneWords('By hash % N', shown?.keys, shown?.modulo.moved), running })}
${lane({ x: 752, rule: 'ring', name: live.tools ? 'ring' : `ring, ${scene.vnodes} vnodes`, aside, marks: marks?.ring ?? null, label: laneWords('On the ring', shown?.keys, shown?.ring.moved), running })}
${between(state, shown, part, live)}${live.tools ?? nothing}
<p class="receipt">${slipMark}<span>${receiptWords(state)}</span></p>`;
}

/** @param {CensusState} state */
function receiptWords({ scene, count: counted }) {
  const keys = counted?.keys ?? SIDE * SIDE;
  return `ƒ census(${scene.before} → ${scene.after ?? '?'}) · user:0…${keys - 1} · drawn: the first ${count(SIDE * SIDE)}`;
}

/** @param {string} rule @param {number|undefined} keys @param {number|undefined} moved */
const laneWords = (rule, keys, moved) =>
  keys === undefined || moved === undefined
    ? `${rule}: no server has joined yet`
    : `${rule} ${count(moved)} of ${count(keys)} keys change owner`;

/** Between the squares: how many by each rule, and how many times fewer. @param {CensusState} state @param {Shown|null} shown @param {{modulo: number, ring: number}} part @param {Live} live */
function between(state, shown, part, { progress, stop, apply }) {
  const wager = wagerOf('lanes');
  const outcome = outcomeOf(state);
  if (!shown) {
    const { before } = state.scene;
    const asked =
      outcome.guess === null && apply
        ? betControl(wager, outcome, apply)
        : html`<p class="bet">${betSentence(wager, outcome)}</p>`;
    return html`<div class="panel words ask"><p class="cap-here">${serversWords(before)}, one more joins.</p>${asked}</div>`;
  }
  const { keys, modulo, ring } = shown;
  const told = part.ring === 1;
  const ringPart = told || part.ring > 0;
  const number = (/** @type {number} */ value) =>
    html`<b class=${`num red${value > 9_999_999 ? ' long' : ''}`}><span class="claim">${count(value)}</span></b>`;
  return html`<div class="panel words lost">${number(Math.round(modulo.moved * part.modulo))} of ${millions(keys)} keys change owner by hash&nbsp;%&nbsp;N</div>
${told ? html`<p class="big num"><span class="claim">${timesFewer(shown) ?? '∞'}</span></p><p class="cap">times fewer</p>` : nothing}
${progress ? counting(progress, stop) : outcome.guess !== null && told ? html`<p class="bet">${betSentence(wager, outcome)}</p>` : nothing}
${ringPart ? html`<div class="panel words taken">${number(Math.round(ring.moved * part.ring))} on the ring, <span>${count(ring.movedBetweenPresentInBoth)}</span> between old servers; ${count(keys - ring.moved)} stay</div>` : nothing}`;
}

/** A count that runs says how far it is, and can be stopped. @param {{keys: number, total: number}} progress @param {(() => void)|undefined} stop */
const counting = ({ keys, total }, stop) =>
  html`<p class="counting"><progress max=${total} value=${keys} aria-label=${`Counting ${count(total)} keys`}></progress>${stop ? html`<button @click=${stop}>Stop</button>` : nothing}</p>`;

/** Where the keys with this mark stand, as one path of dots. @param {Uint8Array} marks @param {number} wanted */
export function places(marks, wanted) {
  let path = '';
  marks.forEach((mark, key) => {
    if (mark === wanted) path += `M${key % SIDE} ${Math.floor(key / SIDE)}h0`;
  });
  return path;
}

/** What most of the drawn keys do; the others are drawn one by one on top. @param {Uint8Array|null} marks */
export const mostMove = (marks) =>
  marks !== null && 2 * marks.reduce((sum, mark) => sum + mark, 0) > marks.length;

/**
 * One square.
 * @param {{x: number, rule: 'modulo'|'ring', name: string, aside: unknown, marks: Uint8Array|null, label: string, running: boolean}} lane
 */
function lane({ x, rule, name, aside, marks, label, running }) {
  const most = mostMove(marks);
  const [ground, spark] = most ? ['alarm', 'line'] : ['line', 'alarm'];
  const few = marks ? places(marks, most ? 0 : 1) : '';
  return html`<div class=${`panel lane${running ? ' live' : ''}`} style=${`--x:${x};--y:120;--w:480;--h:516`}><svg viewBox="0 -36 480 516" role="img" aria-label=${label}>
    ${svg`<text class="t20 mono b" y="-13">${name}</text><text class="t18 q end" x="480" y="-13">${aside}</text>
    <g class="dots"><pattern id=${`ground-${rule}`} width="4.8" height="4.8" patternUnits="userSpaceOnUse"><circle cx="2.4" cy="2.4" r=${most ? 2.1 : 1.5} style=${`fill:var(--${ground})`}></circle></pattern>
    <path d="M0 0h480v480H0z" fill=${`url(#ground-${rule})`}></path>
    ${
      few
        ? svg`<g transform="matrix(4.8 0 0 4.8 2.4 2.4)" fill="none" stroke-linecap="round"><path d=${few} style="stroke:var(--paper);stroke-linecap:square"></path>
    <path d=${few} style=${`stroke:var(--${spark})`} stroke-width=${most ? 0.7 : 1.15}></path></g>`
        : nothing
    }</g>`}
  </svg>${running ? html`<canvas data-rule=${rule} aria-hidden="true"></canvas>` : nothing}</div>`;
}
