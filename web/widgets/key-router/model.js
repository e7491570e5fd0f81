// What the figure of slide 3 knows, without a picture: one key, so many servers before and after, and where
// hash(key) % servers sends it. Both divisions are the engine's, to the last of their 64 bits.
//
// Verbs: set-key {key}, set-servers {before, after?}; without `after` nobody has joined yet.

/** @typedef {import('../../engine/edgecache.d.ts').Engine} Engine */
/** @typedef {import('../../engine/edgecache.d.ts').Position} Position */
/** @typedef {{key: string|null, before: number|null, after: number|null}} RouterScene */
/** @typedef {{servers: number, server: number, quotient: string}} Route hash = quotient * servers + server */
/**
 * @typedef {object} RouterState
 * @property {RouterScene} scene
 * @property {Position|null} hash
 * @property {Route|null} before
 * @property {Route|null} after
 * @property {boolean|null} moved null while there is nothing to compare
 */

/** As many servers as the figure can draw with a number on each. */
export const MOST_SERVERS = 120;
/** As long a key as a field takes; the engine itself takes 16 MiB. */
export const MOST_KEY_BYTES = 1024;

const encoder = new TextEncoder();

/** @param {unknown} value */
const drawable = (value) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= MOST_SERVERS;
/** @param {unknown} value */
const absent = (value) => value === null || value === undefined;

/** @param {unknown} key */
function keyFault(key) {
  if (typeof key !== 'string') return 'input-unreadable';
  // A text of more characters has more bytes: counted first, so that a megabyte is not encoded to be refused.
  const long = key.length > MOST_KEY_BYTES || encoder.encode(key).length > MOST_KEY_BYTES;
  return long ? 'text-too-long' : null;
}

/** The scene, its own fields copied by name; null when it cannot be used. @param {any} raw @returns {RouterScene|null} */
function scene(raw) {
  if (!raw || typeof raw !== 'object') return null;
  const { key = null, before = null, after = null } = raw;
  if (key !== null && keyFault(key)) return null;
  if (![before, after].every((value) => value === null || drawable(value))) return null;
  return before === null && after !== null ? null : { key, before, after };
}

/** What is wrong with a command before any engine is asked; null when nothing is. @param {any} command */
function check(command) {
  switch (command?.do) {
    case 'set-key':
      return keyFault(command.key);
    case 'set-servers':
      return drawable(command.before) && (absent(command.after) || drawable(command.after))
        ? null
        : 'servers-out-of-range';
    default:
      return 'operation-unknown';
  }
}

/** The scene that stands after a command. @param {RouterScene} before @param {any} command @returns {RouterScene} */
function fold(before, command) {
  if (command.do === 'set-key') return { ...before, key: command.key };
  return { ...before, before: command.before, after: command.after ?? null };
}

/** The one place where the engine is asked. @param {Engine} engine @param {RouterScene} scene @returns {RouterState | {refused: string}} */
function answer(engine, scene) {
  const nothing = { scene, hash: null, before: null, after: null, moved: null };
  if (scene.key === null) return nothing;
  const hash = engine.position(scene.key);
  if ('refused' in hash) return hash;
  const routes = [];
  for (const servers of [scene.before, scene.after]) {
    const division = servers === null ? null : engine.division(scene.key, servers);
    if (division && 'refused' in division) return division;
    routes.push(
      division && { servers: division.divisor, server: division.remainder, quotient: division.quotient },
    );
  }
  const [before, after] = routes;
  return { scene, hash, before, after, moved: before && after ? before.server !== after.server : null };
}

/** Keys that are looked through at once for one that stays; of 120 servers and fewer at least one in 120 does. */
const SOUGHT = 4096;

/**
 * The first of user:0, user:1, ... that keeps its server, or the next one where the key that is shown is such a one; null while
 * there is nothing to compare. Its finder puts it in by set-key, like any key.
 * @param {Engine} engine @param {RouterScene} scene
 */
export function keyThatStays(engine, { key, before, after }) {
  if (before === null || after === null) return null;
  const staying = (/** @type {import('../../engine/edgecache.d.ts').Keys} */ keys) => {
    const counted = engine.remapModuloCount(before, after, keys, { perKey: true });
    return 'refused' in counted ? -1 : (counted.movedKeys?.indexOf(0) ?? -1);
  };
  const number = /^user:(0|[1-9][0-9]{0,7})$/.exec(key ?? '')?.[1];
  const from = number !== undefined && staying([`user:${number}`]) === 0 ? Number(number) + 1 : 0;
  const found = staying({ prefix: 'user:', from, count: SOUGHT });
  return found < 0 ? null : `user:${from + found}`;
}

/** @param {Engine} engine @param {RouterScene} scene @returns {RouterState} */
function start(engine, scene) {
  const state = answer(engine, scene);
  if ('refused' in state) throw Object.assign(new Error(state.refused), { code: state.refused });
  return state;
}

/** @param {Engine} engine @param {RouterState} state @param {any} command */
function run(engine, state, command) {
  const next = answer(engine, fold(state.scene, command));
  return 'refused' in next ? next : { state: next, events: eventsOf(next) };
}

/** What happened, in the order in which it is told. @param {RouterState} state */
function eventsOf({ scene, hash, before, after, moved }) {
  /** @type {Record<string, unknown>[]} */
  const events = [];
  if (hash) events.push({ event: 'hashed', key: scene.key, hex: hash.hex });
  if (before) events.push({ event: 'routed', servers: before.servers, server: before.server });
  if (after) events.push({ event: 'routed', servers: after.servers, server: after.server });
  if (moved !== null && before && after)
    events.push({ event: moved ? 'key-moved' : 'key-stayed', from: before.server, to: after.server });
  return events;
}

export const keyRouterModel = { scene, check, start, run, fold };
