// Act 4's numbers in one place: what the story says of its three tiers, and the arithmetic on it.
//
// They are parameters of the story, declared here, and orders of magnitude: nothing on these slides was measured.
// - 100 ns: one main memory reference in Jeff Dean's "Numbers Everyone Should Know" (LADIS 2009 keynote).
// - 100 µs: an SSD's random read, between the classic table's 150 µs and the 16 µs of newer ones.
// - 1 ms: a server across the data centre. The same table has 0.5 ms for the bare round trip; the rest is its work.
// - 10 GB, 1 TB, 100 TB: the storyboard's sizes, decimal, each tier a hundred times the one before.
import { svg } from 'lit';
import { KEY, SERVERS } from '../../web/claims/lookups.js';
import { answered } from './answered.js';

/** @typedef {{name: string, medium: string, latencyNs: number, capacityGb: number, ink: string}} Tier */

/** Nearest first. @type {Tier[]} */
export const TIERS = [
  { name: 'L1', medium: 'RAM', latencyNs: 100, capacityGb: 10, ink: 'var(--tier-1)' },
  { name: 'L2', medium: 'SSD', latencyNs: 100_000, capacityGb: 1_000, ink: 'var(--tier-2)' },
  { name: 'L3', medium: 'network', latencyNs: 1_000_000, capacityGb: 100_000, ink: 'var(--tier-3)' },
];

/** The key that Act 4 follows and the servers of slide 10's ring: one of them is what "network" means for one key. */
export { KEY, SERVERS };

/** Places that hold a copy on slide 18, as many as slide 19 draws. A parameter of the story. */
export const PLACES = 9;

/** What a lookup costs when it asks every tier in turn and finds the key in the last of them. */
export const askedNs = (/** @type {Tier[]} */ tiers) => tiers.reduce((sum, tier) => sum + tier.latencyNs, 0);

/** 100 -> "100 ns", 1100100 -> "1.1001 ms": every digit, since the story's numbers are whole nanoseconds. */
export function time(/** @type {number} */ ns) {
  if (ns < 1e3) return `${ns}\u00a0ns`;
  return ns < 1e6 ? `${ns / 1e3}\u00a0µs` : `${ns / 1e6}\u00a0ms`;
}

/** 10 -> "10 GB", 100000 -> "100 TB". */
export const room = (/** @type {number} */ gb) => (gb < 1e3 ? `${gb}\u00a0GB` : `${gb / 1e3}\u00a0TB`);

/** The wait at one second to the nanosecond, in words: 100 -> "1 min 40 s", 1000000 -> "11.6 days". */
export function stretched(/** @type {number} */ ns) {
  const days = ns / 86_400;
  return days < 1 ? `${Math.floor(ns / 60)} min ${ns % 60} s` : `${days.toFixed(1)} days`;
}

/** A shelf with a thick floor: the sign of a tier. */
export const shelf = (
  /** @type {Tier} */ { ink },
  /** @type {number} */ x,
  /** @type {number} */ y,
  /** @type {number} */ width,
  height = 64,
) => svg`<path d="M${x} ${y}h${width}v${height}h${-width}z" style="fill:var(--paper);stroke:${ink};stroke-width:2"></path>
  <path d="M${x - 1} ${y + height}h${width + 2}v7h${-width - 2}z" style="fill:${ink}"></path>`;

/** The server of slide 10's ring that owns a key, asked of the engine. */
export function ownerOf(
  /** @type {import('../../web/engine/edgecache.d.ts').Engine} */ engine,
  /** @type {string} */ key,
) {
  const ring = answered(engine.ring({ servers: SERVERS, plain: true }));
  const name = answered(ring.owner(key));
  ring.delete();
  return { name, index: SERVERS.indexOf(name) };
}
