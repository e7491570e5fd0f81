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
  { name: 'p99 latency', reading: 'p99Ms', most: LATENCY_MS, height: 62, say: latency, kind: 'line' },
  { name: 'errors', reading: 'errorRate', most: 1, height: 62, say: shortShare, kind: 'line' },
];
/**
 * Where an instrument's parts stand: the clock's scale, what its height is multiplied by, the room above for its name and its value
 * (none: they stand left and right of it), the room below.
 * @typedef {{zero: number, second: number, tall: number, above: number, below: number}} Scale
 */
const WIDE = { zero: 260, second: 25.6, tall: 1, above: 0, below: 24 };
const NARROW = { zero: 88, second: 25, tall: 0.6, above: 38, below: 8 };
const NARROW_HEIGHT = 494;

/** A hundred servers, twenty-five to a row. */
const RACK = Array.from({ length: 4 }, (_, row) => `M0 ${row * 15}${'h11v11h-11zm15 0'.repeat(25)}`).join('');

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
<svg class="panel desk wide-only" style="--x:480;--y:128;--w:752;--h:528" viewBox="0 0 752 528" role="img" aria-label=${label}>${desk(picture, WIDE)}</svg>
<svg class="panel desk narrow-only" style="--w:358" viewBox=${`0 0 358 ${NARROW_HEIGHT}`} role="img" aria-label=${label}>${desk(picture, NARROW)}</svg>
${scrubber}
<svg class="panel servers" style="--x:48;--y:290;--w:400;--h:60" viewBox="0 0 400 60" role="img" aria-label=${second > 0 ? '101 cache servers' : '100 cache servers'}><path class="rack" d=${RACK}></path>${second > 0 ? svg`<path class="rack new" d="M376 45h11v11h-11z"></path>` : nothing}</svg>
<div class="panel words incident" style="--x:48;--y:372;--w:400">${fired ? incident(picture, alert) : html`<p class="calm">No incident.</p>`}</div>
${tools}
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

/** @param {OutagePicture} picture @param {Scale} scale */
function desk(picture, scale) {
  const { main, second } = picture;
  const x = (/** @type {number} */ t) => scale.zero + t * scale.second;
  let y = 0;
  const rows = INSTRUMENTS.map((instrument) => {
    y += scale.above + instrument.height * scale.tall;
    const ground = y;
    y += scale.below;
    return row(picture, instrument, ground, scale, x);
  });
  const foot = y - scale.below;
  const alert = Number(main.when('alert') ?? Infinity);
  const fired = alert <= second;
  return svg`${second > 0 ? svg`<path class="pole" d=${`M${round(x(0))} 0V${round(foot + 8)}`}></path>` : nothing}
${fired ? svg`<path class="pole end" d=${`M${round(x(alert))} 0V${round(foot + 8)}`}></path>` : nothing}
${rows}<path class="axis" d=${`M${round(x(WINDOW.from))} ${round(foot)}H${round(x(WINDOW.until))}`}></path>
${scale === WIDE && second > 0 ? svg`<text class="t16" x=${round(x(0)) + 8} y="116">one more server</text>` : nothing}
${scale === WIDE && fired ? svg`<text class="t16 b end halo" x=${round(x(alert)) - 8} y=${foot - 44}>alert: above 1 %</text>` : nothing}
${[0, 5, 10].map((t) => svg`<text class=${`t16 mono ${scale === NARROW && t === 10 ? 'end' : 'mid'}`} x=${round(x(scale === NARROW && t === 10 ? WINDOW.until : t))} y=${round(foot + 28)}>${t === 0 ? '3:47:00' : clockTime(t).slice(4)}</text>`)}`;
}

/** @param {OutagePicture} picture @param {Instrument} instrument @param {number} ground @param {Scale} scale @param {(t: number) => number} x */
function row(picture, { name, reading, most, height, say, kind }, ground, scale, x) {
  const { clock, main, second } = picture;
  const readings = main.readings[reading];
  const tall = height * scale.tall;
  const y = (/** @type {number} */ amount) => ground - (Math.min(amount, most) / most) * tall;
  const plot = { clock, x, y, since: WINDOW.from, until: Math.min(second, WINDOW.until) };
  const marks = {
    line: () => svg`<path class="hit" d=${linePath(readings, plot)}></path>`,
    load: () =>
      svg`<path class="load" d=${massPath(main.readings.first, plot)}></path><path class="again" d=${hatchPath(main.readings.first, readings, plot)}></path>`,
    pool: () => svg`<path class="again" d=${hatchPath(null, readings, plot)}></path>`,
  };
  const amber = kind === 'line' ? '' : ' amber';
  const value = say(reads(picture, reading));
  return svg`<path class="axis" d=${`M${round(x(WINDOW.from))} ${round(ground)}H${round(x(WINDOW.until))}`}></path>${marks[kind]()}
${
  scale.above
    ? svg`<text class=${`t18 b halo${amber}`} x="4" y=${round(ground - tall - 10)}>${name}</text><text class=${`disp num halo end${amber}`} x="350" y=${round(ground - tall - 8)} style="font-size:30px">${value}</text>`
    : svg`<text class=${`t18 b${amber}`} x="0" y=${ground - 4}>${name}</text><text class=${`disp num${amber}`} x="556" y=${ground - 2} style=${`font-size:${kind === 'load' ? 72 : 40}px`}>${value}</text>`
}`;
}
