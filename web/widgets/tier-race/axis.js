// The axis of a wait: marks at round durations, few enough to be read, from seconds to thousands of years.

import { count } from '../../theme/format.js';

/** Seconds of a unit, its sign, and how many of it may stand between two marks. @type {[number, string, number[]][]} */
const UNITS = [
  [1, 's', [1, 2, 5, 10, 20]],
  [60, 'min', [1, 2, 5, 10, 20]],
  [3600, 'h', [1, 2, 3, 6, 12]],
  [86_400, 'days', [1, 2, 5, 10, 20, 50, 100]],
  [31_557_600, 'years', [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000]],
];

/**
 * Marks from 0 to `span` seconds, `most` at most besides the first, which says the unit.
 * @param {number} span @param {number} most @returns {{at: number, label: string}[]}
 */
export function marksUntil(span, most) {
  const steps = UNITS.flatMap(([seconds, unit, many]) => many.map((n) => ({ seconds, unit, n })));
  const { seconds, unit, n } =
    steps.find((step) => span / (step.n * step.seconds) <= most) ?? steps[steps.length - 1];
  const marks = Math.floor(span / (n * seconds));
  return Array.from({ length: marks + 1 }, (_, i) => ({
    at: i * n * seconds,
    label: i ? count(i * n) : `0 ${unit}`,
  }));
}
