// The figure's voice for those who listen: at most one message a second, and of several the latest.
import { clock as pageClock } from '../motion/clock.js';

const PAUSE_MS = 1000;

/** @param {{clock?: import('../motion/clock.js').Clock}} [options] */
export function createListener({ clock = pageClock } = {}) {
  let words = '';
  let next = '';
  let free = true;
  /** @param {() => void} refresh */
  const speak = (refresh) => {
    words = next;
    free = false;
    refresh();
    clock.after(PAUSE_MS, () => {
      free = true;
      if (next !== words) speak(refresh);
    });
  };
  return {
    /** What the live region says now. */
    get words() {
      return words;
    },
    /** @param {string} text @param {() => void} refresh called when the region changes */
    say(text, refresh) {
      next = text;
      if (free && next !== words) speak(refresh);
    },
  };
}
