/**
 * Every placement as a page holds it. Which key is whose is decided in cpp/ring alone (placement.hpp compares them);
 * here arguments are checked and names are kept.
 */
import { allot, isRefused, MAX_COUNT, optionsOf, refused, unsigned64, wholeNumber } from './checks.js';
import { CHUNK_KEYS, inChunks, keySource } from './keys.js';
import { NO_SERVER } from './ring-handle.js';
import { decode, encode } from './texts.js';

/**
 * @typedef {import('./edgecache.d.ts').Placement} PublicPlacement
 * @typedef {import('./edgecache.d.ts').PlacementKind} PlacementKind
 * @typedef {import('./edgecache.d.ts').PlacementServer} PlacementServer
 * @typedef {import('./edgecache.d.ts').Refused} Refused
 * @typedef {import('./edgecache.d.ts').Keys} Keys
 * @typedef {import('./engine.js').Engine} Engine
 * @typedef {import('./instance.js').Instance} Instance
 */

/** A number as it crosses: what is none is NaN, which C++ refuses. @param {unknown} value */
export const asNumber = (value) => (typeof value === 'number' ? value : Number.NaN);

/** @implements {PublicPlacement} */
export class Placement {
  #engine;
  #instance;
  #native;
  #hash;
  /** @type {Map<number, string>} number -> name, in order of joining */
  #names;

  /**
   * @param {Engine} engine
   * @param {Instance} instance
   * @param {any} native
   * @param {{kind: PlacementKind, hash: number}} rules
   * @param {Map<number, string>} [names]
   */
  constructor(engine, instance, native, { kind, hash }, names = new Map()) {
    this.#engine = engine;
    this.#instance = instance;
    this.#native = native;
    this.#hash = hash;
    this.#names = names;
    this.kind = kind;
  }

  /**
   * @template T
   * @param {(native: any, instance: Instance) => T} question
   * @returns {T | Refused}
   */
  #ask(question) {
    if (this.#native === null) return refused('ring-deleted');
    return this.#engine.askOf(this.#instance, (instance) => question(this.#native, instance));
  }

  get size() {
    return this.#names.size;
  }

  servers() {
    return [...this.#names.values()];
  }

  /** @param {number} server */
  name(server) {
    return this.#names.get(server) ?? null;
  }

  /**
   * @param {string | PlacementServer} server
   * @returns {true | Refused}
   */
  add(server) {
    const { name, weight = 1, walk } = typeof server === 'string' ? { name: server } : optionsOf(server);
    const bytes = encode(name);
    if (isRefused(bytes)) return bytes;
    const { offset, skip } = optionsOf(walk);
    const steps = [offset, skip].map((step) => wholeNumber(step, 0, MAX_COUNT));
    if (walk !== undefined && steps.includes(null)) return refused('position-out-of-range');
    return this.#ask((native, { memory, codes }) => {
      const at = walk === undefined ? 0 : memory.keep('walk', 8);
      if (at) memory.words(at, 2).set(/** @type {number[]} */ (steps));
      const number = native.addServer(memory.put('text', bytes), bytes.length, asNumber(weight), at);
      if (number < 0) return refused(codes[-number]);
      this.#names.set(number, decode(bytes));
      return true;
    });
  }

  /**
   * @param {string} server
   * @returns {true | Refused}
   */
  remove(server) {
    return this.#told(
      server,
      (native, name, size) => native.removeServer(name, size),
      (name) => {
        for (const [number, known] of this.#names) if (known === name) this.#names.delete(number);
      },
    );
  }

  /**
   * @param {string} server
   * @param {boolean} down
   * @returns {true | Refused}
   */
  setDown(server, down) {
    return this.#told(server, (native, name, size) => native.setDown(name, size, down === true));
  }

  /**
   * @param {unknown} server
   * @param {(native: any, name: number, size: number) => number} tell  answers the number of a refusal, or 0
   * @param {(name: string) => void} [then]
   * @returns {true | Refused}
   */
  #told(server, tell, then = () => {}) {
    const bytes = encode(server);
    if (isRefused(bytes)) return bytes;
    return this.#ask((native, { memory, codes }) => {
      const code = tell(native, memory.put('text', bytes), bytes.length);
      if (code !== 0) return refused(codes[code]);
      then(decode(bytes));
      return true;
    });
  }

  /** @returns {Placement | Refused} */
  copy() {
    const rules = { kind: this.kind, hash: this.#hash };
    return this.#ask(
      (native, instance) => new Placement(this.#engine, instance, native.copy(), rules, new Map(this.#names)),
    );
  }

  delete() {
    if (this.#native !== null && !this.#instance.dead) this.#ask((native) => native.delete());
    this.#native = null;
  }

  /**
   * @param {Keys} keys
   * @param {{more?: boolean}} [options]
   * @returns {Uint32Array | Refused}
   */
  place(keys, options) {
    const { more = false } = optionsOf(options);
    const source = keySource(keys);
    if (isRefused(source)) return source;
    const servers = allot(Uint32Array, source.count);
    if (isRefused(servers)) return servers;
    return this.#ask((native, instance) => {
      const { memory } = instance;
      const out = memory.keep('owners', CHUNK_KEYS * 4);
      if (more !== true) native.expect(source.count);
      inChunks(instance, source, this.#hashing(instance), (hashes, start, count) => {
        native.place(hashes, count, out);
        servers.set(memory.words(out, count), start);
      });
      return servers;
    });
  }

  /**
   * The same again and again over keys that are hashed once, for who holds a clock: how often they were looked up
   * before `enough` said so.
   * @param {Keys} keys  at most CHUNK_KEYS
   * @param {() => boolean} enough  asked after each round
   * @returns {number | Refused}  keys looked up
   */
  spin(keys, enough) {
    const source = keySource(keys);
    if (isRefused(source)) return source;
    if (source.count > CHUNK_KEYS) return refused('count-out-of-range');
    return this.#ask((native, instance) => {
      const out = instance.memory.keep('owners', CHUNK_KEYS * 4);
      let looked = 0;
      inChunks(instance, source, this.#hashing(instance), (hashes, _, count) => {
        do {
          native.expect(count);
          native.place(hashes, count, out);
          looked += count;
        } while (!enough());
      });
      return looked;
    });
  }

  /** @param {Instance} instance */
  #hashing(instance) {
    return { kind: this.#hash, seed: instance.defaultSeed };
  }

  /**
   * @param {number} keys
   * @returns {true | Refused}
   */
  expect(keys) {
    const many = wholeNumber(keys, 0, MAX_COUNT);
    if (many === null) return refused('count-out-of-range');
    return this.#ask((native) => {
      native.expect(many);
      return true;
    });
  }

  /**
   * @param {bigint | string} hash
   * @returns {string | null | Refused}
   */
  ownerOfHash(hash) {
    const there = unsigned64(hash);
    if (there === null) return refused('position-out-of-range');
    return this.#ask((native, { memory }) => {
      const at = memory.keep('position', 8);
      const out = memory.keep('owners', CHUNK_KEYS * 4);
      memory.write64(at, there);
      native.expect(1);
      native.place(at, 1, out);
      const [server] = memory.words(out, 1);
      return server === NO_SERVER ? null : this.name(server);
    });
  }

  memoryBytes() {
    return this.#ask((native) => /** @type {number} */ (native.memoryBytes()));
  }

  /** @returns {Uint32Array | Refused} */
  table() {
    return this.#ask((native, { memory }) => {
      const entries = native.table(0);
      const out = memory.keep('table', entries * 4);
      if (entries > 0) native.table(out);
      return memory.words(out, entries).slice();
    });
  }
}
