/**
 * The tiered cache as a page asks it: answers, events and refusals as plain data, hostile arguments
 * included. What it decides is held by tests/cpp and by the recorded scenarios.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cacheStatus } from '../../web/engine/cache-status.js';
import { newEngine } from '../../web/engine/node.js';
import { makeTieredCache } from '../../web/engine/tiered-cache.js';

/** @type {Awaited<ReturnType<typeof newEngine>>} */
let engine;
beforeAll(async () => {
  engine = await newEngine();
});

/** @type {{delete(): void}[]} */
const made = [];
afterAll(() => {
  for (const cache of made) cache.delete();
});

/** A cache of the test's. @param {any} spec @returns {any} */
function cacheOf(spec) {
  const cache = makeTieredCache(engine, spec);
  if (!('refused' in cache)) made.push(cache);
  return cache;
}

/** Slide 15: the value lies in L3 alone. */
function slide15() {
  const cache = cacheOf({ capacity: [2, 4, 8], inclusion: 'nine' });
  expect(cache.preload(2, ['user:123'])).toBe(true);
  return cache;
}

const kinds = (/** @type {any} */ answer) =>
  answer.events.map((/** @type {any} */ { kind, tier }) => (tier === null ? kind : `${kind} L${tier + 1}`));

describe('one read', () => {
  test('slide 15: six lines are the events of one real read, and its cost is their sum', () => {
    const cache = slide15();
    const answer = cache.get('user:123');
    expect(kinds(answer)).toEqual([
      ...['probe L1', 'miss L1', 'probe L2', 'miss L2', 'probe L3', 'hit L3', 'promote L2', 'promote L1'],
    ]);
    expect(answer).toMatchObject({ where: 'L3', tier: 2, hit: true, version: 0, stale: false });
    expect(answer.events.reduce((/** @type {number} */ sum, /** @type {any} */ e) => sum + e.costNs, 0)).toBe(
      answer.costNs,
    );
    expect(answer.costNs).toBe(1_100_100);
    expect(cache.get('user:123').costNs).toBe(100);
  });

  test('its Cache-Status line names the caches from the origin to the reader', () => {
    const cache = slide15();
    expect(cacheStatus(cache.get('user:123'))).toBe(
      'L3; hit, L2; fwd=uri-miss; stored, L1; fwd=uri-miss; stored',
    );
    expect(cacheStatus(cache.get('user:123'), { names: ['edge'] })).toBe('edge; hit');
    const fetched = cache.get('other', { ttlMs: 90_500 });
    expect(cacheStatus(fetched)).toBe(
      'L3; fwd=uri-miss; stored, L2; fwd=uri-miss; stored, L1; fwd=uri-miss; stored',
    );
    const [copy] = cache.copies('other');
    expect(cacheStatus(cache.get('other'), { expiresAtMs: copy.expiresAtMs })).toBe('L1; hit; ttl=90');
    cache.advance(90_500);
    expect(cacheStatus(cache.get('other', { ttlMs: 0 }))).toBe('L3; fwd=stale, L2; fwd=stale, L1; fwd=stale');
  });

  test('a reader who shares a fetch is told so', () => {
    const cache = cacheOf({ capacity: [1], latencyNs: [0], fetch: 'takes-time', coalesce: 'node' });
    cache.get('a');
    const joined = cache.get('a');
    expect(joined).toMatchObject({ coalesced: true, hit: false, where: 'db' });
    expect(cacheStatus(joined)).toBe('L1; fwd=uri-miss; collapsed');
  });
});

describe('contents, copies, counts', () => {
  test('what lies where, newest first, and which copies the database has moved past', () => {
    const cache = cacheOf({ capacity: [1, 2, 4] });
    cache.get('a');
    cache.get('b', { ttlMs: 5 });
    cache.dbWrite('a');
    expect(cache.contents().map((/** @type {any} */ c) => `L${c.tier + 1} ${c.key}`)).toEqual([
      ...['L1 b', 'L2 b', 'L2 a', 'L3 b', 'L3 a'],
    ]);
    expect(cache.copies('a')).toEqual([
      ...[1, 2].map((tier) => ({
        ...{ tier, node: 0, key: 'a', version: 0, dbVersion: 1 },
        ...{ stale: true, expiresAtMs: null, expired: false },
      })),
    ]);
    expect(cache.copies('b')[0]).toMatchObject({ expiresAtMs: 5, expired: false });
    expect(cache.stats()).toMatchObject({
      ...{ gets: 2, hits: [0, 0, 0], misses: 2, evictions: [1, 0, 0], dbReads: 2, dbWrites: 1 },
      ...{ sizes: [1, 2, 2], entries: 5, staleEntries: 2, fills: [2, 2, 2] },
    });
    expect(cache.resetStats()).toBe(true);
    expect(cache.stats()).toMatchObject({ gets: 0, fills: [0, 0, 0], entries: 5 });
  });

  test('a copy is another cache in the same state', () => {
    const cache = cacheOf({ capacity: [1, 2, 4] });
    cache.get('a');
    const other = cache.copy();
    made.push(other);
    other.get('b');
    expect(cache.stats().gets).toBe(1);
    expect(other.get('a')).toMatchObject({ where: 'L2', key: 'a' });
  });

  test('places have nearest caches of their own, and share those behind', () => {
    const cache = cacheOf({ capacity: [2, 4, 8], nodes: [6, 3, 1] });
    cache.get('a', { place: 0 });
    expect(cache.get('a', { place: 1 }).where).toBe('L2');
    expect(cache.get('a', { place: 5 }).where).toBe('L3');
    const nodes = cache.copies('a').map((/** @type {any} */ { tier, node }) => [tier, node]);
    expect(nodes).toEqual([
      ...[
        [0, 0],
        [0, 1],
        [0, 5],
      ],
      ...[
        [1, 0],
        [1, 2],
      ],
      [2, 0],
    ]); // prettier-ignore
  });

  test('a preload is all or nothing, and leaves the first key the newest', () => {
    const cache = cacheOf({ capacity: [2, 2, 3] });
    expect(cache.preload(0, ['a', 'b'])).toBe(true);
    expect(cache.contents().map((/** @type {any} */ c) => c.key)).toEqual(['a', 'b', 'a', 'b', 'a', 'b']);
    expect(cache.preload(2, ['c', 'd'])).toEqual({ refused: 'capacity-out-of-range' });
    expect(cache.contents()).toHaveLength(6);
    expect(cache.preload(3, ['c'])).toEqual({ refused: 'nodes-out-of-range' });
    expect(cache.preload(0, 'c')).toEqual({ refused: 'input-unreadable' });
    expect(cache.preload(0, [5])).toEqual({ refused: 'input-unreadable' });
    expect(cache.contents()).toHaveLength(6);
  });

  test('a purge is a wave where each node has a delay of its own', () => {
    const cache = cacheOf({ capacity: [2, 4], latencyNs: [1, 1], nodes: [2, 1], inclusion: 'nine' });
    cache.get('a', { place: 0 });
    cache.get('a', { place: 1 });
    expect(kinds(cache.purge('a', { delayMs: [[20, 10], [0]] }))).toEqual(['purge L2']);
    expect(cache.advance(10).events).toMatchObject([{ kind: 'purge', tier: 0, node: 1, atMs: 10 }]);
    expect(cache.advance(10).events).toMatchObject([{ kind: 'purge', tier: 0, node: 0, atMs: 20 }]);
    expect(cache.purge('a', { delayMs: [1] })).toEqual({ refused: 'nodes-out-of-range' });
  });

  test('versioned names read a new key after each change', () => {
    const cache = cacheOf({ capacity: [2, 4, 8] });
    expect(cache.versionedGet('style.css').key).toBe('/v1/style.css');
    expect(cache.versionedPut('style.css')).toMatchObject({ key: '/v2/style.css', version: 2 });
    expect(cache.versionedGet('style.css')).toMatchObject({ where: 'db', key: '/v2/style.css', version: 0 });
  });
});

describe('refused', () => {
  const refusal = (/** @type {any} */ spec) => cacheOf(spec).refused;

  test('R19: capacities 0, negative, shrinking, or none at all', () => {
    for (const bad of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, '2', null, 2 ** 53]) {
      expect(refusal({ capacity: [bad, 2, 8] }), String(bad)).toBe('capacity-out-of-range');
    }
    expect(refusal({ capacity: [] })).toBe('capacity-out-of-range');
    expect(refusal({ capacity: Array(9).fill(1), latencyNs: Array(9).fill(1) })).toBe(
      'capacity-out-of-range',
    );
    expect(refusal({ capacity: [4, 2, 8] })).toBe('capacity-not-growing');
    expect(refusal({ capacity: [4, 2, 8], inclusion: 'nine' })).toBeUndefined();
    expect(refusal({ capacity: [1, 1, Number.MAX_SAFE_INTEGER] })).toBeUndefined();
  });

  test('R20: capacity 1, 1, 1 works, and inclusion holds', () => {
    const cache = cacheOf({ capacity: [1, 1, 1] });
    for (const key of 'abacabc') cache.get(key);
    expect(cache.contents().map((/** @type {any} */ c) => c.key)).toEqual(['c', 'c', 'c']);
    expect(cache.stats()).toMatchObject({ evictions: [0, 0, 6], backInvalidations: [6, 6, 0] });
  });

  test('R21: a ttl of 0 is not stored, -1 and NaN are refused, and the clock does not go back', () => {
    const cache = cacheOf({ capacity: [2, 4, 8] });
    expect(cache.get('a', { ttlMs: 0 }).where).toBe('db');
    expect(cache.contents()).toEqual([]);
    for (const ttlMs of [-1, Number.NaN, 1.5, '7', Number.POSITIVE_INFINITY, 2 ** 53]) {
      expect(cache.get('a', { ttlMs }), String(ttlMs)).toEqual({ refused: 'ttl-out-of-range' });
      expect(cache.put('a', { ttlMs })).toEqual({ refused: 'ttl-out-of-range' });
    }
    for (const ms of [-1, Number.NaN, 1.5, 1e300, undefined, 2 ** 52]) {
      expect(cache.advance(ms), String(ms)).toEqual({ refused: 'time-out-of-range' });
    }
    expect(cache.advance(1, -1)).toEqual({ refused: 'time-out-of-range' });
    expect(cache.advance(1, 500_000).nowMs).toBe(1.5);
    expect(cache.purge('a', { delayMs: [0, -1, 0] })).toEqual({ refused: 'time-out-of-range' });
    expect(cache.stats()).toMatchObject({ gets: 1, dbWrites: 0 });
  });

  test('N03: what no number is, C++ refuses as well when asked past JavaScript', () => {
    const answers = engine.ask(({ native, memory }) => {
      const spec = memory.keep('tiers', 33 * 8);
      const why = memory.keep('why', 4);
      const out = memory.keep('answer', 56);
      const make = (/** @type {number[]} */ ...numbers) => {
        memory.doubles(spec, 33).fill(0).set(numbers);
        const handle = native.tieredCache(spec, why);
        return handle ?? native.cacheRefusalCode(memory.words(why, 1)[0]);
      };
      const cache = make(10, 0, 0, 0, 0, 0, 0, 0, 1, 2, 1, 1);
      const text = memory.put('text', new Uint8Array([97]));
      const asked = (/** @type {number} */ ttl, /** @type {number} */ place) => {
        cache.apply(0, text, 1, ttl, place, out);
        return native.cacheRefusalCode(memory.words(out + 16, 1)[0]);
      };
      const found = [
        make(10, 0, 7, 0, 0, 0, 0, 0, 1, 2, 1, 1),
        make(10, 0, 0, 0, 0, 0, 0, 0, 1, Number.NaN, 1, 1),
        make(10, 0, 0, 0, 0, 0, 0, 0, 99, 2, 1, 1),
        make(10, 0, 0, 0, 0, 0, 0, 0, 1, 2, 0.5, 1),
        make(10, 0, 0, 0, 0, 0, 0, 0, 1, 2, 1, 5000),
        ...[asked(Number.NaN, 0), asked(0.5, 0), asked(5, 1), asked(5, -1), asked(5, 1e300), asked(5, 0)],
      ];
      cache.delete();
      return found;
    });
    expect(answers).toEqual([
      ...['mode-unknown', 'capacity-out-of-range', 'capacity-out-of-range', 'time-out-of-range'],
      ...['nodes-out-of-range', 'ttl-out-of-range', 'ttl-out-of-range'],
      ...['place-out-of-range', 'place-out-of-range', 'place-out-of-range', ''],
    ]);
  });

  test('specs and options that are none', () => {
    for (const spec of [undefined, null, 5, 'x', {}, { capacity: 5 }, { capacity: [1], latencyNs: 5 }]) {
      expect(refusal(spec), String(spec)).toBe('input-unreadable');
    }
    for (const mode of ['inclusion', 'touch', 'promotion', 'fill', 'fetch', 'coalesce']) {
      expect(refusal({ capacity: [1, 2, 3], [mode]: 'exclusive' }), mode).toBe('mode-unknown');
      expect(refusal({ capacity: [1, 2, 3], [mode]: 0 }), mode).toBe('mode-unknown');
    }
    expect(refusal({ capacity: [1, 2, 3, 4] })).toBe('time-out-of-range'); // a fourth latency is missing
    expect(refusal({ capacity: [1, 1], nodes: [3, 2] })).toBe('nodes-out-of-range');
    const cache = cacheOf({ capacity: [1, 1], nodes: [2, 1] });
    for (const place of [2, -1, 0.5, Number.NaN, '0', 1e300]) {
      expect(cache.get('a', { place }), String(place)).toEqual({ refused: 'place-out-of-range' });
    }
    expect(cache.get('a', null).where).toBe('db');
    expect(cache.get(5)).toEqual({ refused: 'input-unreadable' });
    expect(cache.purge('a', { delayMs: 5 })).toEqual({ refused: 'input-unreadable' });
  });

  test('a deleted cache says so; deleting twice is harmless', () => {
    const cache = cacheOf({ capacity: [1] });
    cache.delete();
    cache.delete();
    for (const answer of [cache.get('a'), cache.stats(), cache.contents(), cache.copy(), cache.advance(1)]) {
      expect(answer).toEqual({ refused: 'cache-deleted' });
    }
    expect(cache.preload(0, ['a'])).toEqual({ refused: 'cache-deleted' });
  });
});

describe('keys', () => {
  test('T01 to T11: any text is a key, and comes back as it was read', () => {
    const cache = cacheOf({ capacity: [100, 100, 100] });
    const texts = [
      '',
      '\u00e9',
      'e\u0301',
      '👩‍💻',
      'a\u0000b',
      '__proto__',
      'constructor',
      '\u202eabc',
      '\ufeff',
      '-0',
      'NaN',
    ];
    for (const text of texts) expect(cache.get(text).key).toBe(text);
    for (const text of texts) expect(cache.get(text).where, text).toBe('L1');
    expect(cache.get('x\ud800y').key).toBe('x\ufffdy');
    expect(cache.get('x\ufffdy').where).toBe('L1');
  });

  test('T07: a key over 16 MiB is refused, and the cache goes on', () => {
    const cache = cacheOf({ capacity: [1, 2, 3] });
    expect(cache.get('x'.repeat(2 ** 24 + 1))).toEqual({ refused: 'text-too-long' });
    expect(cache.get('x'.repeat(2 ** 20)).where).toBe('db');
    expect(cache.get('x'.repeat(2 ** 20)).where).toBe('L1');
  });

  test('W06: after a trap a cache says that its engine was replaced', async () => {
    const other = await newEngine();
    const cache = /** @type {any} */ (makeTieredCache(other, { capacity: [1] }));
    other.ask(() => {
      throw new WebAssembly.RuntimeError('unreachable');
    });
    expect(cache.get('a')).toEqual({ refused: 'engine-replaced' });
    cache.delete();
    expect(makeTieredCache(other, { capacity: [1] })).not.toHaveProperty('refused');
  });

  test('W12: caches made and deleted leave the heap as it was', () => {
    const heap = () => /** @type {any} */ (engine.ask(({ native }) => native.HEAPU8.length));
    const one = () => {
      const cache = /** @type {any} */ (makeTieredCache(engine, { capacity: [10, 100, 1000] }));
      for (let i = 0; i < 30; i++) cache.get(`user:${i}`);
      cache.purge('user:1');
      cache.contents();
      cache.delete();
    };
    for (let i = 0; i < 20; i++) one();
    const before = heap();
    for (let i = 0; i < 300; i++) one();
    expect(heap() - before).toBeLessThanOrEqual(1 << 20);
  });
});
