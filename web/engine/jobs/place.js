/**
 * Who owns which key, or how many each server owns: {do: 'place', ring, keys, owners?}.
 */
import { allot, isRefused } from '../checks.js';
import { keySource, part } from '../keys.js';
import { ringSteps } from './ring-steps.js';

/** Keys a step: some tenths of a millisecond, and a few milliseconds even for texts. */
const STEP_KEYS = 32768;

/**
 * @param {import('../engine.js').Engine} engine
 * @param {import('../edgecache.d.ts').PlaceJob} job
 * @returns {import('./index.js').Steps}
 */
export function* place(engine, job) {
  const source = keySource(job.keys);
  if (isRefused(source)) return source;
  const ring = yield* ringSteps(engine, job.ring);
  if (isRefused(ring)) return ring;
  try {
    const servers = ring.servers();
    const counts = new Uint32Array(servers.length);
    const owners = job.owners ? allot(Uint32Array, source.count) : null;
    if (isRefused(owners)) return owners;
    for (let start = 0; start < source.count; start += STEP_KEYS) {
      const slice = part(source, start, STEP_KEYS);
      const some = owners ? ring.place(slice) : ring.counts(slice);
      if (isRefused(some)) return some;
      if (owners) owners.set(some, start);
      else for (let i = 0; i < counts.length; i++) counts[i] += some[i];
      yield { done: Math.min(start + STEP_KEYS, source.count), total: source.count, phase: 'keys' };
    }
    return { keys: source.count, servers, ...(owners ? { owners } : { counts }) };
  } finally {
    ring.delete();
  }
}
