// The picture of slide 4: what a step from N servers to M does to hash(key) % servers. One bar for each M, exact, from the engine;
// beside it the same step counted over real keys. Before anything is told there is a question, and a scale to bet on.
import { html, nothing, svg } from 'lit';
import { count } from '../../theme/format.js';
import { round, slipMark } from '../../theme/marks.js';
import { betControl } from '../shared/bet.js';
import { outcomeOf, WINDOW, wagerOf } from './model.js';
import {
  millions,
  misses,
  percentOf,
  serversWords,
  sharedFactor,
  shortPercent,
  tableSentence,
} from './words.js';

/** @typedef {import('./model.js').CensusState} CensusState */
/** @typedef {import('./model.js').ExactShare} ExactShare */
/** @typedef {{tools?: unknown, part?: number, progress?: {keys: number, total: number, moved: number}|null, apply?: (command: any) => void}} Live */

const LEFT = 52;
const BAR = 7;
const ZERO = 456;
const POINT = 3.72; // stage pixels for one percent

const heightOf = (/** @type {ExactShare} */ { fraction }) => round(ZERO - fraction * 100 * POINT);

/** @param {CensusState} state @param {Live} [live] */
export function tableFigure(state, live = {}) {
  return html`${chart(state)}${state.share ? told(state, state.share, live) : asked(state, live)}${live.tools ?? nothing}
<p class="receipt">${slipMark}<span>${receiptWords(state)}</span></p>`;
}

/** @param {CensusState} state */
function receiptWords({ scene, share, count: counted }) {
  const { before, after } = scene;
  if (!share) return `ƒ remapModulo(${before}, ?) · exact`;
  const { numerator, denominator } = share;
  const exact = `ƒ remapModulo(${before}, ${after}) = ${numerator}/${denominator}`;
  return counted
    ? `${exact} · census: ${count(counted.modulo.moved)} of ${millions(counted.keys)}`
    : `${exact} · exact`;
}

/** Before anything is told. @param {CensusState} state @param {Live} live */
function asked(state, { apply }) {
  const outcome = outcomeOf(state);
  return html`<div class="panel words ask" style="--x:48;--y:152;--w:400"><p class="cap-here">${serversWords(state.scene.before)}. One more joins.</p>
  ${apply || outcome.guess !== null ? betControl(wagerOf('table'), outcome, apply) : nothing}</div>`;
}

/** The number, the owner's table, the line that stays in the ear, the bet beside the truth. @param {CensusState} state @param {ExactShare} share @param {Live} live */
function told(state, share, { part = 1, progress = null, apply }) {
  const { before, after } = state.scene;
  const shown = part < 1 ? (share.fraction * 100 * part).toFixed(2) : shortPercent(share.fraction);
  return html`<p class="big num red"><span class="claim">${shown}</span><small>%</small></p>
    <p class="cap">of keys change owner, ${before} → ${after} servers</p>
    <div class="panel words rows" style="--x:48;--y:316;--w:416">${table(state, progress)}</div>
    ${punch(state, share)}${betControl(wagerOf('table'), outcomeOf(state), apply)}`;
}

/** One server more, two more, and what was chosen. @param {CensusState} state @param {Live['progress']} progress */
function table({ scene, share, shares, counts }, progress) {
  const { before, after } = scene;
  const rows = [before + 1, before + 2].filter((servers) => isTold(scene, counts, servers));
  if (after !== null && !rows.includes(after)) rows.push(after);
  const shareTo = (/** @type {number} */ servers) =>
    servers === after ? share : (shares[servers - before - 1] ?? null);
  const counted = (/** @type {number} */ servers) => {
    if (progress && servers === after) return count(progress.moved);
    const found = counts.findLast((one) => one.before === before && one.after === servers);
    return found
      ? html`<span title=${`of ${count(found.keys)} keys`}>${count(found.modulo.moved)}</span>`
      : '…';
  };
  const keys = progress?.total ?? counts.findLast((one) => one.before === before)?.keys;
  const row = (/** @type {number} */ servers) => {
    const moved = shareTo(servers);
    return moved
      ? html`<tr class=${servers === after ? 'now' : ''}><td>${before} → ${servers}</td><td class="red">${percentOf(moved.fraction)}</td><td>${misses(moved)}</td><td>${counted(servers)}</td></tr>`
      : nothing;
  };
  return html`<table class="num"><thead><tr><th>Servers</th><th>Keys that move</th><th>Cache misses</th><th>counted${keys ? html`,<br />of ${millions(keys)}` : nothing}</th></tr></thead>
    <tbody>${rows.map(row)}</tbody></table><p class="note">misses: 100 million keys, each asked once</p>`;
}

/** Whether the story has come to a number of servers. @param {import('./model.js').CensusScene} scene @param {import('./model.js').Count[]} counts @param {number} servers */
const isTold = ({ before, after, sweep }, counts, servers) =>
  servers === after ||
  servers <= (sweep ?? 0) ||
  counts.some((one) => one.before === before && one.after === servers);

/** @param {CensusState} state @param {ExactShare} share */
function punch({ scene }, share) {
  const { before, after } = scene;
  const more = (after ?? before) - before;
  const percent = Math.round(share.fraction * 100);
  if (more === 1)
    return html`<p class="punch">Adding ONE server invalidated ${percent}\u00a0% of your cache.</p>`;
  const way =
    more > 0 ? `Adding ${count(more)} servers` : more < 0 ? `Removing ${count(-more)}` : 'Changing nothing';
  return html`<p class="punch">${way} invalidated ${percent}\u00a0% of your cache.</p>`;
}

/** @param {CensusState} state */
function chart(state) {
  const { scene, shares, counts } = state;
  const { before, sweep } = scene;
  const swept = Math.min(WINDOW, Math.max(0, (sweep ?? 0) - before));
  const shown = (/** @type {number} */ more) => more <= swept || isTold(scene, counts, before + more);
  const some = shares.some((_, i) => shown(i + 1));
  return html`<svg class="panel" style="--x:480;--y:128;--w:752;--h:520" viewBox="0 0 752 520" role="img" aria-label=${chartWords(state, swept)}>
      ${svg`<path class="pencil" d=${outline(shares, () => true, some)}></path><path class="bars" d=${outline(shares, shown, true)}></path>
      <path class="rule" d=${rules(shares, shown, swept)}></path>
      ${topLabels(state, shown)}
      <g class="t16 mono qq end"><text class="t16 mono qq" x="40" y="90">100</text><text class="t16 mono qq" x="40" y="276">50</text><text class="t16 mono qq" x="40" y="462">0</text></g>
      ${swept >= WINDOW ? told200(state) : nothing}${lesson(state, swept)}
      ${ticks(state, shown)}`}
    </svg>`;
}

const middle = (/** @type {number} */ more) => LEFT + (more - 0.5) * BAR;

/** The bars as one shape; `drawn` false leaves the paper empty until the first is told. @param {ExactShare[]} shares @param {(more: number) => boolean} shown @param {boolean} drawn */
function outline(shares, shown, drawn) {
  if (!drawn) return `M${LEFT} ${ZERO}h${BAR * WINDOW}`;
  let path = `M${LEFT} ${ZERO}`;
  shares.forEach((share, i) => {
    path += `V${shown(i + 1) ? heightOf(share) : ZERO}h${BAR}`;
  });
  return `${path}V${ZERO}z`;
}

/** From a label to its bar, and the scale. @param {ExactShare[]} shares @param {(more: number) => boolean} shown @param {number} swept */
function rules(shares, shown, swept) {
  const leader = (/** @type {number} */ more, /** @type {number} */ from) =>
    shown(more) ? `M${middle(more)} ${from}V${heightOf(shares[more - 1]) - 4}` : '';
  const marks = swept ? `M${middle(25)} ${ZERO}v8M${middle(50)} ${ZERO}v8M748.5 ${ZERO}v8` : '';
  return `${leader(1, 0)}${leader(2, 28)}${marks}M44 84h8M44 270h8M44 ${ZERO}h8`;
}

/** @param {CensusState} state @param {(more: number) => boolean} shown */
function topLabels({ scene: { before }, shares }, shown) {
  const label = (/** @type {number} */ more, /** @type {number} */ x, /** @type {string} */ dy) =>
    shown(more)
      ? svg`<text class="t20 b" x=${x} y=${dy}>${serversWords(before + more)} <tspan class="red">${percentOf(shares[more - 1].fraction)}</tspan></text>`
      : nothing;
  return svg`${label(1, 64, '0.85em')}${label(2, 71, '2.1em')}`;
}

/** Doubling, where it stands in the window. @param {CensusState} state */
function told200({ scene: { before }, shares }) {
  if (before > WINDOW || before * 2 !== before + WINDOW) return nothing;
  return svg`<text class="disp on end num" x="738" y="286" style="font-size:52px">${percentOf(shares[before - 1].fraction)}</text>
      <text class="t18 on end" x="738" y="322">doubling still moves half</text>`;
}

/** Why two more move fewer: the factor they share, and the formula. @param {CensusState} state @param {number} swept */
function lesson({ scene, share, shares, counts }, swept) {
  const { before, after } = scene;
  const onInk = swept >= 60 ? ' on' : '';
  const two = isTold(scene, counts, before + 2) && sharedFactor(shares[1], before, before + 2) > 1;
  const chosen =
    after !== null && after > before + 2 && share && sharedFactor(share, before, after) > 1 ? after : null;
  const servers = chosen ?? (two ? before + 2 : null);
  const formula = svg`<text class=${`t18 mono b${onInk}`} x="72" y="442">moved = 1 - min(N, M) ÷ lcm(N, M)</text>`;
  if (servers === null) return after === null && !swept ? nothing : formula;
  const factor = sharedFactor(chosen && share ? share : shares[1], before, servers);
  const many = factor === 2 ? 'twice' : `${count(factor)} times`;
  return svg`<text class=${`t20 b${onInk}`} y="352"><tspan x="72">${servers} shares the factor ${count(factor)} with ${before}:</tspan><tspan x="72" dy="1.25em">${many} as many keys stay.</tspan></text>${formula}`;
}

/** @param {CensusState} state @param {(more: number) => boolean} shown */
function ticks({ scene: { before }, shares }, shown) {
  return [25, 50, 100].filter(shown).map((more) => {
    const last = more === WINDOW;
    const x = last ? 752 : middle(more);
    return svg`<text class=${`t16 mono num ${last ? 'end' : 'mid'}`} y=${ZERO + 8}><tspan x=${x} dy="1em">${before + more}</tspan>
    <tspan class="red b" x=${x} dy="1.25em">${percentOf(shares[more - 1].fraction)}</tspan></text>`;
  });
}

/** @param {CensusState} state @param {number} swept */
function chartWords(state, swept) {
  const { before } = state.scene;
  if (!swept) return tableSentence(state);
  const named = [1, 2, 25, 50, 100].filter((more) => more <= swept);
  const said = named
    .map((more) => `${percentOf(state.shares[more - 1].fraction)} at ${before + more}`)
    .join(', ');
  return `One bar for each count from ${before + 1} to ${before + swept} servers, the share of keys that change owner: ${said}`;
}
