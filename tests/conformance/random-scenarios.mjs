/**
 * Scenarios drawn by seed, many of them hostile: what a held-out file might hold. Two engines that answer
 * all of them alike, byte for byte, agree about the rules and about what breaks them.
 */
import { cacheScenarios } from './random-caches.mjs';

/**
 * SplitMix64 in a few lines: the tests' own chance, so that the engine's is not judged by itself.
 * @param {bigint} seed
 */
export function chance(seed) {
  let state = BigInt.asUintN(64, seed);
  const next = () => {
    state = BigInt.asUintN(64, state + 0x9e3779b97f4a7c15n);
    let z = state;
    z = BigInt.asUintN(64, (z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n);
    z = BigInt.asUintN(64, (z ^ (z >> 27n)) * 0x94d049bb133111ebn);
    return z ^ (z >> 31n);
  };
  const below = (/** @type {number} */ bound) => Number(next() % BigInt(bound));
  return {
    next,
    below,
    /** @template T @param {readonly T[]} list @returns {T} */
    pick: (list) => list[below(list.length)],
    /** @template T @param {number} most @param {() => T} make @returns {T[]} */
    some: (most, make) => Array.from({ length: below(most + 1) }, make),
  };
}

const TEXTS = [
  ...['', 'a', 'server-1', 'user:84', ' ', ' a ', 'é', 'é', '日本語', '🔥', '👩‍💻', 'a\u0000b', '\u0000'],
  ...['\ud800', 'x\udc00y', '\ufffd', '\ufeffbom', '\u202eabc', '__proto__', 'constructor', 'toString'],
  ...['10', '2', '-0', 'NaN', 'null', '1e308', 'a-1', 'a-1-0', '45 A', 'a\nb', '\r', 'ÿ', '\u2028'],
];
const NUMBERS = [0, -1, 1, 1.5, 2, 3, 7, 100, 10_000, 10_001, 2 ** 32, 2 ** 53, 1e300, -0];
const ODD = [null, true, '', '7', '0x10', [], {}, 'abc', undefined];
const WIDE = [
  '0',
  '1',
  '18446744073709551615',
  '18446744073709551616',
  '-1',
  '1.5',
  'abc',
  '',
  '9007199254740993',
  '007',
];
const DEGREES = [
  '0',
  '45',
  '120',
  '359.999999999',
  '360',
  '-1',
  '1e2',
  'abc',
  '',
  '.5',
  '5.',
  '0.1',
  '00012',
  '180.0001',
  '٣',
];

/**
 * @param {bigint} seed
 * @param {number} count
 * @param {string[]} [only]  kinds, where not all are wanted; one that does not exist is always among them
 * @returns {{scenarios: {id: string, kind: string, input: unknown}[]}}
 */
export function randomScenarios(seed, count, only) {
  const dice = chance(seed);
  const { pick, below, some } = dice;
  const rarely = (/** @type {() => unknown} */ odd, /** @type {() => unknown} */ usual) =>
    below(12) === 0 ? odd() : usual();
  const odd = () => pick(ODD);
  const text = () =>
    rarely(
      () => ({ repeat: [pick(TEXTS), below(2000)] }),
      () => (below(3) ? pick(TEXTS) : `s${below(6)}`),
    );
  // Names of servers stay short: each is hashed once a virtual node, and Python takes its time.
  const name = () =>
    rarely(
      () => ({ repeat: [pick(TEXTS), below(40)] }),
      () => (below(3) ? pick(TEXTS) : `s${below(6)}`),
    );
  const wide = () =>
    rarely(
      () => pick(WIDE),
      () => dice.next().toString(),
    );
  const vnodes = () => rarely(odd, () => (below(8) ? 1 + below(40) : pick(NUMBERS)));
  const keys = () =>
    rarely(odd, () =>
      below(2)
        ? some(8, text)
        : {
            prefix: text(),
            count: rarely(
              () => pick([0, -1, 1.5, 999]),
              () => below(60),
            ),
          },
    );
  const ring = () =>
    rarely(odd, () =>
      pick([
        () => ({ servers: some(6, name), vnodes: vnodes() }),
        () => ({ prefix: name(), count: rarely(odd, () => below(9)), vnodes: vnodes() }),
        () => ({ servers: some(5, text), plain: true }),
        () => ({ points: Object.fromEntries(some(5, () => [pick(TEXTS), some(4, wide)])) }),
      ])(),
    );
  const step = () =>
    rarely(odd, () =>
      pick([
        () => ['add', name(), vnodes()],
        () => ['add_at', text(), rarely(odd, () => some(3, () => pick(['1000', '1000', '5000', wide()])))],
        () => ['remove', name()],
        () => ['owner', text()],
        () => ['owner_of_hash', pick(['999', '1000', '1001', wide()])],
        () => ['preference', text(), rarely(odd, () => pick(NUMBERS))],
        () => ['points'],
        () => [pick(['fly', '__proto__', 'add', ''])],
      ])(),
    );
  const degrees = () =>
    rarely(
      () => pick(DEGREES),
      () => `${below(360)}.${below(1000)}`,
    );
  const placed = () => Object.fromEntries(some(5, () => [pick(TEXTS), degrees()]));
  /** @type {Record<string, () => object>} */
  const kinds = {
    hash: () => ({ texts: rarely(odd, () => some(6, text)), ...(below(2) && { seed: wide() }) }),
    'hash-lengths': () => ({
      from: pick([0, 1, 5, -1]),
      to: below(70),
      seeds: rarely(odd, () => some(3, wide)),
    }),
    ring: () => ({ ring: ring() }),
    lookup: () => ({ ring: ring(), keys: keys(), ...(below(2) && { digest: true }) }),
    'lookup-hash': () => ({
      ring: ring(),
      hashes: rarely(odd, () => some(6, wide)),
      ...(below(4) === 0 && { digest: true }),
    }),
    modulo: () => ({
      servers: rarely(
        () => pick(NUMBERS),
        () => 1 + below(200),
      ),
      keys: keys(),
    }),
    preference: () => ({
      ring: ring(),
      count: rarely(
        () => pick(NUMBERS),
        () => below(5),
      ),
      keys: keys(),
    }),
    movement: () => ({
      prefix: name(),
      vnodes: vnodes(),
      keys: keys(),
      from: 1 + below(6),
      to: pick([1, 2, 5, 0, 1.5, 'x']),
    }),
    load: () => ({
      prefix: name(),
      servers: below(6),
      vnodes: rarely(odd, () => some(3, vnodes)),
      keys: keys(),
    }),
    steps: () => ({ steps: rarely(odd, () => some(14, step)) }),
    angles: () => ({ servers: placed(), keys: placed() }),
    herd: () => {
      let ms = 0;
      const request = () => {
        ms += below(4);
        return rarely(odd, () => [ms, pick(['a', 'b', 'é', '\ud800', '\ufffd', ''])]);
      };
      return {
        requests: rarely(odd, () => some(40, request)),
        pool: rarely(
          () => pick(NUMBERS),
          () => 1 + below(4),
        ),
        db_ms: rarely(
          () => pick(NUMBERS),
          () => below(12),
        ),
        coalesce: pick([true, false]),
      };
    },
    ...cacheScenarios({ ...dice, text, wide, odd, rarely }),
    splitmix64: () => ({ seed: wide(), count: rarely(odd, () => below(20)) }),
    zipf: () => ({
      objects: rarely(odd, () => pick([0, 1, 2, 50, 1000, 2 ** 24])),
      skew: rarely(odd, () => pick(['0', '0.5', '1', '2', '0.99', '1.2', 'x', '-1', '5', 1, 0.5])),
      seed: wide(),
      count: below(20),
    }),
  };
  const names = [...(only ?? Object.keys(kinds)), pick(['fly', '__proto__'])];
  return {
    scenarios: Array.from({ length: count }, (_, i) => {
      const kind = names[i % names.length];
      return {
        id: `${kind}-${i}`,
        kind,
        input: rarely(odd, Object.hasOwn(kinds, kind) ? kinds[kind] : () => ({})),
      };
    }),
  };
}
