// The ring's size, and the score by which a command is told.
import { ease, MS } from '../../motion/motion.js';

/** Radius of the drawn circle, in stage pixels. */
export const R = 236;

/**
 * When each part starts and how long it takes, in ms: cause before effect, one thing at a time. A server lands, its arc inks, its
 * keys turn and walk, their threads are tied again while the number counts up; on slide 6 the line bends.
 * @type {Record<'land'|'ink'|'turn'|'walk'|'tie'|'count'|'bend', [number, number]>}
 */
export const TELLING = {
  land: [0, MS.land],
  ink: [400, MS.land],
  turn: [800, MS.mark],
  walk: [1300, 500],
  tie: [1700, MS.land],
  count: [1700, MS.tell],
  bend: [0, MS.tell],
};
export const STAGGER = MS.stagger;
/** From one look of the binary search to the next. */
const PROBE_MS = 300;
const CHANGE_MS = TELLING.count[0] + TELLING.count[1];
const WHOLE_MS = new Map([
  ['add-server', CHANGE_MS],
  ['remove-server', CHANGE_MS],
  ['set-key', 1000],
  ['show', MS.tell],
]);

/** How long the whole telling of a command takes; 0 for one that is shown at once. @param {{do: string}|null} command */
export const tellingMs = (command) => WHOLE_MS.get(command?.do ?? '') ?? 0;

/** How often the binary search has looked at `time`. @param {number} time */
export const looksAt = (time) => Math.floor(time / PROBE_MS);

/**
 * Part of a phase that is over at `time`, in [0, 1], eased.
 * @param {keyof typeof TELLING} name @param {number} time @param {number} [delay]
 */
export function phase(name, time, delay = 0) {
  const [start, length] = TELLING[name];
  return ease((time - start - delay) / length);
}
