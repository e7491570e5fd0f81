/**
 * How many keys change their server when there are more servers, or fewer: under modulo and on the ring,
 * the same keys, every one of them spelled, hashed and looked at. {do: 'census', before: 100, after: 101,
 * keys: {prefix: 'user:', count: 100_000_000}}.
 */
import { CensusHandle, expectation } from '../census.js';
import { isRefused } from '../checks.js';
import { censusInput } from './census-input.js';
import { added, addedLoads } from './census-sums.js';
import { ringSteps } from './ring-steps.js';

/**
 * @typedef {import('../engine.js').Engine} Engine
 * @typedef {import('../edgecache.d.ts').Refused} Refused
 * @typedef {import('./census-input.js').CensusInput} CensusInput
 */

/** Keys a step: half a millisecond, and some milliseconds for texts or on an old phone. */
const STEP_KEYS = { range: 100_000, packed: 32_768, texts: 8192 };

/**
 * @param {Engine} engine
 * @param {import('../edgecache.d.ts').CensusJob} job
 * @returns {import('./index.js').Steps}
 */
export function* census(engine, job) {
  const input = censusInput(job);
  if (isRefused(input)) return input;
  const made = yield* prepared(engine, input);
  if (isRefused(made)) return made;
  const { handle, expected } = made;
  try {
    const left = [...input.left];
    const total = input.source.count;
    const step = STEP_KEYS[input.source.kind];
    const report = () => {
      const counts = counted(handle, input);
      return { done: counts.keys, total, phase: 'keys', counts, state: { counts, left: [...left] } };
    };
    while (left.length > 0) {
      const [start, count] = left[0];
      const now = Math.min(step, count);
      const answer = handle.count(start, now);
      if (isRefused(answer)) return answer;
      if (now === count) left.shift();
      else left[0] = [start + now, count - now];
      yield/** @type {() => import('../edgecache.d.ts').Progress} */ (report);
    }
    const { loads, keys, modulo, ring } = counted(handle, input);
    return {
      keys,
      modulo: { ...modulo, expected: expected.modulo },
      ring: { ...ring, expected: expected.ring, average: expected.average },
      ...(loads && { loads }),
    };
  } finally {
    handle.delete();
  }
}

/**
 * What this run and the one before it have counted.
 * @param {CensusHandle} handle
 * @param {CensusInput} input
 */
function counted(handle, input) {
  const counts = handle.counts();
  if (isRefused(counts)) throw new Error(counts.refused);
  const sum = added(input.counts, counts);
  if (!input.loads) return sum;
  const loads = handle.loads();
  if (isRefused(loads)) throw new Error(loads.refused);
  return { ...sum, loads: addedLoads(input.counts.loads, loads) };
}

/**
 * Both rings, what they lead one to expect, and the census itself; the rings are gone afterwards.
 * @param {Engine} engine
 * @param {CensusInput} input
 */
function* prepared(engine, input) {
  const before = yield* ringSteps(engine, servers(engine, input, input.before));
  if (isRefused(before)) return before;
  try {
    const after = yield* ringSteps(engine, servers(engine, input, input.after));
    if (isRefused(after)) return after;
    try {
      const expected = expectation(before, after, input);
      if (isRefused(expected)) return expected;
      const handle = CensusHandle.of(engine, before, after, input);
      return isRefused(handle) ? handle : { handle, expected };
    } finally {
      after.delete();
    }
  } finally {
    before.delete();
  }
}

/**
 * server-0, server-1, ... at the hashes of their labels; with a seed of its own for the hash, at given positions.
 * @param {Engine} engine
 * @param {CensusInput} input
 * @param {number} count
 * @returns {import('../edgecache.d.ts').RingSpec}
 */
function servers(engine, { prefix, vnodes, seed }, count) {
  const names = Array.from({ length: count }, (_, i) => `${prefix}${i}`);
  if (seed === null) return { servers: names, vnodes };
  const at = (/** @type {string} */ name) => {
    const positions = engine.hashes({ prefix: `${name}-`, count: vnodes }, { seed });
    return { name, positions: isRefused(positions) ? [] : [...positions] };
  };
  return { servers: names.map(at) };
}
