// On a page without a deck a figure sets its own pace: it plays while enough of it can be seen, and rests while it cannot.

/** How much of a figure, or of the window when the figure is taller, must be in view. */
const ENOUGH = 0.4;

/**
 * @param {HTMLElement & {enter: () => void, leave: () => void}} figure
 * @returns {() => void} stops watching
 */
export function paceItself(figure) {
  if (!globalThis.IntersectionObserver) {
    figure.enter();
    return () => {};
  }
  let seen = false;
  const watch = new IntersectionObserver(
    (entries) => {
      const { isIntersecting, intersectionRatio, intersectionRect } = entries[entries.length - 1];
      const enough = intersectionRatio >= ENOUGH || intersectionRect.height >= ENOUGH * innerHeight;
      if (seen === (isIntersecting && enough)) return;
      seen = !seen;
      if (seen) figure.enter();
      else figure.leave();
    },
    { threshold: [0, 0.1, 0.2, 0.3, ENOUGH, 0.6, 0.8, 1] },
  );
  watch.observe(figure);
  return () => watch.disconnect();
}

/** Longest that a figure nobody looks at yet waits for an idle moment, in ms. */
const PATIENCE_MS = 1000;

/** Figures on other slides start one after the other when the page has nothing better to do. @param {() => void} task */
export function whenIdle(task) {
  if (globalThis.requestIdleCallback) globalThis.requestIdleCallback(task, { timeout: PATIENCE_MS });
  else setTimeout(task, 1);
}

/** A task of its own for what comes next: between two of them a phone scrolls and answers. @returns {Promise<void>} */
export const ownTask = () => new Promise((resolve) => setTimeout(resolve));

/**
 * The same model, but what is asked of it while there is no picture yet is answered in one task and drawn in the next.
 * @param {import('./model.js').Model} model @param {() => boolean} unseen @returns {import('./model.js').Model}
 */
export const inTasks = (model, unseen) => ({
  ...model,
  async start(engine, scene) {
    const state = await model.start(engine, scene);
    if (unseen()) await ownTask();
    return state;
  },
});
