/**
 * The engine in a worker: one instance of its own, made from the module that the page compiled. It does
 * one job at a time in short stretches, and between them it reports and listens.
 *
 * To it: {module} once, then {run, job}, {stop: run}, {ping}. From it: {ready}, {run, progress},
 * {run, result}, {alive}.
 */
import { createEngine } from './engine.js';
import { steps } from './jobs/index.js';
import { inStretches } from './jobs/stretches.js';

/** Long enough to be worth the report, short enough to be heard from. */
const STRETCH_MS = 40;

/**
 * @typedef {{postMessage: (message: object, transfer?: Transferable[]) => void}} Port
 */

/**
 * @param {Port} port  where answers go
 * @param {import('./engine.js').Factory} factory  Emscripten's glue
 * @returns {(message: any) => Promise<void>} what to call with each message
 */
export function serve(port, factory) {
  /** @type {import('./engine.js').Engine} */
  let engine;
  /** @type {Map<number, AbortController>} */
  const runs = new Map();

  return async (message) => {
    if (message.module) {
      engine = await createEngine(message.module, { factory });
      port.postMessage({ ready: true });
    } else if (message.ping) {
      port.postMessage({ alive: true });
    } else if (message.stop !== undefined) {
      runs.get(message.stop)?.abort();
    } else if (message.run !== undefined) {
      const control = new AbortController();
      runs.set(message.run, control);
      const result = await inStretches(steps(engine, message.job), {
        stretchMs: STRETCH_MS,
        now: () => performance.now(),
        pause: () => new Promise((resolve) => setTimeout(resolve)),
        signal: control.signal,
        onProgress: (progress) => port.postMessage({ run: message.run, progress }),
      });
      runs.delete(message.run);
      port.postMessage({ run: message.run, result });
    }
  };
}
