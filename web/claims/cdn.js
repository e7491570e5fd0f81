// Slide 17: a content network from inside, where both halves of the episode meet. Six points of presence, in each a ring of four
// servers, two points to a region, one shield. A ring says which server of a point keeps an object; the tiers say where to ask when he
// does not have it. What that ring is worth at the edge is counted over a trace, against asking any of the four.
import { answered } from '../engine/answer.js';
import { count, percentNumber } from '../theme/format.js';

/** @typedef {import('../engine/edgecache.d.ts').Engine} Engine */
/** @typedef {{requests: number, skew: string, pick: 'ring'|'any'}} Asked */

/** By their airports, as such places are named. */
export const POINTS = ['FRA', 'AMS', 'JFK', 'ORD', 'NRT', 'SIN'];
export const REGIONS = ['Europe', 'America', 'Asia'];
export const SERVERS = 4; // in each point
export const PLACES = POINTS.length * SERVERS;
export const VNODES = 16; // Cassandra's number, as on slide 13
/** Object n is asked for under this name. */
export const ASSETS = '/asset/';
/** The story's trace: the draws of all systems begin with the first seed, who asks in the CDN is drawn by the second. */
export const TRACE = { requests: 300_000, skew: '0.99', seed: '6', who: '7' };

const MS = 1_000_000; // nanoseconds
/** Round figures of this story: servers are small, so that a short trace says something. */
export const CDN = {
  objects: 20_000,
  tiers: {
    capacity: [200, 2000, 6000],
    latencyNs: [10 * MS, 20 * MS, 50 * MS],
    dbLatencyNs: 100 * MS,
    inclusion: /** @type {const} */ ('nine'),
    nodes: [PLACES, REGIONS.length, 1],
  },
};

/** @param {number} point @returns {string[]} */
export const serversOf = (point) =>
  Array.from({ length: SERVERS }, (_, i) => `${POINTS[point]}-${'ABCD'[i]}`);

/**
 * The ring of a point, for as long as a question needs it.
 * @template T
 * @param {Engine} engine @param {number} point @param {(ring: import('../engine/edgecache.d.ts').HashRing) => T} question
 */
export function ringOf(engine, point, question) {
  const ring = answered(engine.ring({ servers: serversOf(point), vnodes: VNODES }));
  try {
    return question(ring);
  } finally {
    ring.delete();
  }
}

/** For every point a table: the server of each object. @param {Engine} engine */
export const ownersOf = (engine) =>
  POINTS.map((_, i) =>
    ringOf(engine, i, (ring) =>
      Uint8Array.from(answered(ring.place({ prefix: ASSETS, count: CDN.objects }))),
    ),
  );

/** The trace through the CDN: every point asks equally often; inside it the object's server is asked, or any. @param {Engine} engine @param {Asked} asked */
export const cdnJob = (engine, { requests, skew, pick }) => ({
  do: /** @type {const} */ ('trace'),
  trace: { zipf: { objects: CDN.objects, skew, seed: TRACE.seed, count: requests } },
  tiers: CDN.tiers,
  places: { seed: TRACE.who, owners: pick === 'ring' ? ownersOf(engine) : undefined },
});

/** @param {'ring'|'any'} pick @returns {import('./claims.js').Question} */
const atTheEdge = (pick) => ({
  call: 'run(trace)',
  inputs: [
    ['points, servers', `${POINTS.length} × ${SERVERS}, ${VNODES} vnodes each`],
    ['asked in a point', pick === 'ring' ? 'the object’s server on its ring' : 'any, drawn evenly'],
    ['capacities', `${CDN.tiers.capacity.map(count).join(', ')} of ${count(CDN.objects)} objects`],
    ['requests', `${count(TRACE.requests)}, Zipf ${TRACE.skew}, seeds ${TRACE.seed} and ${TRACE.who}`],
  ],
  file: 'cpp/cache/tiered_cache.cpp',
  async ask(engine) {
    const { requests, stats } = answered(await engine.run(cdnJob(engine, { ...TRACE, pick })));
    return (stats?.hits[0] ?? 0) / requests;
  },
});

const text = (/** @type {number} */ share) => percentNumber(share);

/** @type {import('./claims.js').Claim[]} */
export const cdnClaims = [
  {
    id: 'edge-ring',
    slides: ['everywhere'],
    sentence: 'of the requests are answered at the edge when a ring picks the server',
    unit: '%',
    question: atTheEdge('ring'),
    text,
    asked: true,
  },
  {
    id: 'edge-any',
    slides: ['everywhere'],
    sentence: 'of the requests are answered at the edge when any server is asked',
    unit: '%',
    question: atTheEdge('any'),
    text,
    asked: true,
  },
];
