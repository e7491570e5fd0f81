/**
 * One placement through the same three events as all others: {do: 'tournament', placement, keys, joins, leaves}. Four
 * copies of it are asked about every key, side by side: as it is, with one server more, with one removed, with the
 * same one down. Then the clock: how long does a look-up take, here and now?
 */
import { isRefused, refused } from '../checks.js';
import { keySource, part } from '../keys.js';
import { makePlacement } from '../placement.js';

/**
 * @typedef {import('../edgecache.d.ts').Placement} Placement
 * @typedef {import('../edgecache.d.ts').TournamentJob} TournamentJob
 * @typedef {import('../edgecache.d.ts').TournamentResult} TournamentResult
 * @typedef {import('../edgecache.d.ts').Refused} Refused
 * @typedef {import('./index.js').Steps} Steps
 */

const NOBODY = 0xffffffff;

/** Keys a step, of each copy; rendezvous draws with every server, so it gets as many draws. */
const STEP_KEYS = 16_384;
const STEP_DRAWS = 400_000;
/** Servers that join in one step; their points are sorted in, their table is filled, before the next. */
const STEP_SERVERS = 500;
/** The clock: so often so long, keys that are looked up again and again meanwhile. */
const ROUNDS = 12;
const ROUND_MS = 4;
const ROUND_KEYS = 8192;
/** Servers whose loads are told one by one. */
const MOST_PROFILE = 100;

/**
 * @param {import('../engine.js').Engine} engine
 * @param {TournamentJob} job
 * @returns {Steps}
 */
export function* tournament(engine, job) {
  const source = keySource(job.keys);
  if (isRefused(source)) return source;
  if (source.kind === 'packed') return refused('input-unreadable');
  /** @type {Placement[]} */
  const made = [];
  try {
    const copies = yield* fourCopies(engine, job, made);
    if (isRefused(copies)) return copies;
    const counts = new Counts(copies, job.joins.name, job.leaves);
    const many = copies.is.kind === 'rendezvous' ? Math.floor(STEP_DRAWS / copies.is.size) : STEP_KEYS;
    const step = Math.max(16, Math.min(STEP_KEYS, many));
    for (const copy of made) copy.expect(source.count);
    for (let start = 0; start < source.count; start += step) {
      const wrong = counts.add(part(source, start, step));
      if (wrong) return wrong;
      yield { done: Math.min(start + step, source.count), total: source.count, phase: 'keys' };
    }
    const lookupNs = yield* timed(copies.is, part(source, 0, Math.min(step, ROUND_KEYS)), source.count);
    if (isRefused(lookupNs)) return lookupNs;
    const meeting = pointsThatMeet(engine, job.placement);
    if (isRefused(meeting)) return meeting;
    const result = counts.result(engine, source.count, lookupNs);
    return isRefused(result) ? result : { ...result, meeting };
  } finally {
    for (const copy of made) copy.delete();
  }
}

/**
 * @typedef {{is: Placement, joined: Placement, left: Placement, down: Placement, weights: Map<string, number>}} Copies
 * @param {import('../engine.js').Engine} engine
 * @param {TournamentJob} job
 * @param {Placement[]} made  whatever was made so far, for the caller to delete
 * @returns {Generator<import('../edgecache.d.ts').Progress, Copies | Refused, void>}
 */
function* fourCopies(engine, { placement: spec, joins, leaves }, made) {
  const { servers = [] } = spec ?? {};
  const is = makePlacement(
    engine,
    typeof spec === 'object' && spec !== null ? { ...spec, servers: [] } : spec,
  );
  if (isRefused(is)) return is;
  made.push(is);
  if (!Array.isArray(servers)) return refused('input-unreadable');
  const weights = new Map();
  for (const [i, server] of servers.entries()) {
    const joined = is.add(server);
    if (joined !== true) return joined;
    weights.set(is.name(i), server.weight ?? 1);
    if (i % STEP_SERVERS > 0) continue;
    settle(is);
    yield { done: i, total: servers.length, phase: 'build' };
  }
  if (is.size < 2) return refused('servers-out-of-range');
  settle(is);
  const built = /** @type {const} */ ({ done: servers.length, total: servers.length, phase: 'build' });
  yield built;
  for (const event of [
    (/** @type {Placement} */ copy) => copy.add(joins),
    (/** @type {Placement} */ copy) => copy.remove(leaves),
    (/** @type {Placement} */ copy) => copy.setDown(leaves, true),
  ]) {
    const copy = is.copy();
    if (isRefused(copy)) return copy;
    made.push(copy);
    const happened = event(copy);
    if (happened !== true) return happened;
    settle(copy);
    yield built;
  }
  const [, joined, left, down] = made;
  return { is, joined, left, down, weights };
}

/** What a change has put off, the first question makes good: a step of its own. @param {Placement} placement */
const settle = (placement) => placement.place(['']);

/** Whose each key is, before and after, added up. */
class Counts {
  #copies;
  #newcomer;
  #leaver;
  #loads;
  #joined = { moved: 0, strays: 0 };
  #left = { own: 0, moved: 0, strays: 0 };
  #down = { moved: 0, nobody: 0 };

  /** @param {Copies} copies @param {string} joins @param {string} leaves */
  constructor(copies, joins, leaves) {
    this.#copies = copies;
    const numbered = (/** @type {Placement} */ placement, /** @type {string} */ name) =>
      placement.servers().indexOf(name);
    this.#newcomer = numbered(copies.joined, joins); // nobody has left there: numbers are places
    this.#leaver = numbered(copies.is, leaves);
    this.#loads = new Float64Array(copies.is.size);
  }

  /** @param {import('../edgecache.d.ts').Keys} keys @returns {Refused | null} */
  add(keys) {
    const owners = [];
    for (const copy of [this.#copies.is, this.#copies.joined, this.#copies.left, this.#copies.down]) {
      const some = copy.place(keys, { more: true });
      if (isRefused(some)) return some;
      owners.push(some);
    }
    const [is, joined, left, down] = owners;
    for (let i = 0; i < is.length; i++) this.#addKey(is[i], joined[i], left[i], down[i]);
    return null;
  }

  /** @param {number} is @param {number} joined @param {number} left @param {number} down */
  #addKey(is, joined, left, down) {
    const own = is === this.#leaver;
    if (is !== NOBODY) this.#loads[is]++;
    if (joined !== is) {
      this.#joined.moved++;
      if (joined !== this.#newcomer) this.#joined.strays++;
    }
    if (own) this.#left.own++;
    if (left !== is) {
      this.#left.moved++;
      if (!own) this.#left.strays++;
    }
    if (down === NOBODY) this.#down.nobody++;
    else if (down !== is) this.#down.moved++;
  }

  /**
   * @param {import('../engine.js').Engine} engine @param {number} keys @param {number} lookupNs
   * @returns {Omit<TournamentResult, 'meeting'> | Refused}
   */
  result(engine, keys, lookupNs) {
    const { is, weights } = this.#copies;
    let all = 0;
    for (const weight of weights.values()) all += weight;
    const shares = is.servers().map((name) => (weights.get(name) ?? 1) / all);
    const loads = this.#loads.map((load, i) => (keys ? load / (keys * shares[i]) : 0));
    const balance = engine.balance(loads);
    if (isRefused(balance)) return balance;
    const memoryBytes = is.memoryBytes();
    if (isRefused(memoryBytes)) return memoryBytes;
    return {
      keys,
      servers: is.size,
      balance,
      profile: profileOf(loads),
      joined: this.#joined,
      left: this.#left,
      down: this.#down,
      memoryBytes,
      lookupNs,
      measuredIn: typeof document === 'undefined' ? 'worker' : 'page',
    };
  }
}

/**
 * Points of a ring that stand where another one stands already: there the smaller name owns, and the other nothing. Of 64
 * bits nobody has seen it happen, so nobody looks.
 * @param {import('../engine.js').Engine} engine
 * @param {import('../edgecache.d.ts').PlacementSpec} spec
 * @returns {number | Refused}
 */
function pointsThatMeet(engine, { kind, hash = 'xxh64', points = 100, servers = [] }) {
  if ((kind !== 'ring' && kind !== 'bounded-load') || hash === 'xxh64') return 0;
  const named = servers.map((server) => {
    const { name, weight = 1 } = typeof server === 'string' ? { name: server } : server;
    return { name, vnodes: Math.max(1, Math.floor(weight * points + 0.5)) }; // as RingPlacement rounds
  });
  const ring = engine.ring({ hash, servers: named });
  if (isRefused(ring)) return ring;
  const positions = ring.positions();
  ring.delete();
  if (isRefused(positions)) return positions;
  let meeting = 0;
  for (let i = 1; i < positions.length; i++) if (positions[i] === positions[i - 1]) meeting++;
  return meeting;
}

/** Loads, the largest first; of many servers a hundred, evenly picked. @param {Float64Array} loads */
function profileOf(loads) {
  const sorted = loads.sort().reverse();
  const parts = Math.min(sorted.length, MOST_PROFILE);
  return Array.from({ length: parts }, (_, i) => sorted[Math.floor(((i + 0.5) * sorted.length) / parts)]);
}

/**
 * The shortest of a few rounds: whatever else the machine does meanwhile only makes a round longer.
 * @param {Placement} placement
 * @param {import('../edgecache.d.ts').Keys} keys
 * @param {number} total
 * @returns {Generator<import('../edgecache.d.ts').Progress, number | Refused, void>}
 */
function* timed(placement, keys, total) {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    let passed = 0;
    const looked = placement.spin(keys, () => {
      passed = performance.now() - start;
      return passed >= ROUND_MS;
    });
    if (isRefused(looked)) return looked;
    if (looked > 0) best = Math.min(best, (passed * 1e6) / looked);
    yield { done: total, total, phase: 'clock' };
  }
  return Number.isFinite(best) ? best : 0;
}
