// Which figure comes when. The one of the slide that is shown comes at once, then those of its neighbours, then the others, one at a
// time in idle moments, the nearest first: a speaker whose network fails in the middle of the talk has them all by then.
import { figureOf, tell } from './figures.js';

/** Longest wait for an idle moment, in ms. */
const PATIENCE_MS = 1000;

const idleMoment = () =>
  new Promise((resolve) => {
    if (globalThis.requestIdleCallback) globalThis.requestIdleCallback(resolve, { timeout: PATIENCE_MS });
    else setTimeout(resolve, 1);
  });

/** @param {HTMLElement[]} sections @param {AbortSignal} [signal] ends it */
export function bringInTurn(sections, signal) {
  let shown = 0;
  const waiting = new Set(sections.filter((section) => figureOf(section)));
  const wake = (/** @type {HTMLElement|undefined} */ section) => {
    if (section && waiting.delete(section)) return tell(figureOf(section), 'wake');
  };
  const distance = (/** @type {HTMLElement} */ section) => Math.abs(sections.indexOf(section) - shown);
  const rest = async () => {
    for (;;) {
      await idleMoment();
      if (signal?.aborted || waiting.size === 0) return;
      await wake([...waiting].sort((a, b) => distance(a) - distance(b))[0]);
    }
  };
  return {
    /** The rest may begin. */
    rest,
    /** @param {number} index of the slide that is shown now */
    shows(index) {
      shown = index;
      for (const near of [index, index + 1, index - 1]) wake(sections[near]);
    },
  };
}
