// The receipt of slide 18: the figure's whole past is done once more on a new tiered cache, and counted.
import { count } from '../../theme/format.js';
import { KEY, staleCopies, staleCopiesModel as model, TTL_MS } from './model.js';

/** @param {import('../../engine/edgecache.d.ts').Engine} engine @param {import('./model.js').CopiesState} shown */
export async function copiesReceipt(engine, { scene }) {
  const start = performance.now();
  const state = await model.start(engine, scene);
  const ms = performance.now() - start;
  model.dispose(state);
  return {
    number: count(staleCopies(state.copies)),
    unit: 'stale copies',
    sentence: `of ${KEY}, version ${state.version}`,
    rows: /** @type {[string, string][]} */ ([
      ['ƒ', 'TieredCache.dbWrite, .get, .copies'],
      ['places', `${scene.places}, a cache each`],
      ['TTL', `${TTL_MS / 1000} s, ours; ages drawn from a seed`],
      ['reads', `${count(state.reads)}, of them stale ${count(state.staleReads)}`],
      ['clock', `${count(state.nowMs)} ms`],
    ]),
    sure: 'exact, of these readers',
    file: 'cpp/cache/tiered_cache.cpp',
    ms,
  };
}
