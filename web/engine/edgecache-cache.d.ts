/**
 * The tiered cache and the policies (slides 14 to 19), part of the engine's public interface. Time is
 * virtual: the clock in milliseconds stands still until advance(), what a request costs is counted in
 * nanoseconds. Refusals are values, {refused: code}.
 */
import type { Keys, Refused, Unsigned64 } from './edgecache.d.ts';

/** Three tiers as slide 14 has them, unless it says otherwise. */
export interface TieredSpec {
  /** Entries a cache, nearest tier first; 1 .. 8 tiers, each >= 1 (capacity-out-of-range), growing where
   * inclusive (capacity-not-growing). Memory comes with the entries: Number.MAX_SAFE_INTEGER is no limit. */
  capacity: number[];
  /** Of each tier, whole (time-out-of-range); [100, 100_000, 1_000_000]. */
  latencyNs?: number[];
  /** 10_000_000. */
  dbLatencyNs?: number;
  /** `inclusive`: what leaves a tier leaves the tiers above too. `nine`: it leaves that tier only. */
  inclusion?: 'inclusive' | 'nine';
  /** What a hit makes recently used: the tier that answered, or `all` tiers below it as well. */
  touch?: 'hit-tier' | 'all';
  /** A hit is copied into all nearer tiers, into the next nearer one, or nowhere. */
  promotion?: 'all' | 'next' | 'none';
  /** What a database read is copied into; `none` is the storyboard's pseudocode. */
  fill?: 'all' | 'none';
  /** `takes-time`: a miss reads the database now and fills when its cost has passed. */
  fetch?: 'at-once' | 'takes-time';
  /** With takes-time: who waits for a fetch that is under way instead of asking again. */
  coalesce?: 'none' | 'node' | 'tier';
  /** An expired copy younger than this is served and refreshed behind the reader's back; 0. */
  staleWhileRevalidateMs?: number;
  /** Caches of each tier, each number dividing the one before (nodes-out-of-range, at most 4,096). There are
   * nodes[0] places, and place p is served by node floor(p * nodes[k] / nodes[0]) of tier k. [1, 1, 1]. */
  nodes?: number[];
}

export interface ReadOptions {
  /** Of what is fetched or written: null for ever, 0 not stored (ttl-out-of-range). */
  ttlMs?: number | null;
  /** Who asks, from 0 (place-out-of-range). */
  place?: number;
}

export interface TieredEvent {
  kind:
    | 'probe'
    | 'miss'
    | 'hit'
    /** Served although expired, within staleWhileRevalidateMs. */
    | 'serve-stale'
    | 'expire'
    | 'fetch'
    /** A copy enters a tier after a fetch or a write. */
    | 'fill'
    /** A copy enters a nearer tier after a hit. */
    | 'promote'
    | 'evict'
    | 'back-invalidate'
    | 'purge'
    /** The reader waits for another's fetch. */
    | 'coalesce'
    | 'revalidate'
    /** The database is written. */
    | 'write'
    /** A write whose value is not to be stored. */
    | 'drop';
  /** 0 is the nearest; null the database. */
  tier: number | null;
  node: number;
  key: string;
  version: number;
  /** What the reader waited for this. */
  costNs: number;
  atMs: number;
}

/** Of a read: who had it. Of other operations: `where` is 'db'. */
export interface TieredAnswer {
  key: string;
  /** 'L1' is tier 0, 'db' the database. */
  where: string;
  tier: number | null;
  version: number;
  /** The database's, at that moment; of versionedPut both are the new n. */
  dbVersion: number;
  /** version < dbVersion. */
  stale: boolean;
  hit: boolean;
  coalesced: boolean;
  /** The sum of the events' costs, but for events that came due behind the reader's back (they cost 0). */
  costNs: number;
  nowMs: number;
  /** In the order in which they happened. */
  events: TieredEvent[];
}

/** A copy as it lies in a cache. */
export interface TieredCopy {
  tier: number;
  node: number;
  key: string;
  version: number;
  dbVersion: number;
  stale: boolean;
  expiresAtMs: number | null;
  expired: boolean;
}

/** hits + misses = gets. Lists have one number a tier. */
export interface TieredStats {
  gets: number;
  hits: number[];
  misses: number;
  /** Misses that waited for another's fetch. */
  coalesced: number;
  evictions: number[];
  backInvalidations: number[];
  expired: number[];
  purged: number[];
  /** Copies that entered after a hit below. */
  promotions: number[];
  /** Copies that entered, for whatever reason. */
  fills: number[];
  staleReads: number;
  dbReads: number;
  dbWrites: number;
  costNs: number;
  /** Of reads. A read that waited for another's fetch is taken for a miss in the percentiles. */
  latency: { meanNs: number; p50Ns: number; p99Ns: number; p999Ns: number };
  /** Entries now, all caches of a tier together. */
  sizes: number[];
  entries: number;
  /** Copies older than the database's version. */
  staleEntries: number;
  /** XXH64, decimal, of the objects' numbers inside, nearest tier and newest first. */
  digest: string;
}

/** A handle: whoever made it delete()s it. Any member may also answer engine-replaced or cache-deleted. */
export interface TieredCache {
  readonly spec: TieredSpec;
  /** Reads through the tiers. `ttlMs` counts only when this read fetches. */
  get(key: string, options?: ReadOptions): TieredAnswer | Refused;
  /** Write-through: the database, then the tiers that serve `place`, farthest first. */
  put(key: string, options?: ReadOptions): TieredAnswer | Refused;
  /** Past the caches. */
  dbWrite(key: string): TieredAnswer | Refused;
  /** Reads `/v<n>/<name>` with the newest n, which starts at 1. */
  versionedGet(name: string, options?: ReadOptions): TieredAnswer | Refused;
  /** n + 1: new content under a new key. */
  versionedPut(name: string): TieredAnswer | Refused;
  /** Each cache drops the key when its delay has passed: one delay a tier, or a list of one a node for each
   * tier; all 0 unless said. Refuses time-out-of-range, nodes-out-of-range (not so many). */
  purge(key: string, options?: { delayMs?: number[] | number[][] }): TieredAnswer | Refused;
  /** What is due on the way happens, in order. Refuses time-out-of-range (146 years in all). */
  advance(ms: number, ns?: number): TieredAnswer | Refused;
  /** Copies of the database's values put there without a story, the newest first; where inclusive, in the
   * tiers below too. All or none: refuses capacity-out-of-range (full), nodes-out-of-range. */
  preload(tier: number, keys: string[], options?: { node?: number; ttlMs?: number | null }): true | Refused;
  /** Every copy, nearest tier first, each cache's newest first. */
  contents(): TieredCopy[] | Refused;
  copies(key: string): TieredCopy[] | Refused;
  stats(): TieredStats | Refused;
  resetStats(): true | Refused;
  /** Another cache in the same state, the caller's to delete(). */
  copy(): TieredCache | Refused;
  delete(): void;
}

/** A bounded LRU whose keys are texts (makeTextCache in text-cache.js): it remembers nothing but what it holds.
 * A handle: whoever made it delete()s it. Refuses capacity-out-of-range (1 .. 2^32 - 2 entries). */
export interface TextCache {
  /** Requests, one after the other, in bulk: a key that is missed is in the cache then. Offsets of packed keys that
   * are out of order refuse input-unreadable, and the chunks of 8,192 keys before them have been asked. */
  request(keys: Keys): { requests: number; hits: number } | Refused;
  delete(): void;
}

export type PolicyName = 'LRU' | 'FIFO' | 'CLOCK' | 'SIEVE' | 'S3-FIFO' | 'Belady';

/** Requests, one after the other: draws by Zipf's law; a pasted text with one key a line (blank lines are
 * none); keys; or numbers of objects below 2^24. Refuses trace-too-long (TRACE_LIMITS in trace-blocks.js). */
export type Trace =
  | { zipf: { objects: number; skew: number | string; seed: Unsigned64; count: number } }
  | { text: string }
  | { keys: Keys }
  | { objects: Uint32Array };

/**
 * Who asks, where the first tier has several caches: every place equally often, drawn by `seed`. With `owners`
 * the places form as many groups as there are tables; a group is drawn, and inside it the object's owner
 * (owners[group][object], below the group's size) is asked: place-out-of-range, count-out-of-range.
 */
export interface TracePlaces {
  seed: Unsigned64;
  owners?: Uint8Array[];
}

/**
 * A trace through policies at capacities (at most 256 caches), through a tiered cache, or both. Refuses
 * policy-unknown, capacity-out-of-range, count-out-of-range, and what trace and tiers are refused for.
 */
export interface TraceJob {
  do: 'trace';
  trace: Trace;
  policies?: PolicyName[];
  capacities?: number[];
  tiers?: TieredSpec;
  /** Of the tiers; without it place 0 asks for everything. */
  places?: TracePlaces;
}

/** Of the requests so far: misses of each policy, one number a capacity; the tiers' statistics. */
export interface TracePartial {
  requests: number;
  misses: Partial<Record<PolicyName, number[]>>;
  stats?: TieredStats;
}

export interface TraceResult extends TracePartial {
  /** Different keys. */
  distinct: number;
  capacities: number[];
}
