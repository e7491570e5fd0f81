/**
 * A census of many keys is shared out: each worker counts some of them, and the counts add up. Every
 * other job is done by one.
 */
import { isRefused } from '../checks.js';
import { censusInput, noCounts } from './census-input.js';
import { added, addedLoads } from './census-sums.js';

/**
 * @typedef {import('../edgecache.d.ts').CensusJob} CensusJob
 * @typedef {import('../edgecache.d.ts').CensusResult} CensusResult
 * @typedef {import('../edgecache.d.ts').CensusState} CensusState
 * @typedef {import('../edgecache.d.ts').Job} Job
 * @typedef {import('../edgecache.d.ts').Progress} Progress
 * @typedef {import('./census-input.js').Span} Span
 */

/** Fewer keys are counted before another worker has started: some 20 ms. */
const LEAST_SHARE = 4_000_000;

/**
 * The parts that so many workers do at once; the job itself where it is not shared.
 * @param {Job} job
 * @param {number} workers
 * @returns {Job[]}
 */
export function shares(job, workers) {
  if (job?.do !== 'census' || workers < 2) return [job];
  const input = censusInput(job);
  if (isRefused(input) || input.source.kind !== 'range') return [job];
  const keys = input.left.reduce((sum, [, count]) => sum + count, 0);
  const parts = Math.min(workers, Math.floor(keys / LEAST_SHARE));
  if (parts < 2) return [job];
  return cut(input.left, parts).map((left, i) => ({
    ...job,
    resume: { counts: i === 0 ? input.counts : noCounts(), left },
  }));
}

/**
 * Spans of about as many keys each.
 * @param {Span[]} spans
 * @param {number} parts
 */
function cut(spans, parts) {
  const keys = spans.reduce((sum, [, count]) => sum + count, 0);
  const rest = spans.map(([start, count]) => /** @type {Span} */ ([start, count]));
  return Array.from({ length: parts }, (_, i) => {
    let room = Math.floor((keys * (i + 1)) / parts) - Math.floor((keys * i) / parts);
    /** @type {Span[]} */
    const mine = [];
    while (room > 0) {
      const [start, count] = rest[0];
      const take = Math.min(room, count);
      mine.push([start, take]);
      room -= take;
      if (take === count) rest.shift();
      else rest[0] = [start + take, count - take];
    }
    return mine;
  });
}

/** @param {Job} part  of a range: nothing else is shared */
const censusTotal = (part) => /** @type {{count: number}} */ (/** @type {CensusJob} */ (part).keys).count;

/**
 * How far all parts are together: asked with what each said last.
 * @param {Job[]} parts
 * @param {(Progress | undefined)[]} last
 * @returns {Progress}
 */
export function together(parts, last) {
  const states = parts.map(
    (part, i) => last[i]?.state ?? /** @type {CensusState} */ (/** @type {CensusJob} */ (part).resume),
  );
  const counts = states.map((state) => state.counts).reduce(sum);
  const total = censusTotal(parts[0]);
  const left = states.flatMap((state) => state.left);
  return { done: counts.keys, total, phase: 'keys', counts, state: { counts, left } };
}

/**
 * What a part would say last: its result, with nothing left.
 * @param {Job} part
 * @param {any} result
 * @returns {Progress}
 */
export function finished(part, { keys, modulo, ring, loads }) {
  const counts = sum(noCounts(), { keys, modulo, ring, loads });
  const total = censusTotal(part);
  return { done: keys, total, phase: 'keys', counts, state: { counts, left: [] } };
}

/**
 * One answer of all parts' answers. What is to be expected is the same in each: it is of all keys.
 * @param {any[]} results
 * @returns {CensusResult}
 */
export function joined([first, ...others]) {
  return others.reduce((all, { modulo, ring, keys, loads }) => {
    const { modulo: byModulo, ring: byRing, ...rest } = sum(all, { keys, modulo, ring, loads });
    return { ...rest, modulo: { ...all.modulo, ...byModulo }, ring: { ...all.ring, ...byRing } };
  }, first);
}

/**
 * @param {import('../edgecache.d.ts').CensusCounts} a
 * @param {import('../edgecache.d.ts').CensusCounts} b
 */
function sum(a, b) {
  const loads = b.loads ? addedLoads(a.loads, b.loads) : a.loads;
  return { ...added(a, b), ...(loads && { loads }) };
}
