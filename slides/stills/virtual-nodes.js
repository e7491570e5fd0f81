// Slide 12: why a hundred positions. Left, three real servers with one position each. Right, what one server owns of a ring of a
// hundred, as a multiple of a fair share, over many rings: one dot is one server of one ring, each computed by the engine.
import { html, nothing, svg } from 'lit';
import { percentNumber } from '../../web/theme/format.js';
import { inkOf, round, serverMark, slipMark } from '../../web/theme/marks.js';
import { PLAIN, RINGS, SERVERS, sampledRing } from '../../web/claims/spread.js';
import { answered } from './answered.js';

export const VNODES = [1, 3, 10, 50, 100];
const DRAWN = 10; // servers of each ring that are drawn
const MOST = 4; // times a fair share: the top of the drawing
const UNIT = 88; // height of one fair share
const FLOOR = 372; // where a share of nothing is drawn
const CELL = 3; // side of one dot's place

/** @typedef {import('../../web/engine/edgecache.d.ts').Engine} Engine */

/** What three servers with one position each own. @param {Engine} engine */
export function plainShares(engine) {
  const ring = answered(engine.ring(PLAIN));
  const shares = answered(ring.arcs()).map((arc) => arc.fraction);
  ring.delete();
  return shares;
}

/** Every server's multiple of a fair share, ring after ring, all of different servers. @param {Engine} engine @param {number} vnodes */
export function relativeShares(engine, vnodes) {
  return Array.from({ length: RINGS }, (_, ring) => {
    const built = answered(engine.ring(sampledRing(ring, vnodes)));
    const shares = answered(built.arcs()).map((arc) => arc.fraction * SERVERS);
    built.delete();
    return shares;
  }).flat();
}

/** The standard deviation to expect of a share, in fair shares: about one over the root of V. @param {number} vnodes */
export const expectedSpread = (vnodes) => Math.sqrt((SERVERS - 1) / (SERVERS * vnodes + 1));

/** @param {Engine} engine */
export async function draw(engine) {
  const columns = VNODES.map((vnodes, i) => {
    const shares = relativeShares(engine, vnodes);
    const { relativeStandardDeviation } = answered(engine.balance(shares));
    const drawn = shares.filter((_, server) => server % SERVERS < DRAWN);
    return { vnodes, x: 62 + i * 124, drawn, measured: relativeStandardDeviation };
  });
  const last = columns[columns.length - 1];
  return html`
    ${bars(plainShares(engine))}
    ${swarms(columns)}
    <p class="big num">±<span data-claim="spread-100" class="claim">${Math.round(expectedSpread(last.vnodes) * 100)}</span><small>%</small></p>
    <p class="cap">of a fair share, at V = ${last.vnodes}</p>
    <p class="cap2">One dot, one server: ${DRAWN} from each of ${RINGS} rings of ${SERVERS}. A hot key has one position: at any V it stays on one server.</p>
    <p class="receipt">${slipMark} ƒ arcs() · ${RINGS * VNODES.length} rings · line: √((N − 1) ÷ (NV + 1))</p>`;
}

/** @param {number[]} shares */
function bars(shares) {
  const base = 470;
  const scale = 430;
  return html`<svg class="panel" style="--x:48;--y:136;--w:344;--h:478" viewBox="0 0 344 478" role="img" aria-label="With one position each, three servers own ${shares.map((s) => percentNumber(s, 1)).join(', ')} percent of the keys">
    ${svg`${shares.map((share, i) => {
      const x = i * 120;
      const top = base - share * scale;
      const inside = share > 0.5;
      return svg`<path d="M${x} ${base}V${round(top)}h104V${base}z" style="fill:${inkOf(i)}"></path>
        <text class="disp mid num ${inside ? 'on' : ''}" font-size="46" x=${x + 52} y=${round(inside ? top + 56 : top - 50)}>${percentNumber(share, 1)}</text>
        ${inside ? svg`<text class="t18 b mid on" x=${x + 52} y=${round(top + 84)}>%</text>` : nothing}
        ${serverMark({ index: i, x: x + 52, y: inside ? base - 44 : top - 22, scale: 0.8 })}`;
    })}
    <path d="M0 ${base}h344M112 ${base - scale / 3}h232" style="stroke:var(--ink)" stroke-width="1.5"></path>
    <text class="t16 q end" x="344" y=${base - scale / 3 - 8}>a fair third</text>
    <text class="t20 b" x="120" y="62">three servers</text><text class="t18 q" x="120" y="88">one position each</text>`}
  </svg>`;
}

/** @param {{vnodes: number, x: number, drawn: number[], measured: number}[]} columns */
function swarms(columns) {
  const y = (/** @type {number} */ share) => round(FLOOR - share * UNIT);
  const line = (/** @type {1 | -1} */ sign) =>
    `M${columns.map((c) => `${c.x} ${y(1 + sign * expectedSpread(c.vnodes))}`).join('L')}`;
  const above = columns[0].drawn.filter((share) => share > MOST);
  return html`<svg class="panel" style="--x:424;--y:136;--w:808;--h:512" viewBox="0 0 640 405" role="img" aria-label="What one server owns, as a multiple of a fair share: from ${columns.map((c) => `plus or minus ${Math.round(c.measured * 100)} percent with ${c.vnodes}`).join(', ')} positions each">
    ${svg`${[0, 1, 2, 3, 4].map((n) => svg`<text class="t16 mono qq end" x="34" y=${y(n) + (n ? 5 : -1)}>${n}×</text>`)}
    <pattern id="one" width="1" height="1" patternUnits="userSpaceOnUse"><circle cx=".5" cy=".5" r=".4" style="fill:var(--ink)"></circle></pattern>
    <path d="M42 ${y(1)}H640" style="stroke:var(--ink)" stroke-width="1.25"></path>
    ${columns.map(swarm)}
    <path d="${line(1)}${line(-1)}" style="stroke:var(--paper)" stroke-width="5" fill="none"></path><path d="${line(1)}${line(-1)}" style="stroke:var(--ink)" stroke-width="2" fill="none"></path>
    ${columns.map((c) => {
      const spread = expectedSpread(c.vnodes);
      // Beside a tall swarm, above a flat one
      const above = spread < 0.4;
      return svg`<text class="t18 b halo ${above ? 'mid' : ''}" x=${above ? c.x : c.x + 16} y=${above ? y(Math.max(...c.drawn)) - 10 : y(1 + spread) - 6}>±${Math.round(spread * 100)} %</text>
      <text class="t18 mono b mid" x=${c.x} y="403">${c.vnodes}</text>`;
    })}
    <text class="t16 q end" x="34" y="403">V =</text>
    ${above.length ? svg`<text class="t16 q" x="80" y="26">↑ ${above.length} more, to ${Math.max(...above).toFixed(1)}×</text>` : nothing}`}
  </svg>`;
}

/** One dot for each server, in rows as wide as they have servers: the outline of the rows, filled with a pattern of dots whose
 * cells are the rows' own, so that the dots can be counted. @param {{x: number, drawn: number[]}} column */
function swarm({ x, drawn }) {
  const rows = new Array(Math.ceil((MOST * UNIT) / CELL)).fill(0);
  for (const share of drawn.filter((s) => s < MOST)) rows[Math.floor((share * UNIT) / CELL)]++;
  const right = rows.map((dots) => Math.ceil(dots / 2));
  const left = rows.map((dots) => -Math.floor(dots / 2)).reverse();
  return svg`<path transform="translate(${x} ${FLOOR}) scale(${CELL})" d="M0 0${edge(right, -1)}H0${edge(left, 1)}" fill="url(#one)"></path>`;
}

/** A staircase along the ends of the rows: h to the next end, v one row up or down, equal rows in one go.
 * @param {number[]} ends @param {1 | -1} way */
function edge(ends, way) {
  let path = '';
  let [at, run] = [0, 0];
  for (const end of ends) {
    if (end !== at) {
      path += `${run ? `v${run * way}` : ''}h${end - at}`;
      [at, run] = [end, 0];
    }
    run++;
  }
  return `${path}v${run * way}`;
}
