/**
 * Loads the ring's engine into a page, once: all that the first slide needs, and a third to fetch. whole.js
 * has everything. The glue does not look for the .wasm; the loader does, so that the same module serves a
 * hosted site, a single file opened from disk, and a tag on somebody else's page.
 */
import factory from '#glue-ring';
import wasmUrl from '#wasm-ring?url';
import { createLoader } from './loader.js';
import { RingEngine } from './ring-engine.js';

/**
 * One shared promise. Rejects with an Error whose `code` says why (loader.js); a load that failed is tried
 * again by the next call.
 */
export const loadEngine = createLoader({
  url: wasmUrl,
  create: (compiled) => new RingEngine(compiled, factory),
});
