/**
 * An engine in a program of its own under question, by lines of hex: the native build of the same C++, or
 * whoever else speaks its language (python-subject.mjs).
 *
 * @typedef {import('./subject.d.ts').Subject} Subject
 * @typedef {import('./subject.d.ts').RingSubject} RingSubject
 * @typedef {import('./subject.d.ts').Asked} Asked
 */
import { isRefused, unsigned64, wholeNumber } from '../../web/engine/checks.js';
import { nativeCaches } from './native-caches.mjs';
import { hexText, NativeLine, textOf } from './native-line.mjs';

/** Rings the program can hold at once. */
const RINGS = 10;

/** @returns {Promise<Subject>} */
export async function nativeSubject(line = new NativeLine()) {
  const free = Array.from({ length: RINGS }, (_, i) => RINGS - 1 - i);
  return {
    hash: async (texts, seed) => items(await line.ask('hash', seed, ...texts.map(hexText))),
    hashBytes: async (bytes) => {
      const hashes = items(await line.ask('hash', 0, hexText(bytes)));
      return isRefused(hashes) ? hashes : hashes[0];
    },
    hashPrefixes: async (bytes, from, to, seeds) =>
      items(await line.ask('hash-prefixes', hexText(bytes), from, to, ...seeds)),
    modulo: async (servers, keys) => numbers(await line.ask(...command('modulo', [servers], keys))),
    remapModulo: async (from, to, keys) => {
      const answer = await line.ask(...command('modulo-remap', [from, to], keys));
      return isRefused(answer) ? answer : { moved: Number(answer[1]) };
    },
    remap: async (before, after, keys) => {
      const one = /** @type {NativeRing} */ (before).number;
      line.ask('use', /** @type {NativeRing} */ (after).number);
      const share = await line.ask('share', one);
      const counts = await line.ask(...command('remap', [one], keys));
      if (isRefused(share)) return share;
      if (isRefused(counts)) return counts;
      const [all, moved, between] = counts.map(Number);
      return { keys: all, moved, between, share: share[0] };
    },
    census: async (_, { before, after }, keys) => {
      line.ask('use', /** @type {NativeRing} */ (after).number);
      const counts = await line.ask(...command('census', [/** @type {NativeRing} */ (before).number], keys));
      if (isRefused(counts)) return counts;
      const [, ring, between, modulo] = counts.map(Number);
      return { modulo, ring, between };
    },
    angle: async (degrees) => {
      const answer = await line.ask('angle', hexText(degrees));
      return isRefused(answer) ? answer : answer[0];
    },
    balance: async (loads) => balance(await line.ask('balance', ...loads)),
    splitmix64: async (seed, count) => items(await line.ask('splitmix64', seed, count)),
    zipf: async ({ objects, skew, seed, count }) =>
      numbers(await line.ask('zipf', objects, hexText(skew), seed, count)),
    herd: async ({ requests, pool, dbMs, coalesce }) =>
      herdCounts(
        await line.ask(
          'herd',
          pool,
          dbMs,
          coalesce ? 1 : 0,
          ...requests.flatMap(([ms, key]) => [ms, hexText(key)]),
        ),
      ),
    ...nativeCaches(line),
    ring: async ({ plain }) => {
      const number = free.pop();
      if (number === undefined) throw new Error('more rings than the native program holds');
      const ring = new NativeRing(line, number, () => free.push(number));
      await ring.ask('new', 'xxh64', plain ? 1 : 0);
      return ring;
    },
    close: async () => {
      await line.close();
    },
  };
}

/** @typedef {string[] | import('../../web/engine/edgecache.d.ts').Refused} Words */

/**
 * `place KEY...` or `place-range PREFIX FROM COUNT`.
 * @param {string} verb
 * @param {(string | number)[]} fields
 * @param {Asked} keys
 */
const command = (verb, fields, keys) =>
  Array.isArray(keys)
    ? [verb, ...fields, ...keys.map(hexText)]
    : [`${verb}-range`, ...fields, hexText(keys.prefix), keys.from, keys.count];

/** The items of a list answer, without its length. @param {Words} words */
const items = (words) => (isRefused(words) ? words : words.slice(1, 1 + Number(words[0])));

/** @param {Words} words */
const numbers = (words) => (isRefused(words) ? words : /** @type {string[]} */ (items(words)).map(Number));

/** @param {Words} words */
function balance(words) {
  if (isRefused(words)) return words;
  const [mean, standardDeviation, relativeStandardDeviation, peakToMean, min, max] = words.map(Number);
  return { mean, standardDeviation, relativeStandardDeviation, peakToMean, min, max };
}

/** -1 is never. @param {Words} words */
function herdCounts(words) {
  if (isRefused(words)) return words;
  const [requests, dbQueries, coalesced, longestWaitMs, firstFull, mostOutstanding, lastAnswer] =
    words.map(Number);
  const poolFirstFullAtMs = firstFull < 0 ? null : firstFull;
  const lastAnswerAtMs = lastAnswer < 0 ? null : lastAnswer;
  return {
    requests,
    dbQueries,
    coalesced,
    longestWaitMs,
    poolFirstFullAtMs,
    mostOutstanding,
    lastAnswerAtMs,
  };
}

/** A number as the program reads it; what is none is sent as a word that it will refuse. */
const field = (/** @type {unknown} */ value) => {
  const whole = wholeNumber(value, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
  return whole ?? 'none';
};

/** @param {Words} words */
const done = (words) => (isRefused(words) ? words : /** @type {const} */ (true));

/** @param {Words} words */
const name = (words) => (isRefused(words) ? words : words[0] === 'null' ? null : textOf(words[0]));

/** @implements {RingSubject} */
class NativeRing {
  #line;
  #free;

  /**
   * @param {NativeLine} line
   * @param {number} number
   * @param {() => void} free
   */
  constructor(line, number, free) {
    this.#line = line;
    this.#free = free;
    this.number = number;
  }

  /** @param {...(string | number)} words */
  async ask(...words) {
    this.#line.ask('use', this.number); // answered in order, like everything
    return this.#line.ask(...words);
  }

  /** @type {RingSubject['add']} */
  async add(server, vnodes) {
    return done(await this.ask('add', hexText(server), field(vnodes)));
  }

  /** @type {RingSubject['addMany']} */
  async addMany(prefix, count, vnodes) {
    return done(await this.ask('add-many', hexText(prefix), count, field(vnodes)));
  }

  /** @type {RingSubject['addAt']} */
  async addAt(server, positions) {
    const places = positions.map(unsigned64);
    if (!places.includes(null)) return done(await this.ask('add-at', hexText(server), ...places.map(String)));
    // A position that is none comes after what is wrong with the name: with no positions at all the program
    // minds the name first, and then that there are none.
    const answer = await this.ask('add-at', hexText(server));
    const named = isRefused(answer) && answer.refused !== 'vnodes-out-of-range';
    return named ? answer : { refused: 'position-out-of-range' };
  }

  /** @type {RingSubject['remove']} */
  async remove(server) {
    return done(await this.ask('remove', hexText(server)));
  }

  /** @type {RingSubject['owner']} */
  async owner(key) {
    return name(await this.ask('owner', hexText(key)));
  }

  /** @type {RingSubject['ownerAt']} */
  async ownerAt(position) {
    return name(await this.ask('owner-at', position));
  }

  /** @type {RingSubject['preference']} */
  async preference(key, count) {
    // The program counts in 32 bits; beyond a million servers more is the same.
    const most = field(count);
    const met = items(
      await this.ask('preference', hexText(key), most === 'none' ? most : Math.min(most, 1e9)),
    );
    return isRefused(met) ? met : met.map(textOf);
  }

  /** @type {RingSubject['preferences']} */
  async preferences(keys, count) {
    const lists = [];
    for (const met of await Promise.all(keys.map((key) => this.preference(key, count)))) {
      if (isRefused(met)) return met;
      lists.push(met);
    }
    return lists;
  }

  async points() {
    const words = await this.ask('points');
    return isRefused(words) ? words : Number(words[0]);
  }

  async members() {
    const names = items(await this.ask('members'));
    return isRefused(names) ? names : names.map(textOf);
  }

  /** @type {RingSubject['tokens']} */
  async tokens() {
    const names = await this.members();
    const tokens = items(await this.ask('tokens'));
    if (isRefused(names)) return names;
    if (isRefused(tokens)) return tokens;
    return tokens.map((token) => {
      const [position, server] = token.split(':');
      return [position, names[Number(server)]];
    });
  }

  /** @type {RingSubject['place']} */
  async place(keys) {
    return this.#named(numbers(await this.ask(...command('place', [], keys))));
  }

  /** @type {RingSubject['placeAt']} */
  async placeAt(positions) {
    return this.#named(numbers(await this.ask('place-at', ...positions)));
  }

  /** @param {number[] | import('../../web/engine/edgecache.d.ts').Refused} owners */
  async #named(owners) {
    const names = await this.members();
    if (isRefused(owners)) return owners;
    return isRefused(names) ? names : owners.map((owner) => names[owner] ?? null);
  }

  /** @type {RingSubject['digest']} */
  async digest(keys) {
    return this.#digested(await this.ask(...command('digest', [], keys)));
  }

  /** @type {RingSubject['digestAt']} */
  async digestAt(positions) {
    return this.#digested(await this.ask('digest-at', ...positions));
  }

  /** DIGEST, list of the first ten, list of counts. @param {Words} words */
  async #digested(words) {
    if (isRefused(words)) return words;
    const [digest, ...lists] = words;
    const firstLength = Number(lists[0]);
    const first = await this.#named(lists.slice(1, 1 + firstLength).map(Number));
    if (isRefused(first)) return first;
    return { first, counts: lists.slice(2 + firstLength).map(Number), digest };
  }

  /** @type {RingSubject['arcs']} */
  async arcs() {
    return items(await this.ask('arcs'));
  }

  async arcBalance() {
    return balance(await this.ask('balance-arcs'));
  }

  delete() {
    this.#free();
  }
}
