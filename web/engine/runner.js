/**
 * Long work, wherever it can be done: in a worker, or where workers are refused, missing or silent, on
 * the page in stretches short enough that no frame is late. Either way it reports, and can be stopped.
 */
import { isRefused, optionsOf, refused, wholeNumber } from './checks.js';
import { steps } from './jobs/index.js';
import { finished, joined, shares, together } from './jobs/shares.js';
import { inStretches } from './jobs/stretches.js';
import { WorkerLine } from './worker-line.js';

/**
 * @typedef {import('./edgecache.d.ts').Job} Job
 * @typedef {import('./edgecache.d.ts').JobResult} JobResult
 * @typedef {import('./edgecache.d.ts').Progress} Progress
 * @typedef {import('./edgecache.d.ts').RunOptions} RunOptions
 * @typedef {import('./edgecache.d.ts').Refused} Refused
 * @typedef {{signal: AbortSignal, onProgress: (progress: Progress) => unknown}} Watch
 * @typedef {{set: (task: () => void, ms: number) => any, clear: (id: any) => void, now: () => number}} Timers
 * @typedef {{createWorker?: () => import('./worker-line.js').WorkerLike, timers?: Timers}} RunnerOptions
 */

/** A frame can spare 8 ms; the rest is for a step that takes longer than the one before it. */
const PAGE_STRETCH_MS = 6;

/** Reports come at most so often, however many workers have something to say: every other frame. */
const REPORT_MS = 30;

/** Workers that have nothing to do are kept for the next run so long; one of them for ever. */
const KEPT_MS = 10_000;

/** A page that animates needs a core for itself, and more than eight workers gain little. */
const MOST_WORKERS = 8;

/** @type {Timers} */
const REAL_TIMERS = {
  set: (task, ms) => setTimeout(task, ms),
  clear: (id) => clearTimeout(id),
  now: () => performance.now(),
};

/** Workers that share a census when nobody says how many. */
function usualWorkers() {
  const cores = globalThis.navigator?.hardwareConcurrency ?? 2;
  return Math.max(1, Math.min(MOST_WORKERS, cores - 1));
}

/**
 * What a listener throws is its caller's fault and must not end the run, or leave its rings behind. `tell`
 * is handed a function, so that a report that is not due is not even put together.
 * @param {NonNullable<RunOptions['onProgress']>} listener
 * @param {Timers} timers
 * @returns {(report: () => Progress) => unknown} what the listener answers: a promise holds the run
 */
function heedless(listener, timers) {
  let due = Number.NEGATIVE_INFINITY;
  return (report) => {
    const now = timers.now();
    if (now < due) return undefined;
    due = now + REPORT_MS;
    try {
      return listener(report());
    } catch (error) {
      console.error('edgecache: onProgress threw, the run goes on', error);
      return undefined;
    }
  };
}

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

  /** @param {Job} job @param {Watch} watch */
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

  /** @type {any} */
  let retirement = null;
  const retire = () => {
    while (idle.length > 1) idle.pop()?.close();
  };

  /** @param {Job} job @param {Watch} watch */
  const inWorker = async (job, watch) => {
    if (!workersWork || !createWorker) return onPage(job, watch);
    const line = livingLine() ?? new WorkerLine(createWorker, compiled, timers);
    const answer = await line.run(job, watch);
    if (answer === 'never-started') {
      // No worker here: refused by a policy, missing on the server, broken. The page does it, from now on.
      workersWork = false;
      return onPage(job, watch);
    }
    if (line.alive) idle.push(line);
    timers.clear(retirement);
    if (isRefused(answer))
      retire(); // stopped, most of all: its workers are freed at once
    else retirement = timers.set(retire, KEPT_MS);
    retirement?.unref?.(); // under node a process does not wait for this
    return answer;
  };

  /**
   * Each part in a worker of its own; when one is refused or lost, none of them goes on.
   * @param {Job[]} parts
   * @param {AbortSignal} signal
   * @param {(report: () => Progress) => unknown} tell
   */
  const shared = async (parts, signal, tell) => {
    const control = new AbortController();
    const stop = () => control.abort();
    signal.addEventListener('abort', stop);
    /** @type {(Progress | undefined)[]} */
    const last = parts.map(() => undefined);
    const answers = await Promise.all(
      parts.map(async (part, i) => {
        const onProgress = (/** @type {Progress} */ progress) => {
          last[i] = progress;
          return tell(() => (progress.state ? together(parts, last) : progress));
        };
        const answer = await inWorker(part, { signal: control.signal, onProgress });
        if (isRefused(answer)) stop();
        else last[i] = finished(part, answer);
        return answer;
      }),
    );
    signal.removeEventListener('abort', stop);
    const refusals = answers.filter(isRefused);
    return refusals.find(({ refused: code }) => code !== 'stopped') ?? refusals[0] ?? joined(answers);
  };

  return async (job, options) => {
    const { signal = new AbortController().signal, onProgress = () => {}, ...rest } = optionsOf(options);
    const workers = wholeNumber(rest.workers ?? usualWorkers(), 0, MOST_WORKERS);
    if (workers === null) return refused('count-out-of-range');
    if (signal.aborted) return refused('stopped');
    const tell = heedless(onProgress, timers);
    const watch = { signal, onProgress: (/** @type {Progress} */ progress) => tell(() => progress) };
    if (workers === 0) return onPage(job, watch);
    const parts = shares(job, workersWork ? workers : 1);
    return parts.length === 1 ? inWorker(job, watch) : shared(parts, signal, tell);
  };
}
