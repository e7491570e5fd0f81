// The CDN of slide 17 from inside: six points of presence, in each a ring of four servers, two points to a region, one shield. A ring
// says which server of a point keeps an object; the tiers say where to ask when he does not have it.
import { answered } from '../../engine/answer.js';
import { ringDashes } from '../shared/ring-dashes.js';

/** @typedef {import('../../engine/edgecache.d.ts').Engine} Engine */
/** What a ring is drawn of. @typedef {{name: string, dashes: string[]}} Point */

/** By their airports, as such places are named. */
export const POINTS = ['FRA', 'AMS', 'JFK', 'ORD', 'NRT', 'SIN'];
export const REGIONS = ['Europe', 'America', 'Asia'];
export const SERVERS = 4; // in each point
export const PLACES = POINTS.length * SERVERS;
const VNODES = 16; // Cassandra's number, as on slide 13
/** Object n is asked for under this name. */
export const ASSETS = '/asset/';

/** @param {number} point @returns {string[]} */
const serversOf = (point) => Array.from({ length: SERVERS }, (_, i) => `${POINTS[point]}-${'ABCD'[i]}`);

/**
 * The ring of a point, for as long as a question needs it.
 * @template T
 * @param {Engine} engine @param {number} point @param {(ring: import('../../engine/edgecache.d.ts').HashRing) => T} question
 */
function ringOf(engine, point, question) {
  const ring = answered(engine.ring({ servers: serversOf(point), vnodes: VNODES }));
  try {
    return question(ring);
  } finally {
    ring.delete();
  }
}

/** @type {WeakMap<Engine, Point[]>} */
const drawn = new WeakMap();

/** The six rings, as arcs of their servers. @param {Engine} engine */
export function pointsOf(engine) {
  const known = drawn.get(engine);
  if (known) return known;
  const points = POINTS.map((name, i) =>
    ringOf(engine, i, (ring) => {
      const { turns, servers } = answered(ring.tokens());
      return {
        name,
        dashes: Array.from({ length: SERVERS }, (_, server) => ringDashes(turns, servers, server)),
      };
    }),
  );
  drawn.set(engine, points);
  return points;
}

/** Where a key stands on all rings, and its server in each point. @param {Engine} engine @param {string} key */
export function picksOf(engine, key) {
  const { turn } = answered(engine.position(key));
  const servers = POINTS.map((_, i) =>
    ringOf(engine, i, (ring) => serversOf(i).indexOf(answered(ring.owner(key)) ?? '')),
  );
  return { turn, servers };
}

/** For every point a table: the server of each object. @param {Engine} engine @param {number} objects */
export const ownersOf = (engine, objects) =>
  POINTS.map((_, i) =>
    ringOf(engine, i, (ring) => Uint8Array.from(answered(ring.place({ prefix: ASSETS, count: objects })))),
  );
