// The rings of the CDN's points of presence, as they are drawn, and what they say of one key.
import { POINTS, ringOf, SERVERS, serversOf } from '../../claims/cdn.js';
import { answered } from '../../engine/answer.js';
import { ringDashes } from '../shared/ring-dashes.js';

/** @typedef {import('../../engine/edgecache.d.ts').Engine} Engine */
/** What a ring is drawn of. @typedef {{name: string, dashes: string[]}} Point */

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
