/**
 * The engine's public interface: every name that a page, a widget, a test or a bench may use, with its
 * meaning, units, cost and refusals. A test holds this file to what exists at run time.
 *
 * Refusals are values, {refused: code}. A refused call changed nothing. Nothing throws but a load.
 * Units: `turn` in [0, 1) clockwise from 12 o'clock, `fraction` in [0, 1], positions are 64 bits and
 * never a Number, `T` is the number of a ring's tokens.
 */

import type {
  Arc,
  Balance,
  Division,
  ExactShare,
  Lookup,
  MovedKeys,
  NearestToken,
  Position,
  Remap,
  Tokens,
} from './edgecache-answers.d.ts';
import type { Job, ResultOf, RunOptions } from './edgecache-jobs.d.ts';

export type * from './edgecache-answers.d.ts';
export type * from './edgecache-cache.d.ts';
export type * from './edgecache-invalidation.d.ts';
export type * from './edgecache-jobs.d.ts';
export type * from './edgecache-outage.d.ts';
export type * from './edgecache-placements.d.ts';
/** The verbs of the tags, <hash-ring> and <key-router>, with their fields. */
export type * from './edgecache-tags.d.ts';

/** Why not. The first group are rules of the ring, the last ones faults of the machinery. */
export type Code =
  | 'server-name-empty'
  | 'server-exists'
  | 'server-unknown'
  | 'vnodes-out-of-range'
  | 'too-many-points'
  | 'count-out-of-range'
  | 'servers-out-of-range'
  | 'seed-out-of-range'
  | 'position-out-of-range'
  | 'mode-unknown'
  | 'skew-unknown'
  | 'capacity-out-of-range'
  | 'capacity-not-growing'
  | 'nodes-out-of-range'
  | 'place-out-of-range'
  | 'ttl-out-of-range'
  | 'time-out-of-range'
  | 'policy-unknown'
  | 'trace-too-long'
  | 'operation-unknown'
  /** Not above 0 and at most 1,000,000. */
  | 'weight-out-of-range'
  /** Maglev's table: not a prime up to 5,000,011. */
  | 'table-size-out-of-range'
  /** Bounded load: not 1 .. 1,000. */
  | 'factor-out-of-range'
  | 'text-too-long'
  /** An argument of the wrong type: no text where a text belongs, no keys where keys belong. */
  | 'input-unreadable'
  /** Memory could not grow (1 GiB, or what this device has). The instance was replaced. */
  | 'too-big'
  /** The call trapped. The instance was replaced. */
  | 'engine-failed'
  /** The ring lived in an instance that has been replaced: make it anew. */
  | 'engine-replaced'
  /** The ring was delete()d by its owner. */
  | 'ring-deleted'
  /** The tiered cache was delete()d by its owner. */
  | 'cache-deleted'
  /** A run was stopped through its signal. */
  | 'stopped'
  /** A worker died in mid run; the next run gets a new one. */
  | 'worker-lost';

export type Refused = Readonly<{ refused: Code }>;

/** Why an engine did not load: the `code` of the Error that loadEngine() rejects with. */
export type LoadCode =
  /** This browser has no WebAssembly. */
  | 'wasm-absent'
  /** A content security policy forbids it. */
  | 'wasm-blocked'
  /** The file did not come: 404, 500, offline, connection cut. */
  | 'wasm-missing'
  /** The file did not come within 10 s. */
  | 'wasm-timeout'
  /** What came is not the module that this page was built with. */
  | 'wasm-broken';

/** `by-degrees` is for drawn rings: "45 A" stands at 45 degrees; other text falls back to XXH64. The last two
 * show what a poor hash does: FNV-1a puts similar texts side by side, 16 bits leave 65,536 places. */
export type HashName = 'xxh64' | 'by-degrees' | 'fnv-1a' | 'xxh64-16-bit';

/** A whole number in [0, 2^64): a BigInt, decimal digits, or a Number up to 2^53. */
export type Unsigned64 = bigint | string | number;

/**
 * What bulk questions are asked about: texts; texts packed as UTF-8 (`offsets` has count + 1 entries); or
 * "user:0", "user:1", ... which are spelled only inside the engine. At most 2^32 - 1.
 */
export type Keys =
  | string[]
  | { bytes: Uint8Array; offsets: Uint32Array }
  | { prefix: string; from?: number; count: number };

export interface ServerSpec {
  name: string;
  /** 1 .. 10,000 virtual nodes. */
  vnodes?: number;
  /** Given positions instead of hashed labels. */
  positions?: (bigint | string)[];
}

/** A ring as plain data. `vnodes` (default 100) is for servers that do not say. */
export interface RingSpec {
  hash?: HashName;
  /** One token a server, at the hash of its bare name (slides 10 and 11). */
  plain?: boolean;
  servers?: readonly (string | ServerSpec)[];
  vnodes?: number;
}

export interface Engine {
  /** Of the boundary; glue and module agree on it or the engine does not start. */
  readonly version: string;

  /** Calls `listener` after each replacement of the instance: rings are gone, make them anew. */
  onReplaced(listener: () => void): () => void;

  /** Where a text stands. O(length). Refuses mode-unknown, seed-out-of-range, text-too-long. The seed is
   * XXH64's; by-degrees reads the number in the text and does not look at it. */
  position(text: string, options?: { hash?: HashName; seed?: Unsigned64 }): Position | Refused;

  /** XXH64 of each key. Some 3 ns a key for a range, 10 packed, 50 as texts. */
  hashes(keys: Keys, options?: { seed?: Unsigned64 }): BigUint64Array | Refused;

  /** Where each key is drawn. */
  turns(keys: Keys, options?: { hash?: HashName }): Float64Array | Refused;

  /** floor(degrees * 2^64 / 360), exactly, of a decimal text in [0, 360). Refuses position-out-of-range. */
  atDegrees(degrees: string): Position | Refused;

  /** A new ring, the caller's to delete(). Refuses what its servers are refused for. */
  ring(spec?: RingSpec): HashRing | Refused;

  /** hash mod servers, for each key. Refuses servers-out-of-range (1 .. 2^32 - 1). */
  modulo(keys: Keys, servers: number): Uint32Array | Refused;

  /** The same written out: XXH64 of the key = quotient * servers + remainder. Refuses servers-out-of-range,
   * text-too-long. */
  division(key: string, servers: number): Division | Refused;

  /** Share of all hashes whose server changes under modulo, in lowest terms. O(1). */
  remapModulo(before: number, after: number): { moved: ExactShare } | Refused;

  /** The same, counted over keys. */
  remapModuloCount(
    before: number,
    after: number,
    keys: Keys,
    options?: { perKey?: boolean },
  ): MovedKeys | Refused;

  /**
   * What changes owner between two rings, exactly (O(T)) and, with `keys`, counted. Servers are the same
   * when their names are. Refuses mode-unknown when the rings hash differently.
   */
  remap(before: HashRing, after: HashRing, keys?: Keys, options?: { perKey?: boolean }): Remap | Refused;

  /** Of keys per server, or of arcs. Refuses count-out-of-range (loads are finite and >= 0). */
  balance(loads: ArrayLike<number>): Balance | Refused;

  /** The first `count` numbers of SplitMix64. */
  splitmix64(seed: Unsigned64, count: number): BigUint64Array | Refused;

  /**
   * `count` draws from `objects` objects, 0 the most popular, in proportion to 1 / (rank ^ skew).
   * `skew` is 0, 0.5, 1, 2, or any decimal below 1; refuses skew-unknown for others, count-out-of-range,
   * seed-out-of-range, too-big (2^24 objects and more).
   */
  zipf(draw: {
    objects: number;
    skew: number | string;
    seed: Unsigned64;
    count: number;
  }): Uint32Array | Refused;

  /**
   * Long work, in a worker or in short stretches on the page. Jobs are plain data. Refuses `stopped`,
   * `worker-lost`, operation-unknown, input-unreadable (a job that cannot be cloned), and what the questions
   * of the job are refused for. What onProgress throws is logged, and the run goes on.
   */
  run<J extends Job>(job: J, options?: RunOptions): Promise<ResultOf<J> | Refused>;
}

/**
 * A consistent-hash ring. A handle: whoever made it delete()s it. Any member may also answer
 * engine-replaced after a trap, or ring-deleted.
 */
export interface HashRing {
  readonly hash: HashName;
  readonly plain: boolean;
  /** Servers. */
  readonly size: number;
  readonly tokenCount: number;

  /** Adds a server at the hashes of its labels. O(vnodes), sorted in by the next question. Refuses, in
   * this order: server-name-empty, text-too-long, server-exists, vnodes-out-of-range, too-many-points. A plain
   * ring does not look at `vnodes`. */
  add(server: string, options?: { vnodes?: number }): true | Refused;
  /** Adds a server at given positions. Refuses as above, and position-out-of-range. */
  addAt(server: string, positions: (bigint | string)[]): true | Refused;
  /** O(T). Refuses server-unknown. */
  remove(server: string): true | Refused;
  /** Another ring with the same servers, the caller's to delete(). O(T). */
  copy(): HashRing | Refused;
  /** Gives the memory back; harmless twice. */
  delete(): void;

  /** The server that owns a key; null on an empty ring. O(1) on average. */
  owner(key: string): string | null | Refused;
  /** The server that owns a position, as a BigInt or decimal digits. */
  ownerOfHash(position: bigint | string): string | null | Refused;
  /** The same as the slides teach it: every comparison of a binary search. null on an empty ring. */
  lookup(key: string): Lookup | null | Refused;
  /** The first `count` different servers clockwise: owner, then replicas; all of them where `count` is more.
   * Refuses count-out-of-range (a whole number >= 0). */
  preference(key: string, count: number): string[] | Refused;

  /** For each key an index into servers(); 0xffffffff on an empty ring. Some 5 ns a key for a range. `into`
   * takes the answer, one entry a key, where a new array each time would cost too much. */
  place(keys: Keys, options?: { into?: Uint32Array }): Uint32Array | Refused;
  /** Keys per server, in servers() order. */
  counts(keys: Keys): Uint32Array | Refused;

  /** Names in order of joining. */
  servers(): string[];
  /** All tokens, to draw. O(T). */
  tokens(): Tokens | Refused;
  /** All tokens' positions, exact, in the same order. O(T). */
  positions(): BigUint64Array | Refused;
  /** What each server owns, in order of joining. O(T). */
  arcs(): Arc[] | Refused;
  /** The token nearest to a turn in [0, 1), either way round; null on an empty ring. O(1). */
  nearestToken(turn: number): NearestToken | null | Refused;
}

/** One shared engine (web/engine/whole.js in browsers, web/engine/node.js in node). Rejects with an Error
 * whose `code` is a LoadCode; the next call tries again. */
export function loadEngine(): Promise<Engine>;
