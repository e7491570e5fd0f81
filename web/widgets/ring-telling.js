// The ring's size, and the score by which an addition is told.

/** Radius of the drawn circle, in stage pixels. */
export const R = 236;

/**
 * When each part of an addition starts and how long it takes, in ms: cause before effect, one thing at a time.
 * @type {Record<'land'|'ink'|'turn'|'walk'|'tie', [number, number]>}
 */
export const TELLING = {
  land: [0, 400],
  ink: [400, 400],
  turn: [800, 150],
  walk: [1300, 500],
  tie: [1700, 400],
};
export const STAGGER = 16;
/** How long the whole telling of a command takes. */
export const TELLING_MS = 2300;

/**
 * Part of a phase that is over at `time`, in [0, 1], fast at first and settling.
 * @param {keyof typeof TELLING} name @param {number} time @param {number} [delay]
 */
export function phase(name, time, delay = 0) {
  const [start, length] = TELLING[name];
  const t = Math.min(1, Math.max(0, (time - start - delay) / length));
  return 1 - (1 - t) ** 3;
}
