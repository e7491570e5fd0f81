// A purge on its way through three tiers, from left to right in time: a tier's copy is dashed while it is old, thin once it is new,
// and nothing where the tier is empty. Above, the readers: filled where one is told something old. To scale for the first 360 ms;
// then half a minute, a minute and an hour, each behind a gap.
import { html, nothing, svg } from 'lit';
import { databaseMark, round } from '../../theme/marks.js';
import { LATER_MS, lessonUntil, NEAR_MS, PURGES } from './lesson.js';
import { lessonLasts, lessonSentence, ORDER_WORDS } from './words.js';

/** @typedef {import('./lesson.js').Lesson} Lesson */
/** @typedef {{width: number, height: number, left: number, near: number, later: number, last: number, rows: number[], dot: number, big: boolean}} Form */

/** @type {Form} */
const WIDE = {
  width: 900,
  height: 420,
  left: 128,
  near: 520,
  later: 80,
  last: 896,
  rows: [40, 132, 220, 308, 392],
  dot: 9,
  big: true,
};
/** @type {Form} */
const NARROW = {
  width: 358,
  height: 336,
  left: 40,
  near: 164,
  later: 46,
  last: 356,
  rows: [56, 124, 186, 248, 314],
  dot: 5.5,
  big: false,
};
const INKS = ['var(--tier-1)', 'var(--tier-2)', 'var(--tier-3)'];
const LATER = ['30 s', '60 s', '1 h'];

/**
 * @param {Lesson} lesson
 * @param {{orders?: unknown, ms?: number|null}} [live] the choice, where somebody can choose, and the moment that is told; null: all of it
 */
export function lessonFigure(lesson, { orders = nothing, ms = null } = {}) {
  const shown = ms === null ? lesson : lessonUntil(lesson, ms);
  const { name, says } = ORDER_WORDS[lesson.order];
  const label = lessonSentence(lesson);
  return html`<svg class="panel wide-only lesson" style="--x:48;--y:136;--w:900;--h:420" viewBox="0 0 ${WIDE.width} ${WIDE.height}" role="img" aria-label=${label}>${drawing(shown, WIDE)}</svg>
<svg class="panel narrow-only lesson" style="--w:358" viewBox="0 0 ${NARROW.width} ${NARROW.height}" role="img" aria-label=${label}>${drawing(shown, NARROW)}</svg>
${ms === null ? html`<p class="big num ever"><span class="claim">${lessonLasts(lesson)}</span></p>` : nothing}<p class="cap ever">v1 is told: purge, ${name}</p><p class="cap2 ever">${says}</p>${orders}`;
}

/** @param {Lesson} lesson @param {Form} form */
function drawing(lesson, form) {
  const { rows, left, last, near, height, big } = form;
  const x = (/** @type {number} */ ms) => placeOf(ms, form);
  const small = big ? 't18' : 't16';
  const gap = left + near + 8;
  return svg`${big ? svg`<text class="t18 b" x="0" y=${rows[0] + 6}>readers</text><text class="t16 q" x="0" y=${rows[0] + 28}>filled: told v1</text>` : svg`<text class="t16 q" x="0" y="14">readers, filled: told v1</text>`}
${[0, 1, 2].map((tier) => shelf(tier, form))}
${databaseMark({ x: big ? 24 : 16, y: rows[4] - 4, scale: big ? 0.8 : 0.6 })}${big ? svg`<text class="t18 b" x="52" y=${rows[4] + 2}>origin</text>` : nothing}
<path class="fresh" stroke-width="1.5" d="M${left} ${rows[4]}H${last}"></path><text class="${small} mono b halo" x=${left + 8} y=${rows[4] - 8}>v2</text>
${lesson.stretches.map((stretch) => lies(stretch, form))}
${route(lesson, form)}
${lesson.reads.map((read) => reader(read, form))}
${lesson.reads.flatMap((read) => read.promoted.map((into) => carried(read, into, form)))}
<path class="bed" d="M${gap} 0h14V${height}h-14z"></path><path class="track" d="M${gap} 4V${height}M${gap + 14} 4V${height}"></path>
${LATER_MS.map((ms, i) => svg`<text class="t16 mono mid q" x=${x(ms)} y=${rows[0] - 18}>${LATER[i]}</text>`)}
<text class="t16 mono q" x=${left} y=${rows[0] - 18}>${big ? 'the write' : '0'}</text><text class="t16 mono end q" x=${left + near} y=${rows[0] - 18}>${NEAR_MS} ms</text>`;
}

/** @param {number} ms @param {Form} form */
function placeOf(ms, { left, near, later, last }) {
  if (ms <= NEAR_MS) return round(left + (ms / NEAR_MS) * near);
  const column = LATER_MS.findIndex((moment) => ms <= moment);
  return column < 0 ? last : round(left + near + 22 + later * (column + 0.5));
}

/** @param {number} tier @param {Form} form */
function shelf(tier, { rows, left, last, big }) {
  const y = rows[tier + 1];
  return svg`<path d="M${left} ${y + 14}H${last}v6H${left}z" style=${`fill:${INKS[tier]}`}></path><text class="disp" x="0" y=${y + 18} font-size=${big ? 34 : 24}>L${tier + 1}</text>`;
}

/** A copy while it does not change. @param {import('./lesson.js').Stretch} stretch @param {Form} form */
function lies({ tier, from, until, version, old }, form) {
  const y = form.rows[tier + 1];
  const [start, end] = [placeOf(from, form), until === null ? form.last : placeOf(until, form)];
  const label =
    end - start > 24
      ? svg`<text class="t16 mono ${old ? 'b' : 'q'} halo" x=${start + 6} y=${y - 8}>v${version}</text>`
      : nothing;
  return svg`<path class=${old ? 'old' : 'fresh'} stroke-width=${old ? 4 : 1.5} d="M${start} ${y}H${end}"></path>${label}`;
}

/** The message from tier to tier, in the order in which it arrives. @param {Lesson} lesson @param {Form} form */
function route({ order, purges }, form) {
  const arrived = (/** @type {number[]} */ delays) =>
    delays
      .map((atMs, tier) => ({ atMs, tier }))
      .filter((leg) => purges.some(({ atMs, tier }) => atMs === leg.atMs && tier === leg.tier))
      .sort((a, b) => a.atMs - b.atMs)
      .map(({ atMs, tier }) => ({ x: placeOf(atMs, form), y: form.rows[tier + 1] }));
  return PURGES[order].map(arrived).map((legs) => {
    if (legs.length === 0) return nothing;
    const [first, second = first] = legs;
    const points = legs.map(({ x, y }) => `${x} ${y}`);
    return svg`<path class="purge" d="M${points.join('L')}"></path><path class="ends" stroke-width="10" d=${points.map((point) => `M${point}h0`).join('')}></path>
${legs.length > 1 ? svg`<text class="t16 b halo" x=${(first.x + second.x) / 2 + 12} y=${(first.y + second.y) / 2 - 2}>purge</text>` : nothing}`;
  });
}

/** @param {import('./lesson.js').LessonRead} read @param {Form} form */
function reader({ atMs, old }, form) {
  const [x, y] = [placeOf(atMs, form), form.rows[0]];
  return svg`<circle class=${old ? 'reader told-old' : 'reader'} cx=${x} cy=${y} r=${form.dot}></circle>`;
}

/** A copy carried up behind a purge. @param {import('./lesson.js').LessonRead} read @param {number} into @param {Form} form */
function carried({ atMs, tier }, into, form) {
  const x = placeOf(atMs, form);
  const [from, to] = [form.rows[(tier ?? 0) + 1], form.rows[into + 1]];
  return svg`<path class="carried" d="M${x} ${from}V${to + 8}m-6 8l6 -8l6 8"></path>`;
}
