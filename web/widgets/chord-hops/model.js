// What the figure of slide 21 knows, without a picture: so many servers with one position each, a key, who is asked for it, and
// how far its look-up has come by next and by fingers. Both ways, the fingers and the many look-ups behind a mean are the engine's
// (cpp/ring/chord); here is only how many hops of them have been told.
//
// Verbs: ChordHopsCommand in web/engine/edgecache-tags.d.ts.
import { answered } from '../../engine/answer.js';
import { chordFingers, chordHops, chordWalk } from '../../engine/chord.js';

/** @typedef {import('../../engine/edgecache.d.ts').Engine} Engine */
/** @typedef {'next'|'fingers'} Route */
/**
 * `start` is the number of the server that is asked; null is the one behind the owner, who is the farthest from it by next.
 * `told` are the hops that have been told of either way, ALL when it was told to its end.
 * @typedef {{servers: number, key: string, start: number|null, route: Route, told: {next: number, fingers: number}, measured: boolean}} ChordScene
 */
/** @typedef {{lookups: number, sum: number, most: number}} Hops */
/**
 * Nodes are numbers clockwise; `servers[node]` is the number of the server that stands there.
 * @typedef {object} ChordState
 * @property {ChordScene} scene
 * @property {number[]} turns of the nodes
 * @property {number[]} servers
 * @property {number} key its turn
 * @property {Record<Route, number[]>} paths every node that the look-up meets, the asked one first
 * @property {Record<Route, number>} hops of them that have been told
 * @property {{of: number, to: number[]}} fingers of the node where the look-up is, or began: each once, the nearest first
 * @property {Record<Route, Hops>|null} mean over many look-ups
 */

export const SIZES = [6, 16, 64, 256, 1000];
export const MOST_SERVERS = 1000;
export const MOST_KEY_BYTES = 1024;
/** Look-ups behind a mean: of user:0, user:1, ..., each asked by the next server. */
export const LOOKUPS = 5000;
/** As many hops as there can be: the whole way. */
export const ALL = MOST_SERVERS;

const ROUTES = ['next', 'fingers'];
const encoder = new TextEncoder();

const inRange = (/** @type {unknown} */ number, /** @type {number} */ least, /** @type {number} */ most) =>
  Number.isInteger(number) && Number(number) >= least && Number(number) <= most;

/** @param {unknown} key */
function keyFault(key) {
  if (typeof key !== 'string') return 'key-not-text';
  const long = key.length > MOST_KEY_BYTES || encoder.encode(key).length > MOST_KEY_BYTES;
  return long ? 'text-too-long' : null;
}

/** The scene, its own fields copied by name; null when it cannot be used. @param {any} raw @returns {ChordScene|null} */
function scene(raw) {
  if (!raw || typeof raw !== 'object') return null;
  const { servers = 64, key = 'user:11', start = null, route = 'next', told, measured = false } = raw;
  const { next = 0, fingers = 0 } = told ?? {};
  if (!inRange(servers, 1, MOST_SERVERS) || keyFault(key) || !ROUTES.includes(route)) return null;
  if (start !== null && !inRange(start, 0, servers - 1)) return null;
  if (!inRange(next, 0, ALL) || !inRange(fingers, 0, ALL) || typeof measured !== 'boolean') return null;
  return { servers, key, start: start === null ? null : start + 0, route, told: { next, fingers }, measured };
}

/** What is wrong with a command before any engine is asked; null when nothing is. @param {any} command */
function check(command) {
  switch (command?.do) {
    case 'set-servers':
      return inRange(command.servers, 1, MOST_SERVERS) ? null : 'servers-out-of-range';
    case 'set-key':
      return keyFault(command.key);
    case 'set-start':
      return inRange(command.server, 0, MOST_SERVERS - 1) ? null : 'server-unknown';
    case 'set-fingers':
      return typeof command.on === 'boolean' ? null : 'mode-unknown';
    case 'hop':
    case 'look-up':
    case 'measure':
      return null;
    default:
      return 'operation-unknown';
  }
}

const UNTOLD = { next: 0, fingers: 0 };

/** The scene that stands after a command: another question is one of which nothing is told yet. @param {ChordScene} before @param {any} command @returns {ChordScene} */
function fold(before, command) {
  const { route, told, start } = before;
  switch (command.do) {
    case 'set-servers': {
      const { servers } = command;
      return {
        ...before,
        servers,
        start: start !== null && start < servers ? start : null,
        told: UNTOLD,
      };
    }
    case 'set-key':
      return { ...before, key: command.key, told: UNTOLD };
    case 'set-start':
      return { ...before, start: command.server, told: UNTOLD };
    case 'set-fingers': {
      const now = command.on ? 'fingers' : 'next';
      return { ...before, route: now, told: { ...told, [now]: 0 } };
    }
    case 'hop':
      return { ...before, told: { ...told, [route]: Math.min(told[route] + 1, ALL) } };
    case 'look-up':
      return { ...before, told: { ...told, [route]: ALL } };
    default:
      return { ...before, measured: true };
  }
}

/** One position a server, at the hash of its label. @param {Engine} engine @param {number} servers */
const ringOf = (engine, servers) =>
  answered(engine.ring({ vnodes: 1, servers: Array.from({ length: servers }, (_, i) => `server-${i}`) }));

/** Many look-ups by either way, counted. @param {Engine} engine @param {import('../../engine/edgecache.d.ts').HashRing} ring @returns {Record<Route, Hops>} */
function meanOf(engine, ring) {
  const keys = answered(engine.hashes({ prefix: 'user:', count: LOOKUPS }));
  return {
    next: answered(chordHops(ring, keys, 'next')),
    fingers: answered(chordHops(ring, keys, 'fingers')),
  };
}

/** @param {Engine} engine @param {ChordScene} scene @returns {ChordState} */
function start(engine, scene) {
  const ring = ringOf(engine, scene.servers);
  try {
    const tokens = answered(ring.tokens());
    const servers = Array.from(tokens.servers);
    const { position, found } = /** @type {any} */ (answered(ring.lookup(scene.key)));
    const from = scene.start === null ? (found + 1) % servers.length : servers.indexOf(scene.start);
    const walk = (/** @type {Route} */ route) =>
      Array.from(answered(chordWalk(ring, from, scene.key, route)));
    const paths = { next: walk('next'), fingers: walk('fingers') };
    const hops = {
      next: Math.min(scene.told.next, paths.next.length - 1),
      fingers: Math.min(scene.told.fingers, paths.fingers.length - 1),
    };
    const of = paths.fingers[hops.fingers < paths.fingers.length - 1 ? hops.fingers : 0];
    return {
      scene,
      turns: Array.from(tokens.turns),
      servers,
      key: position.turn,
      paths,
      hops,
      fingers: { of, to: [...new Set(answered(chordFingers(ring, of)))] },
      mean: scene.measured ? meanOf(engine, ring) : null,
    };
  } finally {
    ring.delete();
  }
}

/** @param {Engine} engine @param {ChordState} state @param {any} command */
function run(engine, state, command) {
  const { scene: before, paths, hops } = state;
  if (command.do === 'hop' && hops[before.route] === paths[before.route].length - 1)
    return { refused: 'call-ended' };
  if (command.do === 'set-start' && command.server >= before.servers) return { refused: 'server-unknown' };
  const next = start(engine, fold(before, command));
  return { state: next, events: eventsOf(state, next, command) };
}

/** What happened, hop by hop. @param {ChordState} before @param {ChordState} after @param {any} command */
function eventsOf(before, after, command) {
  const { route, servers } = after.scene;
  const name = (/** @type {number} */ node) => `server-${after.servers[node]}`;
  if (command.do === 'measure') return [{ event: 'measured', ...after.mean }];
  if (command.do !== 'hop' && command.do !== 'look-up')
    return [{ event: 'asked', server: name(after.paths[route][0]), key: after.scene.key }];
  const path = after.paths[route];
  const first = command.do === 'hop' ? before.hops[route] : 0;
  /** @type {Record<string, unknown>[]} */
  const events = [];
  for (let i = first; i < after.hops[route]; i++)
    events.push({
      event: 'hop',
      from: name(path[i]),
      to: name(path[i + 1]),
      past: (path[i + 1] - path[i] + servers) % servers,
    });
  if (after.hops[route] === path.length - 1)
    events.push({ event: 'arrived', owner: name(path[path.length - 1]), hops: path.length - 1 });
  return events;
}

export const chordHopsModel = { scene, check, start, run, fold };
