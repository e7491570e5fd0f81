/** What an engine must be able to say to be asked scenarios. Answers are plain data, or {refused}. */
import type { Balance, HerdResult, Refused } from '../../web/engine/edgecache.d.ts';

export type Asked = string[] | { prefix: string; from: number; count: number };
export type Answer<T> = Promise<T | Refused>;

/** Of owners: the first ten names, keys per server, and XXH64 of the owners' numbers. */
export interface Digest {
  first: (string | null)[];
  counts: number[];
  digest: string;
}

export interface Subject {
  /** The kinds it does, where it does not do them all: the others are left out. */
  kinds?: string[];
  hash(texts: string[], seed: string): Answer<string[]>;
  hashBytes(bytes: Uint8Array): Answer<string>;
  /** Of the first `from` .. `to` bytes with each seed, lengths outermost. */
  hashPrefixes(bytes: Uint8Array, from: number, to: number, seeds: string[]): Answer<string[]>;
  modulo(servers: number, keys: Asked): Answer<number[]>;
  remapModulo(from: number, to: number, keys: Asked): Answer<{ moved: number }>;
  remap(
    before: RingSubject,
    after: RingSubject,
    keys: Asked,
  ): Answer<{ keys: number; moved: number; between: number; share: string }>;
  /** Both counts by the census, where an engine has one; server i is the prefix and i. */
  census?(
    spec: { from: number; to: number; vnodes: unknown; prefix: string },
    rings: { before: RingSubject; after: RingSubject },
    keys: Asked,
  ): Answer<{ modulo: number; ring: number; between: number }>;
  angle(degrees: string): Answer<string>;
  balance(loads: number[]): Answer<Balance>;
  splitmix64(seed: string, count: number): Answer<string[]>;
  zipf(draw: { objects: number; skew: string; seed: string; count: number }): Answer<number[]>;
  /** Misses of one policy at each capacity. */
  policy(race: { policy: string; capacities: number[]; trace: Requests }): Answer<number[]>;
  /** A cache after all these requests. */
  replayed(spec: CacheSpec, trace: Requests): Answer<CacheStats>;
  cache(spec: CacheSpec): Answer<CacheSubject>;
  ring(kind: { plain: boolean }): Promise<RingSubject>;
  herd(question: {
    requests: [ms: number, key: string][];
    pool: number;
    dbMs: number;
    coalesce: boolean;
  }): Answer<HerdResult>;
  close(): Promise<void>;
}

export interface RingSubject {
  add(server: string, vnodes: unknown): Answer<true>;
  addMany(prefix: string, count: number, vnodes: unknown): Answer<true>;
  addAt(server: string, positions: unknown[]): Answer<true>;
  remove(server: string): Answer<true>;
  owner(key: string): Answer<string | null>;
  ownerAt(position: string): Answer<string | null>;
  preference(key: string, count: unknown): Answer<string[]>;
  preferences(keys: string[], count: number): Answer<string[][]>;
  points(): Answer<number>;
  members(): Answer<string[]>;
  tokens(): Answer<[string, string][]>;
  place(keys: Asked): Answer<(string | null)[]>;
  placeAt(positions: string[]): Answer<(string | null)[]>;
  digest(keys: Asked): Answer<Digest>;
  digestAt(positions: string[]): Answer<Digest>;
  arcs(): Answer<string[]>;
  arcBalance(): Answer<Balance>;
  delete(): void;
}

export type Requests =
  | { zipf: { objects: number; skew: string; seed: string; count: number } }
  | { objects: Uint32Array };

export interface CacheSpec {
  capacity: unknown[];
  inclusion: 'inclusive' | 'nine';
  touch: 'hit-tier' | 'all';
  latencyNs: unknown[];
  dbLatencyNs: unknown;
}

export interface CacheStats {
  gets: number;
  hits: number[];
  misses: number;
  evictions: number[];
  backInvalidations: number[];
  expired: number[];
  purged: number[];
  promotions: number[];
  staleReads: number;
  dbReads: number;
  dbWrites: number;
  costNs: number;
  sizes: number[];
  digest: string;
}

/** Times to live and delays in ms, as the scenario wrote them; null for ever. A read answers who had it ('L1' or
 * 'db') and which version. */
export interface CacheSubject {
  get(key: string, ttl: unknown): Answer<[string, number]>;
  versionedGet(name: string, ttl: unknown): Answer<[string, number]>;
  put(key: string, ttl: unknown): Answer<number>;
  dbWrite(key: string): Answer<number>;
  versionedPut(name: string): Answer<number>;
  purge(key: string, delays: unknown[]): Answer<null>;
  advance(ms: unknown): Answer<null>;
  /** For each tier its entries, newest first. */
  state(): Answer<[string, number][][]>;
  stats(): Answer<CacheStats>;
  delete(): void;
}
