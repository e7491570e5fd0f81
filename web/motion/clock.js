// The one clock of every figure. It runs on animation frames, so a hidden tab stops it, and it never catches up: a long gap
// between two frames counts as one short step. Tests turn a clock of their own by hand.

/** A gap longer than this (a hidden tab, a sleeping laptop) counts as this long, in ms. */
const LONGEST_STEP_MS = 250;

/**
 * @typedef {object} Clock
 * @property {() => number} now virtual milliseconds since the clock was made
 * @property {(ms: number, task: () => void, options?: {signal?: AbortSignal}) => void} after runs `task` once, `ms` later
 * @property {(onFrame: (ms: number) => void, options?: {signal?: AbortSignal}) => void} frames calls with the time since it began,
 *   once a frame, until the signal is aborted
 */

/**
 * @param {{now: () => number, requestFrame: (callback: () => void) => void}} source
 * @returns {Clock}
 */
export function createClock({ now, requestFrame }) {
  let time = 0;
  let last = 0;
  let asked = false;
  /** @type {Set<{due: number, run: () => void, repeat: boolean, signal?: AbortSignal}>} */
  const tasks = new Set();

  const ask = () => {
    if (asked || tasks.size === 0) return;
    asked = true;
    requestFrame(frame);
  };

  const frame = () => {
    asked = false;
    const real = now();
    time += Math.min(Math.max(real - last, 0), LONGEST_STEP_MS);
    last = real;
    /** @type {unknown[]} */
    const errors = [];
    for (const task of [...tasks]) {
      const stopped = task.signal?.aborted ?? false;
      if (!stopped && task.due > time) continue;
      if (stopped || !task.repeat) tasks.delete(task);
      if (stopped) continue;
      try {
        task.run();
      } catch (error) {
        tasks.delete(task);
        errors.push(error);
      }
    }
    ask();
    // One task that throws is named and dropped; every other figure's frames go on.
    if (errors.length > 0) throw errors[0];
  };

  const add = (/** @type {{due: number, run: () => void, repeat: boolean, signal?: AbortSignal}} */ task) => {
    if (task.signal?.aborted) return;
    if (tasks.size === 0) last = now();
    tasks.add(task);
    ask();
  };

  return {
    now: () => time,
    after: (ms, run, { signal } = {}) => add({ due: time + ms, run, repeat: false, signal }),
    frames(onFrame, { signal } = {}) {
      const begun = time;
      add({ due: 0, run: () => onFrame(time - begun), repeat: true, signal });
    },
  };
}

/** A clock that stands still until it is turned: `turn(ms)` gives it one frame that much later. */
export function createHandClock() {
  let real = 0;
  /** @type {(() => void) | null} */
  let pending = null;
  const clock = createClock({
    now: () => real,
    requestFrame: (callback) => {
      pending = callback;
    },
  });
  return {
    ...clock,
    /** @param {number} ms @param {number} [step] length of a frame, in ms */
    turn(ms, step = 16) {
      for (let gone = 0; gone < ms; gone += step) {
        real += Math.min(step, ms - gone);
        const callback = pending;
        pending = null;
        callback?.();
      }
    },
  };
}

/** The page's own clock. */
export const clock = createClock({
  now: () => performance.now(),
  requestFrame: (callback) => {
    globalThis.requestAnimationFrame(callback);
  },
});
