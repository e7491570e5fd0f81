// Slide 17: the same three shelves in three places. What stands below them is the source and no cache: RAM, the origin and
// the network, which the first script counted as a third tier. A phone gets the same as a table of shelves.
import { html, nothing, svg } from 'lit';
import { ASSET } from '../../web/claims/rings.js';
import { serverMark, slipMark } from '../../web/theme/marks.js';
import { ownerOf, shelf, TIERS } from './tiers.js';

/** Inside one edge site a ring says which server keeps this file. */
export { ASSET };

/** Nearest first, then the source; the case is what surrounds them: a chip with its pins, a globe, a window. */
export const SYSTEMS = [
  {
    name: 'CPU',
    caches: ['L1 cache', 'L2 cache', 'L3 cache'],
    source: 'RAM',
    is: 'is what is cached',
    box: svg`<path d="M24 52h264v280h-264z"></path><path d="M46 52${'v-12m24.4 12'.repeat(10)}M46 332${'v12m24.4 -12'.repeat(10)}M24 74${'h-12m12 26'.repeat(10)}M288 74${'h12m-12 26'.repeat(10)}" style="stroke-width:4"></path>`,
  },
  {
    name: 'CDN',
    caches: ['edge', 'regional', 'shield'],
    source: 'origin',
    is: 'is the source, not a cache',
    box: svg`<path d="M156 42a55 150 0 0 0 0 300a55 150 0 0 0 0 -300a110 150 0 0 0 0 300a110 150 0 0 0 0 -300M17 136h278M6 192h300M17 248h278" style="stroke:var(--engrave);stroke-width:1"></path><circle cx="156" cy="192" r="150"></circle>`,
  },
  {
    name: 'Browser',
    caches: ['memory', 'service worker', 'HTTP cache'],
    source: 'network',
    is: 'is the way out, not a cache',
    box: svg`<path d="M16 40h280v292h-280zv28h280M88 54h194"></path>${[32, 48, 64].map((x) => svg`<circle cx=${x} cy="54" r="4.5"></circle>`)}`,
  },
];

/** @param {import('../../web/engine/edgecache.d.ts').Engine} engine */
export async function draw(engine) {
  const owner = ownerOf(engine, ASSET);
  return html`${ways()}${SYSTEMS.map((system, i) => drawing(system, 284 + i * 318, i === 1 ? owner.index : -1))}
    <table class="panel words"><tr><td></td>${SYSTEMS.map((s) => html`<th scope="col">${s.name}</th>`)}</tr>
    ${TIERS.map((tier, i) => html`<tr style="--t:${tier.ink}"><th scope="row">${tier.name}</th>${SYSTEMS.map((s) => html`<td><span>${s.caches[i]}</span></td>`)}</tr>`)}
    <tr><th scope="row">then</th>${SYSTEMS.map((s) => html`<td><b>${s.source}</b> ${s.is}</td>`)}</tr></table>
    <p class="receipt">${slipMark}<span>ƒ owner("${ASSET}") = <span data-claim="asset-owner">${owner.name}</span> · Cloudflare tiered cache · A Tale of Four Caches, 2016</span></p>`;
}

/** What the three shelves have in common. */
const ways =
  () => svg`<svg class="panel wide-only" style="--x:48;--y:128;--w:230;--h:520" viewBox="0 0 230 520" aria-hidden="true">
  <text class="disp" x="-3" y="46" style="font-size:52px">${SYSTEMS.flatMap((s) => s.caches).length} caches</text>
  ${TIERS.map(
    (
      tier,
      i,
    ) => svg`<g transform="translate(0 ${i * 84})"><text class="disp" x="-2" y="132" style="font-size:56px;fill:${tier.ink}">${tier.name}</text>
    <text class="t20" x="74" y="110">${['near', 'farther', 'farthest'][i]}</text><text class="t16 q" x="74" y="133">${i ? 'ask on a miss' : 'ask first'}</text></g>`,
  )}
  <path d="M0 396h212" style="stroke:var(--ink)"></path><text class="disp" y="464" style="font-size:34px">Source</text><text class="t18 q" y="494">slow, complete</text></svg>`;

/** @param {typeof SYSTEMS[number]} system @param {number} x @param {number} server */
function drawing({ name, caches, source, is, box }, x, server) {
  return svg`<svg class="panel wide-only" style="--x:${x};--y:128;--w:312;--h:520;fill:var(--ink)" viewBox="0 0 312 520" aria-hidden="true">
    <text class="disp" x="14" y="28" style="font-size:34px">${name}</text><g style="fill:none;stroke:var(--ink);stroke-width:2">${box}</g>
    <path d="M156 76V404" style="stroke:var(--ink);stroke-width:3.5"></path><circle cx="156" cy="76" r="6"></circle>
    ${caches.map(
      (cache, i) =>
        svg`<g transform="translate(0 ${88 + i * 84})">${shelf(TIERS[i], 100 - i * 28, 0, 112 + i * 56, 44)}<text class="t18 mid" x="${server < 0 || i ? 156 : 142}" y="28">${cache}</text>${server < 0 || i ? nothing : serverMark({ index: server, x: 184, y: 22, scale: 0.5 })}<path d="M156 ${i < 2 ? 84 : 150}l-9 -16h18z"></path></g>`,
    )}
    <text class="disp mid" x="156" y="464" style="font-size:44px">${source}</text><text class="t18 q mid" x="156" y="494">${is}</text></svg>`;
}
