// Three systems, the same three shelves: what each calls them, how much they hold, how long they take, and the source behind them.
// What stands below the shelves is no cache: RAM, the origin and the network are what is cached, or the way to it.
//
// A latency here is what asking one more tier adds, so a hit pays all of them down to its tier.
// - CPU: lines of 64 bytes, one core. 32 KiB, 256 KiB and its 2 MiB of the last level, 4, 12 and 44 cycles: Intel 64 and IA-32 Architectures
//   Optimization Reference Manual, cache parameters of Skylake. A cycle is a quarter of a nanosecond; 100 ns for RAM: J. Dean, 2009.
// - CDN (web/claims/cdn.js) and browser: round figures of this story.
import { svg } from 'lit';
import { CDN } from '../../claims/cdn.js';

/**
 * @typedef {object} System
 * @property {'cpu'|'cdn'|'browser'} id
 * @property {string} name
 * @property {string[]} caches nearest first
 * @property {string} source
 * @property {string} is what the source is, if no cache
 * @property {number} objects that may be asked for
 * @property {import('../../engine/edgecache-cache.d.ts').TieredSpec} tiers
 * @property {unknown} box what surrounds the shelves: a chip with its pins, a globe, a window
 */

const MS = 1_000_000; // nanoseconds

/** @type {System[]} */
export const SYSTEMS = [
  {
    id: 'cpu',
    name: 'CPU',
    caches: ['L1 cache', 'L2 cache', 'L3 cache'],
    source: 'RAM',
    is: 'is what is cached',
    objects: 100_000,
    tiers: {
      capacity: [512, 4096, 32_768],
      latencyNs: [1, 2, 8],
      dbLatencyNs: 89,
      inclusion: 'nine',
    },
    box: svg`<path d="M24 52h264v280h-264z"></path><path d="M46 52${'v-12m24.4 12'.repeat(10)}M46 332${'v12m24.4 -12'.repeat(10)}M24 74${'h-12m12 26'.repeat(10)}M288 74${'h12m-12 26'.repeat(10)}" style="stroke-width:4"></path>`,
  },
  {
    id: 'cdn',
    name: 'CDN',
    caches: ['edge', 'regional', 'shield'],
    source: 'origin',
    is: 'is the source, not a cache',
    ...CDN,
    box: svg`<path d="M156 42a55 150 0 0 0 0 300a55 150 0 0 0 0 -300a110 150 0 0 0 0 300a110 150 0 0 0 0 -300M17 136h278M6 192h300M17 248h278" style="stroke:var(--engrave);stroke-width:1"></path><circle cx="156" cy="192" r="150"></circle>`,
  },
  {
    id: 'browser',
    name: 'Browser',
    caches: ['memory', 'service worker', 'HTTP cache'],
    source: 'network',
    is: 'is the way out, not a cache',
    objects: 10_000,
    tiers: {
      capacity: [50, 200, 2000],
      latencyNs: [MS / 10, (9 * MS) / 10, 9 * MS],
      dbLatencyNs: 90 * MS,
      inclusion: 'nine',
    },
    box: svg`<path d="M16 40h280v292h-280zv28h280M88 54h194"></path>${[32, 48, 64].map((x) => svg`<circle cx=${x} cy="54" r="4.5"></circle>`)}`,
  },
];
