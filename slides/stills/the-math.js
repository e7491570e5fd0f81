// Slide 4: what a step from 100 servers to any count up to 200 does to hash(key) % servers.
//
// One bar for each new count, exact: the engine's remapModulo gives the share of all keys that change owner,
// 1 - min(N, M) / lcm(N, M). It is almost everything, except where the two counts share a large factor.
import { html, svg } from 'lit';
import { round, slipMark } from '../../web/theme/marks.js';
import { answered } from './answered.js';

const BEFORE = 100;
const LAST = 200;
/** The story's keyspace (storyboard, slide 4: "99 million"), each key asked once: then a moved key is a miss. */
const KEYS = 100_000_000n;

const LEFT = 52;
const BAR = 7;
const ZERO = 456;
const POINT = 3.72; // stage pixels for one percent

const percent = (/** @type {number} */ fraction) => `${round2(fraction * 100)}\u00a0%`;
const round2 = (/** @type {number} */ value) => String(Number(value.toFixed(2)));
const height = (/** @type {number} */ fraction) => round(ZERO - fraction * 100 * POINT);

/** @param {import('../../web/engine/edgecache.d.ts').Engine} engine */
export async function draw(engine) {
  const moved = (/** @type {number} */ after) => answered(engine.remapModulo(BEFORE, after)).moved;
  let bars = `M${LEFT} ${ZERO}`;
  for (let after = BEFORE + 1; after <= LAST; after++) bars += `V${height(moved(after).fraction)}h${BAR}`;
  const middle = (/** @type {number} */ after) => LEFT + (after - BEFORE - 0.5) * BAR;

  const misses = (/** @type {number} */ after) => {
    const { numerator, denominator } = moved(after);
    return ((2n * KEYS * numerator + denominator) / (2n * denominator)).toLocaleString('en');
  };
  const row = (/** @type {number} */ after) => html`<tr><td>${BEFORE} → ${after}</td>
    <td class="red"><span data-claim="moved-${after}">${round2(moved(after).fraction * 100)}</span>\u00a0%</td><td><span data-claim="misses-${after}">${misses(after)}</span></td></tr>`;
  const tick = (
    /** @type {number} */ after,
  ) => svg`<text class="t16 mono num ${after === LAST ? 'end' : 'mid'}" y=${ZERO + 8}>
    <tspan x=${after === LAST ? 752 : middle(after)} dy="1em">${after}</tspan>
    <tspan class="red b" x=${after === LAST ? 752 : middle(after)} dy="1.25em">${percent(moved(after).fraction)}</tspan></text>`;
  const [first, second, double] = [moved(BEFORE + 1), moved(BEFORE + 2), moved(LAST)].map((m) => m.fraction);

  return html`<svg class="panel" style="--x:480;--y:128;--w:752;--h:520" viewBox="0 0 752 520" role="img"
      aria-label="One bar for each count from 101 to 200 servers, the share of keys that change owner: ${percent(first)} at 101, ${percent(second)} at 102, ${percent(moved(125).fraction)} at 125, ${percent(moved(150).fraction)} at 150, ${percent(double)} at 200">
      <path class="bars" d="${bars}V${ZERO}z"></path>
      <path class="rule" d="M${middle(101)} 0V80M${middle(102)} 28V86M${[125, 150].map((m) => `${middle(m)} ${ZERO}v8`).join('M')}M748.5 ${ZERO}v8M44 84h8M44 270h8M44 ${ZERO}h8"></path>
      <text class="t20 b"><tspan x="64" dy="0.85em">101 servers <tspan class="red">${percent(first)}</tspan></tspan>
        <tspan x="71" dy="1.25em">102 servers <tspan class="red">${percent(second)}</tspan></tspan></text>
      <g class="t16 mono qq end"><text class="t16 mono qq" x="40" y="90">100</text><text class="t16 mono qq" x="40" y="276">50</text><text class="t16 mono qq" x="40" y="462">0</text></g>
      <text class="disp on end num" x="738" y="286" style="font-size:52px">${percent(double)}</text>
      <text class="t18 on end" x="738" y="314">doubling still moves half</text>
      <text class="t20 on b" y="352"><tspan x="72">102 shares the factor 2 with 100:</tspan><tspan x="72" dy="1.25em">twice as many keys stay.</tspan></text>
      <text class="t18 mono on b" x="72" y="442">moved = 1 - min(N, M) ÷ lcm(N, M)</text>
      ${[125, 150, 200].map(tick)}
    </svg>
    <p class="big num red"><span data-claim="moved-101" class="claim">${round2(first * 100)}</span><small>%</small></p>
    <p class="cap">of keys change owner</p>
    <div class="panel words" style="--x:48;--y:344;--w:400;--h:240"><table class="num">
      <thead><tr><th>Servers</th><th>Keys that move</th><th>Cache misses</th></tr></thead>
      <tbody>${row(BEFORE + 1)}${row(BEFORE + 2)}</tbody></table>
      <p class="note">misses: 100 million keys, each asked once</p></div>
    <p class="punch">Adding ONE server invalidated <span data-claim="moved-101-round">${Math.round(first * 100)}</span> % of your cache.</p>
    <p class="receipt">${slipMark} ƒ remapModulo(100, M) · M 101 to 200 · exact</p>`;
}
