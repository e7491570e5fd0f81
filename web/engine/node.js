/**
 * The same engine under node: for the stills that are drawn at build time, for tests, and for the
 * conformance runner. It reads the module from the build folder.
 */
import { readFile } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { createEngine } from './engine.js';
import { createRunner } from './runner.js';

/** @typedef {import('./edgecache.d.ts').Engine} Engine */

const BUILD = new URL('../../build/wasm/', import.meta.url);

/** @type {Promise<Engine> | null} */
let shared = null;

/**
 * One shared promise; a load that failed is tried again by the next caller.
 * @returns {Promise<Engine>}
 */
export function loadEngine() {
  shared ??= newEngine().catch((error) => {
    shared = null;
    throw error;
  });
  return shared;
}

/**
 * An engine of one's own.
 * @param {import('./runner.js').RunnerOptions} [runner]
 */
export async function newEngine(runner = { createWorker: nodeWorker }) {
  const { default: factory } = await import('#glue');
  return createEngine(await readWasm(), { factory, runner: { ...runner, createRunner } });
}

/** The bytes of the module. */
export const readWasm = () => readFile(new URL('edgecache.wasm', BUILD));

/**
 * A worker thread that speaks like a Worker. It does not keep the process alive.
 * @returns {import('./worker-line.js').WorkerLike}
 */
export function nodeWorker() {
  const thread = new Worker(new URL('./worker-node.js', import.meta.url));
  /** @type {import('./worker-line.js').WorkerLike} */
  const worker = {
    onmessage: null,
    onerror: null,
    postMessage: (message) => thread.postMessage(message),
    terminate: () => {
      thread.terminate();
    },
  };
  thread.on('message', (data) => worker.onmessage?.({ data }));
  thread.on('error', (error) => worker.onerror?.(error));
  thread.on('exit', () => worker.onerror?.(new Error('the worker ended')));
  thread.unref(); // last, because listeners would hold it again
  return worker;
}
