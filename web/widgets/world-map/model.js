// What slide 1 knows, without a picture: up to eight cache servers on one hash ring, the keys they own, and who asked for what.
//
// Verbs: serve {requests} (the next draws of the seed, key by popularity), remove-server {server}, add-server {server} (one of
// the eight, back in its seat).
import { answered } from '../../engine/answer.js';

/** @typedef {import('../../engine/edgecache.d.ts').Engine} Engine */
/** @typedef {{servers: string[], away: string[], vnodes: number, keys: number, seed: number, skew: number, drawn: number}} MapScene */
/** @typedef {{key: string, owner: string|null, turn: number, walk: number}} MapKey `walk` from key to owner, in mean gaps of the ring */
/**
 * @typedef {object} MapState
 * @property {MapScene} scene
 * @property {string[]} walk the eight in the order in which a walk along the whole ring meets them: their seats
 * @property {MapKey[]} keys
 * @property {number[]} asked how often each key was asked for before the last command
 * @property {{key: number, server: string|null}[]} requests of the last command
 */

/** As many seats as the globe has. */
const MOST_SERVERS = 8;
const MOST_KEYS = 200;
const MOST_REQUESTS = 200;
/** Draws that are made again to continue: more than an hour of clicking. */
const MOST_DRAWN = 100_000;

const EIGHT = [...'ABCDEFGH'].map((letter) => `server-${letter}`);

const whole = (/** @type {unknown} */ value, /** @type {number} */ least, /** @type {number} */ most) =>
  Number.isInteger(value) && Number(value) >= least && Number(value) <= most;

/** @param {any} raw @returns {MapScene|null} */
function scene(raw) {
  if (!raw || typeof raw !== 'object') return null;
  const { servers = EIGHT, away = [], vnodes = 100, keys = 64, seed = 1, skew = 0.5, drawn = 0 } = raw;
  const names = (/** @type {unknown} */ list) =>
    Array.isArray(list) && list.every((name) => typeof name === 'string' && name !== '' && name.length <= 64);
  if (!names(servers) || !names(away) || servers.length < 1 || servers.length > MOST_SERVERS) return null;
  if (new Set(servers).size < servers.length || new Set(away).size < away.length) return null;
  if (!away.every((/** @type {string} */ name) => servers.includes(name))) return null;
  if (!whole(vnodes, 1, 1000) || !whole(keys, 1, MOST_KEYS) || !whole(seed, 0, 2 ** 32 - 1)) return null;
  if (![0, 0.5, 1].includes(skew) || !whole(drawn, 0, MOST_DRAWN)) return null;
  return { servers: [...servers], away: [...away], vnodes, keys, seed, skew, drawn };
}

/** @param {any} command */
function check(command) {
  switch (command?.do) {
    case 'serve':
      return whole(command.requests, 1, MOST_REQUESTS) ? null : 'count-out-of-range';
    case 'add-server':
    case 'remove-server':
      return typeof command.server === 'string' && command.server ? null : 'server-name-empty';
    default:
      return 'operation-unknown';
  }
}

/** @param {MapScene} before @param {any} command @returns {MapScene} */
function fold(before, command) {
  if (command.do === 'serve') return { ...before, drawn: before.drawn + command.requests };
  const others = before.away.filter((name) => name !== command.server);
  return { ...before, away: command.do === 'add-server' ? others : [...others, command.server] };
}

/** How often each key is asked for in these draws. @param {number} keys @param {Iterable<number>} draws */
function tally(keys, draws) {
  const asked = new Array(keys).fill(0);
  for (const key of draws) asked[key] += 1;
  return asked;
}

/** The first `count` keys asked for. @param {Engine} engine @param {MapScene} scene @param {number} count */
const drawsOf = (engine, { keys, skew, seed }, count) =>
  answered(engine.zipf({ objects: keys, skew, seed, count }));

/** The one place where the engine is asked for a ring. @param {Engine} engine @param {MapScene} scene @returns {MapState} */
function placed(engine, scene) {
  const ring = answered(engine.ring({ servers: scene.servers, vnodes: scene.vnodes }));
  try {
    const walk = answered(ring.preference('user:1', scene.servers.length));
    for (const server of scene.away) answered(ring.remove(server));
    const { turns, length } = answered(ring.tokens());
    const keys = Array.from({ length: scene.keys }, (_, n) => {
      const key = `user:${n + 1}`;
      const looked = answered(ring.lookup(key));
      if (!looked) return { key, owner: null, turn: answered(engine.position(key)).turn, walk: 1 };
      const { position, found, owner } = looked;
      return { key, owner, turn: position.turn, walk: ((turns[found] - position.turn + 1) % 1) * length };
    });
    const asked = tally(scene.keys, drawsOf(engine, scene, scene.drawn));
    return { scene, walk, keys, asked, requests: [] };
  } finally {
    ring.delete();
  }
}

/** @param {Engine} engine @param {MapState} state @param {any} command */
function run(engine, state, command) {
  const { away, servers, drawn } = state.scene;
  const next = fold(state.scene, command);
  if (command.do === 'serve') {
    if (next.drawn > MOST_DRAWN) return { refused: 'count-out-of-range' };
    const draws = drawsOf(engine, next, next.drawn);
    const asked = tally(next.keys, draws.subarray(0, drawn));
    const requests = [...draws.subarray(drawn)].map((key) => ({ key, server: state.keys[key].owner }));
    const events = requests.map(({ key, server }) => ({
      event: 'request',
      key: state.keys[key].key,
      server,
    }));
    return { state: { ...state, scene: next, asked, requests }, events };
  }
  const known = servers.includes(command.server);
  const gone = away.includes(command.server);
  if (command.do === 'add-server' && !known) return { refused: 'servers-out-of-range' };
  if (command.do === 'add-server' && !gone) return { refused: 'server-exists' };
  if (command.do === 'remove-server' && (!known || gone)) return { refused: 'server-unknown' };
  const after = placed(engine, next);
  const events = after.keys.flatMap(({ key, owner }, n) =>
    owner === state.keys[n].owner ? [] : [{ event: 'key-moved', key, from: state.keys[n].owner, to: owner }],
  );
  return { state: after, events };
}

export const worldMapModel = { scene, check, start: placed, run, fold };
