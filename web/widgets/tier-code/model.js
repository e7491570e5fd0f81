// What the figure of slide 16 knows, without a picture: which of the added lines are there, what was asked since, and how many lines
// of the last GET have run. Three small tiers of the engine do it all; a line that is not there is one of their modes.
//
// Verbs: TierCodeCommand in web/engine/edgecache-tags.d.ts.
import { answered } from '../../engine/answer.js';
import { TIERS } from '../shared/tiers.js';
import { shelvesAfter, shelvesOf } from '../shared/walk.js';
import { ADDED, stepsOf } from './code.js';
import { doIt, tiersOf } from './deeds.js';
import { withoutLines } from './without.js';

/** @typedef {import('../../engine/edgecache.d.ts').Engine} Engine */
/** @typedef {import('./code.js').Lines} Lines */
/** @typedef {import('./code.js').CodeStep} CodeStep */
/** @typedef {import('./deeds.js').Deed} Deed */
/** `past`: what was done before the GET that is followed; `at`: lines of it that have run. @typedef {{lines: Lines, past: Deed[], key: string|null, at: number}} CodeScene */
/** @typedef {{key: string, old: boolean, expired: boolean}} Entry */
/**
 * @typedef {object} CodeState
 * @property {CodeScene} scene
 * @property {string|null} key the one that is followed, as the engine reads it
 * @property {CodeStep[]} steps of the whole GET
 * @property {CodeStep[]} done those that have run
 * @property {Entry[][]} shelves what lies in each tier after them, the newest first
 * @property {{tier: number|null, version: number, dbVersion: number}|null} found what the GET returned, once it has
 * @property {{gets: number, dbReads: number, staleReads: number}} sums of all GETs, this one with them once it has returned
 * @property {number} nowMs virtual time
 * @property {import('./without.js').Without} without what breaks without each line
 */

export const MOST_TEXT_BYTES = 1024;
/** Deeds that are done again to get to the next. */
export const MOST_PAST = 500;
export const MOST_SECONDS = 86_400;
const MOST_STEPS = 64;
const encoder = new TextEncoder();

/** @param {unknown} text */
function textFault(text) {
  if (typeof text !== 'string') return 'input-unreadable';
  const long = text.length > MOST_TEXT_BYTES || encoder.encode(text).length > MOST_TEXT_BYTES;
  return long ? 'text-too-long' : null;
}

/** @param {unknown} seconds */
const isWait = (seconds) =>
  Number.isInteger(seconds) && Number(seconds) >= 0 && Number(seconds) <= MOST_SECONDS;

/** One deed, its own field copied by name; null when it is none. @param {any} raw @returns {Deed|null} */
function deed(raw) {
  const { get, write, wait } = raw ?? {};
  if (get !== undefined) return textFault(get) ? null : { get };
  if (write !== undefined) return textFault(write) ? null : { write };
  return isWait(wait) ? { wait } : null;
}

/** The scene, its own fields copied by name; null when it cannot be used. @param {any} raw @returns {CodeScene|null} */
function scene(raw) {
  if (!raw || typeof raw !== 'object') return null;
  const { lines = {}, past = [], key = null, at = 0 } = raw;
  if (!lines || typeof lines !== 'object' || !Array.isArray(past) || past.length > MOST_PAST) return null;
  const there = ADDED.map((name) => lines[name] ?? false);
  const deeds = past.map(deed);
  if (!there.every((on) => typeof on === 'boolean') || deeds.includes(null)) return null;
  if (key !== null && textFault(key)) return null;
  if (!Number.isInteger(at) || at < 0 || at > MOST_STEPS) return null;
  const [fill, evict, expire] = there;
  return {
    lines: { fill, evict, expire },
    past: /** @type {Deed[]} */ (deeds),
    key,
    at: key === null ? 0 : at,
  };
}

/** What is wrong with a command before any engine is asked; null when nothing is. @param {any} command */
function check(command) {
  switch (command?.do) {
    case 'get':
    case 'write':
      return textFault(command.key);
    case 'step':
      return null;
    case 'wait':
      return isWait(command.seconds) ? null : 'time-out-of-range';
    case 'set-line':
      return ADDED.includes(command.line) && typeof command.on === 'boolean' ? null : 'mode-unknown';
    default:
      return 'operation-unknown';
  }
}

/**
 * The scene that stands after a command. What is new finishes the GET before it; other lines run the same GETs again.
 * @param {CodeScene} before @param {any} command @returns {CodeScene}
 */
function fold(before, command) {
  const { lines, key, at } = before;
  const past = key === null ? before.past : [...before.past, { get: key }];
  switch (command.do) {
    case 'get':
      return { lines, past, key: command.key, at: 0 };
    case 'step':
      return { ...before, at: at + 1 };
    case 'write':
      return { lines, past: [...past, { write: command.key }], key: null, at: 0 };
    case 'wait':
      return { lines, past: [...past, { wait: command.seconds }], key: null, at: 0 };
    default:
      return {
        ...before,
        lines: { ...lines, [command.line]: command.on },
        at: key === null ? 0 : MOST_STEPS,
      };
  }
}

/** @param {Engine} engine @param {CodeScene} scene @returns {Promise<CodeState>} */
async function start(engine, scene) {
  const without = await withoutLines(engine);
  const { lines, past, key } = scene;
  const cache = tiersOf(engine, lines);
  try {
    for (const one of past) doIt(cache, lines, one);
    const { nowMs } = answered(cache.advance(0));
    const copies = answered(cache.contents());
    const first = answered(cache.stats());
    const answer = key === null ? null : doIt(cache, lines, { get: key });
    const steps = answer ? stepsOf(answer, lines.fill) : [];
    const done = steps.slice(0, scene.at);
    const returned = answer !== null && done.length === steps.length;
    const { gets, dbReads, staleReads } = returned ? answered(cache.stats()) : first;
    const events = done.flatMap((step) => step.events);
    const keys = events.reduce(shelvesAfter, shelvesOf(copies, TIERS.length));
    /** Copies that were touched in this GET are as it found them; the others as they were before. */
    const entry = (/** @type {string} */ name, /** @type {number} */ k) => {
      const touched = events.some(
        ({ kind, tier }) => tier === k && (kind === 'hit' || kind === 'promote' || kind === 'fill'),
      );
      const copy = copies.find((one) => one.tier === k && one.key === name);
      if (answer && name === answer.key && touched) return { key: name, old: answer.stale, expired: false };
      return { key: name, old: copy?.stale ?? false, expired: copy?.expired ?? false };
    };
    return {
      scene,
      key: answer?.key ?? null,
      steps,
      done,
      shelves: keys.map((names, k) => names.map((name) => entry(name, k))),
      found: returned ? { tier: answer.tier, version: answer.version, dbVersion: answer.dbVersion } : null,
      sums: { gets, dbReads, staleReads },
      nowMs,
      without,
    };
  } finally {
    cache.delete();
  }
}

/** @param {Engine} engine @param {CodeState} state @param {any} command */
async function run(engine, state, command) {
  const { steps, done } = state;
  if (command.do === 'step' && done.length === steps.length) return { refused: 'call-ended' };
  const after = fold(state.scene, command);
  if (after.past.length > MOST_PAST) return { refused: 'count-out-of-range' };
  const next = await start(engine, after);
  return { state: next, events: eventsOf(next, command) };
}

/** @param {CodeState} state @param {any} command */
function eventsOf({ scene, key, steps, done, sums }, command) {
  const step = done.at(-1);
  if (command.do === 'get') return [{ event: 'called', key, lines: steps.map(({ line }) => line) }];
  if (command.do === 'step' && step)
    return [{ event: 'line', line: step.line, tier: step.tier, yes: step.yes }];
  return [{ event: command.do, lines: scene.lines, ...sums }];
}

export const tierCodeModel = { scene, check, start, run, fold };
