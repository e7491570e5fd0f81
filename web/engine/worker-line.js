/**
 * The line to one worker: who is asked, who answers, and who has gone silent. A worker that never starts
 * fires `error`, or nothing at all; one that dies in mid run may say nothing either. So silence counts:
 * after a second it is asked for a sign of life. One that never said a word is given up after another
 * second; one that has worked may be waiting for its turn on a busy machine, and is given nine.
 */
import { refused } from './checks.js';
import { isPromise } from './jobs/stretches.js';

/**
 * @typedef {import('./edgecache.d.ts').Job} Job
 * @typedef {import('./edgecache.d.ts').JobResult} JobResult
 * @typedef {import('./edgecache.d.ts').Refused} Refused
 * @typedef {JobResult | Refused | 'never-started'} Answer
 * @typedef {object} WorkerLike  a Worker, or what node.js makes look like one
 * @property {(message: object) => void} postMessage
 * @property {() => void} terminate
 * @property {((event: {data: any}) => void) | null} onmessage
 * @property {((event: any) => void) | null} onerror
 * @property {((event: any) => void) | null} [onmessageerror]
 */

/** Asked for a sign of life after this, ... */
const SILENCE_MS = 1000;
/** ... and given up after this again. */
const PATIENCE_MS = { neverStarted: 1000, started: 9000 };

export class WorkerLine {
  #timers;
  /** @type {WorkerLike | null} */
  #worker = null;
  #started = false;
  #run = 0;
  /** @type {((answer: Answer) => void) | null} */
  #settle = null;
  /** @type {(progress: import('./edgecache.d.ts').Progress) => unknown} */
  #onProgress = () => {};
  /** @type {any} */
  #silence = null;

  /**
   * @param {() => WorkerLike} createWorker
   * @param {WebAssembly.Module} compiled
   * @param {import('./runner.js').Timers} timers
   */
  constructor(createWorker, compiled, timers) {
    this.#timers = timers;
    try {
      const worker = createWorker();
      worker.onmessage = ({ data }) => this.#hear(data);
      worker.onerror = (event) => {
        event?.preventDefault?.();
        this.#lost();
      };
      worker.onmessageerror = () => this.#lost();
      this.#worker = worker;
      worker.postMessage({ module: compiled });
    } catch {
      this.#lost(); // no Worker in this browser, or a policy against it
    }
  }

  get alive() {
    return this.#worker !== null;
  }

  close() {
    this.#worker?.terminate();
    this.#worker = null;
  }

  /**
   * One run at a time; its number tells its answers from those of a run that was stopped before.
   * @param {Job} job
   * @param {import('./runner.js').Watch} options
   * @returns {Promise<Answer>}
   */
  run(job, { signal, onProgress }) {
    const run = ++this.#run;
    return new Promise((resolve) => {
      const stop = () => {
        this.#post({ stop: run });
        this.#finish(refused('stopped'));
      };
      signal.addEventListener('abort', stop);
      this.#onProgress = onProgress;
      this.#settle = (answer) => {
        signal.removeEventListener('abort', stop);
        resolve(answer);
      };
      if (!this.#worker) return this.#lost();
      this.#listenForSilence();
      this.#post({ run, job });
    });
  }

  /** @param {object} message */
  #post(message) {
    try {
      this.#worker?.postMessage(message);
    } catch {
      // A job that cannot be cloned (a function among its keys) is nobody's job.
      this.#finish(refused('input-unreadable'));
    }
  }

  /** @param {any} message */
  #hear(message) {
    this.#started = true;
    if (!this.#settle) return; // nobody waits
    this.#listenForSilence();
    if (message.run !== this.#run) return; // late, from a run that was stopped
    if (message.progress) this.#holdWhile(message.run, this.#onProgress(message.progress));
    if (message.result) this.#finish(message.result);
  }

  /** @param {number} run @param {unknown} held */
  #holdWhile(run, held) {
    if (!isPromise(held)) return;
    const goOn = () => this.#post({ goOn: run });
    this.#post({ hold: run });
    held.then(goOn, goOn);
  }

  #listenForSilence() {
    this.#timers.clear(this.#silence);
    this.#silence = this.#timers.set(() => {
      this.#post({ ping: true });
      const patience = this.#started ? PATIENCE_MS.started : PATIENCE_MS.neverStarted;
      this.#silence = this.#timers.set(() => this.#lost(), patience);
    }, SILENCE_MS);
  }

  #lost() {
    this.close();
    this.#finish(this.#started ? refused('worker-lost') : 'never-started');
  }

  /** Silence counts only while a run waits. @param {Answer} answer */
  #finish(answer) {
    this.#timers.clear(this.#silence);
    const settle = this.#settle;
    this.#settle = null;
    settle?.(answer);
  }
}
