/**
 * What changes its owner when the servers change: exactly, as a share of the circle, and counted over
 * keys. For rings, and for the rule that rings replace.
 */
import { allot, isRefused, MAX_COUNT, optionsOf, refused, wholeNumber } from './checks.js';
import { HashRing } from './hash-ring.js';
import { CHUNK_KEYS, inChunks, keySource } from './keys.js';
import { OutOfMemory } from './memory.js';
import { wide } from './positions.js';
import { HASH_NUMBERS, NO_SERVER } from './ring-handle.js';

/**
 * @typedef {import('./edgecache.d.ts').Refused} Refused
 * @typedef {import('./edgecache.d.ts').ExactShare} ExactShare
 * @typedef {import('./edgecache.d.ts').Flow} Flow
 * @typedef {import('./edgecache.d.ts').MovedKeys} MovedKeys
 * @typedef {import('./edgecache.d.ts').Keys} Keys
 * @typedef {import('./engine.js').Engine} Engine
 * @typedef {import('./instance.js').Instance} Instance
 * @typedef {import('./ring-handle.js').RingHandle} RingHandle
 */

/** Bytes of ShareView, FlowView and CountsView in remap_views.hpp. */
export const SHARE_BYTES = 40;
const FLOW_BYTES = 40;
const COUNTS_BYTES = 8;

/**
 * @param {import('./memory.js').Memory} memory
 * @param {number} at
 * @returns {ExactShare}
 */
export function readShare(memory, at) {
  const [numeratorLo, numeratorHi, denominatorLo, denominatorHi] = memory.wides(at, 4);
  return {
    numerator: wide(numeratorLo, numeratorHi),
    denominator: wide(denominatorLo, denominatorHi),
    fraction: memory.doubles(at + 32, 1)[0],
  };
}

/** @param {unknown} servers */
const isServers = (servers) => wholeNumber(servers, 1, MAX_COUNT) !== null;

/**
 * hash mod servers, for each key.
 * @param {Engine} engine
 * @param {Keys} keys
 * @param {number} servers
 * @returns {Uint32Array | Refused}
 */
export function moduloOwners(engine, keys, servers) {
  const source = keySource(keys);
  if (isRefused(source)) return source;
  if (!isServers(servers)) return refused('servers-out-of-range');
  const owners = allot(Uint32Array, source.count);
  if (isRefused(owners)) return owners;
  return engine.ask((instance) => {
    const { native, memory, defaultSeed } = instance;
    const out = memory.keep('owners', CHUNK_KEYS * 4);
    inChunks(instance, source, { kind: HASH_NUMBERS.xxh64, seed: defaultSeed }, (positions, start, count) => {
      native.modulo(positions, count, servers, out);
      owners.set(memory.words(out, count), start);
    });
    return owners;
  });
}

/**
 * @param {Engine} engine
 * @param {number} before
 * @param {number} after
 * @returns {{moved: ExactShare} | Refused}
 */
export function moduloShare(engine, before, after) {
  if (!isServers(before) || !isServers(after)) return refused('servers-out-of-range');
  return engine.ask(({ native, memory }) => {
    const out = memory.keep('share', SHARE_BYTES);
    native.moduloShare(before, after, out);
    return { moved: readShare(memory, out) };
  });
}

/**
 * @param {Engine} engine
 * @param {number} before
 * @param {number} after
 * @param {Keys} keys
 * @param {{perKey?: boolean}} [options]
 * @returns {MovedKeys | Refused}
 */
export function moduloMoved(engine, before, after, keys, options) {
  const { perKey = false } = optionsOf(options);
  if (!isServers(before) || !isServers(after)) return refused('servers-out-of-range');
  const hash = (/** @type {Instance} */ instance) => ({
    kind: HASH_NUMBERS.xxh64,
    seed: instance.defaultSeed,
  });
  return countMoved(
    (question) => engine.ask(question),
    hash,
    keys,
    perKey,
    ({ native }, positions, count, moved, out) =>
      native.moduloMoved(positions, count, before, after, moved, out),
  );
}

/**
 * Exactly, and over `keys` when there are any.
 * @param {import('./edgecache.d.ts').HashRing} before
 * @param {import('./edgecache.d.ts').HashRing} after
 * @param {Keys} [keys]
 * @param {{perKey?: boolean}} [options]
 * @returns {import('./edgecache.d.ts').Remap | Refused}
 */
export function remapRings(before, after, keys, options) {
  const rings = pair(before, after);
  if (isRefused(rings)) return rings;
  const [from, to] = rings;
  const exact = from.ask((_, instance) => {
    const out = instance.memory.keep('share', SHARE_BYTES);
    instance.native.ringShare(from.native, to.native, out);
    return { share: readShare(instance.memory, out), flows: readFlows(instance, from, to) };
  });
  if (isRefused(exact) || keys === undefined) return exact;
  const counted = movedBetween(before, after, keys, options);
  return isRefused(counted) ? counted : { ...exact, ...counted };
}

/**
 * Over `keys` alone, for those who ask again and again.
 * @param {import('./edgecache.d.ts').HashRing} before
 * @param {import('./edgecache.d.ts').HashRing} after
 * @param {Keys} keys
 * @param {{perKey?: boolean}} [options]
 * @returns {MovedKeys | Refused}
 */
export function movedBetween(before, after, keys, options) {
  const { perKey = false } = optionsOf(options);
  const rings = pair(before, after);
  if (isRefused(rings)) return rings;
  const [from, to] = rings;
  return countMoved(
    (question) => from.ask((_, instance) => question(instance)),
    () => from.hash,
    keys,
    perKey,
    ({ native }, positions, count, moved, out) =>
      native.ringMoved(from.native, to.native, positions, count, moved, out),
  );
}

/**
 * Two rings that can be compared: alive in one instance, hashing alike. (Where the hashes differ, a key
 * stands at two places, and there is no one share to speak of.)
 * @param {import('./edgecache.d.ts').HashRing} before
 * @param {import('./edgecache.d.ts').HashRing} after
 * @returns {[RingHandle, RingHandle] | Refused}
 */
function pair(before, after) {
  const from = HashRing.handleOf(before);
  if (isRefused(from)) return from;
  const to = HashRing.handleOf(after);
  if (isRefused(to)) return to;
  if (from.kind.hash !== to.kind.hash) return refused('mode-unknown');
  return from.instance === to.instance ? [from, to] : refused('engine-replaced');
}

/**
 * Who gives how much to whom; null is nobody, the owner on an empty ring.
 * @param {Instance} instance
 * @param {RingHandle} before
 * @param {RingHandle} after
 * @returns {Flow[]}
 */
function readFlows({ native, memory }, before, after) {
  const countAt = memory.keep('count', 8);
  const rows = native.ringFlows(before.native, after.native, countAt);
  if (rows === 0) throw new OutOfMemory();
  const count = memory.words(countAt, 1)[0];
  const flows = Array.from({ length: count }, (_, i) => {
    const row = rows + i * FLOW_BYTES;
    const [lo, hi] = memory.wides(row, 2);
    const [from, to] = memory.words(row + 32, 2);
    const share = {
      numerator: wide(lo, hi),
      denominator: 1n << 64n,
      fraction: memory.doubles(row + 16, 1)[0],
    };
    const ofLoser = memory.doubles(row + 24, 1)[0];
    return {
      from: from === NO_SERVER ? null : before.name(from),
      to: to === NO_SERVER ? null : after.name(to),
      share,
      ofLoser,
    };
  });
  native.release(rows);
  return flows;
}

/**
 * Counts the keys that change owner, a chunk at a time.
 * @param {(question: (instance: Instance) => MovedKeys) => MovedKeys | Refused} ask
 * @param {(instance: Instance) => {kind: number, seed: bigint}} hash
 * @param {Keys} keys
 * @param {boolean} perKey
 * @param {(instance: Instance, positions: number, count: number, moved: number, out: number) => void} count
 * @returns {MovedKeys | Refused}
 */
function countMoved(ask, hash, keys, perKey, count) {
  const source = keySource(keys);
  if (isRefused(source)) return source;
  const movedKeys = perKey ? allot(Uint8Array, source.count) : null;
  if (isRefused(movedKeys)) return movedKeys;
  return ask((instance) => {
    const { memory } = instance;
    const out = memory.keep('moved-counts', COUNTS_BYTES);
    const marks = movedKeys ? memory.keep('moved-keys', CHUNK_KEYS) : 0;
    let moved = 0;
    let movedBetweenPresentInBoth = 0;
    inChunks(instance, source, hash(instance), (positions, start, many) => {
      count(instance, positions, many, marks, out);
      const [some, between] = memory.words(out, 2);
      moved += some;
      movedBetweenPresentInBoth += between;
      movedKeys?.set(memory.bytes(marks, many), start);
    });
    return { keys: source.count, moved, movedBetweenPresentInBoth, ...(movedKeys && { movedKeys }) };
  });
}
