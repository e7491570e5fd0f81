// The picture of the bench: the share of requests that miss, over the capacity of the cache, a curve a policy; both scales are the
// same for all, and lower is better. Under Belady's curve nobody gets, so there the paper is another sheet. Names stand beside the
// upright at the capacity that is looked at. Pure: the build draws the still with it, the browser draws it again.
import { html, nothing, svg } from 'lit';
import { count, percent, percentNumber } from '../../theme/format.js';
import { round, slipMark } from '../../theme/marks.js';
import { benchTable } from './table-view.js';
import { boundWords, entriesText, traceWords } from './words.js';

/** @typedef {import('./picture.js').BenchPicture} BenchPicture */
/** @typedef {import('./picture.js').Line} Line */

const WIDTH = 460;
const HEIGHT = 500;
const PLOT = { left: 54, right: 438, top: 60, bottom: 436 };
/** Names stand so far apart. */
const GAP = 27;
/** Between the upright and the names. */
const LEAD = 22;
/** Right of the upright the curves fall away below: there is room higher up. */
const LIFT = 30;

/**
 * @param {BenchPicture} picture
 * @param {{tools?: unknown, own?: unknown, progress?: unknown, sort?: (by: string) => void, look?: (entries: number) => void}} [live] what only
 *   a page that runs has
 */
export function benchFigure(picture, { tools, own, progress, sort, look } = {}) {
  return html`${plot(picture, look)}${verdict(picture)}${progress ?? nothing}${tools ?? nothing}${own ?? nothing}
${benchTable(picture, { sort })}
<p class="receipt">${slipMark}<span>ƒ engine.run({do: 'trace'}) · ${traceWords(picture)}</span></p>`;
}

/** Entries to the drawing and back, in orders of magnitude. @param {number[]} capacities @param {number} look */
function scaleOf(capacities, look) {
  const least = Math.log10(Math.min(capacities[0], look));
  const span = Math.max(Math.log10(Math.max(capacities[capacities.length - 1], look)) - least, 0.5);
  const wide = PLOT.right - PLOT.left;
  return {
    x: (/** @type {number} */ entries) => round(PLOT.left + ((Math.log10(entries) - least) / span) * wide),
    entries: (/** @type {number} */ x) => 10 ** (least + ((x - PLOT.left) / wide) * span),
    decades: Array.from({ length: 8 }, (_, i) => i).filter((i) => i >= least && i <= least + span),
  };
}

/** 4 -> "10 k". @param {number} decade */
const tens = (decade) => `${10 ** (decade % 3)}${['', '\u00a0k', '\u00a0M'][Math.floor(decade / 3)]}`;

/** @param {number} ratio */
const high = (ratio) => round(PLOT.bottom - ratio * (PLOT.bottom - PLOT.top));

/** @param {BenchPicture} picture @param {((entries: number) => void) | undefined} look */
function plot(picture, look) {
  const { state, lines, last, bound } = picture;
  const scale = scaleOf(state.capacities, picture.look);
  const press = look && ((/** @type {PointerEvent} */ event) => look(rungAt(event, scale, state.capacities)));
  const others = lines.filter((line) => line !== last && line !== bound);
  return svg`<svg class="panel curves" style=${`--w:${WIDTH}`} viewBox=${`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label=${plotWords(picture)} @click=${press ?? nothing}>
<text class="t16 q" y="18">requests that miss, %</text>${bound ? floor(bound, scale) : nothing}${axes(scale)}
${others.map((line) => curve(line, scale, 'other'))}${bound && bound !== last ? curve(bound, scale, 'bound') : nothing}${last ? curve(last, scale, 'last') : nothing}
${names(picture, scale)}</svg>`;
}

/** @param {PointerEvent} event @param {ReturnType<typeof scaleOf>} scale @param {number[]} capacities */
function rungAt(event, scale, capacities) {
  const drawing = /** @type {SVGSVGElement} */ (event.currentTarget);
  const matrix = drawing.getScreenCTM()?.inverse();
  const { x } = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix);
  const away = (/** @type {number} */ entries) => Math.abs(scale.x(entries) - x);
  return capacities.reduce((near, entries) => (away(entries) < away(near) ? entries : near));
}

/** The result in words for who cannot see it. @param {BenchPicture} picture */
function plotWords({ lines, look }) {
  if (lines.length === 0) return 'Miss-ratio curves: nobody has run yet';
  const each = lines.map(({ name, at }) => `${name} misses ${percent(at.ratio)}`).join(', ');
  return `Miss-ratio curves. With ${entriesText(look)}: ${each}`;
}

/** @param {ReturnType<typeof scaleOf>} scale */
function axes({ x, decades }) {
  const { left, right, bottom } = PLOT;
  return svg`${[0, 0.25, 0.5, 0.75, 1].map(
    (ratio) => svg`<path class=${ratio > 0 ? 'grid' : 'axis'} d=${`M${left} ${high(ratio)}H${right}`}></path>
<text class="t16 num end q" x=${left - 8} y=${high(ratio) + 6}>${percentNumber(ratio, 0)}</text>`,
  )}${decades.map(
    (decade) => svg`<path class="axis" d=${`M${x(10 ** decade)} ${bottom}v8`}></path>
<text class="t16 num q mid" x=${x(10 ** decade)} y=${bottom + 30}>${tens(decade)}</text>`,
  )}<text class="t16 q end" x=${right} y=${HEIGHT - 6}>entries in the cache</text>`;
}

/** @param {Line} line @param {ReturnType<typeof scaleOf>} scale */
const points = ({ curve: all }, { x }) =>
  all.map(({ entries, ratio }, i) => `${i ? 'L' : 'M'}${x(entries)} ${high(ratio)}`).join('');

/** @param {Line} line @param {ReturnType<typeof scaleOf>} scale @param {string} kind */
const curve = (line, scale, kind) => svg`<path class=${`curve ${kind}`} d=${points(line, scale)}></path>`;

/** Where nobody gets. @param {Line} bound @param {ReturnType<typeof scaleOf>} scale */
function floor(bound, scale) {
  const [first, end] = [bound.curve[0], bound.curve[bound.curve.length - 1]];
  return svg`<path class="beyond" d=${`${points(bound, scale)}V${PLOT.bottom}H${scale.x(first.entries)}Z`}></path>
<text class="t16 q" x=${PLOT.left + 12} y=${PLOT.bottom - 14}>${end.entries > 1 ? 'nobody gets here' : nothing}</text>`;
}

/** Everybody's name beside the upright, in the order of the curves, none over another. @param {BenchPicture} picture @param {ReturnType<typeof scaleOf>} scale */
function names({ lines, last, look }, scale) {
  const x = scale.x(look);
  const right = x < (PLOT.left + PLOT.right) * 0.53;
  const [from, to] = right ? [x, x + LEAD] : [x, x - LEAD];
  const marks = [...lines].sort((a, b) => b.at.ratio - a.at.ratio);
  const places = apart(marks.map(({ at }) => high(at.ratio) - (right ? LIFT : 0)));
  return svg`<path class="look" d=${`M${x} ${PLOT.top}V${PLOT.bottom}`}></path><text class="t16 b num halo mid" x=${Math.min(Math.max(x, 70), PLOT.right - 70)} y="48">${entriesText(look)}</text>
${marks.map(({ at, ...line }, i) => {
  const y = high(at.ratio);
  const lit = line.id === last?.id;
  return svg`<path class="lead" d=${`M${from} ${y}L${to} ${places[i]}`}></path><circle class=${lit ? 'dot lit' : 'dot'} cx=${x} cy=${y} r=${lit ? 6 : 4}></circle>
<text class=${`${lit ? 't18 b' : 't16'} num halo ${right ? '' : 'end'}`} x=${right ? to + 4 : to - 4} y=${places[i] + 6}>${line.id} ${percentNumber(at.ratio, 1)}</text>`;
})}`;
}

/** Heights, from high to low, moved as little as keeps them apart and inside. @param {number[]} heights */
function apart(heights) {
  const places = [...heights];
  let low = PLOT.bottom - 4;
  for (let i = places.length - 1; i >= 0; i--) {
    places[i] = Math.min(places[i], low);
    low = places[i] - GAP;
  }
  let top = PLOT.top + 8;
  for (let i = 0; i < places.length; i++) {
    places[i] = Math.max(places[i], top);
    top = places[i] + GAP;
  }
  return places;
}

/** The last that ran, said large. @param {BenchPicture} picture */
function verdict(picture) {
  const { last, look } = picture;
  if (!last)
    return html`<p class="cap">Who misses least?</p><p class="cap2">${traceWords(picture)}. ${boundWords(picture)}</p>`;
  return html`<p class="big num">${percentNumber(last.at.ratio, 1)}<small>%</small></p>
<p class="cap">of ${count(last.requests)} requests miss under ${last.name} with ${entriesText(look)}.</p>
<p class="cap2">${boundWords(picture)}</p>`;
}
