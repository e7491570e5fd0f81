// Which figure comes when. The one of the slide that is shown comes at once; then, one at a time in idle moments, its neighbours
// start, and the code of the others is fetched, the nearest first: a speaker whose network fails in the middle of the talk has it
// all by then, and nothing is computed for slides that nobody has come near.
import { comesAlive, figureOf, tell } from './figures.js';

/** Longest wait for an idle moment, in ms. */
const PATIENCE_MS = 1000;

/** @returns {Promise<unknown>} */
export const idleMoment = () =>
  new Promise((resolve) => {
    if (globalThis.requestIdleCallback) globalThis.requestIdleCallback(resolve, { timeout: PATIENCE_MS });
    else setTimeout(resolve, 1);
  });

/** @param {HTMLElement[]} sections @param {AbortSignal} [signal] ends it */
export function bringInTurn(sections, signal) {
  let shown = 0;
  let going = false;
  const figures = sections.map(figureOf);
  const asleep = new Set(figures.filter(Boolean));
  const absent = new Set(asleep);
  const distance = (/** @type {any} */ figure) => Math.abs(figures.indexOf(figure) - shown);
  const nearest = (/** @type {Set<any>} */ among) => [...among].sort((a, b) => distance(a) - distance(b))[0];

  /** What is to be done next; null when all is done. */
  const next = () => {
    const neighbour = nearest(asleep);
    if (neighbour && distance(neighbour) <= 1) {
      asleep.delete(neighbour);
      absent.delete(neighbour);
      return tell(neighbour, 'wake') ?? true;
    }
    const figure = nearest(absent);
    return absent.delete(figure) ? comesAlive(figure) : null;
  };
  const goOn = async () => {
    if (going) return;
    going = true;
    do await idleMoment();
    while (!signal?.aborted && (await next()) !== null);
    going = false;
  };
  return {
    /** @param {number} index of the slide that is shown now, whose figure was called already */
    shows(index) {
      shown = index;
      asleep.delete(figures[index]);
      absent.delete(figures[index]);
      goOn();
    },
  };
}
