// The trace through the three systems, each in a worker of its own, asked once: stepping over it, back and forth, never runs it again.
import { cdnJob, TRACE } from '../../claims/cdn.js';
import { SYSTEMS } from './systems.js';

/** @typedef {import('../../engine/edgecache.d.ts').Engine} Engine */
/** @typedef {import('../../engine/edgecache-cache.d.ts').TieredStats} Stats */
/** Of one system, so far. @typedef {{requests: number, stats: Stats}} Result */
/** @typedef {import('../../claims/cdn.js').Asked} Asked */

/** Answers kept for one engine. */
const MOST_KEPT = 24;
/** @type {WeakMap<Engine, Map<string, Result>>} */
const keptBy = new WeakMap();

/** @param {Engine} engine @param {import('./systems.js').System} system @param {Asked} asked */
function jobOf(engine, { id, objects, tiers }, asked) {
  if (id === 'cdn') return cdnJob(engine, asked);
  const { requests, skew } = asked;
  const zipf = { objects, skew, seed: TRACE.seed, count: requests };
  return { do: /** @type {const} */ ('trace'), trace: { zipf }, tiers };
}

/**
 * One result a system, or the first refusal; when one is refused the others are stopped.
 * @param {Engine} engine @param {Asked} asked
 * @param {{signal?: AbortSignal, onProgress?: (progress: {system: number, partial: Result}) => void, fresh?: boolean}} [options] `fresh`: what is
 *   known already is run again
 * @returns {Promise<Result[] | {refused: string}>}
 */
export async function resultsOf(engine, asked, { signal, onProgress = () => {}, fresh = false } = {}) {
  const kept = keptBy.get(engine) ?? new Map();
  keptBy.set(engine, kept);
  const control = new AbortController();
  const stop = () => control.abort();
  if (signal?.aborted) return { refused: 'stopped' };
  signal?.addEventListener('abort', stop);
  const answers = await Promise.all(
    SYSTEMS.map(async (system, i) => {
      const key = [system.id, asked.requests, asked.skew, system.id === 'cdn' && asked.pick].join();
      const known = kept.get(key);
      if (known && !fresh) return known;
      const answer = await engine.run(jobOf(engine, system, asked), {
        signal: control.signal,
        onProgress: ({ partial }) => {
          if (partial?.stats) onProgress({ system: i, partial: /** @type {Result} */ (partial) });
        },
      });
      if ('refused' in answer) {
        stop();
        return answer;
      }
      const result = { requests: answer.requests, stats: /** @type {Stats} */ (answer.stats) };
      kept.set(key, result);
      if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value);
      return result;
    }),
  );
  signal?.removeEventListener('abort', stop);
  const refusals = answers.filter((answer) => 'refused' in answer);
  return refusals.find(({ refused }) => refused !== 'stopped') ?? refusals[0] ?? answers;
}
