// What the figure shows, as data: a curve for everybody who ran, the numbers at the capacity that is looked at, the bound. Pure. While
// a run goes on, the counts so far are a picture as well.
import { BOUND, nameOf } from './policies.js';
import { lookOf } from './scene.js';

/** @typedef {import('./model.js').State} State */
/** @typedef {import('./policies.js').PolicyName} PolicyName */
/** @typedef {{id: PolicyName, name: string, requests: number, curve: {entries: number, ratio: number}[], at: {misses: number, ratio: number}, values: Record<string, number | null>}} Line */
/**
 * @typedef {object} BenchPicture
 * @property {State} state
 * @property {number} look entries
 * @property {Line[]} lines in the order of the table
 * @property {Line | null} last who entered last and has a curve
 * @property {Line | null} bound
 * @property {Record<string, number>} best the least of each column, the bound apart
 */
/** @typedef {{id: PolicyName, misses: number[], requests: number, capacities: number[]}} Run */

/** Columns of numbers; less is better. */
export const NUMBERS = ['ratio', 'misses', 'above', 'mean'];

/** @param {State} state @returns {BenchPicture} */
export function benchPicture(state) {
  const { rows, requests, capacities } = state;
  return pictureOf(
    state,
    rows.map((row) => ({ ...row, requests, capacities })),
  );
}

/**
 * The picture while a run goes on: who is being run by what is counted so far, the others as they stand.
 * @param {State} before @param {any} report a progress, as the model reports it
 * @returns {BenchPicture}
 */
export function runningPicture(before, { scene, policies, capacities, partial }) {
  const { requests, misses } = partial ?? { requests: 0, misses: {} };
  const sameTrace = ['text', 'objects', 'skew', 'requests', 'seed'].every(
    (name) => /** @type {any} */ (scene)[name] === /** @type {any} */ (before.scene)[name],
  );
  /** @type {Run[]} */
  const runs = [];
  for (const id of scene.entered) {
    const stands = before.rows.find((row) => row.id === id);
    // Another capacity alone is no curve: theirs stand until it is there.
    if (sameTrace && stands)
      runs.push({ ...stands, requests: before.requests, capacities: before.capacities });
    else if (policies.includes(id) && requests > 0)
      runs.push({ id, misses: misses[id], requests, capacities });
  }
  return pictureOf({ ...before, scene, ...(sameTrace ? {} : { capacities }) }, runs);
}

/** @param {State} state @param {Run[]} runs @returns {BenchPicture} */
function pictureOf(state, runs) {
  const look = lookOf(state.scene);
  const floor = runs.find(({ id }) => id === BOUND);
  const lines = runs.map((run) => lineOf(run, look, floor));
  const best = Object.fromEntries(
    NUMBERS.map((id) => [
      id,
      Math.min(
        ...lines
          .filter((line) => line.id !== BOUND)
          .map(({ values }) => values[id] ?? Number.POSITIVE_INFINITY),
      ),
    ]),
  );
  return {
    state,
    look,
    lines: sorted(lines, state.scene),
    last: lines.at(-1) ?? null,
    bound: lines.find(({ id }) => id === BOUND) ?? null,
    best,
  };
}

/** @param {Run} run @param {number} look @param {Run | undefined} floor @returns {Line} */
function lineOf({ id, misses, requests, capacities }, look, floor) {
  const curve = capacities.map((entries, i) => ({ entries, ratio: misses[i] / requests }));
  // A capacity that is only now being run is told by the next smaller one until then.
  const place = Math.max(
    0,
    capacities.findLastIndex((entries) => entries <= look),
  );
  const at = { misses: misses[place], ratio: misses[place] / requests };
  const above = floor && floor.requests === requests ? at.ratio - floor.misses[place] / requests : null;
  const mean = curve.reduce((sum, { ratio }) => sum + ratio, 0) / curve.length;
  return {
    id,
    name: nameOf(id),
    requests,
    curve,
    at,
    values: { ratio: at.ratio, misses: at.misses, above, mean },
  };
}

/** Lines without that number stand last, either way round. @param {Line[]} lines @param {{sort: string, falling: boolean}} scene */
function sorted(lines, { sort, falling }) {
  if (sort === 'entered') return falling ? [...lines].reverse() : lines;
  const way = falling ? -1 : 1;
  const order = new Intl.Collator('en').compare;
  return [...lines].sort((a, b) => {
    if (sort === 'policy') return way * order(a.name, b.name);
    const [one, other] = [a.values[sort], b.values[sort]];
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    return way * (one - other);
  });
}
