// What the figures of slides 4 and 9 know, without a picture: so many servers before and after, what of all keys changes owner,
// exactly, and what of real keys did, counted one by one.
//
// Verbs and fields: KeyCensusCommand in web/engine/edgecache-tags.d.ts.
import { isGuess } from '../shared/bet.js';
import { countKeys, marksOf } from './counts.js';

/** @typedef {import('../../engine/edgecache.d.ts').Engine} Engine */
/** @typedef {import('../../engine/edgecache.d.ts').ExactShare} ExactShare */
/** @typedef {import('./counts.js').Question} Question */
/** @typedef {{guess: number, before: number, vnodes: number}} Bet on one server more than `before` */
/**
 * @typedef {object} CensusScene
 * @property {'table'|'lanes'} view
 * @property {number} before servers
 * @property {number|null} after null while nobody has joined
 * @property {number} vnodes of each server of the ring
 * @property {number|null} sweep every number of servers up to this one was asked about
 * @property {Bet|null} bet
 * @property {Question[]} counted the last one is the newest
 */
/** @typedef {Question & {modulo: import('../../engine/edgecache.d.ts').Moved, ring: import('../../engine/edgecache.d.ts').Moved}} Count */
/**
 * @typedef {object} CensusState
 * @property {CensusScene} scene
 * @property {ExactShare|null} share of all keys, under modulo, from before to after
 * @property {ExactShare} wagered what the bet is about, under modulo: one server more than when it was made
 * @property {ExactShare[]} shares from before to 1, 2, ... `WINDOW` servers more
 * @property {Count[]} counts
 * @property {Count|null} count of these very servers, the newest
 * @property {import('./counts.js').Marks|null} marks of the drawn keys, once these servers were counted
 */

export const MOST_SERVERS = 1000;
export const MOST_VNODES = 1000;
/** Of a ring whose keys are drawn on the page between two frames. */
export const MOST_POINTS = 100_000;
export const MOST_KEYS = 100_000_000;
/** As many bars as slide 4 draws. */
export const WINDOW = 100;
const MOST_COUNTED = 12;

export const WAGERS = {
  table: { id: 'the-math', question: 'One server more, by hash % N. How many of 100 keys change owner?' },
  lanes: {
    id: 'the-math-that-saves',
    question: 'One server more, on the ring. How many of 100 keys change owner?',
  },
};
/** @param {CensusScene['view']} view @returns {import('../shared/bet.js').Wager} */
export const wagerOf = (view) => ({ ...WAGERS[view], unit: '%', range: [0, 100] });

const whole = (/** @type {unknown} */ value, /** @type {number} */ least, /** @type {number} */ most) =>
  Number.isInteger(value) && Number(value) >= least && Number(value) <= most;
const isServers = (/** @type {unknown} */ value) => whole(value, 1, MOST_SERVERS);
const absent = (/** @type {unknown} */ value) => value === null || value === undefined;
const fits = (/** @type {number} */ servers, /** @type {number} */ vnodes) => servers * vnodes <= MOST_POINTS;

/** @param {any} raw @returns {Question|null} */
function readQuestion(raw) {
  const { before, after, vnodes, keys } = raw ?? {};
  const sound =
    isServers(before) && isServers(after) && whole(vnodes, 1, MOST_VNODES) && whole(keys, 1, MOST_KEYS);
  return sound && fits(Math.max(before, after), vnodes) ? { before, after, vnodes, keys } : null;
}

/** @param {any} raw @returns {Bet|null} */
function readBet(raw) {
  const { guess, before, vnodes } = raw ?? {};
  if (!isGuess(wagerOf('table'), guess) || !isServers(before) || !whole(vnodes, 1, MOST_VNODES)) return null;
  return { guess, before, vnodes };
}

/** The scene, its own fields copied by name; null when it cannot be used. @param {any} raw @returns {CensusScene|null} */
function scene(raw) {
  if (!raw || typeof raw !== 'object') return null;
  const {
    view = 'lanes',
    before = 100,
    after = null,
    vnodes = 100,
    sweep = null,
    bet = null,
    counted = [],
  } = raw;
  if (view !== 'table' && view !== 'lanes') return null;
  if (!isServers(before) || !(after === null || isServers(after)) || !whole(vnodes, 1, MOST_VNODES))
    return null;
  if (!fits(Math.max(before, after ?? 0), vnodes) || !(sweep === null || isServers(sweep))) return null;
  if (!Array.isArray(counted) || counted.length > MOST_COUNTED) return null;
  const questions = counted.map(readQuestion);
  if (questions.some((question) => !question) || (bet !== null && !readBet(bet))) return null;
  return {
    view,
    before,
    after,
    vnodes,
    sweep,
    bet: bet && readBet(bet),
    counted: /** @type {Question[]} */ (questions),
  };
}

/** What is wrong with a command before any engine is asked; null when nothing is. @param {any} command */
function check(command) {
  switch (command?.do) {
    case 'set-servers':
      return isServers(command.before) && (absent(command.after) || isServers(command.after))
        ? null
        : 'servers-out-of-range';
    case 'set-vnodes':
      return whole(command.vnodes, 1, MOST_VNODES) ? null : 'vnodes-out-of-range';
    case 'sweep':
      return isServers(command.to) ? null : 'servers-out-of-range';
    case 'count':
      return whole(command.keys, 1, MOST_KEYS) ? null : 'count-out-of-range';
    case 'bet':
      return isGuess(wagerOf('table'), command.guess) ? null : 'count-out-of-range';
    default:
      return 'operation-unknown';
  }
}

const same = (/** @type {Omit<Question, 'keys'>} */ a, /** @type {Omit<Question, 'keys'>} */ b) =>
  a.before === b.before && a.after === b.after && a.vnodes === b.vnodes;

/** The scene that stands after a command; where nobody has joined yet a count lets one server join. @param {CensusScene} before @param {any} command @returns {CensusScene} */
function fold(before, command) {
  switch (command.do) {
    case 'set-servers':
      return { ...before, before: command.before, after: command.after ?? null };
    case 'set-vnodes':
      return { ...before, vnodes: command.vnodes };
    case 'sweep':
      return { ...before, sweep: command.to };
    case 'bet':
      return { ...before, bet: { guess: command.guess, before: before.before, vnodes: before.vnodes } };
    default: {
      const after = before.after ?? Math.min(MOST_SERVERS, before.before + 1);
      const question = { before: before.before, after, vnodes: before.vnodes, keys: command.keys };
      const others = before.counted.filter((one) => !same(one, question) || one.keys !== question.keys);
      return { ...before, after, counted: [...others, question].slice(-MOST_COUNTED) };
    }
  }
}

const refusal = (/** @type {string} */ code) => Object.assign(new Error(code), { code });
/** @template T @param {T} answer @returns {Exclude<T, {refused: string}>} */
function sound(answer) {
  const code = /** @type {any} */ (answer)?.refused;
  if (code) throw refusal(code);
  return /** @type {any} */ (answer);
}

/** Plain JSON, without what was expected. @param {import('../../engine/edgecache.d.ts').Moved} counted */
const movedOf = ({ moved, movedBetweenPresentInBoth }) => ({ moved, movedBetweenPresentInBoth });

/**
 * The one place where the engine is asked.
 * @param {Engine} engine @param {CensusScene} scene @param {import('./counts.js').Options} [options]
 * @returns {Promise<CensusState>}
 */
async function answer(engine, scene, options) {
  const { view, before, after, vnodes, counted } = scene;
  if (!fits(Math.max(before, after ?? 0), vnodes)) throw refusal('too-many-points');
  const share = after === null ? null : sound(engine.remapModulo(before, after)).moved;
  const from = scene.bet?.before ?? before;
  const wagered = sound(engine.remapModulo(from, from + 1)).moved;
  const shares =
    view === 'lanes'
      ? []
      : Array.from({ length: WINDOW }, (_, i) => sound(engine.remapModulo(before, before + i + 1)).moved);
  /** @type {Count[]} */
  const counts = [];
  for (const question of counted) {
    const { modulo, ring } = sound(await countKeys(engine, question, options));
    counts.push({ ...question, modulo: movedOf(modulo), ring: movedOf(ring) });
  }
  const count = counts.findLast((one) => after !== null && same(one, { before, after, vnodes })) ?? null;
  const marks = count && view === 'lanes' ? sound(marksOf(engine, count)) : null;
  return { scene, share, wagered, shares, counts, count, marks };
}

/** @param {Engine} engine @param {CensusScene} scene */
const start = (engine, scene) => answer(engine, scene);

/** @param {Engine} engine @param {CensusState} state @param {any} command @param {import('./counts.js').Options} [options] */
async function run(engine, state, command, options) {
  try {
    const next = await answer(engine, fold(state.scene, command), options);
    return { state: next, events: eventsOf(next, command) };
  } catch (error) {
    const code = /** @type {any} */ (error)?.code;
    if (typeof code !== 'string') throw error;
    return { refused: code };
  }
}

/** What happened, as plain data. @param {CensusState} state @param {any} command @returns {Record<string, unknown>[]} */
function eventsOf({ scene, share, shares, count }, command) {
  const { before, after, vnodes } = scene;
  switch (command.do) {
    case 'count': {
      if (!count) return [];
      const { keys, modulo, ring } = count;
      return [{ event: 'counted', before, after, vnodes, keys, modulo, ring }];
    }
    case 'set-servers':
      return [{ event: 'servers-changed', before, after, moved: share?.fraction ?? null }];
    case 'sweep':
      return [
        {
          event: 'swept',
          before,
          to: command.to,
          moved: shares.slice(0, Math.max(0, command.to - before)).map((one) => one.fraction),
        },
      ];
    case 'bet':
      return [{ event: 'bet', guess: command.guess }];
    default:
      return [{ event: 'vnodes-changed', vnodes }];
  }
}

/**
 * The bet beside the truth, as soon as that was told: exact under modulo, as counted on the ring.
 * @param {CensusState} state
 * @returns {import('../shared/bet.js').Outcome}
 */
export function outcomeOf({ scene, share, wagered, counts }) {
  const { view, bet, before, vnodes } = scene;
  const guess = bet?.guess ?? null;
  if (view === 'table') {
    const told = share !== null || scene.sweep !== null;
    return { guess, truth: told ? wagered.fraction * 100 : null };
  }
  const on = { before: bet?.before ?? before, vnodes: bet?.vnodes ?? vnodes };
  const counted = counts.findLast((one) => same(one, { ...on, after: on.before + 1 }));
  return { guess, truth: counted ? (counted.ring.moved / counted.keys) * 100 : null };
}

export const keyCensusModel = { scene, check, start, run, fold };
