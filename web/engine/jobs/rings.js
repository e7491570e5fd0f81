/**
 * A thousand rings, to see what one cannot show: {do: 'rings', servers: 10, vnodes: 100, rings: 1000}. Each
 * ring has servers of its own, so it is another draw of the same lottery (cpp/sim/many_rings).
 */
import { allot, isRefused, refused, wholeNumber } from '../checks.js';

/** Tokens a step: a third of a millisecond, and a few of them on an old phone. */
const STEP_TOKENS = 20_000;
const MOST_RINGS = 100_000;
/** Doubles of a RingDraw: share, squared spread, most, least. */
const FIELDS = 4;

/**
 * @param {import('../engine.js').Engine} engine
 * @param {import('../edgecache.d.ts').RingsJob} job
 * @returns {import('./index.js').Steps}
 */
export function* rings(engine, job) {
  const count = wholeNumber(job.rings, 2, MOST_RINGS);
  if (count === null) return refused('count-out-of-range');
  const draws = allot(Float64Array, count * FIELDS);
  if (isRefused(draws)) return draws;
  // What is no whole number crosses as 0, and C++ says which of the two it minds first.
  const servers = wholeNumber(job.servers, 0, 0xffffffff) ?? 0;
  const vnodes = wholeNumber(job.vnodes, 0, 0xffffffff) ?? 0;
  const step = Math.max(1, Math.floor(STEP_TOKENS / Math.max(1, servers * vnodes)));
  for (let first = 0; first < count; first += step) {
    const some = Math.min(step, count - first);
    const drawn = engine.ask(({ native, memory, codes }) => {
      const at = memory.keep('ring-draws', some * FIELDS * 8);
      const refusal = native.manyRings(servers, vnodes, first, some, at);
      if (refusal !== 0) return refused(codes[refusal]);
      draws.set(memory.doubles(at, some * FIELDS), first * FIELDS);
      return true;
    });
    if (isRefused(drawn)) return drawn;
    const done = first + some;
    yield () => ({ done, total: count, phase: 'rings', shares: column(draws, 0, done) });
  }
  return summary(engine, { servers, vnodes, rings: count }, draws);
}

/** One field of the first rings. @param {Float64Array} draws @param {number} field @param {number} count */
const column = (draws, field, count) =>
  Float64Array.from({ length: count }, (_, ring) => draws[ring * FIELDS + field]);

/**
 * @param {import('../engine.js').Engine} engine
 * @param {{servers: number, vnodes: number, rings: number}} asked
 * @param {Float64Array} draws
 * @returns {import('../edgecache.d.ts').RingsResult | import('../edgecache.d.ts').Refused}
 */
function summary(engine, asked, draws) {
  const { servers, vnodes, rings: count } = asked;
  const [squares, most, least] = [1, 2, 3].map((field) => engine.balance(column(draws, field, count)));
  if (isRefused(squares)) return squares;
  if (isRefused(most)) return most;
  if (isRefused(least)) return least;
  const spread = Math.sqrt(squares.mean);
  return {
    ...asked,
    shares: column(draws, 0, count),
    spread,
    // Of a root: half the relative error of what is under it; over rings drawn independently.
    spreadError: squares.standardDeviation / Math.sqrt(count - 1) / (2 * spread),
    expected: Math.sqrt((servers - 1) / (servers * vnodes + 1)),
    peakToMean: most.mean,
    leastToMean: least.mean,
  };
}
