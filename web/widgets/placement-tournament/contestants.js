// Who competes: every placement of the engine, in the order in which the story tells them. A ring with one point a server is a
// contestant of its own, since that is what virtual nodes are measured against.

/** @typedef {import('../../engine/edgecache.d.ts').PlacementSpec} PlacementSpec */
/** @typedef {import('./scene.js').Scene} Scene */
/**
 * @typedef {object} Contestant
 * @property {string} id
 * @property {string} name
 * @property {string} rule what it does, in a line
 * @property {boolean} weights whether it hears them
 * @property {(rules: {points: number, tableSize: number, factor: number}) => PlacementSpec} spec
 */

/** @type {readonly Contestant[]} */
export const CONTESTANTS = [
  {
    id: 'modulo',
    name: 'Modulo',
    rule: 'hash mod N',
    weights: false,
    spec: () => ({ kind: 'modulo' }),
  },
  {
    id: 'plain-ring',
    name: 'Ring, 1 point each',
    rule: 'first point clockwise',
    weights: false,
    spec: () => ({ kind: 'ring', points: 0.000001 }),
  },
  {
    id: 'ring',
    name: 'Ring',
    rule: 'first of many points clockwise',
    weights: true,
    spec: ({ points }) => ({ kind: 'ring', points }),
  },
  {
    id: 'bounded-load',
    name: 'Bounded load',
    rule: 'the ring, past servers that are full',
    weights: true,
    spec: ({ points, factor }) => ({ kind: 'bounded-load', points, factor }),
  },
  {
    id: 'jump',
    name: 'Jump hash',
    rule: 'a key jumps ln N times',
    weights: false,
    spec: () => ({ kind: 'jump' }),
  },
  {
    id: 'rendezvous',
    name: 'Rendezvous',
    rule: 'the highest of N draws',
    weights: true,
    spec: () => ({ kind: 'rendezvous' }),
  },
  {
    id: 'maglev',
    name: 'Maglev',
    rule: 'a table filled in turns',
    weights: true,
    spec: ({ tableSize }) => ({ kind: 'maglev', tableSize }),
  },
];

const BY_ID = new Map(CONTESTANTS.map((contestant) => [contestant.id, contestant]));

/** @param {unknown} id @returns {Contestant | null} */
export const contestant = (id) => BY_ID.get(/** @type {string} */ (id)) ?? null;

/** Its name as this scene's rules make it. @param {string} id @param {Scene} scene */
export function nameOf(id, { points, factor }) {
  const name = contestant(id)?.name ?? id;
  if (id === 'ring') return `${name}, ${points} points each`;
  return id === 'bounded-load' ? `${name}, ${factor} ×` : name;
}
