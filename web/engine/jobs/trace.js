/**
 * A trace through caches: {do: 'trace', trace, policies?, capacities?, tiers?, places?}. Every policy at every
 * capacity takes each block of requests in turn, so what has been counted so far is a miss-ratio curve.
 */
import { isRefused, refused, wholeNumber } from '../checks.js';
import { makeTieredCache, TieredCache } from '../tiered-cache.js';
import { traceReader } from '../trace-blocks.js';
import { placeReader } from '../trace-places.js';

/**
 * @typedef {import('../edgecache-cache.d.ts').TraceJob} TraceJob
 * @typedef {import('../edgecache.d.ts').Refused} Refused
 * @typedef {import('../engine.js').Engine} Engine
 * @typedef {import('../instance.js').Instance} Instance
 * @typedef {{engine: Engine, instance: Instance, source: any, race: any, tiers: TieredCache | null,
 *   places: Exclude<ReturnType<typeof placeReader>, Refused> | null, policies: string[], capacities: number[], requests: number}} Run
 */

/** In the order of C++'s PolicyKind. */
export const POLICIES = ['LRU', 'FIFO', 'CLOCK', 'SIEVE', 'S3-FIFO', 'Belady'];

/** Caches that may run side by side. */
const MOST_ENTRANTS = 256;

/** Requests that a step looks back over, from the last one on. */
const STEP_BACK = 65_536;

/** Requests of a step that have been kept. */
const STEP = 8192;

/**
 * @param {Engine} engine
 * @param {TraceJob} job
 * @returns {import('./index.js').Steps}
 */
export function* trace(engine, job) {
  const reader = traceReader(job.trace);
  if (isRefused(reader)) return reader;
  const run = begin(engine, job);
  if (isRefused(run)) return run;
  try {
    // Belady must know how the trace goes on, and of a pasted one only its end tells how long it is.
    const kept = run.policies.includes('Belady') || reader.unit === 'characters';
    // Once at least: what is wrong with an empty trace shows too.
    for (let done = -1; done < reader.total; ) {
      const block = ask(run, () => reader.next(run.instance, run.source));
      if (isRefused(block)) return block;
      const { at, count } = block;
      const taken = ask(run, () => (kept ? run.race.keep(at, count) : replay(run, at, count)));
      if (isRefused(taken)) return taken;
      done = block.done;
      const phase = kept ? 'trace' : 'replay';
      yield () => ({ done, total: reader.total, phase, partial: partial(run) });
    }
    if (kept) {
      const failed = yield* replayKept(run);
      if (failed) return failed;
    }
    return result(run);
  } finally {
    end(run);
  }
}

/**
 * The caches, empty.
 * @param {Engine} engine
 * @param {TraceJob} job
 * @returns {Run | Refused}
 */
function begin(engine, { policies = [], capacities = [], tiers: spec, places: who }) {
  if (!Array.isArray(policies) || !Array.isArray(capacities)) return refused('input-unreadable');
  if (policies.some((policy) => !POLICIES.includes(policy))) return refused('policy-unknown');
  if (capacities.some((entries) => wholeNumber(entries, 1, Number.MAX_SAFE_INTEGER) === null)) {
    return refused('capacity-out-of-range');
  }
  if (policies.length * capacities.length > MOST_ENTRANTS) return refused('count-out-of-range');
  const tiers = spec === undefined ? null : makeTieredCache(engine, spec);
  if (isRefused(tiers)) return tiers;
  const places = who === undefined ? null : placeReader(who, spec?.nodes?.[0] ?? 1);
  if (isRefused(places)) {
    tiers?.delete();
    return places;
  }
  const made = engine.ask((instance) => {
    const { TraceSource, PolicyRace } = instance.native;
    return { instance, source: new TraceSource(), race: new PolicyRace() };
  });
  if (isRefused(made)) return made;
  for (const policy of policies) {
    for (const entries of capacities) made.race.enter(POLICIES.indexOf(policy), entries);
  }
  return { engine, ...made, tiers, places, policies, capacities, requests: 0 };
}

/**
 * @template T
 * @param {Run} run
 * @param {() => T} question
 */
const ask = (run, question) => run.engine.askOf(run.instance, question);

/**
 * @param {Run} run
 * @param {number} at
 * @param {number} count
 */
function replay(run, at, count) {
  run.race.run(at, count);
  const places = run.places ? run.places.at(run.instance, at, count) : 0;
  if (isRefused(places)) return places;
  if (run.tiers && !TieredCache.nativeOf(run.tiers).replay(at, count, places)) {
    return refused('place-out-of-range');
  }
  run.requests += count;
  return null;
}

/**
 * @param {Run} run
 * @returns {Generator<any, Refused | null, void>}
 */
function* replayKept(run) {
  const many = ask(run, () => /** @type {number} */ (run.race.keptCount()));
  if (isRefused(many)) return many;
  if (run.policies.includes('Belady')) {
    for (let left = many; left > 0; left -= STEP_BACK) {
      const looked = ask(run, () => run.race.lookBack(STEP_BACK));
      if (isRefused(looked)) return looked;
      yield { done: Math.min(many, many - left + STEP_BACK), total: many, phase: 'look-back' };
    }
  }
  for (let done = 0; done < many; ) {
    const count = Math.min(STEP, many - done);
    const ran = ask(run, () => replay(run, run.race.kept() + 4 * done, count));
    if (isRefused(ran)) return ran;
    done += count;
    yield () => ({ done, total: many, phase: 'replay', partial: partial(run) });
  }
  return null;
}

/**
 * Misses so far, by policy and capacity.
 * @param {Run} run
 */
function partial(run) {
  const { policies, capacities, requests } = run;
  const misses = ask(run, () => {
    const { memory } = run.instance;
    const many = policies.length * capacities.length;
    const at = memory.keep('misses', many * 8);
    run.race.misses(at);
    return Array.from(memory.doubles(at, many));
  });
  const list = isRefused(misses) ? [] : misses;
  const stats = run.tiers?.stats();
  return {
    requests,
    misses: Object.fromEntries(
      policies.map((policy, i) => [policy, list.slice(i * capacities.length, (i + 1) * capacities.length)]),
    ),
    ...(stats && !isRefused(stats) ? { stats } : {}),
  };
}

/** @param {Run} run */
function result(run) {
  const distinct = ask(run, () => /** @type {number} */ (run.source.distinct()));
  if (isRefused(distinct)) return distinct;
  return { ...partial(run), distinct, capacities: run.capacities };
}

/** @param {Run} run */
function end(run) {
  run.tiers?.delete();
  ask(run, () => {
    run.places?.end();
    run.source.delete();
    run.race.delete();
  });
}
