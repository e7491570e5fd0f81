// The story's three tiers, declared once: what slides 14 to 17 begin with, how a time and a room are written, the sign of a tier.
//
// The numbers are parameters of the story and orders of magnitude: nothing here was measured.
// - 100 ns: one main memory reference in Jeff Dean's "Numbers Everyone Should Know" (LADIS 2009 keynote).
// - 100 µs: an SSD's random read, between the classic table's 150 µs and the 16 µs of newer ones.
// - 1 ms: a server across the data centre. The same table has 0.5 ms for the bare round trip; the rest is its work.
// - 10 ms: the database behind them, a disk seek in the same table.
// - 10 GB, 1 TB, 100 TB: the storyboard's sizes, decimal, each tier a hundred times the one before.
import { svg } from 'lit';

/** @typedef {{name: string, medium: string, latencyNs: number, capacityGb: number, ink: string}} Tier */

/** Nearest first. @type {Tier[]} */
export const TIERS = [
  { name: 'L1', medium: 'RAM', latencyNs: 100, capacityGb: 10, ink: 'var(--tier-1)' },
  { name: 'L2', medium: 'SSD', latencyNs: 100_000, capacityGb: 1_000, ink: 'var(--tier-2)' },
  { name: 'L3', medium: 'network', latencyNs: 1_000_000, capacityGb: 100_000, ink: 'var(--tier-3)' },
];

/** What stands behind the tiers, and is none. */
export const DATABASE = { name: 'database', latencyNs: 10_000_000, ink: 'var(--database)' };

/** A number and its unit, which no line break may part. @param {number} value @param {string} unit */
const written = (value, unit) => `${value}\u00a0${unit}`;

/** 100 -> "100 ns", 1100100 -> "1.1001 ms": every digit, since the story's numbers are whole nanoseconds. @param {number} ns */
export function time(ns) {
  if (ns < 1e3) return written(ns, 'ns');
  if (ns < 1e6) return written(ns / 1e3, 'µs');
  return ns < 1e9 ? written(ns / 1e6, 'ms') : written(ns / 1e9, 's');
}

/** 10 -> "10 GB", 100000 -> "100 TB", in four digits at most. @param {number} gb */
export function room(gb) {
  const short = (/** @type {number} */ value) => Number(value.toPrecision(4));
  if (gb < 1e3) return written(gb, 'GB');
  return gb < 1e6 ? written(short(gb / 1e3), 'TB') : written(short(gb / 1e6), 'PB');
}

const [MINUTE, HOUR, DAY, YEAR] = [60, 3600, 86_400, 31_557_600];

/** The wait at one second to the nanosecond, in words: 100 -> "1 min 40 s", 1000000 -> "11.6 days". @param {number} ns */
export function stretched(ns) {
  if (ns < MINUTE) return `${ns} s`;
  if (ns < HOUR) return `${Math.floor(ns / MINUTE)} min ${ns % MINUTE} s`;
  if (ns < DAY) return `${(ns / HOUR).toFixed(1)} hours`;
  if (ns < 2 * YEAR) return `${(ns / DAY).toFixed(1)} days`;
  return ns < 1e3 * YEAR
    ? `${(ns / YEAR).toFixed(1)} years`
    : `${Math.round(ns / YEAR).toLocaleString('en-US')} years`;
}

/** A shelf with a thick floor: the sign of a tier. @param {{ink: string}} tier @param {number} x @param {number} y @param {number} width */
export const shelf = (
  { ink },
  x,
  y,
  width,
  height = 64,
) => svg`<path d="M${x} ${y}h${width}v${height}h${-width}z" style="fill:var(--paper);stroke:${ink};stroke-width:2"></path>
  <path d="M${x - 1} ${y + height}h${width + 2}v7h${-width - 2}z" style="fill:${ink}"></path>`;
