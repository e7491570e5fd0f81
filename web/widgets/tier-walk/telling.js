// The score by which a line of slide 15 is told: the packet travels, the cell inverts or the row shifts, the word is stamped. Cause
// before effect, one thing at a time.
import { ease, MS } from '../../motion/motion.js';

/** @typedef {import('../shared/walk.js').LineKind} LineKind */
/** When each part starts and how long it takes, in ms. @typedef {Partial<Record<'travel'|'shift'|'out'|'stamp'|'next'|'status', [number, number]>>} Score */

const ASKED = /** @type {Score} */ ({ travel: [0, MS.tell], stamp: [MS.tell, MS.mark] });
const ANSWERED = /** @type {Score} */ ({
  travel: [0, MS.tell],
  shift: [600, MS.walk],
  out: [840, MS.walk],
  stamp: [1080, MS.mark],
});
const COPIED = /** @type {Score} */ ({ travel: [0, MS.land], shift: [400, MS.walk], stamp: [400, MS.mark] });

/** @type {Record<LineKind, Score>} */
const SCORES = {
  miss: ASKED,
  coalesce: ASKED,
  hit: ANSWERED,
  'serve-stale': ANSWERED,
  fetch: { travel: [0, MS.tell], out: [600, MS.walk], stamp: [840, MS.mark] },
  promote: COPIED,
  fill: COPIED,
  answer: { travel: [0, MS.walk], stamp: [240, MS.mark], next: [240, MS.tell], status: [840, MS.tell] },
};

/** How long a line takes to tell. @param {LineKind} kind */
export const tellingMs = (kind) =>
  Math.max(...Object.values(SCORES[kind]).map(([starts, lasts]) => starts + lasts));

/**
 * How far a part of a line has come, in [0, 1], eased; what a line does not have is over.
 * @param {LineKind} kind @param {keyof Score} name @param {number} time ms since the line began; Infinity once it is told
 */
export function part(kind, name, time) {
  const [starts, lasts] = SCORES[kind][name] ?? [0, 0];
  return time >= starts + lasts ? 1 : ease((time - starts) / lasts);
}
