/**
 * The whole engine: the ring, and what runs on rings and beside them (census, outage, other placements,
 * caches, traces). For figures that need more than a ring; each is fetched with it when its slide is near.
 */
import factory from '#glue';
import wasmUrl from '#wasm?url';
import { createWorker } from 'virtual:engine-worker';
import { createLoader } from './loader.js';

/** One shared promise, as in index.js. @type {() => Promise<import('./edgecache.d.ts').Engine>} */
export const loadEngine = createLoader({
  url: wasmUrl,
  factory,
  runner: { createWorker: () => /** @type {any} */ (createWorker()) },
});
