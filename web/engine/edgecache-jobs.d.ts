/**
 * Long work as plain data: what run() takes, how it reports, what it gives back. Part of the engine's
 * public interface (edgecache.d.ts).
 */
import type {
  HeadroomJob,
  HeadroomResult,
  HerdJob,
  HerdResult,
  OutageJob,
  OutageRun,
} from './edgecache-outage.d.ts';
import type { InvalidationJob, InvalidationRun } from './edgecache-invalidation.d.ts';
import type { Arc, Balance, ExactShare, Keys, MovedKeys, RingSpec, Unsigned64 } from './edgecache.d.ts';
import type { TournamentJob, TournamentResult } from './edgecache-placements.d.ts';
import type { TraceJob, TracePartial, TraceResult } from './edgecache-cache.d.ts';

export type BuildJob = { do: 'build'; ring: RingSpec };
export type PlaceJob = { do: 'place'; ring: RingSpec; keys: Keys; owners?: boolean };
/** Two rings, or two numbers of servers under modulo. */
export type RemapJob = { do: 'remap'; before: RingSpec | number; after: RingSpec | number; keys: Keys };
/** Every key looked up by binary search, as lookup() does it; packed keys are refused (input-unreadable). */
export type LookupJob = { do: 'lookup'; ring: RingSpec; keys: Exclude<Keys, { bytes: Uint8Array }> };
/**
 * Which keys change owner from `before` to `after` servers, under modulo and on the ring, every key
 * counted. Server i is `${prefix}${i}`. Refuses servers-out-of-range (1 .. 1,000,000), vnodes-out-of-range,
 * too-many-points (1,000,000 tokens a ring), seed-out-of-range, text-too-long (a prefix of more than 1,024
 * bytes), count-out-of-range (2^32 - 1 keys), input-unreadable.
 */
export interface CensusJob {
  do: 'census';
  before: number;
  after: number;
  /** 100 unless it says. */
  vnodes?: number;
  /** `server-` unless it says. */
  prefix?: string;
  keys: Keys;
  /** XXH64's, for labels and keys. */
  seed?: Unsigned64;
  /** Keys per server as well; a third slower. */
  loads?: boolean;
  /** The `state` of a progress: goes on from there. */
  resume?: CensusState;
}
/**
 * Independent rings of `servers` x `vnodes`, no two with a server in common. Refuses servers-out-of-range
 * (2 .. 1,000), vnodes-out-of-range, too-many-points (1,000,000 tokens a ring), count-out-of-range (2 .. 100,000
 * rings).
 */
export type RingsJob = { do: 'rings'; servers: number; vnodes: number; rings: number };
export type Job =
  | RingsJob
  | BuildJob
  | PlaceJob
  | RemapJob
  | LookupJob
  | CensusJob
  | OutageJob
  | HeadroomJob
  | HerdJob
  | InvalidationJob
  | TournamentJob
  | TraceJob;

export interface BuildResult {
  tokens: number;
  servers: string[];
  arcs: Arc[];
  /** Of the arcs. */
  balance: Balance;
}
/** `owners` (indices into `servers`) when asked for, else `counts` per server. */
export interface PlaceResult {
  keys: number;
  servers: string[];
  owners?: Uint32Array;
  counts?: Uint32Array;
}
/** Of each key: tokens compared, and tokens that a loop from the first one on would have looked at. On an
 * empty ring both are 0. */
export interface LookupResult {
  keys: number;
  tokens: number;
  comparisons: Uint32Array;
  scanned: Uint32Array;
}

/** Shares are multiples of a fair one, 1/N of the circle. */
export interface RingsResult {
  servers: number;
  vnodes: number;
  rings: number;
  /** Of each ring's first server. */
  shares: Float64Array;
  /** How far a share strays from a fair one: root of the mean square over every server of every ring. */
  spread: number;
  /** Its standard error. */
  spreadError: number;
  /** sqrt((N - 1) / (NV + 1)). */
  expected: number;
  /** The busiest server of a ring, on average over rings, and the idlest. */
  peakToMean: number;
  leastToMean: number;
}

export interface Moved {
  moved: number;
  /** Between servers that are there before and after: always 0 on a ring. */
  movedBetweenPresentInBoth: number;
}
/** Keys per server, by its number. */
export interface CensusLoads {
  modulo: { before: Float64Array; after: Float64Array };
  ring: { before: Float64Array; after: Float64Array };
}
export interface CensusCounts {
  keys: number;
  modulo: Moved;
  ring: Moved;
  loads?: CensusLoads;
}
/** What is counted, and which keys are left: [number of the first, how many]. */
export interface CensusState {
  counts: CensusCounts;
  left: [start: number, count: number][];
}
/** Of a count: its mean, and a band of three standard deviations, which holds 99.7 % of all counts. */
export interface Expected {
  /** Of all hashes: exact. */
  share: ExactShare;
  keys: number;
  standardDeviation: number;
  low: number;
  high: number;
}
export interface CensusExpectation {
  modulo: Expected;
  /** On these two rings. */
  ring: Expected;
  /** The share on rings in general: its mean, and how far rings are from it. */
  average: { fraction: number; standardDeviation: number };
}
export interface CensusResult {
  keys: number;
  modulo: Moved & { expected: Expected };
  ring: Moved & { expected: Expected; average: CensusExpectation['average'] };
  loads?: CensusLoads;
}
export type JobResult =
  | RingsResult
  | BuildResult
  | PlaceResult
  | LookupResult
  | MovedKeys
  | CensusResult
  | OutageRun
  | HeadroomResult
  | HerdResult
  | InvalidationRun
  | TournamentResult
  | TraceResult;
export type ResultOf<J extends Job> = J extends RingsJob
  ? RingsResult
  : J extends BuildJob
    ? BuildResult
    : J extends PlaceJob
      ? PlaceResult
      : J extends LookupJob
        ? LookupResult
        : J extends CensusJob
          ? CensusResult
          : J extends HerdJob
            ? HerdResult
            : J extends OutageJob
              ? OutageRun
              : J extends HeadroomJob
                ? HeadroomResult
                : J extends TraceJob
                  ? TraceResult
                  : J extends TournamentJob
                    ? TournamentResult
                    : J extends InvalidationJob
                      ? InvalidationRun
                      : MovedKeys;

/** How far a run is: servers joined (`build`), keys asked about (`keys`), virtual milliseconds (`time`), requests
 * or characters read (`trace`), looked back over (`look-back`), replayed (`replay`). */
export interface Progress {
  done: number;
  total: number;
  phase: 'build' | 'keys' | 'clock' | 'time' | 'trace' | 'look-back' | 'replay' | 'rings';
  /** Of a census: what is counted so far, and what a later run needs to go on from here. */
  counts?: CensusCounts;
  state?: CensusState;
  /** Of a trace: misses so far. */
  partial?: TracePartial;
}

export interface RunOptions {
  /** A promise holds the run where it is until it is kept; `signal` stops a run that is held, too. */
  onProgress?: (progress: Progress) => unknown;
  signal?: AbortSignal;
  /** How many share the work, where it can be shared (a census of a range): the processor's cores but one,
   * 8 at most, unless it says. 0: on the page. */
  workers?: number;
}
