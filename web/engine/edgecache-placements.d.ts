/**
 * Every placement as plain data and as a handle: who keeps which key, by seven rules. Part of the engine's public
 * interface (edgecache.d.ts); made by makePlacement() in placement.js, which a page fetches when it first needs it.
 */
import type { Balance, HashName, Keys, Refused } from './edgecache.d.ts';

export type PlacementKind = 'modulo' | 'jump' | 'ring' | 'rendezvous' | 'maglev' | 'bounded-load';

export interface PlacementServer {
  name: string;
  /** Above 0 and at most 1,000,000; by default 1. Modulo and jump do not hear it. */
  weight?: number;
  /** Maglev alone: the order in which it wants the entries, instead of the one that its name gives. */
  walk?: { offset: number; skip: number };
}

export interface PlacementSpec {
  kind: PlacementKind;
  servers?: readonly (string | PlacementServer)[];
  /** Of keys, and of a ring's labels. */
  hash?: HashName;
  /** Rings: points of a server of weight 1 (default 100); at least one each. */
  points?: number;
  /** Rings: between name and number in a label, by default "-". Envoy: "_". */
  separator?: string;
  /** Rings: whose a key on a point is; by default that point's. */
  tie?: 'at-or-after' | 'after';
  /** Maglev: a prime, by default 65,537. */
  tableSize?: number;
  /** Bounded load: no server takes more than this many times its share; by default 1.25. */
  factor?: number;
}

/**
 * Which server keeps which key. A handle: whoever made it delete()s it. Servers are answered by number: 0 for the
 * first that ever joined, and a name keeps its number in this placement and in its copies. Any member may also answer
 * engine-replaced after a trap, or ring-deleted.
 */
export interface Placement {
  readonly kind: PlacementKind;
  readonly size: number;
  /** Names in order of joining. */
  servers(): string[];
  /** The name of a server's number; null for none. */
  name(server: number): string | null;

  /** Refuses server-name-empty, text-too-long, server-exists, weight-out-of-range, servers-out-of-range, and for
   * rings vnodes-out-of-range, too-many-points; for a given walk position-out-of-range. */
  add(server: string | PlacementServer): true | Refused;
  /** Changes the placement. Refuses server-unknown. */
  remove(server: string): true | Refused;
  /** Passes it over and changes nothing else: back for nothing. Modulo and jump cannot: its keys have nobody. */
  setDown(server: string, down: boolean): true | Refused;
  copy(): Placement | Refused;
  delete(): void;

  /**
   * The number of each key's server, 0xffffffff for nobody. Bounded load takes the keys in their order as all there
   * are; with `more`, as further ones of the number that expect() was told.
   */
  place(keys: Keys, options?: { more?: boolean }): Uint32Array | Refused;
  /** Looks the same keys (at most 8,192), hashed once, up again and again until `enough` says so, for who holds a
   * clock; how many look-ups that were. Refuses count-out-of-range. */
  spin(keys: Keys, enough: () => boolean): number | Refused;
  /** So many keys are to come: all servers are empty again. Only bounded load minds. */
  expect(keys: number): true | Refused;
  /** The server of one key by its hash, as a BigInt or decimal digits; null for nobody. */
  ownerOfHash(hash: bigint | string): string | null | Refused;
  /** Bytes that look-ups read, names apart. */
  memoryBytes(): number | Refused;
  /** Maglev's entries as numbers of servers; empty for a placement without a table. */
  table(): Uint32Array | Refused;
}

/**
 * One placement over many keys, and the same after each of three events: `joins` joins, `leaves` leaves, `leaves` is
 * down. Refuses what the placement and its servers are refused for, server-unknown, servers-out-of-range (fewer than 2).
 */
export interface TournamentJob {
  do: 'tournament';
  placement: PlacementSpec;
  keys: Exclude<Keys, { bytes: Uint8Array }>;
  joins: PlacementServer;
  leaves: string;
}

export interface TournamentResult {
  keys: number;
  servers: number;
  /** Of each server's keys over its fair share (its part of all weights): 1 is fair. */
  balance: Balance;
  /** The same, largest first; of more than a hundred servers, every so many. */
  profile: number[];
  /** Keys that change owner; `strays` of them neither to the newcomer nor from the one that left. */
  joined: { moved: number; strays: number };
  left: { own: number; moved: number; strays: number };
  /** While it is down: keys that are asked elsewhere, and keys that nobody is asked for. */
  down: { moved: number; nobody: number };
  /** Points of a ring that stand where another one stands already, which leaves them nothing. */
  meeting: number;
  memoryBytes: number;
  /** Nanoseconds a look-up of a hashed key, measured here and now; another answer every time. */
  lookupNs: number;
  /** Whether a worker measured it, or the page between two frames. */
  measuredIn: 'worker' | 'page';
}
