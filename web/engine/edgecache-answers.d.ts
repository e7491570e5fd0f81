/**
 * What the engine answers, as plain data: places, look-ups, shares, balances. Part of the engine's public
 * interface (edgecache.d.ts). Units: `turn` in [0, 1) clockwise from 12 o'clock, `fraction` in [0, 1].
 */

/** A place on the circle. `degrees` is for drawing only; `hex` and `decimal` are exact. */
export type Position = Readonly<{ hex: string; turn: number; degrees: number; decimal: string }>;

/** A long division, exact: decimal digits; the remainder is the number of a server. */
export interface Division {
  dividend: string;
  divisor: number;
  quotient: string;
  remainder: number;
}

/** numerator / denominator exactly; `fraction` is the same rounded once. */
export interface ExactShare {
  numerator: bigint;
  denominator: bigint;
  fraction: number;
}

/** Tokens clockwise from 12 o'clock; `servers[i]` is an index into servers(). */
export interface Tokens {
  length: number;
  turns: Float64Array;
  servers: Uint32Array;
  /** The 16 hex digits of token i's position. */
  hex(index: number): string;
}

/** What a server owns: numerator / 2^64 of the circle (one server alone owns 2^64 of 2^64). */
export interface Arc {
  server: string;
  numerator: bigint;
  fraction: number;
}

export interface NearestToken {
  index: number;
  server: string;
  turn: number;
}

/** One comparison of a look-up's binary search. */
export interface Probe {
  index: number;
  turn: number;
  hex: string;
  server: string;
  atOrAfter: boolean;
}

export interface Lookup {
  /** Where the key stands. */
  position: Position;
  owner: string;
  comparisons: number;
  probes: Probe[];
  /** Index of the token that owns the key. */
  found: number;
  /** Past the last token: the first one owns. */
  wrapped: boolean;
  /** From the key clockwise to that token; its 53 highest bits. 0 on the token itself. */
  distance: { turn: number };
}

/** How evenly a load is spread; of no servers, or no load, the ratios are 0. */
export interface Balance {
  mean: number;
  /** Of the whole population. */
  standardDeviation: number;
  relativeStandardDeviation: number;
  peakToMean: number;
  min: number;
  max: number;
}

/** What goes from one server to another; null is nobody, the owner on an empty ring. */
export interface Flow {
  from: string | null;
  to: string | null;
  share: ExactShare;
  /** The same as a part of what the loser had, in (0, 1]. */
  ofLoser: number;
}

export interface MovedKeys {
  keys: number;
  moved: number;
  /** Moved although the old and the new owner are both there before and after: 0 on a ring. */
  movedBetweenPresentInBoth: number;
  /** 1 or 0 for each key; only when asked for with {perKey: true}. */
  movedKeys?: Uint8Array;
}

export interface Remap extends Partial<MovedKeys> {
  /** Share of the circle that changes owner, over 2^64. */
  share: ExactShare;
  flows: Flow[];
}

/** A line of slide 10's pseudocode, executed: the variables as it leaves them, null while they have no value. */
export interface PseudocodeStep {
  line:
    | 'add-hash'
    | 'add-search'
    | 'add-insert'
    | 'get-empty'
    | 'get-hash'
    | 'get-search'
    | 'get-wrap'
    | 'get-return'
    | 'remove-take-out'
    | 'remove-fall';
  /** The search is among tokens [lo, hi). */
  lo: number | null;
  hi: number | null;
  /** The token that this halving looked at, and whether it is at or after the position. */
  mid: number | null;
  atOrAfter: boolean | null;
  /** An index into the ring; the ring's size is past the end. */
  i: number | null;
  server: string | null;
}
export interface PseudocodeRun {
  position: Position;
  steps: PseudocodeStep[];
  /** Of a key: tokens that walking from the ring's first one on would have looked at. */
  walked: number;
}
