/**
 * Long work as plain data: what run() takes, how it reports, what it gives back. Part of the engine's
 * public interface (edgecache.d.ts).
 */
import type { Arc, Balance, Keys, MovedKeys, RingSpec } from './edgecache.d.ts';

export type BuildJob = { do: 'build'; ring: RingSpec };
export type PlaceJob = { do: 'place'; ring: RingSpec; keys: Keys; owners?: boolean };
/** Two rings, or two numbers of servers under modulo. */
export type RemapJob = { do: 'remap'; before: RingSpec | number; after: RingSpec | number; keys: Keys };
/** Every key looked up by binary search, as lookup() does it; packed keys are refused (input-unreadable). */
export type LookupJob = { do: 'lookup'; ring: RingSpec; keys: Exclude<Keys, { bytes: Uint8Array }> };
export type Job = BuildJob | PlaceJob | RemapJob | LookupJob;

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
export type JobResult = BuildResult | PlaceResult | LookupResult | MovedKeys;
export type ResultOf<J extends Job> = J extends BuildJob
  ? BuildResult
  : J extends PlaceJob
    ? PlaceResult
    : J extends LookupJob
      ? LookupResult
      : MovedKeys;

/** How far a run is: servers joined (`build`) or keys asked about (`keys`). */
export interface Progress {
  done: number;
  total: number;
  phase: 'build' | 'keys';
}

export interface RunOptions {
  onProgress?: (progress: Progress) => void;
  signal?: AbortSignal;
}
