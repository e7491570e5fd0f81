/**
 * Bulk questions about a ring: whose is each of these million keys, how many are whose.
 */
import { allot, isRefused, isTypedArray, optionsOf, refused } from './checks.js';
import { CHUNK_KEYS, inChunks, keySource } from './keys.js';

/**
 * @typedef {import('./edgecache.d.ts').Keys} Keys
 * @typedef {import('./edgecache.d.ts').Refused} Refused
 * @typedef {import('./ring-handle.js').RingHandle} RingHandle
 */

/**
 * Index into servers() of each key's owner; 0xffffffff on an empty ring. A new array of a million entries
 * costs a quarter of the answer, so who asks again and again brings one.
 * @param {RingHandle} ring
 * @param {Keys} keys
 * @param {{into?: Uint32Array}} [options]
 * @returns {Uint32Array | Refused}
 */
export function placeKeys(ring, keys, options) {
  const { into } = optionsOf(options);
  const source = keySource(keys);
  if (isRefused(source)) return source;
  if (into && !(isTypedArray(into, 'Uint32Array') && into.length === source.count)) {
    return refused('input-unreadable');
  }
  const owners = into ?? allot(Uint32Array, source.count);
  if (isRefused(owners)) return owners;
  return ring.ask((native, instance) => {
    const buffer = instance.memory.keep('owners', CHUNK_KEYS * 4);
    inChunks(instance, source, ring.hash, (positions, start, count) => {
      native.owners(positions, count, buffer);
      owners.set(instance.memory.words(buffer, count), start);
    });
    return owners;
  });
}

/**
 * Keys per server, in servers() order; an empty ring has no servers to count for.
 * @param {RingHandle} ring
 * @param {Keys} keys
 * @returns {Uint32Array | Refused}
 */
export function countKeys(ring, keys) {
  const source = keySource(keys);
  if (isRefused(source)) return source;
  return ring.ask((native, instance) => {
    const { memory } = instance;
    const servers = ring.names.size;
    const buffer = memory.keep('owners', CHUNK_KEYS * 4);
    const counts = memory.keep('counts', servers * 4);
    memory.words(counts, servers).fill(0);
    inChunks(instance, source, ring.hash, (positions, _, count) => {
      native.tally(positions, count, buffer, counts);
    });
    return memory.words(counts, servers).slice();
  });
}
