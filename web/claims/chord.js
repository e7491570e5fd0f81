// Slide 21: the linked list, literally. In Chord (Stoica et al., SIGCOMM 2001, doi:10.1145/383059.383071) every server of
// the ring knows its successor, which is node.next, and a few fingers: the owners of the positions 2^k further on. Walking
// by next takes N - 1 hops to the last server; by fingers each hop at least halves what is left: log2 N.
// Both walks are made here on a real ring: the engine says who owns each position, this file only counts the answers.
import { answered } from '../engine/answer.js';

export const NODES = 64;
const CIRCLE = 2n ** 64n;
const STEP = CIRCLE / BigInt(NODES); // servers at equal positions: the picture of a ring that is evenly filled

/** @param {number} node */
const name = (node) => `node-${node}`;
/** @param {string} server */
const numberOf = (server) => Number(server.slice(5));
/** @param {bigint} position */
const wrap = (position) => BigInt.asUintN(64, position);

/** Who is where, who comes next and who the fingers are, asked of the engine. @param {any} engine */
export function chord(engine) {
  const ring = answered(engine.ring({ hash: 'xxh64', servers: [] }));
  for (let node = 0; node < NODES; node++) answered(ring.addAt(name(node), [String(STEP * BigInt(node))]));
  /** @param {bigint} position */
  const ownerOf = (position) => numberOf(answered(ring.ownerOfHash(String(wrap(position)))));
  /** @param {number} node */
  const next = (node) => ownerOf(STEP * BigInt(node) + 1n);
  /** The owners of position + 2^k for k = 58 ... 63; for a smaller k it is the successor again. @param {number} node */
  const fingers = (node) => [58n, 59n, 60n, 61n, 62n, 63n].map((k) => ownerOf(STEP * BigInt(node) + 2n ** k));
  const turns = Array.from(/** @type {Float64Array} */ (answered(ring.tokens()).turns));
  return { ring, next, fingers, turns };
}

/**
 * From node to node until the last one is reached, by `choose`.
 * @param {number} from @param {number} to @param {(node: number) => number} choose
 */
export function walk(from, to, choose) {
  const path = [from];
  while (path[path.length - 1] !== to) {
    if (path.length > NODES) throw new Error('the walk does not arrive');
    path.push(choose(path[path.length - 1]));
  }
  return path;
}

/** The finger that goes farthest without passing the goal. @param {number[]} fingers @param {number} from @param {number} to */
export function farthest(fingers, from, to) {
  /** @param {number} node */
  const ahead = (node) => wrap(STEP * BigInt(node - from) + CIRCLE);
  return fingers.reduce((best, node) =>
    ahead(node) <= ahead(to) && ahead(node) > ahead(best) ? node : best,
  );
}

/** @type {import('./claims.js').Question} */
const walked = {
  call: 'ownerOfHash(p + 2^k)',
  inputs: [
    ['servers', `${NODES}, at equal distances`],
    ['by next', 'k = 0'],
    ['by fingers', 'k = 58…63, the farthest that fits'],
  ],
  file: 'cpp/ring/hash_ring.cpp',
  ask(engine) {
    const { ring, next, fingers } = chord(engine);
    try {
      const last = NODES - 1;
      const hops = (/** @type {(node: number) => number} */ choose) => walk(0, last, choose).length - 1;
      return { next: hops(next), fingers: hops((node) => farthest(fingers(node), node, last)) };
    } finally {
      ring.delete();
    }
  },
};

const slides = ['closing'];

/** @type {import('./claims.js').Claim[]} */
export const chordClaims = [
  {
    id: 'hops-next',
    slides,
    sentence: 'hops from the first server to the last, by next',
    question: walked,
    text: ({ next }) => String(next),
  },
  {
    id: 'hops-fingers',
    slides,
    sentence: 'hops from the first server to the last, by fingers',
    question: walked,
    text: ({ fingers }) => String(fingers),
  },
];
