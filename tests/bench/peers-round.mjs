/**
 * One round of npm's own: `hashring` for rings, `xxhash-wasm` for hashes. Same servers, same points, same
 * keys; prints kernel -> {value, unit}.
 */
// @ts-expect-error: it has no types
import HashRing from 'hashring';
import createXxhash from 'xxhash-wasm';
import { secondsOf, serverNames, userKeys } from './measure.mjs';

const POINTS = 100;
const keys = userKeys(20_000);

const start = performance.now();
// 25 hashes of four points each are 100 points a server.
const ring = new HashRing(serverNames(100), 'md5', { 'vnode count': POINTS / 4, replicas: 4 });
ring.get('user:0');
const buildMs = performance.now() - start;
if (ring.size !== 100 * POINTS) throw new Error(`hashring has ${ring.size} points`);

const xxhash = await createXxhash();
const encoder = new TextEncoder();
const encoded = keys.map((key) => encoder.encode(key));
/** @template T @param {T[]} list @param {(item: T) => unknown} call */
function callEach(list, call) {
  for (const item of list) call(item);
}
/** @template T @param {T[]} list @param {(item: T) => unknown} call */
const each = (list, call) => ({
  value: (secondsOf(() => callEach(list, call)) / list.length) * 1e9,
  unit: 'ns a key',
});

console.log(
  JSON.stringify({
    'hashring-build-cold': { value: buildMs, unit: 'ms' },
    // find(hashValue) goes past its cache of the last 5,000 keys
    'hashring-lookup': each(keys, (key) => ring.ring[ring.find(ring.hashValue(key))].server),
    'xxhash-wasm-text': each(keys, (key) => xxhash.h64(key)),
    'xxhash-wasm-bytes': each(encoded, (bytes) => xxhash.h64Raw(bytes)),
  }),
);
