/**
 * Loads the engine into a page, once. The glue does not look for the .wasm; this loader does, so that the
 * same module serves a hosted site, a single file opened from disk, and a tag on somebody else's page.
 */
import factory from '#glue';
import wasmUrl from '#wasm?url';
import { createWorker } from 'virtual:engine-worker';
import { createLoader } from './loader.js';

/** @typedef {import('./edgecache.d.ts').Engine} Engine */

/**
 * One shared promise. Rejects with an Error whose `code` says why (loader.js); a load that failed is tried
 * again by the next call.
 * @type {() => Promise<Engine>}
 */
export const loadEngine = createLoader({
  url: wasmUrl,
  factory,
  runner: { createWorker: () => /** @type {any} */ (createWorker()) },
});
