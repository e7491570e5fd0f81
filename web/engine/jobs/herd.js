/**
 * What single-flight saves, counted without chance: {do: 'herd', requests: [[0, 'key:0'], ...], pool: 20,
 * dbMs: 10, coalesce: true}. All requests miss, nothing is ever stored.
 */
import { refused, wholeNumber } from '../checks.js';
import { encode, decode } from '../texts.js';

/** More requests than that are no question for one call. */
const MOST_REQUESTS = 10_000_000;

/** Times and lengths of time up to here add up to no more than 2^53. */
const MOST_MS = 1e15;
const MOST_DB_MS = 1e8;

/** Numbers of HerdCounts in herd.hpp. */
const COUNTS = 7;

/**
 * @param {import('../engine.js').Engine} engine
 * @param {import('../edgecache.d.ts').HerdJob} job
 * @returns {Generator<never, import('../edgecache.d.ts').HerdResult | import('../edgecache.d.ts').Refused, void>}
 */
export function* herd(engine, job) {
  const { requests, pool, dbMs, coalesce = false } = job;
  if (!Array.isArray(requests) || typeof coalesce !== 'boolean') return refused('input-unreadable');
  if (requests.length > MOST_REQUESTS) return refused('too-big');
  const times = new Float64Array(requests.length);
  const keys = new Uint32Array(requests.length);
  /** @type {Map<string, number>} */
  const numbers = new Map();
  for (const [i, request] of requests.entries()) {
    if (!Array.isArray(request)) return refused('input-unreadable');
    const time = wholeNumber(request[0], i === 0 ? 0 : times[i - 1], MOST_MS);
    if (time === null) return refused('time-out-of-range');
    const key = encode(request[1]);
    if ('refused' in key) return key;
    const name = decode(key); // keys are the same when their bytes are
    if (!numbers.has(name)) numbers.set(name, numbers.size);
    times[i] = time;
    keys[i] = numbers.get(name) ?? 0;
  }
  if (wholeNumber(pool, 1, 0xffffffff) === null) return refused('count-out-of-range');
  if (wholeNumber(dbMs, 0, MOST_DB_MS) === null) return refused('time-out-of-range');
  return engine.ask(({ native, memory }) => {
    const timesAt = memory.keep('herd-times', times.byteLength);
    const keysAt = memory.keep('herd-keys', keys.byteLength);
    const out = memory.keep('herd-counts', COUNTS * 8);
    memory.doubles(timesAt, times.length).set(times);
    memory.words(keysAt, keys.length).set(keys);
    native.herd(timesAt, keysAt, times.length, numbers.size, pool, dbMs, coalesce, out);
    const [asked, dbQueries, coalesced, longestWaitMs, firstFull, mostOutstanding, lastAnswer] =
      memory.doubles(out, COUNTS);
    return {
      requests: asked,
      dbQueries,
      coalesced,
      longestWaitMs,
      poolFirstFullAtMs: firstFull < 0 ? null : firstFull,
      mostOutstanding,
      lastAnswerAtMs: lastAnswer < 0 ? null : lastAnswer,
    };
  });
}
