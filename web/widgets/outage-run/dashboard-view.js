// Slide 2: the desk of whoever is on call, fed by the run. Five instruments on one clock: hit rate, what the database is asked for,
// its pool, how long the slowest requests take, errors. They are quiet until somebody adds a server; the alert fires because a
// number crossed its line.
import { html, nothing, svg } from 'lit';
import { round } from '../../theme/marks.js';
import { hatchPath, linePath, massPath } from './curves.js';
import { clockTime, reads } from './picture.js';
import { WINDOW } from './scene.js';
import { provenance } from './timeline-view.js';
import { latency, nightLabel, shortShare, times } from './words.js';

/** @typedef {import('./picture.js').OutagePicture} OutagePicture */
/** @typedef {import('./picture.js').LanePicture} LanePicture */
/**
 * @typedef {object} Instrument
 * @property {string} name
 * @property {keyof LanePicture['readings']} reading
 * @property {number} most what fills its height
 * @property {number} height
 * @property {(value: number) => string} say
 * @property {'line'|'load'|'pool'} kind
 */

const LATENCY_MS = 10_000; // the caller's patience with all of its tries fits below it

/** From top to bottom. @type {Instrument[]} */
const INSTRUMENTS = [
  { name: 'hit rate', reading: 'hitRate', most: 1, height: 70, say: shortShare, kind: 'line' },
  {
    name: 'database queries',
    reading: 'queries',
    most: 26,
    height: 142,
    say: (value) => `×${times(value)}`,
    kind: 'load',
  },
  { name: 'pool in use', reading: 'pool', most: 1, height: 40, say: shortShare, kind: 'pool' },
  { name: 'slowest 1 %', reading: 'p99Ms', most: LATENCY_MS, height: 62, say: latency, kind: 'line' },
  { name: 'errors', reading: 'errorRate', most: 1, height: 62, say: shortShare, kind: 'line' },
];
const GAP = 24;
const SCALES = {
  wide: { zero: 260, second: 25.6, value: 556, left: 160 },
  narrow: { zero: 76, second: 17.4, value: 262, left: 0 },
};

/**
 * @param {OutagePicture} picture
 * @param {{tools?: unknown, scrubber?: unknown}} [live] what only a page that runs has
 */
export function dashboardFigure(picture, { tools = nothing, scrubber = nothing } = {}) {
  const { main, second } = picture;
  const label = nightLabel(picture);
  const alert = main.when('alert');
  const fired = alert !== null && alert <= second;
  return html`<p class=${`big num${fired ? ' alarm' : ''}`}>3:47<small>${clockTime(second).slice(4)}</small></p>
<svg class="panel desk wide-only" style="--x:480;--y:128;--w:752;--h:528" viewBox="0 0 752 528" role="img" aria-label=${label}>${desk(picture, SCALES.wide)}</svg>
<svg class="panel desk narrow-only" style="--w:358" viewBox="0 0 358 528" role="img" aria-label=${label}>${desk(picture, SCALES.narrow)}</svg>
${scrubber}
<div class="panel words incident" style="--x:48;--y:296;--w:384">${fired ? incident(picture, alert) : html`<p class="calm">No incident.</p>`}${tools}</div>
${provenance(picture)}`;
}

/** The owner's lines; what the desk has not seen yet it does not say. @param {OutagePicture} picture @param {number} alert */
function incident({ main, second }, alert) {
  const down = main.when('down');
  return html`<table>
<tr><th>Incident</th><td>Cache cluster expansion</td></tr>
<tr><th>Time</th><td>3:47 AM, alert at ${clockTime(alert)}</td></tr>
<tr><th>Action</th><td>Added 1 server to 100-server cluster</td></tr>
<tr><th>Result</th><td class="amber down">${down !== null && down <= second ? 'DATABASE DOWN' : 'errors above 1 %'}</td></tr></table>`;
}

/** @param {OutagePicture} picture @param {typeof SCALES['wide']} scale */
function desk(picture, scale) {
  const { main, second } = picture;
  const x = (/** @type {number} */ t) => scale.zero + t * scale.second;
  let y = 0;
  const rows = INSTRUMENTS.map((instrument) => {
    const top = y;
    y += instrument.height + GAP;
    return row(picture, instrument, top, scale, x);
  });
  const foot = y - GAP;
  const alert = main.when('alert');
  return svg`${rows}<path class="axis" d=${`M${round(x(WINDOW.from))} ${foot}H${round(x(WINDOW.until))}`}></path>
${second > 0 ? svg`<path class="pole" d=${`M${round(x(0))} 0V${foot + 8}`}></path>` : nothing}
${alert !== null && alert <= second ? svg`<path class="pole end" d=${`M${round(x(alert))} 0V${foot + 8}`}></path>` : nothing}
${[0, 5, 10].map((t) => svg`<text class="t16 mono mid" x=${round(x(t))} y=${foot + 28}>${t === 0 ? '3:47:00' : clockTime(t).slice(4)}</text>`)}`;
}

/** @param {OutagePicture} picture @param {Instrument} instrument @param {number} top @param {typeof SCALES['wide']} scale @param {(t: number) => number} x */
function row(picture, { name, reading, most, height, say, kind }, top, scale, x) {
  const { clock, main, second } = picture;
  const readings = main.readings[reading];
  const ground = top + height;
  const y = (/** @type {number} */ amount) => ground - (Math.min(amount, most) / most) * height;
  const plot = { clock, x, y, since: WINDOW.from, until: Math.min(second, WINDOW.until) };
  const amber = kind === 'line' ? '' : ' amber';
  const marks = {
    line: () => svg`<path class="hit" d=${linePath(readings, plot)}></path>`,
    load: () =>
      svg`<path class="load" d=${massPath(main.readings.first, plot)}></path><path class="again" d=${hatchPath(main.readings.first, readings, plot)}></path>`,
    pool: () => svg`<path class="again" d=${hatchPath(null, readings, plot)}></path>`,
  };
  return svg`<path class="axis" d=${`M${round(x(WINDOW.from))} ${ground}H${round(x(WINDOW.until))}`}></path>${marks[kind]()}
<text class=${`t18 b${amber}`} x="0" y=${ground - 4}>${name}</text>
<text class=${`disp num${amber}`} x=${scale.value} y=${ground - 2} style=${`font-size:${kind === 'load' ? 72 : 40}px`}>${say(reads(picture, reading))}</text>`;
}
