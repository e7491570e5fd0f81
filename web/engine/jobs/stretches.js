/**
 * Whoever drives a job decides when to go on, or not to: some steps at a stretch, then a pause in which a
 * worker listens and a page draws. A listener that answers a promise holds the run until it is kept.
 */
import { refused } from '../checks.js';

/**
 * A run that is stopped, or whose page would rather draw: how long steps are done at a stretch.
 * @param {import('./index.js').Steps} work
 * @param {{stretchMs: number, now: () => number, pause: () => Promise<void>, signal: AbortSignal, onProgress: (progress: import('../edgecache.d.ts').Progress) => unknown}} pace
 * @returns {Promise<import('../edgecache.d.ts').JobResult | import('../edgecache.d.ts').Refused>}
 */
export async function inStretches(work, { stretchMs, now, pause, signal, onProgress }) {
  for (;;) {
    const start = now();
    let step;
    let passed = 0;
    let last = 0;
    do {
      try {
        step = work.next();
      } catch {
        return refused('engine-failed'); // a fault of ours; its rings are deleted, and nobody is left waiting
      }
      last = now() - start - passed;
      passed += last;
    } while (!step.done && passed + last < stretchMs); // the next step will be about as long
    if (step.done) return step.value;
    const held = onProgress(typeof step.value === 'function' ? step.value() : step.value);
    await (isPromise(held) ? heldOrStopped(held, signal) : pause());
    if (signal.aborted) {
      work.return(refused('stopped')); // runs the `finally` that deletes its rings
      return refused('stopped');
    }
  }
}

/** @param {unknown} value @returns {value is Promise<unknown>} */
export const isPromise = (value) => typeof (/** @type {any} */ (value)?.then) === 'function';

/** @param {Promise<unknown>} held @param {AbortSignal} signal */
const heldOrStopped = (held, signal) =>
  new Promise((resolve) => {
    signal.addEventListener('abort', resolve, { once: true });
    held.then(resolve, resolve);
    if (signal.aborted) resolve(undefined);
  });
