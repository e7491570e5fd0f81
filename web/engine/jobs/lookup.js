/**
 * What look-ups cost: {do: 'lookup', ring, keys}.
 */
import { allot, isRefused, refused } from '../checks.js';
import { keySource, keyText } from '../keys.js';
import { ringSteps } from './ring-steps.js';

/** Look-ups a step: each brings an account of a dozen comparisons with it. */
const STEP_LOOKUPS = 20;

/**
 * What a look-up costs, key by key: the binary search's comparisons, and a loop's.
 * @param {import('../engine.js').Engine} engine
 * @param {import('../edgecache.d.ts').LookupJob} job
 * @returns {import('./index.js').Steps}
 */
export function* lookup(engine, job) {
  const source = keySource(job.keys);
  if (isRefused(source)) return source;
  if (source.kind === 'packed') return refused('input-unreadable');
  const ring = yield* ringSteps(engine, job.ring);
  if (isRefused(ring)) return ring;
  try {
    const tokens = ring.tokenCount;
    const comparisons = allot(Uint32Array, source.count);
    if (isRefused(comparisons)) return comparisons;
    const scanned = allot(Uint32Array, source.count);
    if (isRefused(scanned)) return scanned;
    for (let i = 0; i < source.count; i++) {
      const looked = ring.lookup(keyText(source, i));
      if (isRefused(looked)) return looked;
      if (looked) {
        comparisons[i] = looked.comparisons;
        // A loop stops at the first token at or after the key, or has seen them all before it wraps.
        scanned[i] = looked.wrapped ? tokens : looked.found + 1;
      }
      if (i % STEP_LOOKUPS === 0) yield { done: i, total: source.count, phase: 'keys' };
    }
    return { keys: source.count, tokens, comparisons, scanned };
  } finally {
    ring.delete();
  }
}
