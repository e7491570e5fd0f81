// Slide 19: how long after a write may a cache still answer with the old copy?
//
// Each line is one copy, from one fetched a moment before the write (bottom) to one fetched a whole TTL before it (top): a
// copy of age a lives for another TTL - a. That is a ruler of ages, not a measurement; how many reads meet an old copy
// depends on the traffic and is not said here. The figures are declared parameters, each with its source.
import { html, nothing, svg } from 'lit';
import { slipMark } from '../../web/theme/marks.js';

export const TTL_S = 60; // declared: Cache-Control: max-age=60
export const SWR_S = 30; // declared: stale-while-revalidate=30, the example of RFC 5861 section 3.1
export const PURGE_MS = 150; // Cloudflare, "Instant Purge", 2024: under 150 ms at the median, in 330 cities

const PX_PER_S = 6;
const WRITE = 4; // the bar of the write, and where its right edge stands
const WIDTH = WRITE + (TTL_S + SWR_S) * PX_PER_S;
const COPIES = 9;
const [TOP, PITCH, HEIGHT] = [12, 7, 80];
const ages = Array.from({ length: COPIES }, (_, i) => (TTL_S * (COPIES - 1 - i)) / (COPIES - 1));

/** How long each copy may be old under a strategy, in seconds, and the longest of them. */
export const windows = {
  ttl: ages.map((age) => TTL_S - age),
  revalidate: ages.map((age) => TTL_S - age + SWR_S),
  writeThrough: ages.map((age, i) => (i === 4 ? 0 : TTL_S - age)), // one copy lies on the way of the write
  versioned: ages.map(() => 0), // the new name has no old copies
  purge: ages.map(() => PURGE_MS / 1000),
};
/** @param {number[]} ends */
export const longest = (ends) => Math.max(...ends);

/** @param {number} seconds */
const x = (seconds) => Math.round((WRITE + seconds * PX_PER_S) * 10) / 10;

/** One line a copy: dashed while it may be old, dotted while it is renewed, thin when new. @param {number[]} ends */
function copies(ends, renewal = 0) {
  const rows = ends.map((end, i) => ({ end, y: TOP + i * PITCH })).filter(({ end }) => end > 0);
  return svg`<path class="new" d=${ends.map((_, i) => `M${WRITE} ${TOP + i * PITCH}H${WIDTH}`).join('')}></path>
<path class="old" d=${rows.map(({ end, y }) => `M${WRITE} ${y}H${x(end - renewal)}`).join('')}></path>
${renewal ? svg`<path class="late" d=${rows.map(({ end, y }) => `M${x(end - renewal)} ${y}H${x(end)}`).join('')}></path>` : nothing}
${rows.length ? svg`<path class="end" d=${rows.map(({ end, y }) => `M${x(end)} ${y}h0`).join('')}></path>` : nothing}`;
}

/** @param {string} said @param {unknown} content */
const timeline = (said, content) =>
  html`<svg style="--w:560" viewBox="0 0 560 ${HEIGHT}" role="img" aria-label=${said}><path class="write" d="M2 0V${HEIGHT}"></path>${content}</svg>`;

export async function draw() {
  const { ttl, revalidate, writeThrough, versioned, purge } = windows;
  return html`<table class="panel words" style="--x:48;--y:132;--w:1184;--h:512">
<thead><tr><th scope="col">strategy</th><th scope="col" class="axis"><svg style="--w:560" viewBox="0 0 560 24" role="img" aria-label="seconds after the write"><text class="t18" x="0" y="18">the write</text><text class="t18 mid" x=${x(TTL_S)} y="18">${TTL_S} s</text><text class="t18 end" x="560" y="18">${TTL_S + SWR_S} s</text></svg></th><th scope="col">may be old for</th><th scope="col">price</th></tr></thead>
<tbody><tr><th scope="row"><b>TTL</b>each copy dies of age</th><td>${timeline(`TTL: a copy may be old for up to ${longest(ttl)} s`, svg`${copies(ttl)}<text class="t18 halo" x="28" y="63">may be old</text><text class="t18 q halo" x="420" y="42">new</text>`)}</td><td class="num">${longest(ttl)}<small> s</small></td><td>stale until expiry</td></tr>
<tr><th scope="row"><b>+ revalidate</b><code>stale-while-revalidate</code></th><td>${timeline(`TTL with stale-while-revalidate: up to ${longest(revalidate)} s`, copies(revalidate, SWR_S))}</td><td class="num">${longest(revalidate)}<small> s</small></td><td>old for longer, nobody waits</td></tr>
<tr><th scope="row"><b>Write-through</b>one copy new, others age</th><td>${timeline(`Write-through: one copy is new at once, the others may be old for up to ${longest(writeThrough)} s`, copies(writeThrough))}</td><td class="num">${longest(writeThrough)}<small> s</small></td><td>slower writes</td></tr>
<tr><th scope="row"><b>Versioned URL</b><code>/v2/style.css</code></th><td>${timeline('Versioned URL: no old copy of a new name', copies(versioned))}</td><td class="num">${longest(versioned)}<small> s</small></td><td>the page that names it must re-check</td></tr>
<tr><th scope="row"><b>Purge API</b>every place is told</th><td>${timeline(`Purge: under ${PURGE_MS} ms at the median`, svg`${copies(purge)}<text class="t18 halo" x="24" y="46">drawn to scale</text>`)}</td><td class="num great"><small>&lt;</small>${longest(purge) * 1000}<small> ms</small></td><td>propagation delay, and browsers keep theirs</td></tr></tbody></table>
<p class="cap2">CDNs mix TTL, revalidation, versions and purge by content type; write-through is the application’s.</p>
<p class="receipt">${slipMark} declared: TTL ${TTL_S} s + ${SWR_S} s · purge &lt; ${PURGE_MS} ms p50: Cloudflare, 2024</p>`;
}
