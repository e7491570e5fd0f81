/**
 * The engine in a worker: one instance of its own, made from the module that the page compiled. It does
 * one job at a time in short stretches, and between them it reports and listens.
 *
 * To it: {module} once, then {run, job}, {hold: run}, {goOn: run}, {stop: run}, {ping}. From it: {ready},
 * {run, progress}, {run, result}, {alive}.
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
 * @param {import('./ring-engine.js').Factory} factory  Emscripten's glue
 * @returns {(message: any) => Promise<void>} what to call with each message
 */
export function serve(port, factory) {
  /** @type {import('./engine.js').Engine} */
  let engine;
  /** @type {Map<number, AbortController>} */
  const runs = new Map();
  /** Runs that wait until they are told to go on. @type {Map<number, {until: Promise<void>, goOn: () => void}>} */
  const held = new Map();
  const goOn = (/** @type {number} */ run) => {
    held.get(run)?.goOn();
    held.delete(run);
  };

  return async (message) => {
    if (message.module) {
      engine = await createEngine(message.module, { factory });
      port.postMessage({ ready: true });
    } else if (message.ping) {
      port.postMessage({ alive: true });
    } else if (message.stop !== undefined) {
      runs.get(message.stop)?.abort();
      goOn(message.stop);
    } else if (message.hold !== undefined) {
      if (runs.has(message.hold) && !held.has(message.hold)) held.set(message.hold, holding());
    } else if (message.goOn !== undefined) {
      goOn(message.goOn);
    } else if (message.run !== undefined) {
      const control = new AbortController();
      runs.set(message.run, control);
      const result = await inStretches(steps(engine, message.job), {
        stretchMs: STRETCH_MS,
        now: () => performance.now(),
        pause: async () => {
          await new Promise((resolve) => setTimeout(resolve));
          await held.get(message.run)?.until;
        },
        signal: control.signal,
        onProgress: (progress) => port.postMessage({ run: message.run, progress }),
      });
      runs.delete(message.run);
      port.postMessage({ run: message.run, result });
    }
  };
}

function holding() {
  let goOn = () => {};
  /** @type {Promise<void>} */
  const until = new Promise((resolve) => {
    goOn = resolve;
  });
  return { until, goOn };
}
