/**
 * Scenarios of caches drawn by seed, many of them hostile: operations on few keys in small tiers, so that
 * everything happens often.
 */

const CAPACITIES = [0, -1, 1.5, 2 ** 53, 1e300, -0, null, '2'];
const MODES = ['inclusive', 'nine', 'hit-tier', 'all', 'exclusive', '', null, 5];
const TIMES = [0, -1, 1.5, 2 ** 53, 1e300, -0, 1e15, 4_000_000_000_000, 'x', true];

/**
 * @param {{pick: <T>(list: readonly T[]) => T, below: (bound: number) => number, some: <T>(most: number, make: () => T) => T[],
 *   text: () => unknown, wide: () => unknown, odd: () => unknown, rarely: (odd: () => unknown, usual: () => unknown) => unknown}} dice
 * @returns {Record<string, () => object>}
 */
export function cacheScenarios({ pick, below, some, text, wide, odd, rarely }) {
  const key = () => rarely(text, () => pick(['a', 'b', 'c', 'd', 'e', '/v1/a', '/v2/a', '\ud800', '\ufffd']));
  const ms = () =>
    rarely(
      () => rarely(() => pick(TIMES), odd),
      () => pick([0, 1, 5, 20, 50]),
    );
  const ttl = () => pick([() => [], () => [null], () => [ms()], () => [ms()]])();
  const operation = () =>
    below(60) === 0
      ? pick([odd(), ['fly'], [], ['get'], ['purge', 'a'], ['advance'], ['__proto__', 'a']])
      : pick([
          () => ['get', key(), .../** @type {unknown[]} */ (ttl())],
          () => ['get', key(), .../** @type {unknown[]} */ (ttl())],
          () => ['put', key(), .../** @type {unknown[]} */ (ttl())],
          () => ['db', key()],
          () => ['vget', key()],
          () => ['vput', key()],
          () => ['purge', key(), Array.from({ length: below(40) ? 3 : below(5) }, ms)],
          () => ['advance', ms()],
        ])();
  const tiers = () => {
    const one = 1 + below(3);
    const two = one + below(3) - (below(20) ? 0 : 1);
    return [one, two, two + below(4)];
  };
  const zipf = () => ({
    objects: rarely(odd, () => pick([1, 2, 50])),
    skew: rarely(odd, () => pick(['0', '0.5', '1', '2', '0.99', 1, 0.5])),
    seed: wide(),
    count: below(200),
  });
  return {
    policy: () => ({
      policy: rarely(
        () => pick(['MRU', '', null, 'lru']),
        () => pick(['LRU', 'FIFO', 'CLOCK', 'SIEVE', 'S3-FIFO', 'Belady']),
      ),
      capacities: rarely(odd, () =>
        some(4, () =>
          below(30)
            ? 1 + below(12)
            : /** @type {number} */ (pick(/** @type {readonly unknown[]} */ (CAPACITIES))),
        ),
      ),
      zipf: rarely(odd, zipf),
    }),
    tiered: () => ({
      capacity: rarely(() => pick([odd(), [pick(CAPACITIES), 2, 3], [2, 2], [1], [], [1, 1, 1, 1]]), tiers),
      ...(below(2) && {
        inclusion: rarely(
          () => pick(MODES),
          () => pick(['inclusive', 'nine']),
        ),
      }),
      ...(below(2) && {
        touch: rarely(
          () => pick(MODES),
          () => pick(['hit-tier', 'all']),
        ),
      }),
      ...(below(8) === 0 && { latency_ns: rarely(odd, () => pick([[1, 2, 3], [0, 0, 0], [1], [-1, 0, 0]])) }),
      ...(below(8) === 0 && { db_latency_ns: pick([0, 1, -1, 1.5, 2 ** 53]) }),
      ...(below(3) && {
        log: rarely(
          () => pick(MODES),
          () => pick(['state', 'result']),
        ),
      }),
      ...(below(8) ? { ops: rarely(odd, () => some(30, operation)) } : { zipf: rarely(odd, zipf) }),
    }),
  };
}
