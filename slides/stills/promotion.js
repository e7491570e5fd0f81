// Slide 15: one request, followed. It misses L1, misses L2, hits L3; the hit is what promotes: the entry is copied to L2, then
// to L1, and the answer leaves. Cells of other keys stay empty here: what they hold is the tier engine's to say.
import { html, nothing, svg } from 'lit';
import { round, serverMark, slipMark } from '../../web/theme/marks.js';
import { askedNs, KEY, ownerOf, shelf, TIERS, time } from './tiers.js';

const [L1, L2, L3] = TIERS;

/** @param {import('../../web/engine/edgecache.d.ts').Engine} engine */
export async function draw(engine) {
  const owner = ownerOf(engine, KEY);
  return html`${route(WIDE, owner)}${route(NARROW, owner)}${bars()}
    <p class="panel words status" style="--x:48;--y:628;--w:800"><i>Cache-Status:</i> L3; <b>hit</b>, L2; fwd=uri-miss; stored, L1; fwd=uri-miss; stored</p>
    <p class="receipt">${slipMark} get("${KEY}") · ${TIERS.map((t) => time(t.latencyNs)).join(' + ')} · RFC 9211</p>`;
}

/**
 * x of the way down, of the shelves' left ends and common right end, of the way up; middles of the shelves; the names.
 * @typedef {{on: string, width: number, height: number, down: number, lefts: number[], right: number, up: number, rows: number[],
 *   beside: {x: number, y: number}, cell: number, shout: number, miss: number[], at: string}} Layout
 */

/** @type {Layout} */
const WIDE = {
  on: 'wide-only',
  width: 1184,
  height: 360,
  down: 202,
  lefts: [708, 488, 268],
  right: 1048,
  up: 1088,
  rows: [72, 182, 292],
  beside: { x: 74, y: -2 },
  shout: 38,
  miss: [448, 338],
  cell: 104,
  at: '--x:48;--y:112;--w:1184;--h:360',
};

/** @type {Layout} */
const NARROW = {
  on: 'narrow-only',
  width: 440,
  height: 436,
  down: 88,
  lefts: [204, 204, 140],
  right: 316,
  up: 346,
  rows: [78, 222, 366],
  beside: { x: 0, y: 40 },
  shout: 24,
  miss: [146, 146],
  cell: 96,
  at: '--w:440',
};

/** The way down asks, the way up copies. @param {Layout} layout @param {{name: string, index: number}} owner */
function route({ on, width, height, down, lefts, right, up, rows, cell, beside, shout, miss, at }, owner) {
  const [one, , three] = rows;
  return svg`<svg class="panel ${on}" style=${at} viewBox="0 0 ${width} ${height}" role="img"
    aria-label="GET ${KEY}: L1 misses, L2 misses, L3 hits. The entry is promoted to L2, then to L1, and the answer returns">
    <path d="M${down} 20V${three}H${lefts[2] - 4}M${right} ${three}H${up}V${one - 40}" class="l"></path>
    <path d="M${lefts[2]} ${three}l-16 -9v18zM${up} ${one - 42}l-9 16h18z"></path>
    ${TIERS.map((tier, i) => {
      const slots = Math.floor((right - lefts[i]) / 110);
      return svg`<g transform="translate(0 ${rows[i]})">${shelf(tier, lefts[i], -32, right - lefts[i])}
        ${slots > 1 ? svg`<path d="M${right - 116} -24${'v48m-110 -48'.repeat(slots - 1)}" style="stroke:${tier.ink}"></path>` : nothing}
        <path d="M${right - 8} -24v48h-${cell}v-48z"></path><text class="t16 mono b on mid" x="${right - 8 - cell / 2}" y="6">${KEY}</text>
        <text class="disp name" x="-2" y="18" style="fill:${tier.ink}">${tier.name}</text>
        <text class="t20" x=${beside.x} y=${beside.y}>${tier.medium}</text><text class="t18 mono q" x=${beside.x} y="${beside.y + 24}">${time(tier.latencyNs)}</text>
        ${
          i < 2
            ? svg`<path d="M${down} 0H${lefts[i] - 14}m0 -14v28M${up} 0H${right + 4}" class="l"></path>${step(down, 0, i + 1)}
        <text class="disp mid halo" x=${miss[i]} y=${round(shout / 3)} style="font-size:${shout}px;stroke-width:14px">MISS</text>
        <path d="M${right + 2} 0l16 -9v18z"></path><text class="t16 b" x="${up + 20}" y="6">promote</text>`
            : svg`<text class="disp" x="${up + 20}" y=${round(shout / 3)} style="font-size:${shout}px">HIT</text>`
        }${step(up, 0, 5 - i)}</g>`;
    })}
    <circle cx=${down} cy="20" r="7"></circle><text class="t18 mono b" x="${down + 18}" y="26">GET ${KEY}</text>
    ${step(up, one - 54, 6)}<text class="t16 b" x="${up + 20}" y="${one - 48}">answer</text>
    ${on === 'narrow-only' ? nothing : svg`<text class="t16 q" x=${lefts[2] + 30} y=${height - 6}>on <tspan data-claim="key-owner">${owner.name}</tspan>, by slide 10’s ring</text>${serverMark({ index: owner.index, x: lefts[2] + 11, y: height - 12, scale: 0.44 })}`}</svg>`;
}

/** A numbered station of the route. */
const step = (/** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ number) =>
  svg`<circle cx=${x} cy=${y} r="13"></circle><text class="t16 b on mid" x=${x} y="${y + 6}">${number}</text>`;

/** Both GETs as lengths, one pixel of the stage to the microsecond. */
function bars() {
  const share = (/** @type {typeof TIERS} */ tiers) =>
    `${round((askedNs(tiers) / askedNs(TIERS)) * 1000) / 10}%`;
  return html`<div class="panel words bars" style="--x:48;--y:456;--w:1100">
    <p>This GET, drawn to scale <b class="num">${time(askedNs(TIERS))}</b></p>
    <p class="bar"><span style="width:${share([L1, L2])}">L2<i> ${time(L2.latencyNs)}</i></span><span>L3 ${time(L3.latencyNs)}</span></p>
    <p>The next GET, same scale</p>
    <p class="next"><b class="num">${time(L1.latencyNs)}</b> <i>${L1.latencyNs / 1000} px, so this line is too thick;</i> a user still pays the round trip</p></div>`;
}
