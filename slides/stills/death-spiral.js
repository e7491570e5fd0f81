// Slide 5: ten seconds of the incident, with only what is known at each mark of the story's clock.
//
// Computed: the share of keys that change owner (engine), and from it the two end values, hit rate h * s and database
// load (1 - h * s) / (1 - h). Declared by the story: the five times, h = 95 %, that the pool is full at :05 and the site
// down at :10. How the curves run between the marks is not known here, so dashes join them.
import { html, svg } from 'lit';
import { databaseMark, round, slipMark } from '../../web/theme/marks.js';
import { HIT_RATE, hitRateAfter, loadAfter } from '../../web/claims/modulo.js';
import { answered } from './answered.js';

const BEFORE = 100;
const AFTER = 101;
/** The story's clock (storyboard, slide 5), in seconds after 3:47:00. */
const MARKS = { joins: 0, moved: 1, queries: 2, poolFull: 5, down: 10 };

const SECOND = 60;
const ZERO = 408;
const ONE = 16; // stage pixels for the queries the database used to see
const xOf = (/** @type {number} */ second) => 204 + second * SECOND;
const yOf = (/** @type {number} */ hitRate) => round(ZERO - hitRate * 328);

/** @typedef {{words: {moved: string, hit: string, times: string}, hitRate: number, load: number, label: string}} Story */

/** @param {import('../../web/engine/edgecache.d.ts').Engine} engine */
export async function draw(engine) {
  const moved = answered(engine.remapModulo(BEFORE, AFTER)).moved;
  const { numerator, denominator } = moved;
  const hitRate = hitRateAfter(moved);
  const load = loadAfter(moved);
  const percent = (/** @type {number} */ share) => `${Number((share * 100).toFixed(2))}\u00a0%`;
  const words = {
    moved: `${percent(moved.fraction)} of keys change owner`,
    hit: `hit rate ${percent(hitRate)}`,
    times: load.toFixed(1),
  };
  const label = `3:47:00, server number 100 joins; :01, ${words.moved} and the hit rate falls from ${percent(HIT_RATE)} to ${percent(hitRate)}; :02, ${words.times} times the queries reach the database; :05, its connection pool is exhausted; :10, the site is down`;

  const story = { words, hitRate, load, label };
  return html`${wide(story)}${narrow(story)}
    <p class="big num amber">×<span data-claim="load-after" class="claim">${words.times}</span></p>
    <p class="cap">database queries per second</p>
    <p class="cap2">Retries keep the caches from refilling: <b>a metastable failure.</b></p>
    <p class="ask">How do we add servers WITHOUT this chaos?</p>
    <p class="receipt">${slipMark} ×${words.times} = (1 - h·s) ÷ (1 - h) · h ${percent(HIT_RATE)}, s ${denominator - numerator}/${denominator} · dashes: not computed</p>`;
}

/** The stage: time from left to right, 60 px a second. @param {Story} story */
function wide({ words, hitRate, load, label }) {
  const [join, moved, queries, full, down] = Object.values(MARKS).map(xOf);
  const top = round(ZERO - ONE * load);
  return html`<svg class="panel wide-only" style="--x:48;--y:168;--w:1184;--h:480" viewBox="0 0 1184 480" role="img" aria-label=${label}>
    <path class="load" d="M0 ${ZERO}V${ZERO - ONE}H${join}V${ZERO}zM${queries} ${ZERO}V${top}h${SECOND}V${ZERO}z"></path>
    <path class="maybe amber" d="M${join} ${ZERO - ONE}H${moved}L${queries} ${top}M${queries + SECOND} ${top}H${down}M${queries} 444L${full} 420"></path>
    <path class="pool" d="M${full} 420H${down}V444H${full}z"></path>
    <path class="hit" d="M0 ${yOf(HIT_RATE)}H${join}M${moved} ${yOf(hitRate)}h${SECOND}"></path>
    <path class="maybe" d="M${join} ${yOf(HIT_RATE)}L${moved} ${yOf(hitRate)}"></path>
    <path class="axis" d="M0 ${ZERO}H${down}M0 452H${down}"></path>
    <path class="pole" d="M${join} 14V462M${full} 420V462"></path>
    <path class="pole moved" d="M${moved} 22V462"></path><path class="pole db" d="M${queries} 52V462"></path>
    <path class="pole end" d="M${down} 14V462"></path>
    <text class="t18 end"><tspan x=${join - 10} y="28">the 101st server</tspan><tspan x=${join - 10} y="52">(number 100) joins</tspan></text>
    <text class="t18 red b" x=${moved + 12} y="36">${words.moved}</text>
    ${databaseMark({ x: queries + 24, y: 60, scale: 0.5 })}<text class="t18 amber" x=${queries + 44} y="66">their misses reach the database</text>
    <text class="t18" y="84">hit rate ${HIT_RATE * 100} %</text><text class="t18 amber" y="380">queries ×1</text>
    <text class="t18" x=${queries + SECOND + 12} y="400">${words.hit}</text>
    <text class="t18 b mid" x=${(full + down) / 2} y="438">connection pool exhausted</text>
    <g class="mono t16"><text class="t16 mono end" x=${join + 18} y="480">3:47:00</text>${[
      ':01',
      ':02',
      ':05',
      ':10',
    ].map(
      (time, n) =>
        svg`<text class="t16 mono mid" x=${[moved, queries, full, down][n]} y="480">${time}</text>`,
    )}</g>
    <text class="disp site"><tspan x="840" y="136">Site</tspan><tspan x="840" y="232">down.</tspan></text>
    <text class="t20 b" x="844" y="270">revenue: $0</text>
  </svg>`;
}

/** The phone: time from top to bottom, one row a mark. @param {Story} story */
function narrow({ words, hitRate, load, label }) {
  const left = 82;
  const unit = 13;
  const row = (/** @type {string} */ time, /** @type {number} */ y, /** @type {unknown} */ say) =>
    svg`<text class="t16 mono" y=${y}>${time}</text><text class="t18" x=${left} y=${y}>${say}</text>`;
  const bar = (/** @type {number} */ y, /** @type {number} */ length) =>
    `M${left} ${y}h${round(length)}v22h-${round(length)}z`;
  const inside = (/** @type {number} */ y, /** @type {string} */ say) =>
    svg`<text class="t16 on" x=${left + 8} y=${y + 17}>${say}</text>`;
  return html`<svg class="panel narrow-only" style="--w:358" viewBox="0 0 358 420" role="img" aria-label=${label}>
    ${row('3:47:00', 16, 'server number 100 joins')}
    <path class="ink" d=${bar(28, 276 * HIT_RATE) + bar(126, 276 * hitRate)}></path>
    ${inside(28, `hit rate ${HIT_RATE * 100} %`)}
    <path class="load" d=${bar(54, unit) + bar(202, unit * load)}></path><text class="t16 amber" x=${left + 22} y="71">database queries ×1</text>
    ${row(':01', 114, svg`<tspan class="red">${words.moved}</tspan>`)}<text class="t16" x=${left + 12} y="143">${words.hit}</text>
    ${row(':02', 190, 'their misses reach the database')}${inside(202, `database queries ×${words.times}`)}
    ${row(':05', 266, 'connection pool exhausted')}<path class="pool" d="M83 278h274v20H83z"></path>
    ${row(':10', 348, '')}<text class="disp site" x=${left - 2} y="368">Site down.</text><text class="t18" x=${left} y="402">revenue: $0</text>
  </svg>`;
}
