// Capacities at which a curve is measured. Each is about three times the one before: what a cache gains, it gains by its order of
// magnitude, so the axis is logarithmic and steps on it are even.

/** Of four orders of magnitude. */
const MOST_RUNGS = 9;

/** 1, 3, 10, 30 ... the first that holds `most`; of a long ladder the upper rungs. @param {number} most @returns {number[]} */
export function ladder(most) {
  const rungs = [1];
  for (let decade = 1; rungs[rungs.length - 1] < most; decade *= 10) {
    rungs.push(3 * decade);
    if (3 * decade < most) rungs.push(10 * decade);
  }
  return rungs.slice(-MOST_RUNGS);
}
