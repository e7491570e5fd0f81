// Slide 12: how unevenly a ring shares its keys. Three servers with one position each, exactly; and a hundred servers, ring after
// ring of different ones, whose shares are sampled: so the receipt says by how much they may be off.
import { answered } from '../engine/answer.js';
import { percentNumber } from '../theme/format.js';

/** @typedef {import('../engine/edgecache.d.ts').Engine} Engine */

export const SERVERS = 100;
export const RINGS = 30; // for each number of positions
export const PLAIN = { plain: true, servers: ['Server A', 'Server B', 'Server C'] };

/** One of the sampled rings: no two have a server in common. @param {number} ring @param {number} vnodes */
export const sampledRing = (ring, vnodes) => ({
  servers: Array.from({ length: SERVERS }, (_, i) => `ring-${ring}-server-${i}`),
  vnodes,
});

/** @param {number} vnodes @returns {import('./claims.js').Question} */
const spreadAt = (vnodes) => ({
  call: `run(build) × ${RINGS}, balance`,
  inputs: [
    ['servers', `${SERVERS} a ring`],
    ['vnodes', `${vnodes} each`],
    ['counted', `${RINGS} rings, all ${RINGS * SERVERS} shares`],
    [
      'expected',
      `√((N − 1) ÷ (NV + 1)) = ${percentNumber(Math.sqrt((SERVERS - 1) / (SERVERS * vnodes + 1)), 1)} %`,
    ],
  ],
  file: 'cpp/ring/balance.cpp',
  async ask(engine) {
    const shares = [];
    const eachRing = [];
    for (let ring = 0; ring < RINGS; ring++) {
      const built = answered(await engine.run({ do: 'build', ring: sampledRing(ring, vnodes) }));
      shares.push(...built.arcs.map(({ fraction }) => fraction));
      eachRing.push(built.balance.relativeStandardDeviation);
    }
    const error = answered(engine.balance(eachRing)).standardDeviation / Math.sqrt(RINGS - 1);
    return { spread: answered(engine.balance(shares)).relativeStandardDeviation, error };
  },
});

/** @type {import('./claims.js').Question} */
const plainShares = {
  call: 'arcs()',
  inputs: [
    ['servers', PLAIN.servers.join(', ')],
    ['vnodes', '1 each, at hash(name)'],
    ['hash', 'XXH64'],
    ['keys', 'the whole circle'],
  ],
  file: 'cpp/ring/hash_ring.cpp',
  ask(engine) {
    const ring = answered(engine.ring(PLAIN));
    try {
      return answered(ring.arcs());
    } finally {
      ring.delete();
    }
  },
};

const slides = ['virtual-nodes'];

/** @type {import('./claims.js').Claim[]} */
export const spreadClaims = [
  ...[1, 100].map((vnodes) => ({
    id: `spread-${vnodes}`,
    slides,
    sentence: `of a fair share is the spread with ${vnodes === 1 ? 'one position' : `${vnodes} positions`} each`,
    unit: '%',
    question: spreadAt(vnodes),
    text: (/** @type {any} */ { spread }) => percentNumber(spread, 0),
    sure: (/** @type {any} */ { error }) => `sampled, ± ${percentNumber(error, 1)} %`,
  })),
  ...PLAIN.servers.map((server, i) => ({
    id: `share-${server.slice(-1).toLowerCase()}`,
    slides,
    sentence: `of the keys belong to ${server}`,
    unit: '%',
    question: plainShares,
    text: (/** @type {any} */ arcs) => percentNumber(arcs[i].fraction, 1),
  })),
];
