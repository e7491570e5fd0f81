// Slide 12: why a hundred positions. Left, three real servers with one position each. Right, what one server owns of a ring of a
// hundred, as a multiple of a fair share, over many rings: one dot is one server of one ring, each computed by the engine.
import { html, nothing, svg } from 'lit';
import { percentNumber } from '../../web/theme/format.js';
import { inkOf, round, serverMark, slipMark } from '../../web/theme/marks.js';
import { answered } from './answered.js';

export const VNODES = [1, 3, 10, 50, 100];
const SERVERS = 100;
const RINGS = 5;
const PLAIN = ['Server A', 'Server B', 'Server C'];
const MOST = 4; // times a fair share: the top of the drawing
const UNIT = 116; // pixels of one fair share
const FLOOR = 488; // where a share of nothing is drawn
const CELL = 3; // pixels of one dot's place

/** @typedef {import('../../web/engine/edgecache.d.ts').Engine} Engine */

/** What three servers with one position each own. @param {Engine} engine */
export function plainShares(engine) {
  const ring = answered(engine.ring({ plain: true, servers: PLAIN }));
  const shares = answered(ring.arcs()).map((arc) => arc.fraction);
  ring.delete();
  return shares;
}

/** Every server's multiple of a fair share, in RINGS rings of different servers. @param {Engine} engine @param {number} vnodes */
export function relativeShares(engine, vnodes) {
  return Array.from({ length: RINGS }, (_, ring) => {
    const servers = Array.from({ length: SERVERS }, (_, i) => `ring-${ring}-server-${i}`);
    const built = answered(engine.ring({ servers, vnodes }));
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
    return { vnodes, x: 72 + i * 160, shares, measured: relativeStandardDeviation };
  });
  const last = columns[columns.length - 1];
  return html`
    ${bars(plainShares(engine))}
    ${swarms(columns)}
    <p class="big num"><span class="claim">±${Math.round(expectedSpread(last.vnodes) * 100)}</span><small>%</small></p>
    <p class="cap">of a fair share, at V = ${last.vnodes}</p>
    <p class="cap2">One dot, one of ${SERVERS} servers; ${RINGS} rings for each V. A hot key has one position: at any V it stays on one server.</p>
    <p class="receipt">${slipMark} ƒ arcs() · ${RINGS * VNODES.length} rings · line: √((N − 1) ÷ (NV + 1))</p>`;
}

/** @param {number[]} shares */
function bars(shares) {
  const base = 504;
  const scale = 456;
  return html`<svg class="panel" style="--x:48;--y:136;--w:344;--h:512" viewBox="0 0 344 512" role="img" aria-label="With one position each, three servers own ${shares.map((s) => percentNumber(s, 1)).join(', ')} percent of the keys">
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

/** @param {{vnodes: number, x: number, shares: number[], measured: number}[]} columns */
function swarms(columns) {
  const y = (/** @type {number} */ share) => round(FLOOR - share * UNIT);
  const line = (/** @type {1 | -1} */ sign) => `M${columns.map((c) => `${c.x} ${y(1 + sign * expectedSpread(c.vnodes))}`).join('L')}`;
  const above = columns[0].shares.filter((share) => share > MOST);
  return html`<svg class="panel" style="--x:424;--y:136;--w:808;--h:516" viewBox="0 0 808 516" role="img" aria-label="What one server owns, as a multiple of a fair share: from ${columns.map((c) => `plus or minus ${Math.round(c.measured * 100)} percent with ${c.vnodes}`).join(', ')} positions each">
    ${svg`${[0, 1, 2, 3, 4].map((n) => svg`<text class="t16 mono qq end" x="30" y=${y(n) + 5}>${n}×</text>`)}
    <pattern id="one" width="1" height="1" patternUnits="userSpaceOnUse"><circle cx=".5" cy=".5" r=".4" style="fill:var(--ink)"></circle></pattern>
    <path d="M38 ${y(1)}H808" style="stroke:var(--ink)" stroke-width="1.25"></path>
    ${columns.map(swarm)}
    <path d="${line(1)}${line(-1)}" style="stroke:var(--paper)" stroke-width="5" fill="none"></path><path d="${line(1)}${line(-1)}" style="stroke:var(--ink)" stroke-width="2" fill="none"></path>
    ${columns.map((c) => svg`<text class="t18 b halo" x=${c.x + 22} y=${y(1 + expectedSpread(c.vnodes)) - 8}>±${Math.round(expectedSpread(c.vnodes) * 100)} %</text>
      <text class="t18 mono b mid" x=${c.x} y="512">${c.vnodes}</text>`)}
    <text class="t16 q end" x="30" y="512">V =</text>
    ${above.length ? svg`<text class="t16 q" x="88" y="30">↑ ${above.length} more, to ${Math.max(...above).toFixed(1)}×</text>` : nothing}`}
  </svg>`;
}

/** One dot for each server, in rows as wide as they have servers: the outline of the rows, filled with a pattern of dots whose
 * cells are the rows' own, so that the dots can be counted. @param {{x: number, shares: number[]}} column */
function swarm({ x, shares }) {
  const rows = new Array(Math.ceil((MOST * UNIT) / CELL)).fill(0);
  for (const share of shares.filter((s) => s < MOST)) rows[Math.floor((share * UNIT) / CELL)]++;
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
