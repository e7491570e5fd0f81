// A run's readings as paths: time to the right, amounts upwards, cut at the moment that is being told. A reading is what was
// counted in one step of the run; it stands at the middle of its step, and a straight line joins it to the next.
import { round } from '../../theme/marks.js';

/** @typedef {{from: number, step: number}} Clock when the first step begins and how long each is, in seconds after the join */
/**
 * Where a reading is drawn, and which part of the run is.
 * @typedef {{clock: Clock, x: (second: number) => number, y: (amount: number) => number, since: number, until: number}} Plot
 */

/** The reading at a moment, between its neighbours. @param {ArrayLike<number>} readings @param {Clock} clock @param {number} second */
export function readingAt(readings, { from, step }, second) {
  const place = (second - from) / step - 0.5;
  const left = Math.min(Math.max(Math.floor(place), 0), readings.length - 1);
  const right = Math.min(left + 1, readings.length - 1);
  const part = Math.min(Math.max(place - left, 0), 1);
  return readings[left] + (readings[right] - readings[left]) * part;
}

/** Corners of the curve from `since` to `until`. @param {ArrayLike<number>} readings @param {Plot} plot @returns {string[]} */
function corners(readings, { clock, x, y, since, until }) {
  if (!(until > since)) return [];
  const at = (/** @type {number} */ second, /** @type {number} */ amount) =>
    `${round(x(second))} ${round(y(amount))}`;
  const ends = (/** @type {number} */ second) => at(second, readingAt(readings, clock, second));
  const middles = [];
  const first = Math.max(0, Math.ceil((since - clock.from) / clock.step - 0.5));
  for (let i = first; i < readings.length; i++) {
    const second = clock.from + (i + 0.5) * clock.step;
    if (second >= until) break;
    middles.push(at(second, readings[i]));
  }
  return [ends(since), ...middles, ends(until)];
}

/** @param {ArrayLike<number>} readings @param {Plot} plot */
export function linePath(readings, plot) {
  const path = corners(readings, plot);
  return path.length ? `M${path.join('L')}` : '';
}

/** The same, filled down to nothing. @param {ArrayLike<number>} readings @param {Plot} plot */
export function massPath(readings, plot) {
  const path = corners(readings, plot);
  if (!path.length) return '';
  const ground = round(plot.y(0));
  return `M${round(plot.x(plot.since))} ${ground}L${path.join('L')}V${ground}Z`;
}

/** Stage pixels from one stroke of a hatching to the next. */
const HATCH = 6;

/**
 * What lies between two curves, hatched: not yet, or once more. `lower` null is the ground.
 * @param {ArrayLike<number> | null} lower @param {ArrayLike<number>} upper @param {Plot} plot
 */
export function hatchPath(lower, upper, { clock, x, y, since, until }) {
  const width = x(until) - x(since);
  let path = '';
  for (let gone = HATCH / 2; gone < width; gone += HATCH) {
    const second = since + (gone / width) * (until - since);
    const low = round(y(lower ? readingAt(lower, clock, second) : 0));
    const high = round(y(readingAt(upper, clock, second)));
    if (low - high >= 1) path += `M${round(x(second))} ${low}V${high}`;
  }
  return path;
}
