// GETs through the CDN of slide 17, from outside in: chance or the reader names a point of presence, the ring of that point names the
// server, and from there the tiers are asked. The caches are empty at first and made again from the list of GETs.
import { CDN, PLACES, SERVERS } from '../../claims/cdn.js';
import { answered } from '../../engine/answer.js';
import { makeTieredCache } from '../../engine/tiered-cache.js';
import { picksOf, pointsOf } from './points.js';

/** @typedef {import('../../engine/edgecache.d.ts').Engine} Engine */
/** @typedef {{key: string, point: number}} Get */
/** The last GET, as it went. @typedef {{point: number, server: number, where: string, tier: number|null, costNs: number, events: any[]}} Way */
/**
 * @typedef {object} Network
 * @property {string} key that is followed
 * @property {import('./points.js').Point[]} points
 * @property {number} turn of the key, on all rings
 * @property {number[]} servers of the key, one a point, by the rings
 * @property {Way|null} way
 * @property {{tier: number, node: number}[]} copies of the key, where they lie now
 */

/** Which server is asked when any may be: drawn like the trace's, by another seed. @param {Engine} engine @param {number} many */
const anyServers = (engine, many) =>
  Array.from(
    answered(engine.zipf({ objects: PLACES, skew: '0', seed: '8', count: many })),
    (place) => place % SERVERS,
  );

/**
 * @param {Engine} engine
 * @param {{key: string, gets: readonly Get[], pick: 'ring'|'any'}} scene
 * @returns {Network}
 */
export function networkOf(engine, { key, gets, pick }) {
  const cache = answered(makeTieredCache(engine, CDN.tiers));
  try {
    const any = pick === 'any' ? anyServers(engine, gets.length) : [];
    /** @type {Map<string, number[]>} */
    const picked = new Map();
    /** @type {Way|null} */
    let way = null;
    gets.forEach((get, i) => {
      const servers = picked.get(get.key) ?? picksOf(engine, get.key).servers;
      picked.set(get.key, servers);
      const server = pick === 'any' ? any[i] : servers[get.point];
      const { where, tier, costNs, events } = answered(
        cache.get(get.key, { place: get.point * SERVERS + server }),
      );
      way = { point: get.point, server, where, tier, costNs, events };
    });
    const copies = answered(cache.copies(key)).map(({ tier, node }) => ({ tier, node }));
    return { key, points: pointsOf(engine), ...picksOf(engine, key), way, copies };
  } finally {
    cache.delete();
  }
}
