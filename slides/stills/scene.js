// Slide 2: the operations desk at 3:47 AM. Three instruments, before and after, drawn to scale.
//
// The story declares the hit rate before (95 %) and the change (100 servers, one more). The engine gives the share of
// keys that keep their server, s; all else is arithmetic: afterwards only h * s of the requests hit, and the database,
// which used to see 1 - h of them, sees 1 - h * s.
import { html } from 'lit';
import { round, slipMark } from '../../web/theme/marks.js';
import { HIT_RATE, hitRateAfter, loadAfter } from '../../web/claims/modulo.js';
import { answered } from './answered.js';

const BEFORE = 100;
const AFTER = 101;

const FULL = 752; // stage pixels for 100 %
const ONE = 36; // stage pixels for the queries the database used to see

/** @param {import('../../web/engine/edgecache.d.ts').Engine} engine */
export async function draw(engine) {
  const moved = answered(engine.remapModulo(BEFORE, AFTER)).moved;
  const { numerator, denominator } = moved;
  const hitRate = hitRateAfter(moved);
  const load = loadAfter(moved);

  const before = `${HIT_RATE * 100}\u00a0%`;
  const after = `${(hitRate * 100).toFixed(2)}\u00a0%`;
  const times = `×${load.toFixed(1)}`;
  return html`<svg class="panel" style="--x:480;--y:136;--w:752;--h:512" viewBox="0 0 752 512" role="img"
      aria-label="Cache servers: 100, then 101. Hit rate: ${before} before, ${after} after. Database queries: ${times} after">
      <pattern id="scene-rack" width="22" height="22" patternUnits="userSpaceOnUse"><path d="M1 1h15v15H1z"></path></pattern>
      <text class="t18 b" y="22">cache servers</text>
      <path class="rack" d="M0 44H550V132H0z"></path>
      <path class="new" d="M550 110h17v17h-17z"></path>
      <text class="t18" x="580" y="126">one more</text>
      <text class="t18 b" y="182">hit rate</text>
      <path class="hits" d="M0 196H${round(FULL * HIT_RATE)}V232H0zM0 240H${round(FULL * hitRate)}V276H0z"></path>
      <text class="t18 on" x="12" y="221">${before} before</text>
      <text class="disp num" x="20" y="274" style="font-size:48px"><tspan data-claim="hit-after">${(hitRate * 100).toFixed(2)}</tspan>\u00a0%</text>
      <text class="t18" x="176" y="271">after</text>
      <text class="t18 b amber" y="330">database queries</text>
      <path class="queries" d="M0 344H${ONE}V388H0zM0 396H${round(ONE * load)}V512H0z"></path>
      <text class="t18 amber" x="${ONE + 12}" y="372">×1 before</text>
      <text class="disp on num" x="16" y="488" style="font-size:104px">×<tspan data-claim="load-after">${load.toFixed(1)}</tspan></text>
    </svg>
    <p class="big num">3:47<small>AM</small></p>
    <div class="panel words" style="--x:48;--y:304;--w:384;--h:320"><table>
      <tr><th>Incident</th><td>Cache cluster expansion</td></tr>
      <tr><th>Time</th><td>3:47 AM</td></tr>
      <tr><th>Action</th><td>Added 1 server to 100-server cluster</td></tr>
      <tr><th>Result</th><td class="amber down">DATABASE DOWN</td></tr>
    </table></div>
    <p class="receipt">${slipMark} ${times} = (1 - h·s) ÷ (1 - h) · h ${before}, s ${denominator - numerator}/${denominator}</p>`;
}
