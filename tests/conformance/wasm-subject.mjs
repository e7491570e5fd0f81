/**
 * The WebAssembly engine under question, through its public interface and nothing else.
 *
 * @typedef {import('./subject.d.ts').Subject} Subject
 * @typedef {import('./subject.d.ts').RingSubject} RingSubject
 * @typedef {import('../../web/engine/edgecache.d.ts').Engine} Engine
 * @typedef {import('../../web/engine/edgecache.d.ts').HashRing} HashRing
 */
import { isRefused } from '../../web/engine/checks.js';
import { newEngine } from '../../web/engine/node.js';
import { wasmCaches } from './wasm-caches.mjs';

/** Hashes of prefixes are asked for in packs of about so many bytes. */
const PACK_BYTES = 8 << 20;

/** @returns {Promise<Subject>} */
export async function wasmSubject() {
  const engine = await newEngine();
  return {
    hash: async (texts, seed) => decimals(engine.hashes(texts, { seed })),
    hashBytes: async (bytes) => digestOf(engine, bytes),
    hashPrefixes: async (bytes, from, to, seeds) => prefixHashes(engine, bytes, from, to, seeds),
    modulo: async (servers, keys) => listed(engine.modulo(keys, servers)),
    remapModulo: async (from, to, keys) => engine.remapModuloCount(from, to, keys),
    remap: async (before, after, keys) => {
      const [one, other] = [before, after].map((ring) => /** @type {WasmRing} */ (ring).ring);
      const remap = engine.remap(one, other, keys);
      if (isRefused(remap)) return remap;
      const { moved, movedBetweenPresentInBoth, share } = remap;
      return {
        keys: /** @type {number} */ (remap.keys),
        moved: /** @type {number} */ (moved),
        between: /** @type {number} */ (movedBetweenPresentInBoth),
        share: share.numerator.toString(),
      };
    },
    census: async ({ from, to, vnodes, prefix }, _, keys) => {
      const job = { do: /** @type {const} */ ('census'), before: from, after: to, prefix, keys };
      const result = await engine.run({ ...job, vnodes: /** @type {any} */ (vnodes) }, { workers: 0 });
      if (isRefused(result)) return result;
      const { modulo, ring } = result;
      return { modulo: modulo.moved, ring: ring.moved, between: ring.movedBetweenPresentInBoth };
    },
    angle: async (degrees) => {
      const there = engine.atDegrees(degrees);
      return isRefused(there) ? there : there.decimal;
    },
    balance: async (loads) => engine.balance(loads),
    splitmix64: async (seed, count) => decimals(engine.splitmix64(seed, count)),
    zipf: async (draw) => listed(engine.zipf(draw)),
    herd: (question) => engine.run({ do: 'herd', ...question }),
    ...wasmCaches(engine),
    ring: async ({ plain }) => {
      const ring = engine.ring({ plain });
      if (isRefused(ring)) throw new Error(`no empty ring: ${ring.refused}`);
      return new WasmRing(engine, ring);
    },
    close: async () => {},
  };
}

/**
 * @param {BigUint64Array | import('../../web/engine/edgecache.d.ts').Refused} numbers
 */
const decimals = (numbers) => (isRefused(numbers) ? numbers : Array.from(numbers, String));

/** @param {Uint32Array | import('../../web/engine/edgecache.d.ts').Refused} numbers */
const listed = (numbers) => (isRefused(numbers) ? numbers : Array.from(numbers));

/**
 * XXH64 of raw bytes, decimal.
 * @param {Engine} engine
 * @param {Uint8Array} bytes
 */
function digestOf(engine, bytes) {
  const hashes = engine.hashes({ bytes, offsets: Uint32Array.of(0, bytes.length) });
  return isRefused(hashes) ? hashes : hashes[0].toString();
}

/**
 * @param {Engine} engine
 * @param {Uint8Array} bytes
 * @param {number} from
 * @param {number} to
 * @param {string[]} seeds
 */
function prefixHashes(engine, bytes, from, to, seeds) {
  const all = [];
  for (let length = from; length <= to; ) {
    const ends = [0];
    for (let size = 0; length <= to && (size === 0 || size + length <= PACK_BYTES); length++) {
      size += length;
      ends.push(size);
    }
    const packed = new Uint8Array(ends[ends.length - 1]);
    for (let i = 1; i < ends.length; i++) packed.set(bytes.subarray(0, ends[i] - ends[i - 1]), ends[i - 1]);
    const keys = { bytes: packed, offsets: Uint32Array.from(ends) };
    const bySeed = [];
    for (const seed of seeds) {
      const hashes = engine.hashes(keys, { seed });
      if (isRefused(hashes)) return hashes;
      bySeed.push(hashes);
    }
    for (let i = 0; i < ends.length - 1; i++) all.push(...bySeed.map((hashes) => hashes[i].toString()));
  }
  return all;
}

/** @implements {RingSubject} */
class WasmRing {
  #engine;

  /**
   * @param {Engine} engine
   * @param {HashRing} ring
   */
  constructor(engine, ring) {
    this.#engine = engine;
    this.ring = ring;
  }

  /** @type {RingSubject['add']} */
  async add(server, vnodes) {
    return this.ring.add(server, { vnodes: /** @type {number} */ (vnodes) });
  }

  /** @type {RingSubject['addMany']} */
  async addMany(prefix, count, vnodes) {
    for (let i = 0; i < count; i++) {
      const added = this.ring.add(`${prefix}${i}`, { vnodes: /** @type {number} */ (vnodes) });
      if (added !== true) return added;
    }
    return true;
  }

  /** @type {RingSubject['addAt']} */
  async addAt(server, positions) {
    return this.ring.addAt(server, /** @type {string[]} */ (positions));
  }

  /** @type {RingSubject['remove']} */
  async remove(server) {
    return this.ring.remove(server);
  }

  /** @type {RingSubject['owner']} */
  async owner(key) {
    return this.ring.owner(key);
  }

  /** @type {RingSubject['ownerAt']} */
  async ownerAt(position) {
    return this.ring.ownerOfHash(position);
  }

  /** @type {RingSubject['preference']} */
  async preference(key, count) {
    return this.ring.preference(key, /** @type {number} */ (count));
  }

  /** @type {RingSubject['preferences']} */
  async preferences(keys, count) {
    const lists = [];
    for (const key of keys) {
      const met = this.ring.preference(key, count);
      if (isRefused(met)) return met;
      lists.push(met);
    }
    return lists;
  }

  async points() {
    return this.ring.tokenCount;
  }

  async members() {
    return this.ring.servers();
  }

  /** @type {RingSubject['tokens']} */
  async tokens() {
    const positions = this.ring.positions();
    if (isRefused(positions)) return positions;
    const tokens = this.ring.tokens();
    if (isRefused(tokens)) return tokens;
    const names = this.ring.servers();
    return Array.from(positions, (position, i) => [position.toString(), names[tokens.servers[i]]]);
  }

  /** @type {RingSubject['place']} */
  async place(keys) {
    const owners = this.ring.place(keys);
    if (isRefused(owners)) return owners;
    const names = this.ring.servers();
    return Array.from(owners, (owner) => names[owner] ?? null);
  }

  /** @type {RingSubject['placeAt']} */
  async placeAt(positions) {
    const owners = [];
    for (const position of positions) {
      const owner = this.ring.ownerOfHash(position);
      if (isRefused(owner)) return owner;
      owners.push(owner);
    }
    return owners;
  }

  /** @type {RingSubject['digest']} */
  async digest(keys) {
    const owners = this.ring.place(keys);
    if (isRefused(owners)) return owners;
    const counts = this.ring.counts(keys);
    if (isRefused(counts)) return counts;
    return this.#digested(owners, Array.from(counts));
  }

  /** @type {RingSubject['digestAt']} */
  async digestAt(positions) {
    const owners = await this.placeAt(positions);
    if (isRefused(owners)) return owners;
    const names = this.ring.servers();
    const counts = names.map((name) => owners.filter((owner) => owner === name).length);
    const indices = owners.map((owner) => (owner === null ? 0xffffffff : names.indexOf(owner)));
    return this.#digested(Uint32Array.from(indices), counts);
  }

  /**
   * @param {Uint32Array} owners
   * @param {number[]} counts
   */
  #digested(owners, counts) {
    const names = this.ring.servers();
    const digest = digestOf(this.#engine, new Uint8Array(owners.buffer));
    if (isRefused(digest)) return digest;
    return { first: Array.from(owners.subarray(0, 10), (owner) => names[owner] ?? null), counts, digest };
  }

  /** @type {RingSubject['arcs']} */
  async arcs() {
    const arcs = this.ring.arcs();
    return isRefused(arcs) ? arcs : arcs.map((arc) => arc.numerator.toString());
  }

  /** @type {RingSubject['arcBalance']} */
  async arcBalance() {
    const arcs = this.ring.arcs();
    return isRefused(arcs) ? arcs : this.#engine.balance(arcs.map((arc) => arc.fraction));
  }

  delete() {
    this.ring.delete();
  }
}
