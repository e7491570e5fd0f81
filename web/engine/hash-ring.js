/**
 * A consistent-hash ring as a page holds it. Every member checks its arguments, asks C++ and gives the
 * answer as plain data; which key is whose is decided in cpp/ring alone.
 */
import { isRefused, optionsOf, refused, unsigned64, wholeNumber } from './checks.js';
import { countKeys, placeKeys } from './placements.js';
import { arcList, nearestToken, tokenList, tokenPositions } from './ring-drawing.js';
import { lookupSteps } from './ring-lookup.js';
import { decode, encode } from './texts.js';

/**
 * @typedef {import('./edgecache.d.ts').HashRing} PublicRing
 * @typedef {import('./edgecache.d.ts').Refused} Refused
 * @typedef {import('./edgecache.d.ts').Keys} Keys
 * @typedef {import('./ring-handle.js').RingHandle} RingHandle
 */

export const DEFAULT_VNODES = 100;
export const MAX_VNODES = 10_000;

/** @implements {PublicRing} */
export class HashRing {
  #ring;

  /** @param {RingHandle} ring */
  constructor(ring) {
    this.#ring = ring;
  }

  /**
   * The inside of a ring that some caller hands over; refused when it is no ring or already deleted.
   * @param {unknown} ring
   * @returns {RingHandle | Refused}
   */
  static handleOf(ring) {
    if (typeof ring !== 'object' || ring === null || !(#ring in ring)) return refused('input-unreadable');
    return ring.#ring.native === null ? refused('ring-deleted') : ring.#ring;
  }

  /**
   * Sorts in the tokens that joined since: a step of a long job. (Any question would do it.)
   * @param {HashRing} ring
   */
  static settle(ring) {
    ring.#ring.ask((native) => native.tokens(0, 0, 0));
  }

  get hash() {
    return this.#ring.kind.hash;
  }

  get plain() {
    return this.#ring.kind.plain;
  }

  get size() {
    return this.#ring.names.size;
  }

  get tokenCount() {
    const count = this.#ring.ask((native) => /** @type {number} */ (native.tokenCount()));
    return isRefused(count) ? 0 : count;
  }

  servers() {
    return [...this.#ring.names.values()];
  }

  /**
   * @param {string} server
   * @param {{vnodes?: number}} [options]
   * @returns {true | Refused}
   */
  add(server, options) {
    const { vnodes = DEFAULT_VNODES } = optionsOf(options);
    // What is no whole number in range crosses as 0: C++ refuses it, after what it minds about the name.
    const many = wholeNumber(vnodes, 1, MAX_VNODES) ?? 0;
    return this.#join(server, (native, name, size) => native.addServer(name, size, many));
  }

  /**
   * @param {string} server
   * @param {(bigint | string)[]} positions
   * @returns {true | Refused}
   */
  addAt(server, positions) {
    if (!Array.isArray(positions)) return refused('input-unreadable');
    const places = positions.map(unsigned64);
    const whole = places.filter((place) => place !== null);
    if (whole.length < places.length) {
      return this.#refusedName(server) ?? refused('position-out-of-range');
    }
    return this.#join(server, (native, name, size, { memory }) => {
      const at = memory.keep('positions', whole.length * 8);
      memory.wides(at, whole.length).set(whole);
      return native.addServerAt(name, size, at, whole.length);
    });
  }

  /**
   * @param {unknown} server
   * @param {(native: any, name: number, size: number, instance: import('./instance.js').Instance) => number} join
   * @returns {true | Refused}
   */
  #join(server, join) {
    const name = encode(server);
    if (isRefused(name)) return name;
    return this.#ring.ask((native, instance) => {
      const slot = join(native, instance.memory.put('text', name), name.length, instance);
      if (slot < 0) return refused(instance.codes[-slot]);
      this.#ring.names.set(slot, decode(name));
      return true;
    });
  }

  /**
   * What is wrong with the name of a server that would join, before anything else is looked at.
   * @param {unknown} server
   * @returns {Refused | null}
   */
  #refusedName(server) {
    const name = encode(server);
    if (isRefused(name)) return name;
    if (name.length === 0) return refused('server-name-empty');
    return this.#ring.slot(decode(name)) === null ? null : refused('server-exists');
  }

  /**
   * @param {string} server
   * @returns {true | Refused}
   */
  remove(server) {
    const name = encode(server);
    if (isRefused(name)) return name;
    return this.#ring.ask((native, instance) => {
      const answer = native.removeServer(instance.memory.put('text', name), name.length);
      if (answer < 0) return refused(instance.codes[-answer]);
      this.#ring.names.delete(/** @type {number} */ (this.#ring.slot(decode(name))));
      return true;
    });
  }

  copy() {
    const copied = this.#ring.copy();
    return isRefused(copied) ? copied : new HashRing(copied);
  }

  delete() {
    this.#ring.delete();
  }

  /** @param {string} key */
  owner(key) {
    const bytes = encode(key);
    if (isRefused(bytes)) return bytes;
    return this.#ring.ask((native, { memory }) =>
      this.#ring.name(native.owner(memory.put('text', bytes), bytes.length)),
    );
  }

  /** @param {bigint | string} position */
  ownerOfHash(position) {
    const there = unsigned64(position);
    if (there === null) return refused('position-out-of-range');
    return this.#ring.ask((native, { memory }) => {
      const at = memory.keep('position', 8);
      memory.write64(at, there);
      return this.#ring.name(native.ownerOf(at));
    });
  }

  /** @param {string} key */
  lookup(key) {
    return lookupSteps(this.#ring, key);
  }

  /**
   * @param {string} key
   * @param {number} count
   */
  preference(key, count) {
    const bytes = encode(key);
    if (isRefused(bytes)) return bytes;
    const wanted = wholeNumber(count, 0, Number.MAX_SAFE_INTEGER);
    if (wanted === null) return refused('count-out-of-range');
    return this.#ring.ask((native, { memory }) => {
      const text = memory.put('text', bytes);
      const out = memory.keep('servers', this.size * 4);
      const met = native.preference(text, bytes.length, wanted, out);
      return Array.from(memory.words(out, met), (slot) => /** @type {string} */ (this.#ring.name(slot)));
    });
  }

  /**
   * @param {Keys} keys
   * @param {{into?: Uint32Array}} [options]
   */
  place(keys, options) {
    return placeKeys(this.#ring, keys, options);
  }

  /** @param {Keys} keys */
  counts(keys) {
    return countKeys(this.#ring, keys);
  }

  tokens() {
    return tokenList(this.#ring);
  }

  positions() {
    return tokenPositions(this.#ring);
  }

  arcs() {
    return arcList(this.#ring);
  }

  /** @param {number} turn */
  nearestToken(turn) {
    return nearestToken(this.#ring, turn);
  }
}
