// Five lanes, the same write at the same instant: each line is the copy of one place, dashed while it may be old, thin once it is
// new. To scale, a TTL wide; the first second of the purge is drawn once more through a lens. The order of the places is the same
// in every lane: who would be new last by age alone stands first.
import { html, nothing, svg } from 'lit';
import { count } from '../../theme/format.js';
import { round } from '../../theme/marks.js';
import { countsAt } from './model.js';
import { lasts, megabytes, price, sentBytes, STRATEGY_WORDS } from './words.js';

/** @typedef {import('./model.js').RaceState} RaceState */
/** @typedef {import('../../engine/edgecache.d.ts').InvalidationLane} InvalidationLane */

const WIDTH = 560;
const HEIGHT = 80;
const WRITE = 4; // the bar of the write, and where its right edge stands
const [TOP, DEPTH] = [5, 70]; // of the lines
/** The lens: where it stands, and how long one second is in it. */
const LENS = { x: 112, width: 300, ms: 1000 };

/** @param {RaceState} state */
export function lanesTable(state) {
  const { run, second } = state;
  const { ttlSeconds } = run.scene;
  const order = run.lanes[0].places
    .map(({ oldUntilMs }, place) => ({ oldUntilMs, place }))
    .sort((a, b) => b.oldUntilMs - a.oldUntilMs || a.place - b.place)
    .map(({ place }) => place);
  const counts = countsAt(run, second, ttlSeconds);
  const middle = ttlSeconds / 2;
  const axis = svg`<text class="t18 b" x="0" y="18">${second === null ? 'now' : 'the write'}</text><text class="t16 mid mono q" x=${scaleX(middle, ttlSeconds)} y="18">${middle} s</text><text class="t16 end mono q" x=${WIDTH} y="18">${ttlSeconds} s</text>`;
  return html`<table class="panel words race" style="--x:48;--y:124;--w:1184;--h:500">
<thead><tr><th scope="col">strategy</th><th scope="col" class="axis"><svg style="--w:560" viewBox="0 0 ${WIDTH} 24" role="img" aria-label="seconds after the write, 0 to ${ttlSeconds}">${axis}</svg></th><th scope="col" class="figure">stale reads</th><th scope="col" class="figure">origin fetches</th></tr></thead>
<tbody>${run.lanes.map((lane, i) => row(lane, counts[i], order, state))}</tbody></table>`;
}

/** @param {InvalidationLane} lane @param {ReturnType<typeof countsAt>[number]} counts @param {number[]} order @param {RaceState} state */
function row(lane, counts, order, { run, second }) {
  const { strategy } = lane;
  const { name, how } = STRATEGY_WORDS[strategy];
  const { ttlSeconds } = run.scene;
  const checks = strategy === 'versioned' ? counts.reads : 0;
  const told = second !== null;
  const sent = megabytes(sentBytes({ fetches: counts.fetches, checks }));
  const ended = told && second >= ttlSeconds;
  return html`<tr class=${strategy}><th scope="row"><b>${name}</b>${strategy === 'revalidate' ? html`<code>${how}</code>` : how}</th>
<td class="line"><svg style="--w:560" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label=${laneLabel(lane)}>${copies(lane, order, ttlSeconds, second)}</svg></td>
<td class="num stale"><span class=${ended && strategy === 'purge' ? 'claim' : ''}>${told ? count(counts.staleReads) : ''}</span></td>
<td class="num fetches">${told ? html`${count(counts.fetches)}<small><span class="unit">fetches, </span>${[sent, price(lane, { checks, ended })].filter(Boolean).join(', ')}</small>${ended && lane.oldForMs > 0 ? html`<span class="until">old up to ${lasts(lane.oldForMs)}${strategy === 'purge' ? ', in the box the first second' : ''}</span>` : nothing}` : nothing}</td></tr>`;
}

/** @param {InvalidationLane} lane */
function laneLabel({ strategy, oldForMs, places }) {
  const old = places.filter(({ oldUntilMs }) => oldUntilMs > 0).length;
  return `${STRATEGY_WORDS[strategy].name}: ${count(old)} of ${count(places.length)} copies may be old, for up to ${lasts(oldForMs)}`;
}

/** @param {number} seconds @param {number} ttlSeconds */
const scaleX = (seconds, ttlSeconds) =>
  round(WRITE + (Math.min(seconds, ttlSeconds) / ttlSeconds) * (WIDTH - WRITE));

/** @param {InvalidationLane} lane @param {number[]} order @param {number} ttlSeconds @param {number|null} second */
function copies(lane, order, ttlSeconds, second) {
  const { strategy, places, oldForMs } = lane;
  const pitch = DEPTH / (order.length - 1);
  const y = (/** @type {number} */ i) => Math.round((TOP + i * pitch) * 10) / 10;
  const x = (/** @type {number} */ seconds) => scaleX(seconds, ttlSeconds);
  const now = second ?? 0;
  const untils = order.map((place) => places[place].oldUntilMs / 1000);
  const lines = { old: '', fresh: '', ends: '' };
  untils.forEach((until, i) => {
    if (until > 0 && now > 0) lines.old += `M${WRITE} ${y(i)}H${x(Math.min(until, now))}`;
    if (until < now) lines.fresh += `M${x(until)} ${y(i)}H${x(now)}`;
    if (until > 0 && until <= Math.min(now, ttlSeconds)) lines.ends += `M${x(until)} ${y(i)}h0`;
  });
  const [thin, thick, dot] = pitch > 2 ? [1, 1.8, 5] : [0.7, pitch * 0.8, pitch * 2];
  const last = untils[strategy === 'versioned' ? 0 : untils.indexOf(Math.max(...untils))];
  const label = second !== null && second >= Math.min(last, ttlSeconds) && last > 2;
  return svg`<path class="track" stroke-width=${thin} d=${untils.map((_, i) => `M${WRITE} ${y(i)}H${WIDTH}`).join('')}></path>
<path class="fresh" stroke-width=${thin} d=${lines.fresh}></path><path class="old" stroke-width=${thick} d=${lines.old}></path>
<path class="ends" stroke-width=${dot} d=${lines.ends}></path>${second === null ? nothing : svg`<path class="write" d="M2 0V${HEIGHT}"></path>`}
${strategy === 'purge' && second !== null ? lens(lane, second, x(1)) : nothing}
${strategy === 'ttl' && now > 0 ? words('may be old', 'b', 16, 40) : nothing}
${strategy === 'versioned' && now > 0 ? words('old names are kept, and never asked for', 'q', 16, 40) : nothing}
${label ? words(`up to ${lasts(oldForMs)}`, 'mono b end', WIDTH - 8, 66) : nothing}`;
}

/** Words on a strip of paper of their own: the lines are too close for a halo. @param {string} text @param {string} kind @param {number} x @param {number} y of their middle */
function words(text, kind, x, y) {
  const width = text.length * (kind.includes('mono') ? 10.4 : 8.4) + 10;
  const left = round(kind.includes('end') ? x - width + 5 : x - 5);
  return svg`<g class="in-lane"><path class="bed" d="M${left} ${y - 12}h${round(width)}v24h${-round(width)}z"></path><text class="t16 ${kind}" x=${x} y=${y + 6}>${text}</text></g>`;
}

/** The first second of the purge: the message arrives here and there. @param {InvalidationLane} lane @param {number} second @param {number} edge where that second ends on the lane */
function lens({ places, oldForMs }, second, edge) {
  const { x, width, ms } = LENS;
  const waves = places.map(({ oldUntilMs }) => oldUntilMs).sort((a, b) => a - b);
  const pitch = DEPTH / (waves.length - 1);
  const now = Math.min(ms, second * 1000);
  const at = (/** @type {number} */ time) => round(x + (Math.min(time, ms) / ms) * width);
  const y = (/** @type {number} */ i) => Math.round((TOP + i * pitch) * 10) / 10;
  const lines = { old: '', fresh: '', ends: '' };
  waves.forEach((until, i) => {
    if (until > 0 && now > 0) lines.old += `M${x} ${y(i)}H${at(Math.min(until, now))}`;
    if (until < now) lines.fresh += `M${at(until)} ${y(i)}H${at(now)}`;
    if (until <= now) lines.ends += `M${at(until)} ${y(i)}h0`;
  });
  const [thick, dot] = pitch > 2 ? [1.8, 5] : [pitch * 0.8, pitch * 2];
  const told = now >= oldForMs || now === ms;
  return svg`<path class="bed" d="M${x - 6} 0H${WIDTH}V${HEIGHT}H${x - 6}z"></path>
<path class="glass" d="M${edge} 0L${x} 0M${edge} ${HEIGHT}L${x} ${HEIGHT}M${x} 0H${x + width}V${HEIGHT}H${x}z"></path>
<path class="fresh" stroke-width="1" d=${lines.fresh}></path><path class="old" stroke-width=${thick} d=${lines.old}></path><path class="ends" stroke-width=${dot} d=${lines.ends}></path>
<g class="in-lane"><text class="t16 b" x=${x + width + 12} y="34">the first second</text><text class="t16 mono" x=${x + width + 12} y="58">${told ? svg`to ${lasts(oldForMs)}` : `${Math.round(now)} ms`}</text></g>`;
}
