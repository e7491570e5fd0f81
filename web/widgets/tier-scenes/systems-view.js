// The same three shelves in three places. A request comes in at the top; the way down is as wide as the requests that are still
// looking, each shelf keeps back what it answers, and what is left goes to the source. A phone gets the same as a table of shelves.
import { html, nothing, svg } from 'lit';
import { count } from '../../theme/format.js';
import { round } from '../../theme/marks.js';
import { shelf, TIERS } from '../shared/tiers.js';
import { SYSTEMS } from './systems.js';
import { about, shareText, sharesOf, tail } from './words.js';

/** @typedef {import('./runs.js').Result} Result */

const [WIDEST, THINNEST] = [34, 1.5]; // of the way down: all requests, and hardly any
const PLAIN = 3.5; // before anybody asks
const MIDDLE = 156;
const TOP = 88; // of the first shelf
const STEP = 84;
const SHELF = 44;
const FLOOR = 7;

/** @param {(Result|null)[]} results one a system; null: nothing has been asked there @param {boolean} [running] still being asked */
export const systemsView = (results, running = false) =>
  html`${ways(results, running)}${SYSTEMS.map((system, i) => drawing(system, 284 + i * 318, results[i], running))}${asTable(results)}`;

/** What the three have in common. @param {(Result|null)[]} results @param {boolean} running */
function ways(results, running) {
  const requests = results.find((result) => result)?.requests ?? 0;
  return svg`<svg class="panel ways wide-only" style="--x:48;--y:128;--w:230;--h:520" viewBox="0 0 230 520" aria-hidden="true">
  <text class="disp" x="-3" y="46" style="font-size:52px">${SYSTEMS.flatMap((s) => s.caches).length} caches</text>
  ${requests ? svg`<text class="t16 q" y="74">${running ? 'still running' : `${count(requests)} requests each`}</text>` : nothing}
  ${TIERS.map(
    (
      tier,
      i,
    ) => svg`<g transform="translate(0 ${i * STEP})"><text class="disp" x="-2" y="132" style="font-size:56px;fill:${tier.ink}">${tier.name}</text>
    <text class="t20" x="74" y="110">${['near', 'farther', 'farthest'][i]}</text><text class="t16 q" x="74" y="133">${i ? 'ask on a miss' : 'ask first'}</text></g>`,
  )}
  <path d="M0 346h212" style="stroke:var(--ink)"></path><text class="disp" y="402" style="font-size:34px">Source</text><text class="t16 q" y="426">slow, complete</text>
  ${requests ? svg`<text class="t18" y="474">Mean wait</text><text class="t16 q" y="506">median and tail</text>` : nothing}</svg>`;
}

/** @param {typeof SYSTEMS[number]} system @param {number} x @param {Result|null} result @param {boolean} running */
function drawing({ name, caches, source, is, box }, x, result, running) {
  const shares = result && sharesOf(result);
  const left = shares?.map((_, k) => shares.slice(k).reduce((sum, share) => sum + share, 0));
  return svg`<svg class="panel wide-only" style="--x:${x};--y:128;--w:312;--h:520;fill:var(--ink)" viewBox="0 0 312 520" aria-hidden="true">
    <text class="disp" x="14" y="28" style="font-size:34px">${name}</text>${running && result ? svg`<text class="t18 mono b end" x="296" y="28">${count(result.requests)}</text>` : nothing}<g style="fill:none;stroke:var(--ink);stroke-width:2">${box}</g>
    ${left ? nothing : svg`<circle cx=${MIDDLE} cy="66" r="6"></circle>`}
    ${arrow(60, TOP, left?.[0])}
    ${caches.map((cache, k) => {
      const top = TOP + k * STEP;
      const width = 176 + k * 36;
      const end = k < caches.length - 1 ? top + STEP : 366;
      return svg`${oneShelf(TIERS[k], cache, top, width, shares?.[k])}${arrow(top + SHELF + FLOOR, end, left?.[k + 1])}`;
    })}
    <text class="disp mid" x=${MIDDLE} y="402" style="font-size:40px">${source}</text>
    <text class="t16 q mid" x=${MIDDLE} y="426">${is}</text>
    ${shares ? svg`<text class="t18 mono b halo" x=${MIDDLE + 32} y="360">${shareText(shares[caches.length])}</text>` : nothing}
    ${
      result
        ? svg`<text class="disp mid" x=${MIDDLE} y="476" style="font-size:34px">${about(result.stats.latency.meanNs)}</text><text class="t16 mono q mid" x=${MIDDLE} y="506" style="font-size:15px">${tail(result.stats.latency)}</text>`
        : nothing
    }</svg>`;
}

/** The requests that are still looking, on their way down. @param {number} from @param {number} to @param {number} [share] of all of them */
function arrow(from, to, share) {
  const width = share === undefined ? PLAIN : Math.max(THINNEST, WIDEST * share);
  const head = round(width / 2 + 6);
  return svg`<path d="M${MIDDLE} ${from}V${to - 10}" style="stroke:var(--ink);stroke-width:${round(width)}"></path><path d="M${MIDDLE} ${to}l${-head} -14h${2 * head}z"></path>`;
}

/** @param {typeof TIERS[number]} tier @param {string} cache @param {number} top @param {number} width @param {number} [share] that it answers */
function oneShelf(tier, cache, top, width, share) {
  const x = MIDDLE - width / 2;
  const words =
    share === undefined
      ? svg`<text class="t18 mid" x=${MIDDLE} y="28">${cache}</text>`
      : svg`<text class="t16 b" x=${x + 10} y="28">${cache}</text><text class="t18 mono b end" x=${x + width - 8} y="28">${shareText(share)}</text>`;
  return svg`<g transform="translate(0 ${top})">${shelf(tier, x, 0, width, SHELF)}${
    share === undefined
      ? nothing
      : svg`<path d="M${x} ${SHELF}h${round(width * share)}" style="stroke:var(--ink);stroke-width:3"></path>`
  }${words}</g>`;
}

/** On the stage it is heard, on a phone it is seen: its cells are the shelves. @param {(Result|null)[]} results */
function asTable(results) {
  const shares = results.map((result) => result && sharesOf(result));
  const row = (/** @type {string} */ head, /** @type {(result: Result) => string} */ say) =>
    html`<tr class="waits"><th scope="row">${head}</th>${results.map((result) => html`<td>${result ? say(result) : ''}</td>`)}</tr>`;
  return html`<table class="panel words systems"><tr><td></td>${SYSTEMS.map((s) => html`<th scope="col">${s.name}</th>`)}</tr>
    ${TIERS.map((tier, k) => html`<tr class="tier" style="--t:${tier.ink}"><th scope="row">${tier.name}</th>${SYSTEMS.map((s, i) => html`<td><span>${s.caches[k]}${shares[i] ? html`<b>${shareText(shares[i][k])}</b>` : nothing}</span></td>`)}</tr>`)}
    <tr class="source"><th scope="row">then</th>${SYSTEMS.map((s, i) => html`<td><b>${s.source}</b> ${shares[i] ? html`<span>${shareText(shares[i][TIERS.length])}</span> ` : nothing}${s.is}</td>`)}</tr>
    ${results.some((result) => result) ? html`${row('mean', ({ stats }) => about(stats.latency.meanNs))}${row('p99', ({ stats }) => about(stats.latency.p99Ns))}${row('p99.9', ({ stats }) => about(stats.latency.p999Ns))}` : nothing}</table>`;
}
