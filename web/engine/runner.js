/**
 * Long work, wherever it can be done: in a worker, or where workers are refused, missing or silent, on
 * the page in stretches short enough that no frame is late. Either way it reports, and can be stopped.
 */
import { optionsOf, refused } from './checks.js';
import { steps } from './jobs/index.js';
import { inStretches } from './jobs/stretches.js';
import { WorkerLine } from './worker-line.js';

/**
 * @typedef {import('./edgecache.d.ts').Job} Job
 * @typedef {import('./edgecache.d.ts').JobResult} JobResult
 * @typedef {import('./edgecache.d.ts').RunOptions} RunOptions
 * @typedef {import('./edgecache.d.ts').Refused} Refused
 * @typedef {{set: (task: () => void, ms: number) => any, clear: (id: any) => void, now: () => number}} Timers
 * @typedef {{createWorker?: () => import('./worker-line.js').WorkerLike, timers?: Timers}} RunnerOptions
 */

/** A frame can spare 8 ms; the rest is for a step that takes longer than the one before it. */
const PAGE_STRETCH_MS = 6;

/** @type {Timers} */
const REAL_TIMERS = {
  set: (task, ms) => setTimeout(task, ms),
  clear: (id) => clearTimeout(id),
  now: () => performance.now(),
};

/**
 * What a listener throws is its caller's fault and must not end the run, or leave its rings behind.
 * @param {NonNullable<RunOptions['onProgress']>} listener
 * @returns {NonNullable<RunOptions['onProgress']>}
 */
const heedless = (listener) => (progress) => {
  try {
    listener(progress);
  } catch (error) {
    console.error('edgecache: onProgress threw, the run goes on', error);
  }
};

/**
 * @param {import('./engine.js').Engine} engine
 * @param {WebAssembly.Module} compiled
 * @param {RunnerOptions} [options]
 * @returns {(job: Job, options?: RunOptions) => Promise<JobResult | Refused>}
 */
export function createRunner(engine, compiled, { createWorker, timers = REAL_TIMERS } = {}) {
  /** @type {WorkerLine[]} */
  const idle = [];
  let workersWork = createWorker !== undefined;

  /**
   * @param {Job} job
   * @param {Required<RunOptions>} options
   */
  const onPage = (job, { signal, onProgress }) =>
    inStretches(steps(engine, job), {
      stretchMs: PAGE_STRETCH_MS,
      now: timers.now,
      pause: () => new Promise((resolve) => timers.set(resolve, 0)),
      signal,
      onProgress,
    });

  /** A worker may die while nobody asks it anything. */
  const livingLine = () => {
    while (idle.length > 0) {
      const line = /** @type {WorkerLine} */ (idle.pop());
      if (line.alive) return line;
    }
    return null;
  };

  return async (job, options) => {
    const { signal = new AbortController().signal, onProgress: listener = () => {} } = optionsOf(options);
    const onProgress = heedless(listener);
    if (signal.aborted) return refused('stopped');
    if (!workersWork || !createWorker) return onPage(job, { signal, onProgress });
    const line = livingLine() ?? new WorkerLine(createWorker, compiled, timers);
    const answer = await line.run(job, { signal, onProgress });
    if (answer === 'never-started') {
      // No worker here: refused by a policy, missing on the server, broken. The page does it, from now on.
      workersWork = false;
      return onPage(job, { signal, onProgress });
    }
    if (line.alive) {
      if (idle.length === 0) idle.push(line);
      else line.close();
    }
    return answer;
  };
}
