// What the figure of slide 3 knows, without a picture: one key, so many servers before and after, and where
// hash(key) % servers sends it. Both remainders are the engine's; the division beside them is only written out.
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
    const owners = servers === null ? null : engine.modulo([scene.key], servers);
    if (owners && 'refused' in owners) return owners;
    routes.push(servers === null || !owners ? null : routeOf(hash, servers, owners[0]));
  }
  const [before, after] = routes;
  return { scene, hash, before, after, moved: before && after ? before.server !== after.server : null };
}

/** @param {Position} hash @param {number} servers @param {number} server @returns {Route} */
function routeOf(hash, servers, server) {
  return { servers, server, quotient: String((BigInt(hash.decimal) - BigInt(server)) / BigInt(servers)) };
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
