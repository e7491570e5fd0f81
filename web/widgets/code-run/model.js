// What the figure of slide 10 knows, without a picture: a plain ring, the call that runs on it, and how many of its lines have run.
// Every line and every variable is the engine's trace (cpp/ring/pseudocode); here is only which of its steps has been reached, so
// that back after forward is the same state.
//
// Verbs: CodeRunCommand in web/engine/edgecache-tags.d.ts.
import { answered } from '../../engine/answer.js';
import { runPseudocode } from '../../engine/pseudocode.js';

/** @typedef {import('../../engine/edgecache.d.ts').Engine} Engine */
/** @typedef {import('../../engine/edgecache.d.ts').PseudocodeRun} PseudocodeRun */
/** @typedef {import('../../engine/edgecache.d.ts').PseudocodeStep} PseudocodeStep */
/** @typedef {'add-server'|'get-server'|'remove-server'} Call */
/** `at`: steps of the call that have run. @typedef {{servers: string[], call: {call: Call, text: string}|null, at: number}} CodeScene */
/** @typedef {{turn: number, server: string}} Token */
/**
 * @typedef {object} CodeState
 * @property {CodeScene} scene
 * @property {Token[]} tokens of the ring as it is after the lines that have run
 * @property {PseudocodeRun|null} run the whole call
 * @property {PseudocodeStep[]} done its steps so far
 */

/** As many servers as the drawn array has cells for. */
export const MOST_SERVERS = 10;
export const MOST_TEXT_BYTES = 1024;
const MOST_STEPS = 64;
export const CALLS = ['add-server', 'get-server', 'remove-server'];
const encoder = new TextEncoder();

/** @param {unknown} text */
function textFault(text) {
  if (typeof text !== 'string') return 'input-unreadable';
  const long = text.length > MOST_TEXT_BYTES || encoder.encode(text).length > MOST_TEXT_BYTES;
  return long ? 'text-too-long' : null;
}

/** @param {any} call @returns {string|null} */
const callFault = (call) => (CALLS.includes(call?.call) ? textFault(call.text) : 'mode-unknown');

/** The scene, its own fields copied by name; null when it cannot be used. @param {any} raw @returns {CodeScene|null} */
function scene(raw) {
  if (!raw || typeof raw !== 'object') return null;
  const { servers = [], call = null, at = 0 } = raw;
  if (!Array.isArray(servers) || servers.length > MOST_SERVERS) return null;
  if (!servers.every((name) => !textFault(name) && name !== '')) return null;
  if (new Set(servers).size < servers.length) return null;
  if (call !== null && callFault(call)) return null;
  if (!Number.isInteger(at) || at < 0 || at > MOST_STEPS) return null;
  return { servers: [...servers], call: call && { call: call.call, text: call.text }, at: call ? at : 0 };
}

/** What is wrong with a command before any engine is asked; null when nothing is. @param {any} command */
function check(command) {
  if (command?.do === 'call') return callFault(command);
  return command?.do === 'step' ? null : 'operation-unknown';
}

/** The servers when a call is over. @param {CodeScene} scene */
function afterCall({ servers, call }) {
  if (call?.call === 'add-server') return [...servers, call.text];
  if (call?.call === 'remove-server') return servers.filter((name) => name !== call.text);
  return servers;
}

/** The scene that stands after a command: a new call finishes the one before. @param {CodeScene} before @param {any} command @returns {CodeScene} */
function fold(before, command) {
  if (command.do === 'step') return { ...before, at: before.at + 1 };
  return { servers: afterCall(before), call: { call: command.call, text: command.text }, at: 0 };
}

/** Lines after which the ring is another one. */
const CHANGING = ['add-insert', 'remove-take-out'];

/** @param {Engine} engine @param {string[]} servers @returns {Token[]} */
function tokensOf(engine, servers) {
  const ring = answered(engine.ring({ plain: true, servers }));
  try {
    const { turns, servers: owners } = answered(ring.tokens());
    return Array.from(turns, (turn, i) => ({ turn, server: servers[owners[i]] }));
  } finally {
    ring.delete();
  }
}

/** @param {Engine} engine @param {CodeScene} scene @returns {PseudocodeRun|null} */
function runOf(engine, { servers, call }) {
  if (!call) return null;
  const ring = answered(engine.ring({ plain: true, servers }));
  try {
    return answered(runPseudocode(ring, call.call, call.text));
  } finally {
    ring.delete();
  }
}

/** @param {Engine} engine @param {CodeScene} scene @returns {CodeState} */
function start(engine, scene) {
  const run = runOf(engine, scene);
  const done = run ? run.steps.slice(0, scene.at) : [];
  const changed = done.some(({ line }) => CHANGING.includes(line));
  return { scene, run, done, tokens: tokensOf(engine, changed ? afterCall(scene) : scene.servers) };
}

/** @param {Engine} engine @param {CodeState} state @param {any} command */
function run(engine, state, command) {
  const after = fold(state.scene, command);
  if (command.do === 'call' && command.call === 'add-server' && after.servers.length >= MOST_SERVERS)
    return { refused: 'servers-out-of-range' };
  if (command.do === 'step' && state.done.length === (state.run?.steps.length ?? 0))
    return { refused: 'call-ended' };
  const next = start(engine, after);
  const step = next.done.at(-1);
  const event = step ? { event: 'line', ...step } : { event: 'called', ...after.call };
  return { state: next, events: [event] };
}

export const codeRunModel = { scene, check, start, run, fold };
