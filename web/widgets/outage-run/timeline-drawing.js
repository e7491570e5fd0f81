// The drawing of slide 5: masses, lines and poles, wide for the stage and small for a phone, from the same readings.
import { nothing, svg } from 'lit';
import { round } from '../../theme/marks.js';
import { beatsUntil } from './beats.js';
import { hatchPath, linePath, massPath } from './curves.js';
import { clockTime, downAt, reads, standsHigh } from './picture.js';
import { WINDOW } from './scene.js';
import { LANE_WORDS, percent, shortShare, times } from './words.js';

/** @typedef {import('./picture.js').OutagePicture} OutagePicture */
/** @typedef {import('./picture.js').LanePicture} LanePicture */
/**
 * Where things stand: pixels a second, 3:47:00, the ground of the upper lane, the height of a calm load and of a full hit rate, the
 * edge of the sheet above, the pool, the ground of the lower lane.
 * @typedef {{second: number, zero: number, ground: number, one: number, full: number, edge: number, pool: number, below: number}} Measures
 */

/** @type {Measures} */
export const WIDE = {
  second: 57,
  zero: 204,
  ground: 372,
  one: 14.5,
  full: 300,
  edge: 56,
  pool: 384,
  below: 448,
};
/** @type {Measures} */
export const NARROW = {
  second: 25,
  zero: 90,
  ground: 232,
  one: 9.6,
  full: 196,
  edge: 24,
  pool: 242,
  below: 306,
};
const POOL = 24; // its height

/** @param {Measures} m */
const xOf = (m) => (/** @type {number} */ second) => m.zero + second * m.second;

/** The last moment of the upper lane that is drawn: after the site is down there is nothing to see. @param {OutagePicture} picture */
export const lastMoment = ({ main, second }) => Math.min(second, downAt(main) ?? WINDOW.until);

/** Everything but words. @param {OutagePicture} picture @param {Measures} m */
export function nightDrawing(picture, m) {
  const { main, beside, clock, second } = picture;
  const x = xOf(m);
  const end = downAt(main) ?? WINDOW.until;
  const until = lastMoment(picture);
  const plot = { clock, x, since: WINDOW.from, until };
  const most = (m.ground - m.edge) / m.one; // what is more goes off the sheet
  const load = (/** @type {number} */ amount) => m.ground - Math.min(amount, most) * m.one;
  const left = round(x(WINDOW.from));
  return svg`${loadMarks(main, { ...plot, y: load })}${expectation(main, until, m)}
${hitLine(main, { ...plot, y: (/** @type {number} */ part) => m.ground - part * m.full })}
<path class="again" d=${hatchPath(null, main.readings.pool, { ...plot, y: (part) => m.pool + POOL * (1 - part) })}></path>${fullPool(main, until, m)}
${beside ? loadMarks(beside, { ...plot, until: second, y: (amount) => m.below - amount * m.one }) : nothing}
<path class="axis" d=${`M${left} ${m.ground}H${round(x(end))}M${left} ${m.pool + POOL}H${round(x(end))}M${left} ${m.below}H${round(x(WINDOW.until))}${ticks(x, m.below)}`}></path>
${beatsUntil(main, until).map(({ at, kind, top }) => (kind === 'none' ? nothing : svg`<path class=${`pole ${kind}`} d=${poleOf(round(x(at)), kind, top, m)}></path>`))}`;
}

/** A pole of the phone's drawing begins at the top, but for the short ones. @param {number} x @param {string} kind @param {number} top @param {Measures} m */
function poleOf(x, kind, top, m) {
  if (kind === 'short') return `M${x} ${m.pool}V${m.below + 10}`;
  if (kind === 'on') return `M${x} ${m.ground - 52}V${m.ground}`;
  return `M${x} ${m === WIDE ? top : 0}V${m.below + 10}`;
}

/** On the mass a light line would be lost: it runs in a channel of paper. @param {LanePicture} lane @param {import('./curves.js').Plot} plot */
function hitLine(lane, plot) {
  const d = linePath(lane.readings.hitRate, plot);
  return svg`<path class="hit-bed" d=${d}></path><path class="hit" d=${d}></path>`;
}

/** What the database is asked for: once, and again. @param {LanePicture} lane @param {import('./curves.js').Plot} plot */
const loadMarks = ({ readings }, plot) =>
  svg`<path class="load" d=${massPath(readings.first, plot)}></path><path class="again" d=${hatchPath(readings.first, readings.queries, plot)}></path>`;

/** How far the load would rise if no key came back to the caches: dashes, since the run knows better. @param {LanePicture} lane @param {number} until @param {Measures} m */
function expectation(lane, until, m) {
  const from = lane.when('overload');
  const y = round(m.ground - lane.times * m.one);
  if (from === null || from >= until || y < m.edge) return nothing;
  return svg`<path class="maybe" d=${`M${round(xOf(m)(from))} ${y}H${round(xOf(m)(until))}`}></path>`;
}

/** The pool once every connection is taken. @param {LanePicture} lane @param {number} until @param {Measures} m */
function fullPool(lane, until, m) {
  const full = lane.when('pool-exhausted');
  if (full === null || full >= until) return nothing;
  const x = xOf(m);
  return svg`<path class="pool" d=${`M${round(x(full))} ${m.pool}H${round(x(until))}V${m.pool + POOL}H${round(x(full))}Z`}></path>`;
}

/** A tick for each whole second. @param {(second: number) => number} x @param {number} y */
function ticks(x, y) {
  let path = '';
  for (let second = Math.ceil(WINDOW.from); second <= WINDOW.until; second++)
    path += `M${round(x(second))} ${y}v6`;
  return path;
}

/** Words of the phone's drawing: what the four bands are. The beats stand below it as a list. @param {OutagePicture} picture */
export function fewWords({ beside, state }) {
  const m = NARROW;
  const { hitRate } = state.scene.settings;
  return svg`<text class="t16 halo" x="6" y=${round(m.ground - hitRate * m.full + 24)}>hit rate</text><text class="t16 amber halo" x="6" y=${round(m.ground - m.one - 8)}>queries</text>
<text class="t16 halo" x="6" y=${m.pool + 17}>pool</text>${beside ? svg`<text class="t16 halo" x="6" y=${m.below - 16}>${beside.name === 'modulo' ? '' : 'ring'}</text>` : nothing}`;
}

/** Words of the wide drawing, each on the thing it names. @param {OutagePicture} picture */
export function nightWords(picture) {
  const { main, beside, state } = picture;
  const m = WIDE;
  const x = xOf(m);
  const until = lastMoment(picture);
  const { hitRate } = state.scene.settings;
  const left = round(x(WINDOW.from));
  const right = round(x(until)) - 10;
  const beats = beatsUntil(main, until);
  const has = (/** @type {string} */ event) => beats.some((beat) => beat.event === event);
  return svg`<text class="t18" x=${left} y=${round(m.ground - hitRate * m.full - 12)}>hit rate ${percent(hitRate, 0)}</text>
<text class="t18 amber" x=${left} y=${m.ground - m.one - 10}>queries ×1</text><text class="t18 halo" x=${left} y=${m.pool + 18}>pool</text>
${beats.map(({ at, words }) => words?.(round(x(at)), main) ?? nothing)}
${has('pool-exhausted') ? svg`<text class="t18 b halo" x=${round(x(Number(main.when('pool-exhausted')))) + 12} y=${m.pool + 18}>connection pool exhausted</text>` : nothing}
${has('retries-dominate') ? svg`<text class="t18 amber b halo end" x=${right} y="76">with retries, up to ×${Math.round(main.peak)}</text>` : nothing}
${until > 6 && standsHigh(picture) ? svg`<text class="t16" x=${round(x(Number(main.when('overload')))) + 10} y=${round(m.ground - main.times * m.one - 8)}>expected if no key came back</text><text class="t16 on" x="400" y="192">×${times(main.counted)} counted</text>` : nothing}
${until > 6 ? hitRateNow({ ...picture, second: until }, right) : nothing}
${beside ? besideWords(picture, beside) : nothing}
<g class="times">${timesOf(beats.filter(({ kind }) => kind !== 'none').map(({ at }) => at)).map(({ at, text }) => svg`<text class="t16 mono mid" x=${round(x(at))} y="476">${text}</text>`)}</g>`;
}

/** At the end of its line: on the load where that is high enough, else above the line. @param {OutagePicture} picture @param {number} right */
function hitRateNow(picture, right) {
  const m = WIDE;
  const hit = reads(picture, 'hitRate');
  const onLoad = reads(picture, 'first') * m.one > 56;
  const y = onLoad ? m.ground - 52 : round(m.ground - hit * m.full - 14);
  return svg`<text class=${`t18 end ${onLoad ? 'on' : 'halo'}`} x=${right} y=${y}>hit rate ${shortShare(hit)}</text>`;
}

/** @param {OutagePicture} picture @param {LanePicture} lane */
function besideWords(picture, lane) {
  const x = xOf(WIDE);
  const said = `at most ×${times(lane.counted)}, hit rate ${shortShare(reads(picture, 'hitRate', lane))}, up`;
  return svg`<text class="t18" x=${round(x(WINDOW.from))} y="428">${LANE_WORDS[lane.name]}, same traffic</text>
<text class="t18 end" x=${round(x(lastMoment(picture))) - 10} y="428">${said}</text>`;
}

/** The clock under the poles, as far apart as they can be read. @param {number[]} moments in order */
export function timesOf(moments) {
  /** @type {{at: number, text: string}[]} */
  const kept = [];
  for (const at of moments) {
    const last = kept.at(-1);
    const text = clockTime(at);
    const near = last && (at - last.at) * WIDE.second < (kept.length === 1 ? 54 : 40);
    if (near || last?.text === text) continue;
    kept.push({ at, text });
  }
  return kept.map(({ at, text }, i) => ({ at, text: i === 0 ? text : text.slice(-3) }));
}
