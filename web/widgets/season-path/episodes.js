// Six episodes, one structure: the same six nodes, and who points at whom. Each episode is data, so that its pointers can be counted,
// its picture drawn at two sizes, and one picture turned into the next. Where an episode has an algorithm that runs here, the places
// are its answer: the order of the LRU list (Episode 5) and the angles on the ring (Episode 6) are the engine's.
import { onCircle } from '../../theme/marks.js';

/** @typedef {{x: number, y: number}} Point */
/** Pairs of nodes; numbers past the sixth are cells of the hash table, the cell of node n being NODES + n. @typedef {number[][]} Pointers */
/** @typedef {{nodes: Point[], cells: Point[], pointers: Pointers, ring: boolean}} Shape */
/**
 * What the engine says of the six nodes.
 * @typedef {object} Facts
 * @property {number[]} turns where node_1 ... node_6 stand on the ring
 * @property {number} next hops from the first node once around to the last
 * @property {number} fingers the same by Chord's fingers
 * @property {number[]} recency nodes as the LRU cache holds them, the newest first
 * @property {number} requests that it was asked
 * @property {number} hits of them
 */

export const NODES = 6;
/** Plain names whose hashes stand in their own order round the circle. */
export const NAMES = Array.from({ length: NODES }, (_, i) => `node_${i + 1}`);
/** The drawing, in its own units. */
export const BOX = { width: 732, height: 376 };
/** Of the last episode, in the same units. */
export const RING = { x: 366, y: 212, radius: 142 };

const chain = Array.from({ length: NODES - 1 }, (_, i) => [i, i + 1]);
const all = Array.from({ length: NODES }, (_, i) => i);
const place = (/** @type {number} */ slot) => 66 + slot * 120;
const line = all.map((i) => ({ x: place(i), y: 212 }));
const at = (/** @type {number[][]} */ places) => places.map(([x, y]) => ({ x, y }));

/** @type {{name: string, leads: string, says: (facts: Facts) => string, shape: (facts: Facts) => Partial<Shape>}[]} */
export const EPISODES = [
  {
    name: 'Singly Linked List',
    leads: 'Git Commits',
    says: () => 'Every node points at one other; the last, at nothing.',
    shape: () => ({ nodes: line, pointers: chain }),
  },
  {
    name: 'List Intersection',
    leads: 'Git Merge-Base',
    says: () => 'Two lists that meet are one list from there on.',
    shape: () => ({
      nodes: at([
        [66, 136],
        [226, 136],
        [66, 288],
        [226, 288],
        [426, 212],
        [646, 212],
      ]),
      pointers: [
        [0, 1],
        [1, 4],
        [2, 3],
        [3, 4],
        [4, 5],
      ],
    }),
  },
  {
    name: 'Doubly Linked List',
    leads: 'Browser History',
    says: () => 'Every pointer gets one that leads back.',
    shape: () => ({ nodes: line, pointers: both(all) }),
  },
  {
    name: 'Immutable Lists',
    leads: 'Time Travel Debugging',
    says: () => 'Three versions share one tail: nothing is copied.',
    shape: () => ({
      nodes: at([
        [66, 122],
        [66, 212],
        [66, 302],
        [286, 212],
        [476, 212],
        [666, 212],
      ]),
      pointers: [
        [0, 3],
        [1, 3],
        [2, 3],
        [3, 4],
        [4, 5],
      ],
    }),
  },
  {
    name: 'LRU Cache',
    leads: 'Browser & DB Caching',
    says: ({ requests, hits, recency }) =>
      `A table finds a node, a list knows the oldest: after ${requests} requests, ${hits} of them a hit, ${letter(recency[0])} is first.`,
    shape: ({ recency }) => ({
      nodes: all.map((node) => ({ x: place(recency.indexOf(node)), y: 172 })),
      cells: all.map((node) => ({ x: place(node), y: 326 })),
      pointers: [...both(recency), ...all.map((node) => [NODES + node, node])],
    }),
  },
  {
    name: 'Consistent Hashing',
    leads: 'Global CDNs',
    says: ({ next, fingers }) =>
      `From the end back to the start. A to F: ${next} hops by next, ${fingers} by Chord’s fingers.`,
    shape: ({ turns }) => ({
      nodes: turns.map((turn) => onCircle(turn, RING.radius, RING.x, RING.y)),
      pointers: [...chain, [NODES - 1, 0]],
      ring: true,
    }),
  },
];

export const letter = (/** @type {number} */ node) => String.fromCharCode(65 + node);

/** A list in this order, with pointers both ways. @param {number[]} order @returns {Pointers} */
function both(order) {
  const forth = order.slice(1).map((node, i) => [order[i], node]);
  return [...forth, ...forth.map(([a, b]) => [b, a])];
}

/** @param {number} episode 1 to 6 @param {Facts} facts @returns {Shape} */
export function shapeOf(episode, facts) {
  const { nodes = [], cells = [], pointers = [], ring = false } = EPISODES[episode - 1].shape(facts);
  return { nodes, cells, pointers, ring };
}

/** Pointers of an episode, counted. @param {number} episode @param {Facts} facts */
export const pointersOf = (episode, facts) => shapeOf(episode, facts).pointers.length;
