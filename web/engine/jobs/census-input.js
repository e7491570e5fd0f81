/**
 * What a census is asked, checked before anything is built: whatever is over a limit is refused with its
 * code.
 */
import { isRefused, MAX_COUNT, refused, unsigned64, wholeNumber } from '../checks.js';
import { DEFAULT_VNODES, MAX_VNODES } from '../hash-ring.js';
import { keySource } from '../keys.js';
import { encode } from '../texts.js';

/**
 * @typedef {import('../edgecache.d.ts').CensusJob} CensusJob
 * @typedef {import('../edgecache.d.ts').CensusCounts} CensusCounts
 * @typedef {import('../edgecache.d.ts').Refused} Refused
 * @typedef {[start: number, count: number]} Span  keys by number
 * @typedef {object} CensusInput
 * @property {number} before
 * @property {number} after
 * @property {number} vnodes
 * @property {string} prefix
 * @property {bigint | null} seed  null: the seed of everything else
 * @property {boolean} loads
 * @property {import('../keys.js').KeySource} source
 * @property {CensusCounts} counts  what an earlier run has counted
 * @property {Span[]} left  what it has left
 */

/** Tokens of one ring; C++ refuses more as well, but only once it has built so many. */
const MAX_TOKENS = 1_000_000;

/** Longer prefixes make a key cost what hashing its prefix costs. */
const MAX_PREFIX_BYTES = 1024;

/** @returns {CensusCounts} */
export const noCounts = () => ({
  keys: 0,
  modulo: { moved: 0, movedBetweenPresentInBoth: 0 },
  ring: { moved: 0, movedBetweenPresentInBoth: 0 },
});

/**
 * @param {CensusJob} job
 * @returns {CensusInput | Refused}
 */
export function censusInput(job) {
  const { vnodes = DEFAULT_VNODES, prefix = 'server-', loads = false } = job;
  const before = wholeNumber(job.before, 1, MAX_TOKENS);
  const after = wholeNumber(job.after, 1, MAX_TOKENS);
  if (before === null || after === null) return refused('servers-out-of-range');
  if (wholeNumber(vnodes, 1, MAX_VNODES) === null) return refused('vnodes-out-of-range');
  if (Math.max(before, after) * vnodes > MAX_TOKENS) return refused('too-many-points');
  const seed = job.seed === undefined ? null : unsigned64(job.seed);
  if (job.seed !== undefined && seed === null) return refused('seed-out-of-range');
  const name = encode(prefix);
  if (isRefused(name)) return name;
  const source = keySource(job.keys);
  if (isRefused(source)) return source;
  const stem = source.kind === 'range' ? source.prefixBytes.length : 0;
  if (Math.max(name.length, stem) > MAX_PREFIX_BYTES) return refused('text-too-long');
  if (source.count > MAX_COUNT) return refused('count-out-of-range');
  const rest = resumed(job.resume, source.count, loads === true ? [before, after] : null);
  if (rest === null) return refused('input-unreadable');
  return { before, after, vnodes, prefix, seed, loads: loads === true, source, ...rest };
}

/**
 * Where an earlier run stopped, or the beginning; null when it is no such thing.
 * @param {unknown} state
 * @param {number} total
 * @param {[number, number] | null} servers  where loads are counted too
 * @returns {{counts: CensusCounts, left: Span[]} | null}
 */
function resumed(state, total, servers) {
  if (state === undefined || state === null) return { counts: noCounts(), left: [[0, total]] };
  const { counts, left } = /** @type {any} */ (state);
  if (!Array.isArray(left) || !isCounts(counts, total)) return null;
  if (servers && counts.keys > 0 && !isLoads(counts.loads, servers)) return null;
  /** @type {Span[]} */
  const spans = [];
  let keys = counts.keys;
  for (const span of left) {
    const start = wholeNumber(span?.[0], 0, total);
    const count = wholeNumber(span?.[1], 0, total - (start ?? 0));
    if (start === null || count === null) return null;
    spans.push([start, count]);
    keys += count;
  }
  return keys <= total ? { counts, left: spans } : null;
}

/**
 * @param {any} counts
 * @param {number} total
 */
function isCounts(counts, total) {
  const all = [counts?.keys];
  for (const rule of [counts?.modulo, counts?.ring]) all.push(rule?.moved, rule?.movedBetweenPresentInBoth);
  return all.every((number) => wholeNumber(number, 0, total) !== null);
}

/**
 * @param {any} loads
 * @param {[number, number]} servers
 */
const isLoads = (loads, [before, after]) =>
  [loads?.modulo, loads?.ring].every(
    (rule) => rule?.before?.length === before && rule.after?.length === after,
  );
