/**
 * How many keys change owner: {do: 'remap', before, after, keys}.
 */
import { isRefused, refused } from '../checks.js';
import { keySource, part } from '../keys.js';
import { movedBetween } from '../remap.js';
import { ringSteps } from './ring-steps.js';

/** Keys a step: some tenths of a millisecond, and a few milliseconds even for texts. */
const STEP_KEYS = 32768;

/**
 * Between two rings, or between two numbers of servers under modulo.
 * @param {import('../engine.js').Engine} engine
 * @param {import('../edgecache.d.ts').RemapJob} job
 * @returns {import('./index.js').Steps}
 */
export function* remap(engine, job) {
  const source = keySource(job.keys);
  if (isRefused(source)) return source;
  const { before, after } = job;
  if (typeof before === 'number' && typeof after === 'number') {
    return yield* moved(source, (keys) => engine.remapModuloCount(before, after, keys));
  }
  if (typeof before === 'number' || typeof after === 'number') return refused('input-unreadable');
  const from = yield* ringSteps(engine, before);
  if (isRefused(from)) return from;
  const to = yield* ringSteps(engine, after);
  if (isRefused(to)) {
    from.delete();
    return to;
  }
  try {
    return yield* moved(source, (keys) => movedBetween(from, to, keys));
  } finally {
    from.delete();
    to.delete();
  }
}

/**
 * Adds up, over all keys, what `count` says of some.
 * @param {import('../keys.js').KeySource} source
 * @param {(keys: import('../edgecache.d.ts').Keys) => import('../edgecache.d.ts').MovedKeys | import('../edgecache.d.ts').Refused} count
 * @returns {import('./index.js').Steps}
 */
function* moved(source, count) {
  const sum = { keys: source.count, moved: 0, movedBetweenPresentInBoth: 0 };
  for (let start = 0; start === 0 || start < source.count; start += STEP_KEYS) {
    const some = count(part(source, start, STEP_KEYS));
    if (isRefused(some)) return some;
    sum.moved += some.moved;
    sum.movedBetweenPresentInBoth += some.movedBetweenPresentInBoth;
    yield { done: Math.min(start + STEP_KEYS, source.count), total: source.count, phase: 'keys' };
  }
  return sum;
}
