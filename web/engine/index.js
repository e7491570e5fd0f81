/**
 * Loads the engine into a page, once: the ring alone, which is all that the first slide needs and a third to
 * fetch. What else an engine can do, this one refuses ('engine-failed'): whole.js has everything. The glue
 * does not look for the .wasm; the loader does, so that the same module serves a hosted site, a single file
 * opened from disk, and a tag on somebody else's page.
 */
import factory from '#glue-ring';
import wasmUrl from '#wasm-ring?url';
import { refused } from './checks.js';
import { createLoader } from './loader.js';

/** @typedef {import('./edgecache.d.ts').Engine} Engine */

/** Long work is for the whole engine and its workers. @returns {import('./engine.js').Run} */
const createRunner = () => async (job, options) => {
  try {
    const { loadEngine: loadWhole } = await import('./whole.js');
    return await (await loadWhole()).run(job, options);
  } catch {
    return refused('worker-lost'); // it did not arrive: the next call tries again
  }
};

/**
 * One shared promise. Rejects with an Error whose `code` says why (loader.js); a load that failed is tried
 * again by the next call.
 * @type {() => Promise<Engine>}
 */
export const loadEngine = createLoader({ url: wasmUrl, factory, runner: { createRunner } });
