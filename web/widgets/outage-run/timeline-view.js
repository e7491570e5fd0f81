// Slide 5: the night from left to right, twice on the same traffic. Above, hash % N: the line is the hit rate, the amber mass what
// the database is asked for, to scale with the calm night beside it; hatching is what callers ask again, and goes off the sheet.
// Below, the same requests through another placement, to the same scale. After the site is down there is nothing to draw.
import { html, nothing, svg } from 'lit';
import { slipMark } from '../../theme/marks.js';
import { beatsUntil } from './beats.js';
import { clockTime, downAt, standsHigh } from './picture.js';
import { WINDOW } from './scene.js';
import { fewWords, lastMoment, NARROW, nightDrawing, nightWords, WIDE } from './timeline-drawing.js';
import { lasting, nightLabel, times } from './words.js';

/** @typedef {import('./picture.js').OutagePicture} OutagePicture */

/**
 * @param {OutagePicture} picture
 * @param {{tools?: unknown, scrubber?: unknown}} [live] what only a page that runs has
 */
export function timelineFigure(picture, { tools = nothing, scrubber = nothing } = {}) {
  const { main, second } = picture;
  const label = nightLabel(picture);
  const down = downAt(main);
  const isDown = down !== null && second >= down;
  return html`<svg class="panel wide-only" style="--x:48;--y:168;--w:1184;--h:480" viewBox="0 0 1184 480" role="img" aria-label=${label}>${nightDrawing(picture, WIDE)}${nightWords(picture)}${verdict(picture)}</svg>
<svg class="panel narrow-only" style="--w:358" viewBox="0 0 358 326" role="img" aria-label=${label}>${nightDrawing(picture, NARROW)}${fewWords(picture)}</svg>
${scrubber}
<ol class="beats narrow-only">${beatsUntil(main, lastMoment(picture)).map(({ at, short, kind }) => html`<li class=${kind}><time>${clockTime(at)}</time><span>${short}</span></li>`)}</ol>
${risen(picture)}
<p class="cap2">${isDown ? lasting(main) : nothing}</p>
${isDown ? html`<p class="ask">How do we add servers WITHOUT this chaos?</p>` : nothing}
${tools}
${provenance(picture)}`;
}

/** The number, once the database has more to do than it can. @param {OutagePicture} picture */
function risen(picture) {
  const { main, second } = picture;
  const at = main.when('overload');
  if (at === null || second < at) return nothing;
  const high = standsHigh(picture);
  // Where the number will stand on the load it waits for the load to be there.
  if (high && second < 5) return nothing;
  const inside = high ? ' inside' : '';
  return html`<p class=${`big num amber${inside}`}>×<span class="claim">${times(main.times)}</span></p><p class=${`cap${inside}`}>database queries per second${high ? nothing : ', expected'}</p>`;
}

/** @param {OutagePicture} picture */
function verdict({ main, second }) {
  const down = main.when('down');
  if (down !== null && second >= Math.min(down, WINDOW.until)) {
    return svg`<text class="disp site"><tspan x="840" y="118">Site</tspan><tspan x="840" y="214">down.</tspan></text><text class="t20 b" x="844" y="254">at ${clockTime(down)}, revenue: $0</text>`;
  }
  if (second < WINDOW.until) return nothing;
  return svg`<text class="disp site"><tspan x="840" y="118">Site</tspan><tspan x="840" y="214">up.</tspan></text>`;
}

/** @param {OutagePicture} picture */
export function provenance({ state }) {
  const { scene, digest } = state.run;
  return html`<p class="receipt">${slipMark}<span>ƒ outage(${scene.before} → ${scene.after}) · seed ${scene.seed} · digest ${digest}</span></p>`;
}
