/**
 * Kind `herd`: requests that all miss, a pool of database connections, with and without coalescing.
 *
 * @typedef {import('./subject.d.ts').Subject} Subject
 */
import { wholeNumber } from '../../web/engine/checks.js';
import { granted, list, Refusal, text } from './inputs.mjs';

/** Times up to here stay exact when queries queue up behind each other. */
const MOST_MS = 1e15;
const MOST_DB_MS = 1e8;

/**
 * @param {Subject} subject
 * @param {Map<string, unknown>} input
 */
export async function herd(subject, input) {
  let last = 0;
  const requests = list(input.get('requests')).map((request) => {
    const [ms, key] = list(request);
    last = time(ms, last, MOST_MS); // the clock never goes back
    return /** @type {[number, string]} */ ([last, text(key)]);
  });
  const pool = wholeNumber(input.get('pool'), 1, 0xffffffff);
  if (pool === null) throw new Refusal('count-out-of-range');
  const dbMs = time(input.get('db_ms'), 0, MOST_DB_MS);
  const coalesce = input.get('coalesce') === true;
  const counts = granted(await subject.herd({ requests, pool, dbMs, coalesce }));
  return {
    requests: counts.requests,
    db_queries: counts.dbQueries,
    coalesced: counts.coalesced,
    longest_wait_ms: counts.longestWaitMs,
    pool_first_full_at_ms: counts.poolFirstFullAtMs,
    most_outstanding: counts.mostOutstanding,
    last_answer_at_ms: counts.lastAnswerAtMs,
  };
}

/**
 * @param {unknown} value
 * @param {number} least
 * @param {number} most
 */
function time(value, least, most) {
  const number = wholeNumber(value, least, most);
  if (number === null) throw new Refusal('time-out-of-range');
  return number;
}
