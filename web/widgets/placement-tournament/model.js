// The tournament without a picture: same keys, same servers, every placement. A contestant that enters is run through one server
// joining, one leaving, one failing; whatever changes the question runs all that have entered again. Answers are kept by question,
// so that stepping back over a run never counts again.
//
// Verbs: enter {placement}, withdraw {placement}, set-servers {servers}, set-list {text}, set-keys {keys}, set-points {points}, set-hash {hash},
// set-leaving {server}, sort {by, falling}
import { contestant } from './contestants.js';
import { field, jobOf } from './field.js';
import { COLUMNS, HASHES, hasServer, LIMITS, listFault, listOf, sceneOf } from './scene.js';

/** @typedef {import('../../engine/edgecache.d.ts').Engine} Engine */
/** @typedef {import('../../engine/edgecache.d.ts').TournamentResult} TournamentResult */
/** @typedef {import('./scene.js').Scene} Scene */
/** @typedef {{id: string, result: TournamentResult | null, refused: string | null}} Row */
/** @typedef {{scene: Scene, rows: Row[], asked: ReturnType<typeof field>}} State */

/** Questions whose answers are kept, for each engine; the newest last. @type {WeakMap<Engine, Map<string, TournamentResult>>} */
const kept = new WeakMap();
const MOST_KEPT = 60;

/** @param {unknown} value @param {number[]} limits */
const within = (value, [least, most]) =>
  Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most;

/** What is wrong with a command before any engine is asked; null when nothing is. @param {any} command */
function check(command) {
  switch (command?.do) {
    case 'enter':
    case 'withdraw':
      return contestant(command.placement) ? null : 'mode-unknown';
    case 'set-servers':
      return within(command.servers, LIMITS.servers) ? null : 'servers-out-of-range';
    case 'set-list':
      return command.text === null ? null : listFault(command.text);
    case 'set-keys':
      return within(command.keys, LIMITS.keys) ? null : 'count-out-of-range';
    case 'set-points':
      return within(command.points, LIMITS.points) ? null : 'vnodes-out-of-range';
    case 'set-hash':
      return HASHES.includes(command.hash) ? null : 'mode-unknown';
    case 'set-leaving':
      return typeof command.server === 'string' ? null : 'input-unreadable';
    case 'sort':
      return COLUMNS.includes(command.by) && typeof command.falling === 'boolean' ? null : 'mode-unknown';
    default:
      return 'operation-unknown';
  }
}

/** The scene that stands after a command. @param {Scene} before @param {any} command @returns {Scene} */
function fold(before, command) {
  switch (command.do) {
    case 'enter':
    case 'withdraw': {
      const others = before.entered.filter((id) => id !== command.placement);
      return { ...before, entered: command.do === 'enter' ? [...others, command.placement] : others };
    }
    case 'set-servers':
      return { ...before, list: null, leaving: null, servers: command.servers };
    case 'set-list':
      return { ...before, leaving: null, list: command.text };
    case 'set-keys':
      return { ...before, keys: command.keys };
    case 'set-points':
      return { ...before, points: command.points };
    case 'set-hash':
      return { ...before, hash: command.hash };
    case 'set-leaving':
      return { ...before, leaving: command.server };
    default:
      return { ...before, sort: command.by, falling: command.falling };
  }
}

/**
 * The row of one contestant, from the answers that are kept or counted now.
 * @param {Engine} engine @param {Scene} scene @param {string} id @param {ReturnType<typeof field>} asked
 * @param {{signal?: AbortSignal, onProgress?: (progress: any) => void}} options
 * @returns {Promise<Row>}
 */
async function row(engine, scene, id, asked, { signal, onProgress = () => {} }) {
  const job = jobOf(scene, id, asked);
  const question = JSON.stringify(job);
  const answers = kept.get(engine) ?? new Map();
  kept.set(engine, answers);
  let result = answers.get(question);
  if (!result) {
    const report = (/** @type {any} */ progress) => onProgress({ placement: id, ...progress });
    const answer = await engine.run(job, { signal, onProgress: report });
    if ('refused' in answer) return { id, result: null, refused: answer.refused };
    result = answer;
    answers.set(question, answer);
    for (const oldest of answers.keys()) if (answers.size > MOST_KEPT) answers.delete(oldest);
  }
  return { id, result, refused: null };
}

/** @param {Engine} engine @param {Scene} scene @param {{signal?: AbortSignal, onProgress?: (progress: any) => void}} [options] @returns {Promise<State | {refused: string}>} */
async function answer(engine, scene, options = {}) {
  const asked = field(scene);
  const rows = [];
  for (const id of scene.entered) {
    const next = await row(engine, scene, id, asked, options);
    if (next.refused === 'stopped' || next.refused === 'worker-lost') return { refused: next.refused };
    rows.push(next);
  }
  return { scene, rows, asked };
}

/** @param {Engine} engine @param {Scene} scene */
async function start(engine, scene) {
  const state = await answer(engine, scene);
  if ('refused' in state) throw Object.assign(new Error(state.refused), { code: state.refused });
  return state;
}

/**
 * @param {Engine} engine @param {State} state @param {any} command
 * @param {{signal?: AbortSignal, onProgress?: (progress: any) => void}} [options]
 */
async function run(engine, state, command, options) {
  if (command.do === 'set-leaving' && !hasServer(state.scene, command.server))
    return { refused: 'server-unknown' };
  const next = await answer(engine, fold(state.scene, command), options);
  if ('refused' in next) return next;
  return { state: next, events: eventsOf(state, next) };
}

/** What happened: who was counted, and which lines of a list were refused. @param {State} before @param {State} after */
function eventsOf(before, after) {
  const known = new Set(before.rows.map(({ result }) => result));
  /** @type {Record<string, unknown>[]} */
  const events = after.rows
    .filter(({ result }) => result && !known.has(result))
    .map(({ id, result }) => ({
      event: 'competed',
      placement: id,
      joined: result?.joined,
      left: result?.left,
    }));
  const { list } = after.scene;
  if (list !== null && list !== before.scene.list) {
    const { servers, refused, blank } = listOf(list);
    // Not `refused`: an event of that name would say that nothing was changed.
    events.push({ event: 'list-read', servers: servers.length, refusedLines: refused, blank });
  }
  return events;
}

export const tournamentModel = { scene: sceneOf, check, start, run, fold };
