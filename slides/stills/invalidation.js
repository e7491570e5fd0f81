// Slide 18: one write, and every copy of the old value is stale. Nothing tells them: the dashed lines are messages that nobody
// has sent yet, and slide 19 is about who sends them.
import { html, svg } from 'lit';
import { databaseMark, slipMark } from '../../web/theme/marks.js';
import { KEY, PLACES } from './tiers.js';

const ROW = 48;
const MIDDLE = (PLACES * ROW) / 2;
const copies = Array.from({ length: PLACES }, (_, i) => i * ROW);

export async function draw() {
  return html`<svg class="panel" style="--x:48;--y:212;--w:720;--h:432;fill:var(--ink)" viewBox="0 0 720 ${PLACES * ROW}" role="img"
      aria-label="The database holds version 2 of ${KEY}; ${PLACES} caches still hold version 1, and nothing connects them yet">
      ${databaseMark({ x: 216, y: MIDDLE, scale: 3 })}
      <path d="M${copies.map((y) => `292 ${MIDDLE}C400 ${MIDDLE} 400 ${y + 24} 600 ${y + 24}`).join('M')}${copies.map((y) => `M602 ${y + 4}h116v40h-116z`).join('')}" style="fill:none;stroke:var(--ink);stroke-width:2;stroke-dasharray:7 6"></path>
      <path d="M0 ${MIDDLE}H104v-9l16 9l-16 9v-9" style="stroke:var(--ink);stroke-width:4"></path>
      <path d="M166 ${MIDDLE - 18}h100v50h-100z"></path><text class="t20 mono b on mid" x="216" y="${MIDDLE + 7}" dy=".35em">v2</text>
      <text class="t20 b" y="${MIDDLE - 24}">1 write</text><text class="t16 mono q" y="${MIDDLE + 40}">${KEY}</text>
      ${copies.map((y) => svg`<text class="t20 mono mid q" x="660" y="${y + 24}" dy=".35em">v1</text>`)}
      <text class="disp" x="112" y="72" style="font-size:40px">who tells them?</text></svg>
    <p class="cap2">Attributed to Phil Karlton, at Netscape, as told by his son</p>
    <p class="big num">${PLACES} <small>stale</small></p>
    <p class="cap">When data changes, how do you update the cache?</p>
    <p class="receipt">${slipMark} one write, ${PLACES} copies: a declared example · karlton.org, 2017</p>`;
}
