// What the figure shows, as data: rows in the order of the table, each number in its unit, who is best at what. Pure.
import { nameOf } from './contestants.js';

/** @typedef {import('./model.js').State} State */
/** @typedef {import('./model.js').Row} Row */
/** @typedef {import('../../engine/edgecache.d.ts').TournamentResult} TournamentResult */
/**
 * @typedef {object} Column
 * @property {string} id
 * @property {string} head
 * @property {(result: TournamentResult) => number | null} value less is better; null cannot be said
 */
/** @typedef {{id: string, name: string, refused: string | null, result: TournamentResult | null, values: Record<string, number | null>}} Line */
/** @typedef {{state: State, lines: Line[], best: Record<string, number>, last: Line | null}} TournamentPicture */

/** Keys a server under which a count says more about luck than about a placement. */
const ENOUGH_KEYS = 50;

/** @param {TournamentResult} result @param {number} value */
const ifEnough = ({ keys, servers }, value) => (keys >= servers * ENOUGH_KEYS ? value : null);

/** @type {readonly Column[]} */
export const NUMBERS = [
  { id: 'peak', head: 'busiest', value: (result) => ifEnough(result, result.balance.max) },
  {
    id: 'spread',
    head: 'spread',
    value: (result) => ifEnough(result, result.balance.relativeStandardDeviation),
  },
  { id: 'joined', head: 'one joins', value: ({ joined, keys }) => joined.moved / keys },
  { id: 'left', head: 'one leaves', value: ({ left, keys }) => left.moved / keys },
  { id: 'down', head: 'one is down', value: ({ down, keys }) => down.nobody / keys },
  { id: 'memory', head: 'memory', value: ({ memoryBytes }) => memoryBytes },
  { id: 'lookup', head: 'look-up', value: ({ lookupNs }) => lookupNs },
];

/** @param {State} state @returns {TournamentPicture} */
export function tournamentPicture(state) {
  const lines = state.rows.map(({ id, result, refused }) => ({
    id,
    name: nameOf(id, state.scene),
    refused,
    result,
    values: Object.fromEntries(NUMBERS.map(({ id: column, value }) => [column, result && value(result)])),
  }));
  const best = Object.fromEntries(
    NUMBERS.map(({ id }) => [
      id,
      Math.min(...lines.map(({ values }) => values[id] ?? Number.POSITIVE_INFINITY)),
    ]),
  );
  return { state, lines: sorted(lines, state.scene), best, last: lines.at(-1) ?? null };
}

/** Lines without that number stand last, either way round. @param {Line[]} lines @param {{sort: string, falling: boolean}} scene */
function sorted(lines, { sort, falling }) {
  if (sort === 'entered') return falling ? [...lines].reverse() : lines;
  const way = falling ? -1 : 1;
  const order = new Intl.Collator('en').compare;
  return [...lines].sort((a, b) => {
    if (sort === 'placement') return way * order(a.name, b.name);
    const [one, other] = [a.values[sort], b.values[sort]];
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    return way * (one - other);
  });
}
