// What the figures of slides 2 and 5 know, without a picture: one run of the night under both placements, and the moment of it that
// is looked at. A run takes the engine a fifth of a second, in a worker; it is kept by its settings, so that stepping through the
// night, back and forth, asks nothing twice.
//
// Verbs: add-server (the night from the join to its end), run-to {mark}, scrub-to {second}, lane {name}, set {hitRate?, headroom?,
// retries?, backoff?, coalesce?, shed?}, find-headroom.
import { askedOf, isLane, isMoment, JOIN_MS, MARKS, plain, readScene, settingsOf, WINDOW } from './scene.js';

/** @typedef {import('../../engine/edgecache.d.ts').Engine} Engine */
/** @typedef {import('../../engine/edgecache.d.ts').OutageRun} OutageRun */
/** @typedef {OutageRun['lanes'][number]} OutageLane */
/** @typedef {import('./scene.js').OutageScene} OutageScene */
/** @typedef {import('./scene.js').Settings} Settings */
/** @typedef {{modulo: number|null, ring: number|null}} Found smallest headroom that survives; null when none does */
/** @typedef {{scene: OutageScene, run: OutageRun, second: number, found: Found|null}} OutageState `second`: the moment, as a number */

/** Runs that are kept for one engine. */
const MOST_KEPT = 12;
/** @type {WeakMap<Engine, Map<string, Promise<any>>>} */
const keptBy = new WeakMap();

/**
 * The engine's answer to a job, asked once: two figures that want the same night share it. Whoever is not stopped himself asks again
 * when somebody else stopped it.
 * @param {Engine} engine @param {any} job @param {AbortSignal} [signal] @returns {Promise<any>}
 */
async function answerTo(engine, job, signal) {
  const kept = keptBy.get(engine) ?? new Map();
  keptBy.set(engine, kept);
  const key = JSON.stringify(job);
  const known = kept.get(key);
  const asked = known ?? engine.run(job, { signal });
  kept.set(key, asked);
  if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value);
  const answer = await asked;
  if (!('refused' in answer)) return answer;
  if (kept.get(key) === asked) kept.delete(key);
  return known && answer.refused === 'stopped' && !signal?.aborted ? answerTo(engine, job, signal) : answer;
}

/** What is wrong with a command before any engine is asked; null when nothing is. @param {any} command */
function check(command) {
  switch (command?.do) {
    case 'add-server':
    case 'find-headroom':
      return null;
    case 'run-to':
      return MARKS.has(command.mark) ? null : 'mode-unknown';
    case 'scrub-to':
      return isMoment(command.second) ? null : 'time-out-of-range';
    case 'lane':
      return isLane(command.name) ? null : 'mode-unknown';
    case 'set':
      return settingsOf(command) ? null : 'count-out-of-range';
    default:
      return 'operation-unknown';
  }
}

/** The scene that stands after a command. @param {OutageScene} before @param {any} command @returns {OutageScene} */
function fold(before, command) {
  switch (command.do) {
    case 'add-server':
      return { ...before, at: 'end' };
    case 'run-to':
      return { ...before, at: command.mark };
    case 'scrub-to':
      return { ...before, at: plain(command.second) };
    case 'lane':
      return { ...before, lane: command.name };
    case 'find-headroom':
      return { ...before, found: true };
    default:
      return { ...before, at: 'end', settings: { ...before.settings, ...settingsOf(command) }, found: false };
  }
}

/**
 * The one place where the engine is asked.
 * @param {Engine} engine @param {OutageScene} scene @param {AbortSignal} [signal]
 * @returns {Promise<OutageState | {refused: string}>}
 */
async function answer(engine, scene, signal) {
  const asked = askedOf(scene.settings, scene.lane);
  const run = await answerTo(engine, { do: 'outage', scene: asked }, signal);
  if ('refused' in run) return run;
  /** @type {any} */
  const found = scene.found ? {} : null;
  const { lanes: _, ...cluster } = { ...asked, headroom: null };
  for (const lane of scene.found ? ['modulo', 'ring'] : []) {
    const search = await answerTo(engine, { do: 'outage-headroom', lane, scene: cluster }, signal);
    if ('refused' in search) return search;
    found[lane] = search.headroom;
  }
  return { scene, run, second: momentOf(run, scene), found };
}

/** When a lane's event happened, in seconds after 3:47:00; null when it did not. @param {OutageLane} lane @param {string} event */
export function secondOf(lane, event) {
  const found = lane.events.find((happened) => happened.event === event);
  return found ? (found.at - JOIN_MS) / 1000 : null;
}

/** @param {OutageRun} run @param {OutageScene} scene */
function momentOf(run, { at }) {
  if (typeof at === 'number') return at;
  return secondOf(run.lanes[0], at) ?? WINDOW.until;
}

/** @param {Engine} engine @param {OutageScene} scene @returns {Promise<OutageState>} */
async function start(engine, scene) {
  const state = await answer(engine, scene);
  if ('refused' in state) throw Object.assign(new Error(state.refused), { code: state.refused });
  return state;
}

/** @param {Engine} engine @param {OutageState} state @param {any} command @param {{signal?: AbortSignal}} [options] */
async function run(engine, state, command, { signal } = {}) {
  const next = await answer(engine, fold(state.scene, command), signal);
  return 'refused' in next ? next : { state: next, events: eventsOf(state, next, command) };
}

/** What happened, in the order in which it is told. @param {OutageState} before @param {OutageState} after @param {any} command */
function eventsOf(before, after, command) {
  if (command.do === 'find-headroom')
    return Object.entries(after.found ?? {}).map(([lane, headroom]) => ({
      event: 'headroom-found',
      lane,
      headroom,
    }));
  if (command.do === 'set') {
    const ended = after.run.lanes.map(({ lane, ended, rise }) => ({
      event: 'lane-ran',
      lane,
      ended,
      rise: rise.expected,
    }));
    return [{ event: 'night-ran', digest: after.run.digest }, ...ended];
  }
  const passed = after.run.lanes.flatMap(({ lane, events }) =>
    events.map(({ event, at }) => ({ event, lane, second: (at - JOIN_MS) / 1000 })),
  );
  return passed
    .filter(({ second }) => second > before.second && second <= after.second)
    .sort((a, b) => a.second - b.second);
}

export const outageRunModel = { scene: readScene, check, start, run, fold };
