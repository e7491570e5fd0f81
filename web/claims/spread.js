// Slide 12: how unevenly a ring shares its keys. Three servers with one position each, exactly; and a hundred servers, ring after
// ring of different ones, whose shares are sampled: so the receipt says by how much they may be off.
import { answered } from '../engine/answer.js';
import { percentNumber } from '../theme/format.js';

/** @typedef {import('../engine/edgecache.d.ts').Engine} Engine */

const SERVERS = 100;
const RINGS = 1000; // for each number of positions
const PLAIN = { plain: true, servers: ['Server A', 'Server B', 'Server C'] };

/** @param {number} vnodes @returns {import('./claims.js').Question} */
const spreadAt = (vnodes) => ({
  call: `run(rings) × ${RINGS}`,
  inputs: [
    ['servers', `${SERVERS} a ring`],
    ['vnodes', `${vnodes} each`],
    ['counted', `${RINGS} rings, none with a server of another`],
    [
      'expected',
      `√((N − 1) ÷ (NV + 1)) = ${percentNumber(Math.sqrt((SERVERS - 1) / (SERVERS * vnodes + 1)), 1)} %`,
    ],
  ],
  file: 'cpp/sim/many_rings.cpp',
  async ask(engine) {
    const { spread, spreadError } = answered(
      await engine.run({ do: 'rings', servers: SERVERS, vnodes, rings: RINGS }),
    );
    return { spread, error: spreadError };
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
    sure: (/** @type {any} */ { error }) => `sampled, ± ${percentNumber(error, 2)} %`,
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
