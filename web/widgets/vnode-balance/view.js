// The picture of slide 12: what three servers own of the circle, or get of the traffic, beside how a thousand rings of each V
// spread. Pure: the build renders it into the still, the browser renders it again when the engine answers.
import { html, nothing, svg } from 'lit';
import { count, percentNumber } from '../../theme/format.js';
import { inkOf, round, serverMark, slipMark } from '../../theme/marks.js';
import { CURES, FACTOR, HOT_KEY, REQUESTS } from './hot.js';
import { NAMES, outcome, RINGS, WAGER } from './model.js';
import { expectedSpread, swarms } from './swarm.js';
import { betSentence } from '../shared/bet.js';

/** @typedef {import('./model.js').BalanceState} BalanceState */
/** @typedef {{vnodes: number, dots: ArrayLike<number>, done: number}} Coming */
/** @typedef {{steps: unknown, servers: unknown, bet: unknown, cures: unknown}} Tools */

const BASE = 430;
const SCALE = 386; // height of the whole circle

/** @param {number} vnodes */
const positions = (vnodes) => (vnodes === 1 ? '1 position' : `${count(vnodes)} positions`);

/** The result in words, for the status line and for ears. @param {BalanceState} state */
export function balanceSentence(state) {
  const { scene, shares, columns, hot } = state;
  if (hot) return hotSentence(state);
  const bars = shares.map((share, i) => `${NAMES[i]} owns ${percentNumber(share, 1)} %`).join(', ');
  if (scene.vnodes === null) return `One position each, at the hash of the name: ${bars}.`;
  const rings = columns.find(({ vnodes }) => vnodes === scene.vnodes);
  const many = rings
    ? ` Over ${count(rings.rings)} rings of ${rings.servers} servers a share strays ${percentNumber(rings.spread, 1)} % from a fair one; the busiest has ${rings.peakToMean.toFixed(2)} times the mean.`
    : '';
  const bet = scene.bet === null ? '' : ` ${betSentence(WAGER, outcome(state))}`;
  return `${positions(scene.vnodes)} each, at the hashes of labels: ${bars}.${many}${bet}`;
}

/** @param {BalanceState} state */
function hotSentence({ scene, hot }) {
  if (!hot) return '';
  const { name } = CURES.find(({ cure }) => cure === hot.cure) ?? CURES[0];
  const loads = hot.loads.map((load, i) => `${NAMES[i]} ${load}`).join(', ');
  const cure = hot.cure === 'none' ? 'A hot key' : `A hot key with ${name}`;
  return `${cure} at V = ${scene.vnodes ?? 1}: of ${count(hot.requests)} requests ${count(hot.reached)} reach the ring, ${loads}.`;
}

/**
 * @param {BalanceState} state
 * @param {{tools?: Tools, coming?: Coming|null}} [live] what only a page that runs has
 */
export function balanceFigure(state, { tools, coming = null } = {}) {
  const { scene, columns } = state;
  const betting = tools !== undefined && scene.bet === null && outcome(state).truth === null;
  const last = columns.find(({ vnodes }) => vnodes === scene.vnodes) ?? null;
  return html`${state.hot ? traffic(state) : keyspace(state)}
<svg class="panel swarms" style="--x:424;--y:128;--w:808;--h:470" viewBox="0 0 808 470" role="img" aria-label=${balanceSentence(state)}>${swarms(state, coming)}</svg>
${tools?.steps ?? stepLine(state)}${number(state, last, coming)}
<div class="panel words aside" style=${betting ? '--x:820;--y:216;--w:412' : '--x:716;--y:516;--w:516'}>${tools?.bet ?? nothing}${tools?.cures ?? nothing}</div>
${tools?.servers ?? nothing}
<p class="receipt">${slipMark}<span>ƒ rings(${scene.servers} × V) · ${count(RINGS)} rings · √((N − 1) ÷ (NV + 1))</span></p>`;
}

/** The V that are drawn, as an axis. @param {BalanceState} state */
const stepLine = ({ scene, columns }) =>
  html`<ol class="panel words steps" aria-label="Positions each">${columns.map(({ vnodes }) => html`<li class=${vnodes === scene.vnodes ? 'now' : ''} style=${`--v:${vnodes}`}>${count(vnodes)}</li>`)}</ol>`;

/** @param {BalanceState} state @param {import('../../engine/edgecache.d.ts').RingsResult|null} rings @param {Coming|null} coming */
function number({ scene, hot }, rings, coming) {
  if (hot) {
    const { says } = CURES.find(({ cure }) => cure === hot.cure) ?? CURES[0];
    const most = Math.max(...hot.loads);
    const fair = hot.reached / hot.loads.length;
    return html`<p class="big num"><span class="claim">${(most / fair).toFixed(1)}</span><small>×</small></p>
<p class="cap">the fair load, on ${NAMES[hot.loads.indexOf(most)]}</p><p class="cap2">${says}${hot.reached < hot.requests ? ` ${count(hot.reached)} of ${count(hot.requests)} reach it.` : ''}</p>`;
  }
  if (coming && !rings)
    return html`<p class="cap drawing">drawing ring ${count(coming.done)} of ${count(RINGS)}</p>`;
  if (!rings) return html`<p class="cap lead">One position each is a lottery.</p>`;
  return html`<p class="big num">±<span class="claim">${percentNumber(rings.spread, rings.spread < 0.0995 ? 1 : 0)}</span><small>%</small></p>
<p class="cap">of a fair share, at V = ${count(rings.vnodes)}</p>
<p class="cap2">√((N − 1) ÷ (NV + 1)) says ${percentNumber(expectedSpread(scene.servers, rings.vnodes), 1)} %. Busiest: ${rings.peakToMean.toFixed(2)} × the mean. The price: ${count(rings.servers * rings.vnodes)} tokens, ${price(rings.servers * rings.vnodes)}.</p>`;
}

/** 16 bytes a token, as in cpp/ring/token.hpp, and what halving them takes. @param {number} tokens */
const price = (tokens) =>
  `${tokens < 64 ? `${tokens * 16} B` : `${count(Math.ceil((tokens * 16) / 1000))} kB`}, ${32 - Math.clz32(tokens)} looks`;

/** What each server owns of the circle. @param {BalanceState} state */
function keyspace({ scene, shares }) {
  const heading =
    scene.vnodes === null
      ? ['one position each', 'at hash(name)']
      : [`${positions(scene.vnodes)} each`, 'at hash(name-0), …'];
  const said = `${heading.join(' ')}: ${shares.map((share, i) => `${NAMES[i]} owns ${percentNumber(share, 1)} percent`).join(', ')}`;
  const bar = (/** @type {number} */ share, /** @type {number} */ i) =>
    column(i, share, percentNumber(share, 1), '%');
  return bars({ said, heading, columns: shares.map(bar), fair: 1 / shares.length, ideal: 'a fair third' });
}

/** Requests that reach each server, on the same scale. @param {BalanceState} state */
function traffic(state) {
  const hot = /** @type {NonNullable<BalanceState['hot']>} */ (state.hot);
  const { name } = CURES.find(({ cure }) => cure === hot.cure) ?? CURES[0];
  const heading = [hot.cure === 'none' ? `${HOT_KEY} is hot` : name, `of ${count(REQUESTS)} requests`];
  const bar = (/** @type {number} */ load, /** @type {number} */ i) =>
    column(i, load / REQUESTS, count(load), '', hot.hotAt.includes(i));
  return bars({
    said: hotSentence(state),
    heading,
    columns: hot.loads.map(bar),
    fair: (hot.cure === 'bounded' ? FACTOR : 1) * (hot.reached / hot.requests / hot.loads.length),
    ideal: hot.cure === 'bounded' ? `${FACTOR} fair thirds` : 'a fair third',
  });
}

/** @param {{said: string, heading: string[], columns: {bar: unknown, label: unknown}[], fair: number, ideal: string}} drawing */
const bars = ({ said, heading, columns, fair, ideal }) =>
  html`<svg class="panel bars" style="--x:48;--y:168;--w:344;--h:440" viewBox="0 0 344 440" role="img" aria-label=${said}>
<text class="t20 b" x="344" y="16" text-anchor="end">${heading[0]}</text><text class="t18 q" x="344" y="40" text-anchor="end">${heading[1]}</text>
<path class="axis" d="M228 58h24"></path><text class="t16 q end" x="344" y="64">${ideal}</text>
${columns.map(({ bar }) => bar)}<path class="axis" d="M0 ${BASE}h344M0 ${round(BASE - SCALE * fair)}h344"></path>${columns.map(({ label }) => label)}</svg>`;

/** @param {number} i @param {number} share of the whole @param {string} number @param {string} unit @param {boolean} [hot] */
function column(i, share, number, unit, hot = false) {
  const x = i * 120;
  const top = BASE - share * SCALE;
  const inside = share > 0.42;
  const bar = svg`<path d="M${x} ${BASE}V${round(top)}h104V${BASE}z" style=${`fill:${inkOf(i)}`}></path>`;
  const label = svg`<text class=${inside ? 'disp mid num on' : 'disp mid num halo'} font-size="42" x=${x + 52} y=${round(inside ? top + 50 : top - 46)}>${number}</text>
${inside && unit ? svg`<text class="t18 b mid on" x=${x + 52} y=${round(top + 78)}>${unit}</text>` : nothing}
${serverMark({ index: i, x: x + 52, y: inside ? BASE - 40 : top - 20, scale: 0.76 })}
${hot && inside ? svg`<text class="t16 b mid on" x=${x + 52} y=${round(BASE - 78)}>hot</text>` : nothing}`;
  return { bar, label };
}
