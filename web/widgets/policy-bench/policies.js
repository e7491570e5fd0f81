// Who runs: every replacement policy of the engine, in the order in which the story tells them. Belady's is no cache that anybody
// can build, since it knows the future: it is the line that nobody beats.

/** @typedef {import('../../engine/edgecache.d.ts').PolicyName} PolicyName */
/**
 * @typedef {object} Policy
 * @property {PolicyName} id
 * @property {string} rule who goes when there is no room
 * @property {string} file its page of the lesson
 */

/** @type {readonly Policy[]} */
export const POLICIES = [
  { id: 'FIFO', rule: 'the oldest goes', file: 'cpp/cache/fifo_cache.hpp' },
  { id: 'LRU', rule: 'the longest unused goes', file: 'cpp/cache/lru_cache.hpp' },
  { id: 'CLOCK', rule: 'FIFO, once more round after a hit', file: 'cpp/cache/clock_cache.hpp' },
  { id: 'SIEVE', rule: 'a hand walks from old to new', file: 'cpp/cache/sieve_cache.hpp' },
  {
    id: 'S3-FIFO',
    rule: 'a small queue in front keeps passers-by out',
    file: 'cpp/cache/s3_fifo_cache.hpp',
  },
  { id: 'Belady', rule: 'who is asked for again last goes', file: 'cpp/cache/belady.hpp' },
];

/** The bound. */
export const BOUND = 'Belady';

const BY_ID = new Map(POLICIES.map((policy) => [policy.id, policy]));

/** @param {unknown} id @returns {Policy | null} */
export const policyOf = (id) => BY_ID.get(/** @type {PolicyName} */ (id)) ?? null;

/** As a viewer reads it. @param {PolicyName} id */
export const nameOf = (id) => (id === BOUND ? 'Belady’s MIN' : id);
