// What the figure of slide 15 knows, without a picture: three tiers with their contents, the GETs that were made of them, and how
// many lines of the last one have been told. Who hits, what is copied up and what has to go is the engine's answer (cpp/cache);
// here is only how much of it has been reached, so that back after forward is the same state.
//
// Verbs: TierWalkCommand in web/engine/edgecache-tags.d.ts.
import { SERVERS } from '../../claims/lookups.js';
import { answered } from '../../engine/answer.js';
import { cacheStatus } from '../../engine/cache-status.js';
import { makeTieredCache } from '../../engine/tiered-cache.js';
import { DATABASE, TIERS } from '../shared/tiers.js';
import { linesOf, shelvesAfterLines, shelvesOf } from '../shared/walk.js';

/** @typedef {import('../../engine/edgecache.d.ts').Engine} Engine */
/** @typedef {import('../../engine/edgecache-cache.d.ts').TieredCache} TieredCache */
/** @typedef {import('../../engine/edgecache-cache.d.ts').TieredAnswer} TieredAnswer */
/** @typedef {import('../shared/walk.js').Line} Line */
/**
 * `contents` are what lay in each tier at first, the newest first; `past` the keys that were asked for since; `key` the one that is
 * followed, `at` how many lines of its GET have been told.
 * @typedef {{capacity: number[], contents: string[][], past: string[], key: string|null, at: number}} WalkScene
 */
/**
 * @typedef {object} WalkState
 * @property {WalkScene} scene
 * @property {string|null} key the one that is followed, as the engine reads it
 * @property {{name: string, index: number}|null} owner the server of slide 10's ring that has this key: what "network" means
 * @property {Line[]} lines of the whole GET
 * @property {Line[]} done those that have been told
 * @property {string[][]} before the shelves before the last line of these, the newest first
 * @property {string[][]} shelves as they are after it
 * @property {number} costNs of the whole GET
 * @property {string} status its Cache-Status line
 * @property {number} nextNs what the same GET would cost once more
 */

/** Keys that a tier may be given to begin with; its room may be larger. */
export const MOST_KEYS = 64;
export const MOST_ROOM = 1_000_000;
export const MOST_TEXT_BYTES = 1024;
/** GETs that are made again to get to the next. */
export const MOST_PAST = 500;
const MOST_LINES = 64;
const encoder = new TextEncoder();

/** @param {unknown} text */
function textFault(text) {
  if (typeof text !== 'string') return 'input-unreadable';
  const long = text.length > MOST_TEXT_BYTES || encoder.encode(text).length > MOST_TEXT_BYTES;
  return long ? 'text-too-long' : null;
}

/** @param {any} capacity @returns {string|null} */
function capacityFault(capacity) {
  if (!Array.isArray(capacity) || capacity.length !== TIERS.length) return 'input-unreadable';
  const fits = (/** @type {unknown} */ room) =>
    Number.isInteger(room) && Number(room) >= 1 && Number(room) <= MOST_ROOM;
  if (!capacity.every(fits)) return 'capacity-out-of-range';
  return capacity.some((room, k) => k > 0 && room < capacity[k - 1]) ? 'capacity-not-growing' : null;
}

/** @param {any} contents @returns {string|null} */
function contentsFault(contents) {
  if (!Array.isArray(contents) || contents.length !== TIERS.length) return 'input-unreadable';
  if (!contents.every(Array.isArray)) return 'input-unreadable';
  if (contents.some((keys) => keys.length > MOST_KEYS)) return 'capacity-out-of-range';
  return contents.flat().map(textFault).find(Boolean) ?? null;
}

/** The scene, its own fields copied by name; null when it cannot be used. @param {any} raw @returns {WalkScene|null} */
function scene(raw) {
  if (!raw || typeof raw !== 'object') return null;
  const { capacity = [3, 5, 7], contents = [[], [], []], past = [], key = null, at = 0 } = raw;
  if (capacityFault(capacity) || contentsFault(contents)) return null;
  if (!Array.isArray(past) || past.length > MOST_PAST || past.some(textFault)) return null;
  if (key !== null && textFault(key)) return null;
  if (!Number.isInteger(at) || at < 0 || at > MOST_LINES) return null;
  return {
    capacity: [...capacity],
    contents: contents.map((/** @type {string[]} */ keys) => [...keys]),
    past: [...past],
    key,
    at: key === null ? 0 : at,
  };
}

/** What is wrong with a command before any engine is asked; null when nothing is. @param {any} command */
function check(command) {
  switch (command?.do) {
    case 'get':
      return textFault(command.key);
    case 'step':
      return null;
    case 'set-capacity':
      return capacityFault(command.capacity);
    case 'set-contents':
      return contentsFault(command.contents);
    default:
      return 'operation-unknown';
  }
}

/**
 * The scene that stands after a command. A new GET finishes the one before; other tiers are asked the same GETs again, and other
 * contents begin anew.
 * @param {WalkScene} before @param {any} command @returns {WalkScene}
 */
function fold(before, command) {
  const { past, key, at } = before;
  switch (command.do) {
    case 'get':
      return { ...before, past: key === null ? past : [...past, key], key: command.key, at: 0 };
    case 'step':
      return { ...before, at: at + 1 };
    case 'set-capacity':
      return { ...before, capacity: command.capacity, at: key === null ? 0 : MOST_LINES };
    default:
      return { ...before, contents: command.contents, past: [], key: null, at: 0 };
  }
}

/**
 * What is put into the tiers to begin with: what lies in one lies in those below it too, and the oldest stay out where there is no
 * room for all.
 * @param {WalkScene} scene
 */
function fitted({ capacity, contents }) {
  const rows = contents.map((keys, k) => [...new Set([...keys, ...contents.slice(0, k).flat()])]);
  for (let k = rows.length - 1; k >= 0; k--) {
    const below = rows[k + 1];
    rows[k] = rows[k].filter((key) => !below || below.includes(key)).slice(0, capacity[k]);
  }
  return rows;
}

/** The tiers as they were before the GET that is followed; the caller's to delete. @param {Engine} engine @param {WalkScene} scene @returns {TieredCache} */
function tiersBefore(engine, scene) {
  const latencyNs = TIERS.map((tier) => tier.latencyNs);
  const spec = { capacity: scene.capacity, latencyNs, dbLatencyNs: DATABASE.latencyNs };
  const cache = answered(makeTieredCache(engine, spec));
  try {
    const rows = fitted(scene);
    for (let k = rows.length - 1; k >= 0; k--) answered(cache.preload(k, rows[k]));
    for (const key of scene.past) answered(cache.get(key));
    return cache;
  } catch (error) {
    cache.delete();
    throw error;
  }
}

/** @param {Engine} engine @param {string} key */
function ownerOf(engine, key) {
  const ring = answered(engine.ring({ servers: SERVERS, plain: true }));
  try {
    const name = answered(ring.owner(key)) ?? '';
    return { name, index: SERVERS.indexOf(name) };
  } finally {
    ring.delete();
  }
}

/** @param {Engine} engine @param {WalkScene} scene @returns {WalkState} */
function start(engine, scene) {
  const cache = tiersBefore(engine, scene);
  try {
    const first = shelvesOf(answered(cache.contents()), TIERS.length);
    const nothing = { lines: [], done: [], before: first, shelves: first };
    if (scene.key === null)
      return { scene, key: null, owner: null, costNs: 0, status: '', nextNs: 0, ...nothing };
    const answer = answered(cache.get(scene.key));
    const lines = linesOf(answer);
    const done = lines.slice(0, scene.at);
    return {
      scene,
      key: answer.key,
      owner: ownerOf(engine, scene.key),
      lines,
      done,
      before: shelvesAfterLines(first, done.slice(0, -1)),
      shelves: shelvesAfterLines(first, done),
      costNs: answer.costNs,
      status: cacheStatus(answer, { names: TIERS.map(({ name }) => name) }),
      nextNs: answered(cache.get(scene.key)).costNs,
    };
  } finally {
    cache.delete();
  }
}

/** Whether all of these keys have room where they are put, and below. @param {WalkScene} scene */
const roomForAll = (scene) => {
  const rows = fitted(scene);
  return scene.contents.every((keys, k) => keys.every((key) => rows[k].includes(key)));
};

/** @param {Engine} engine @param {WalkState} state @param {any} command */
function run(engine, state, command) {
  const { done, lines } = state;
  if (command.do === 'step' && done.length === lines.length) return { refused: 'call-ended' };
  const after = fold(state.scene, command);
  if (after.past.length > MOST_PAST) return { refused: 'count-out-of-range' };
  if (command.do === 'set-contents' && !roomForAll(after)) return { refused: 'capacity-out-of-range' };
  const next = start(engine, after);
  return { state: next, events: eventsOf(next, command) };
}

/** A GET answers all of its events, a step those of its line. @param {WalkState} state @param {any} command */
function eventsOf({ scene, lines, done, shelves }, command) {
  const told = (/** @type {Line[]} */ which) =>
    which.flatMap(({ events }) =>
      events.map(({ kind, tier, key, costNs }) => ({ event: kind, tier, key, costNs })),
    );
  if (command.do === 'get') return told(lines);
  if (command.do !== 'step') return [{ event: 'tiers', capacity: scene.capacity, contents: shelves }];
  const line = /** @type {Line} */ (done.at(-1));
  if (line.kind !== 'answer') return told([line]);
  return [...told([line]), { event: 'answer', tier: line.tier, key: line.key, costNs: spentNs(done) }];
}

/** What these lines cost together. @param {Line[]} lines */
export const spentNs = (lines) => lines.reduce((sum, { costNs }) => sum + costNs, 0);

export const tierWalkModel = { scene, check, start, run, fold };

/** The tag's attributes as a raw scene: capacity="3 5 7", l1="user:77, user:4" (the newest first), l2, l3. @param {(name: string) => string|null|undefined} attribute */
export function sceneFromAttributes(attribute) {
  const list = (/** @type {string} */ name) => keysIn(attribute(name) ?? '');
  const capacity = attribute('capacity')
    ?.split(/[\s,]+/)
    .map(Number);
  return { ...(capacity ? { capacity } : {}), contents: [list('l1'), list('l2'), list('l3')] };
}

/** "a, b" -> ["a", "b"]; a key is there once. @param {string} text */
export const keysIn = (text) => [
  ...new Set(
    text
      .split(',')
      .map((key) => key.trim())
      .filter(Boolean),
  ),
];
