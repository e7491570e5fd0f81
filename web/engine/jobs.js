/**
 * Long work as plain data, done in small steps: {do: 'place', ring, keys}. A job is a generator: after
 * each step it says how far it is, and whoever drives it (a worker, or the page between two frames)
 * decides when to go on, or not to. Its result is data that can cross to another thread.
 */
import { allot, isRefused, refused } from './checks.js';
import { HashRing } from './hash-ring.js';
import { keySource, keyText, part } from './keys.js';
import { movedBetween } from './remap.js';
import { emptyRing, join } from './ring-spec.js';

/**
 * @typedef {import('./edgecache.d.ts').Job} Job
 * @typedef {import('./edgecache.d.ts').JobResult} JobResult
 * @typedef {import('./edgecache.d.ts').Progress} Progress
 * @typedef {import('./edgecache.d.ts').Refused} Refused
 * @typedef {import('./edgecache.d.ts').RingSpec} RingSpec
 * @typedef {import('./engine.js').Engine} Engine
 * @typedef {Generator<Progress, JobResult | Refused, void>} Steps
 */

/** Keys a step: some tenths of a millisecond, and a few milliseconds even for texts. */
const STEP_KEYS = 32768;

/** Look-ups a step: each brings an account of a dozen comparisons with it. */
const STEP_LOOKUPS = 20;

/** Tokens that may wait unsorted: sorting them in is then a step too. */
const STEP_TOKENS = 10_000;

/**
 * The steps of a job; an unknown job refuses at its first.
 * @param {Engine} engine
 * @param {Job} job
 * @returns {Steps}
 */
export function* steps(engine, job) {
  switch (job?.do) {
    case 'build':
      return yield* build(engine, job);
    case 'place':
      return yield* place(engine, job);
    case 'lookup':
      return yield* lookup(engine, job);
    case 'remap':
      return yield* remap(engine, job);
    default:
      return refused('operation-unknown');
  }
}

/**
 * Builds a ring a server at a time. The caller deletes it.
 * @param {Engine} engine
 * @param {RingSpec} spec
 * @returns {Generator<Progress, HashRing | Refused, void>}
 */
function* ringSteps(engine, spec) {
  const ring = emptyRing(engine, spec);
  if (isRefused(ring)) return ring;
  const servers = spec.servers ?? [];
  let sorted = 0;
  for (let i = 0; i < servers.length; i++) {
    const joined = join(ring, servers[i], spec.vnodes);
    if (joined !== true) {
      ring.delete();
      return joined;
    }
    if (ring.tokenCount - sorted < STEP_TOKENS) continue;
    sorted = ring.tokenCount;
    HashRing.settle(ring);
    yield { done: i + 1, total: servers.length, phase: 'build' };
  }
  return ring;
}

/**
 * @param {Engine} engine
 * @param {import('./edgecache.d.ts').BuildJob} job
 * @returns {Steps}
 */
function* build(engine, job) {
  const ring = yield* ringSteps(engine, job.ring);
  if (isRefused(ring)) return ring;
  try {
    const arcs = ring.arcs();
    if (isRefused(arcs)) return arcs;
    const balance = engine.balance(arcs.map((arc) => arc.fraction));
    if (isRefused(balance)) return balance;
    return { tokens: ring.tokenCount, servers: ring.servers(), arcs, balance };
  } finally {
    ring.delete();
  }
}

/**
 * @param {Engine} engine
 * @param {import('./edgecache.d.ts').PlaceJob} job
 * @returns {Steps}
 */
function* place(engine, job) {
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

/**
 * What a look-up costs, key by key: the binary search's comparisons, and a loop's.
 * @param {Engine} engine
 * @param {import('./edgecache.d.ts').LookupJob} job
 * @returns {Steps}
 */
function* lookup(engine, job) {
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

/**
 * Between two rings, or between two numbers of servers under modulo.
 * @param {Engine} engine
 * @param {import('./edgecache.d.ts').RemapJob} job
 * @returns {Steps}
 */
function* remap(engine, job) {
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
 * @param {import('./keys.js').KeySource} source
 * @param {(keys: import('./edgecache.d.ts').Keys) => import('./edgecache.d.ts').MovedKeys | Refused} count
 * @returns {Steps}
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

/**
 * A run that is stopped, or whose page would rather draw: how long steps are done at a stretch.
 * @param {Steps} work
 * @param {{stretchMs: number, now: () => number, pause: () => Promise<void>, signal: AbortSignal, onProgress: (progress: Progress) => void}} pace
 * @returns {Promise<JobResult | Refused>}
 */
export async function inStretches(work, { stretchMs, now, pause, signal, onProgress }) {
  for (;;) {
    const start = now();
    let step;
    let passed = 0;
    let last = 0;
    do {
      try {
        step = work.next();
      } catch {
        return refused('engine-failed'); // a fault of ours; its rings are deleted, and nobody is left waiting
      }
      last = now() - start - passed;
      passed += last;
    } while (!step.done && passed + last < stretchMs); // the next step will be about as long
    if (step.done) return step.value;
    onProgress(step.value);
    await pause();
    if (signal.aborted) {
      work.return(refused('stopped')); // runs the `finally` that deletes its rings
      return refused('stopped');
    }
  }
}
