// The tiers that run slide 16's code, and what can be done to them. A line of the code that is not there is a mode of the engine: no
// fill, room without end, no expiry.
import { answered } from '../../engine/answer.js';
import { makeTieredCache } from '../../engine/tiered-cache.js';
import { DATABASE, TIERS } from '../shared/tiers.js';
import { TTL_SECONDS } from './code.js';

/** @typedef {import('../../engine/edgecache.d.ts').Engine} Engine */
/** @typedef {import('../../engine/edgecache-cache.d.ts').TieredCache} TieredCache */
/** @typedef {import('../../engine/edgecache-cache.d.ts').TieredAnswer} TieredAnswer */
/** @typedef {import('./code.js').Lines} Lines */
/** A GET, a write past the caches, seconds that pass. @typedef {{get: string}|{write: string}|{wait: number}} Deed */

/** Entries that each tier has room for. */
export const ROOM = [2, 3, 4];

/** Tiers that run the code with these lines. The slide says nothing of inclusion: each tier for itself. @param {Lines} lines @returns {import('../../engine/edgecache-cache.d.ts').TieredSpec} */
export const specOf = ({ fill, evict }) => ({
  capacity: evict ? ROOM : ROOM.map(() => Number.MAX_SAFE_INTEGER),
  latencyNs: TIERS.map(({ latencyNs }) => latencyNs),
  dbLatencyNs: DATABASE.latencyNs,
  inclusion: 'nine',
  fill: fill ? 'all' : 'none',
});

/** The caller's to delete. @param {Engine} engine @param {Lines} lines @returns {TieredCache} */
export const tiersOf = (engine, lines) => answered(makeTieredCache(engine, specOf(lines)));

/** @param {TieredCache} cache @param {Lines} lines @param {Deed} deed @returns {TieredAnswer} */
export function doIt(cache, { expire }, deed) {
  if ('wait' in deed) return answered(cache.advance(deed.wait * 1000));
  if ('write' in deed) return answered(cache.dbWrite(deed.write));
  return answered(cache.get(deed.get, { ttlMs: expire ? TTL_SECONDS * 1000 : null }));
}
