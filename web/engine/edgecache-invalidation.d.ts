/**
 * One write over many places, under several strategies: what run({do: 'invalidation'}) takes and gives back.
 * Part of the engine's public interface (edgecache.d.ts). Times are virtual, counted from the write.
 */
import type { TieredEvent } from './edgecache-cache.d.ts';
import type { Unsigned64 } from './edgecache.d.ts';

/** TTL alone; and stale-while-revalidate; through one place's cache; a new name; every place is told. */
export type Strategy = 'ttl' | 'revalidate' | 'write-through' | 'versioned' | 'purge';

/** Every place holds a copy, of an age drawn from the seed, when the origin is written; readers come at random
 * times (Poisson), more of them at some places (1 / sqrt of the place's rank). */
export interface InvalidationScene {
  /** 2 .. 60. */
  places: number;
  /** Of an average place, 1 .. 100. */
  readsPerSecond: number;
  /** 1 .. 600; the run is as long. At most 150,000 reads in all. */
  ttlSeconds: number;
  /** stale-while-revalidate, 0 .. 60,000. */
  staleMs: number;
  /** Until the median place hears of a purge, 0 .. 60,000. */
  purgeMs: number;
  /** From the origin, 0 .. 60,000. */
  fetchMs: number;
  seed: Unsigned64;
}

/** What the caches told, in order: TieredCache's events without probes and misses. `object` 1 is the new name. */
export interface InvalidationEvent {
  kind: TieredEvent['kind'];
  place: number;
  object: number;
  version: number;
  atMs: number;
}

export interface InvalidationLane {
  strategy: Strategy;
  reads: number;
  staleReads: number;
  /** Asked of the origin by the caches; versioned names cost a check of the page with every read besides. */
  fetches: number;
  pageChecks: number;
  /** Within one second. */
  mostFetches: number;
  /** Reads that waited for the origin. */
  waits: number;
  /** How long a place may have answered old at the most; one that nobody asks may be past the run's end. */
  oldForMs: number;
  places: { oldUntilMs: number; purgeAfterMs: number; reads: number; staleReads: number }[];
  /** Counts so far, at the beginning of every 600th part of the run, and at its end. */
  moments: { reads: Float64Array; staleReads: Float64Array; fetches: Float64Array };
  log?: InvalidationEvent[];
}

export interface InvalidationRun {
  scene: InvalidationScene;
  /** The place that the write comes in at. */
  writer: number;
  lanes: InvalidationLane[];
}

/** Refuses place-out-of-range, count-out-of-range (reads), ttl-out-of-range, time-out-of-range, seed-out-of-range,
 * mode-unknown, too-big. */
export interface InvalidationJob {
  do: 'invalidation';
  scene?: Partial<InvalidationScene>;
  /** All five unless it says. */
  strategies?: Strategy[];
  /** The events as well. */
  log?: boolean;
}
