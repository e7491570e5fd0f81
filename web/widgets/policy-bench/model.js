// The bench without a picture: one trace, every policy that has entered, misses at every capacity of the ladder. Whatever changes
// the trace runs all of them again, side by side.
//
// Verbs: enter {policy}, withdraw {policy}, set-draws {objects?, skew?, requests?, seed?}, set-trace {text}, look-at {entries}, sort {by, falling}
import { missesOf } from './counts.js';
import { linesOf, textFault } from './pasted.js';
import { policyOf } from './policies.js';
import { capacitiesOf, COLUMNS, drawsFault, LIMITS, sceneOf, whole } from './scene.js';

/** @typedef {import('../../engine/edgecache.d.ts').Engine} Engine */
/** @typedef {import('./scene.js').Scene} Scene */
/** @typedef {{id: import('./policies.js').PolicyName, misses: number[]}} Row */
/** @typedef {{scene: Scene, capacities: number[], requests: number, distinct: number, rows: Row[]}} State */

/** What is wrong with a command before any engine is asked; null when nothing is. @param {any} command */
function check(command) {
  switch (command?.do) {
    case 'enter':
    case 'withdraw':
      return policyOf(command.policy) ? null : 'policy-unknown';
    case 'set-draws':
      return drawsFault(command);
    case 'set-trace':
      return command.text === null ? null : textFault(command.text);
    case 'look-at':
      return whole(command.entries, LIMITS.look) ? null : 'capacity-out-of-range';
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
      const others = before.entered.filter((id) => id !== command.policy);
      return { ...before, entered: command.do === 'enter' ? [...others, command.policy] : others };
    }
    case 'set-draws': {
      const { objects, skew, requests, seed } = { ...before, ...command };
      return { ...before, text: null, objects, skew, requests, seed };
    }
    case 'set-trace':
      return { ...before, text: command.text, look: null };
    case 'look-at':
      return { ...before, look: command.entries };
    default:
      return { ...before, sort: command.by, falling: command.falling };
  }
}

/**
 * @param {Engine} engine @param {Scene} scene @param {import('./counts.js').Options} [options]
 * @returns {Promise<State | {refused: string}>}
 */
async function answer(engine, scene, { signal, onProgress = () => {} } = {}) {
  const capacities = capacitiesOf(scene);
  const policies = scene.entered;
  const report = (/** @type {any} */ progress) => onProgress({ ...progress, scene });
  const found = await missesOf(engine, scene, { policies, capacities }, { signal, onProgress: report });
  if ('refused' in found) return found;
  const { requests, distinct, misses } = found;
  return {
    scene,
    capacities,
    requests,
    distinct,
    rows: policies.map((id, i) => ({ id, misses: misses[i] })),
  };
}

/** @param {Engine} engine @param {Scene} scene */
async function start(engine, scene) {
  const state = await answer(engine, scene);
  if ('refused' in state) throw Object.assign(new Error(state.refused), { code: state.refused });
  return state;
}

/** @param {Engine} engine @param {State} state @param {any} command @param {import('./counts.js').Options} [options] */
async function run(engine, state, command, options) {
  const next = await answer(engine, fold(state.scene, command), options);
  return 'refused' in next ? next : { state: next, events: eventsOf(state, next) };
}

/** What happened: how a pasted trace was read, and whose curve there is now. @param {State} before @param {State} after */
function eventsOf(before, after) {
  const { scene, capacities, requests, distinct, rows } = after;
  /** @type {Record<string, unknown>[]} */
  const events = [];
  if (scene.text !== null && scene.text !== before.scene.text)
    events.push({ event: 'trace-read', ...linesOf(scene.text) });
  const known = new Set(before.scene.entered);
  const anew = before.requests !== requests || before.distinct !== distinct;
  for (const { id, misses } of rows)
    if (anew || !known.has(id))
      events.push({ event: 'ran', policy: id, requests, distinct, capacities, misses });
  return events;
}

export const policyBenchModel = { scene: sceneOf, check, start, run, fold };
