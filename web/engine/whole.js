/**
 * The whole engine: the ring, and what runs on rings and beside them (census, outage, other placements,
 * caches, traces). For figures that need more than a ring; each is fetched with it when its slide is near.
 */
import factory from '#glue';
import wasmUrl from '#wasm?url';
import { createWorker } from 'virtual:engine-worker';
import { Engine } from './engine.js';
import { createLoader } from './loader.js';

/** One shared promise, as in index.js. @type {() => Promise<import('./edgecache.d.ts').Engine>} */
export const loadEngine = createLoader({
  url: wasmUrl,
  create: (compiled) =>
    new Engine(compiled, factory, { createWorker: () => /** @type {any} */ (createWorker()) }),
});
