/**
 * 3:47 AM as a run in virtual time: what is put in, what comes out. Part of the engine's public interface
 * (edgecache.d.ts). What is modelled, and what is not, stands in cpp/sim/outage.hpp. Times in
 * milliseconds since the run began, `fraction` and rates in [0, 1].
 */
import type { Unsigned64 } from './edgecache.d.ts';

/** `ring-warm`: the ring, one query a key at a time, and the new owner asks the old one before the database. */
export type LaneName = 'modulo' | 'ring' | 'ring-warm';

/** Defaults stand in web/engine/outage-scene.js. */
export interface OutageScene {
  seed: Unsigned64;
  /** All over the same requests; at least one, none twice. mode-unknown. */
  lanes: LaneName[];
  /** Servers server-0, ... before and after the others join, 1 .. 1,000. servers-out-of-range. */
  before: number;
  after: number;
  /** Of the ring. vnodes-out-of-range, too-many-points. */
  vnodes: number;
  /** user:0, ..., 1 .. 1,000,000, placed by the rules themselves. count-out-of-range, like all below. */
  keys: number;
  /** Of their popularity, as zipf() takes it. skew-unknown. */
  skew: number | string;
  /** Requests a second, on average, 1 .. 100,000. */
  rate: number;
  /** 1 .. 3,600, and at most 20,000 ticks. */
  seconds: number;
  /** Of the series, 10 .. 10,000. */
  tickMs: number;
  /** The servers join; so much later the first caller knows of it; so much later again the last one. */
  joinMs: number;
  noticeMs: number;
  spreadMs: number;
  /** Of a calm day. The rest is expired, evicted or was never asked for. */
  hitRate: number;
  /** Whether an answer in time is stored at the key's new owner. */
  fill: boolean;
  /** Queries a second that the database can serve; or, unless null, as a multiple of the calm load. */
  databasePerSecond: number;
  headroom: number | null;
  /** Its pool, 1 .. 10,000: a query takes connections / databasePerSecond on average. */
  connections: number;
  /** mode-unknown. */
  service: 'exponential' | 'fixed';
  /** Queries that may wait for a connection, 0 .. 1,000,000. */
  queue: number;
  /** How long a caller waits for the database; null: for ever. */
  timeoutMs: number | null;
  /** Further tries, 0 .. 9, each after a pause; with back-off the pause doubles each time, with jitter. */
  retries: number;
  backoff: boolean;
  retryMs: number;
  /** Misses for a key that is being fetched wait for that fetch. */
  coalesce: boolean;
  /** From then on queries that nobody waits for are dropped, and only as many wait as the database can
   * answer within half a time-out. null: never. */
  shedAtMs: number | null;
}

/** The first time that: */
export type OutageEventName =
  | 'server-joins'
  /** a look-up missed only because its key had changed owner */
  | 'first-miss'
  /** a caller gave up waiting */
  | 'first-timeout'
  /** no connection was free during a whole tick */
  | 'pool-full'
  /** there was no place in the queue for one either: a query was turned away */
  | 'pool-exhausted'
  /** the database was asked for more, in the last second, than it can serve */
  | 'overload'
  /** more than 1 % of the requests that ended in the last second were errors */
  | 'alert'
  /** more than half of the queries of the last second were retries */
  | 'retries-dominate'
  /** fewer than half of the requests that ended in the last second were answered */
  | 'down'
  /** and, after that, 99 % of them */
  | 'recovered';

/** How much happened in each tick; `totals` has the sums. */
export interface OutageCounts<T> {
  requests: T;
  /** Tries: of requests, and of retries. */
  lookups: T;
  hits: T;
  /** First tries that missed. */
  firstMisses: T;
  /** Asked of the database, those that it turned away included. */
  queries: T;
  answered: T;
  /** Requests given up after the last try. */
  errors: T;
  timeouts: T;
  turnedAway: T;
  /** Queries that were no first tries. */
  retries: T;
  /** Keys stored at their new owner. */
  fills: T;
  /** Queries answered or dropped when nobody waited any more. */
  wasted: T;
  coalesced: T;
  /** Keys that the new owner got from the old one. */
  warmed: T;
}

export interface OutageSeries extends OutageCounts<Float64Array> {
  /** Of look-ups. */
  hitRate: Float64Array;
  queriesPerSecond: Float64Array;
  /** Of the requests that ended. */
  errorRate: Float64Array;
  /** Connections, on average over the tick. */
  poolInUse: Float64Array;
  /** Queries waiting at its end. */
  queue: Float64Array;
  /** Of the requests that ended, errors with all their tries; at most 1/32 too large, 0 when none ended. */
  p50Ms: Float64Array;
  p99Ms: Float64Array;
}

export interface OutageLane {
  lane: LaneName;
  /** Keys that change owner, and requests of this run that ask for one. */
  moved: { keys: number; of: number; fraction: number; requests: number };
  /** How many times the calm load: (1 - h s) / (1 - h) with the share s of keys that stay; with the share of
   * requests; measured, most first tries that missed within a second, and most queries. null where a calm day
   * asks the database nothing. */
  rise: { expected: number | null; traffic: number | null; first: number | null; peak: number | null };
  /** In order of time. */
  events: { event: OutageEventName; at: number }[];
  /** In the last second of the run. */
  ended: 'up' | 'down';
  totals: OutageCounts<number> & {
    /** Queries that got a connection, and those of them that had to wait for it. */
    started: number;
    waited: number;
    meanWaitMs: number;
    meanPoolInUse: number;
    mostQueue: number;
  };
  series: OutageSeries;
}

export interface OutageRun {
  /** XXH64 of every number of all lanes, 16 hex digits: where two machines agree, they agree in all. */
  digest: string;
  /** With all its defaults. */
  scene: OutageScene;
  tickMs: number;
  ticks: number;
  databasePerSecond: number;
  serviceMs: number;
  /** Queries of a calm day. */
  calmPerSecond: number;
  headroom: number | null;
  lanes: OutageLane[];
}

export interface OutageJob {
  do: 'outage';
  scene?: Partial<OutageScene>;
}
/** The smallest headroom, in tenths, with which a lane never has an alert. Refuses as the run does, and
 * count-out-of-range for a hit rate of 1. */
export interface HeadroomJob {
  do: 'outage-headroom';
  /** `modulo` unless it says. */
  lane?: LaneName;
  scene?: Partial<OutageScene>;
}
export interface HeadroomResult {
  lane: LaneName;
  /** null: not even half as much again as the formula asks for. */
  headroom: number | null;
  tried: { headroom: number; survives: boolean; digest: string }[];
  scene: OutageScene;
}

/** Requests that all miss, in order of time; nothing is ever stored. Refuses time-out-of-range (no whole
 * milliseconds, or going back), count-out-of-range (a pool of none), text-too-long, input-unreadable, too-big. */
export interface HerdJob {
  do: 'herd';
  requests: [ms: number, key: string][];
  /** Connections, first come first served; each query takes dbMs. */
  pool: number;
  dbMs: number;
  /** A request for a key whose query ends later than now waits for it. */
  coalesce?: boolean;
}
export interface HerdResult {
  requests: number;
  dbQueries: number;
  coalesced: number;
  /** Of a query, for a connection. */
  longestWaitMs: number;
  /** When the first query had to wait; null when none had. */
  poolFirstFullAtMs: number | null;
  /** Queries asked and not yet answered, just after an arrival. */
  mostOutstanding: number;
  lastAnswerAtMs: number | null;
}
