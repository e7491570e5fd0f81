// What a hash ring figure knows, without a picture: a scene, the commands it takes, and the engine's answers as events.
//
// Verbs: add-server {server, vnodes?}, remove-server {server}, set-key {key}, set-vnodes {vnodes}, place {keys},
//        set-hash {hash: 'xxh64'} (a drawn ring gets real names and real hashes), show {as: 'hash'|'fraction'|'line'|'ring'}.
import { letterOf } from '../theme/marks.js';

/** @typedef {import('../engine/edgecache.d.ts').Engine} Engine */
/** @typedef {import('../engine/edgecache.d.ts').HashRing} HashRing */
/** @typedef {string[] | {prefix: string, from: number, count: number}} SceneKeys */
/**
 * @typedef {object} RingScene
 * @property {'xxh64'|'by-degrees'} hash
 * @property {boolean} plain one token at the hash of the bare name (slides 10 and 12)
 * @property {number} vnodes tokens of a server that joins without saying how many
 * @property {{name: string, vnodes: number, index: number}[]} servers in order of joining; `index` is letter, ink and shape
 * @property {SceneKeys} keys what is drawn and counted
 * @property {string|null} key the one key that is followed
 * @property {'hash'|'fraction'|'line'|'ring'} as how far slide 6 has bent the line
 */
/**
 * @typedef {object} RingState
 * @property {Engine} engine
 * @property {HashRing} ring
 * @property {RingScene} scene
 */

const HASHES = ['xxh64', 'by-degrees'];
const SHAPES = ['hash', 'fraction', 'line', 'ring'];
const MOST_KEYS = 1_000_000;
const MOST_VNODES = 10_000;

/** @param {unknown} value @param {number} least @param {number} most */
const whole = (value, least, most) => Number.isInteger(value) && Number(value) >= least && Number(value) <= most;

/** @param {any} keys @returns {SceneKeys|null} */
function readKeys(keys) {
  if (Array.isArray(keys)) return keys.length <= MOST_KEYS && keys.every((key) => typeof key === 'string') ? [...keys] : null;
  if (!keys || typeof keys !== 'object') return null;
  const { prefix, from = 0, count } = keys;
  const good = typeof prefix === 'string' && whole(from, 0, Number.MAX_SAFE_INTEGER - MOST_KEYS) && whole(count, 0, MOST_KEYS);
  return good ? { prefix, from, count } : null;
}

/** @param {SceneKeys} keys */
export const keyCount = (keys) => (Array.isArray(keys) ? keys.length : keys.count);
/** @param {SceneKeys} keys @param {number} i */
export const keyText = (keys, i) => (Array.isArray(keys) ? keys[i] : `${keys.prefix}${keys.from + i}`);

/**
 * The letter, ink and shape of a newcomer: the letter its name ends with where that is free ("45 A", "server-A"), else the
 * first free one. A server keeps it for as long as it is in the ring.
 * @param {string} name @param {{index: number}[]} members
 */
function identity(name, members) {
  const taken = new Set(members.map((member) => member.index));
  const letter = /(?:^|[^\p{L}\p{N}])([A-Z])$/u.exec(name)?.[1];
  const own = letter ? letter.charCodeAt(0) - 65 : -1;
  if (own >= 0 && !taken.has(own)) return own;
  for (let index = 0; ; index++) if (!taken.has(index)) return index;
}

/** The scene, checked field by field and copied by name; null when it cannot be used. @param {any} raw @returns {RingScene|null} */
function readScene(raw) {
  if (!raw || typeof raw !== 'object') return null;
  const { hash = 'xxh64', plain = false, vnodes = 1, servers = [], keys = [], key = null, as = 'ring' } = raw;
  const kept = readKeys(keys);
  if (!HASHES.includes(hash) || typeof plain !== 'boolean' || !whole(vnodes, 1, MOST_VNODES) || !SHAPES.includes(as)) return null;
  if (!kept || !(key === null || typeof key === 'string') || !Array.isArray(servers) || servers.length > 1000) return null;
  /** @type {RingScene['servers']} */
  const members = [];
  for (const server of servers) {
    const name = typeof server === 'string' ? server : server?.name;
    const own = typeof server === 'string' ? vnodes : (server?.vnodes ?? vnodes);
    if (typeof name !== 'string' || !name || !whole(own, 1, MOST_VNODES) || members.some((m) => m.name === name)) return null;
    members.push({ name, vnodes: own, index: identity(name, members) });
  }
  return { hash, plain, vnodes, servers: members, keys: kept, key, as };
}

/** What is wrong with a command before any engine is asked; null when nothing is. @param {any} command */
function check(command) {
  switch (command?.do) {
    case 'add-server':
      if (typeof command.server !== 'string' || command.server === '') return 'server-name-empty';
      return command.vnodes === undefined || whole(command.vnodes, 1, MOST_VNODES) ? null : 'vnodes-out-of-range';
    case 'remove-server':
      return typeof command.server === 'string' ? null : 'server-unknown';
    case 'set-key':
      return command.key === null || typeof command.key === 'string' ? null : 'key-not-text';
    case 'set-vnodes':
      return whole(command.vnodes, 1, MOST_VNODES) ? null : 'vnodes-out-of-range';
    case 'place':
      return readKeys(command.keys) ? null : 'count-out-of-range';
    case 'set-hash':
      return command.hash === 'xxh64' ? null : 'mode-unknown';
    case 'show':
      return SHAPES.includes(command.as) ? null : 'mode-unknown';
    default:
      return 'operation-unknown';
  }
}

/** "45 A" is a name for a drawn ring; hashing for real needs a real name. @param {string} name @param {number} index */
const realName = (name, index) => (/^\d/.test(name) ? `server-${letterOf(index)}` : name);

/** The scene that stands after a command. @param {RingScene} scene @param {any} command @returns {RingScene} */
function fold(scene, command) {
  switch (command.do) {
    case 'add-server': {
      const member = { name: command.server, vnodes: command.vnodes ?? scene.vnodes, index: identity(command.server, scene.servers) };
      return { ...scene, servers: [...scene.servers, member] };
    }
    case 'remove-server':
      return { ...scene, servers: scene.servers.filter((member) => member.name !== command.server) };
    case 'set-key':
      return { ...scene, key: command.key };
    case 'set-vnodes': {
      const { vnodes } = command;
      return { ...scene, plain: false, vnodes, servers: scene.servers.map((member) => ({ ...member, vnodes })) };
    }
    case 'place':
      return { ...scene, keys: readKeys(command.keys) ?? scene.keys };
    case 'set-hash': {
      const servers = scene.servers.map((member) => ({ ...member, name: realName(member.name, member.index) }));
      return { ...scene, hash: 'xxh64', servers, key: scene.key && /^\d/.test(scene.key) ? 'user:123' : scene.key };
    }
    default:
      return { ...scene, as: command.as };
  }
}

/** @param {Engine} engine @param {RingScene} scene @returns {RingState} */
function start(engine, scene) {
  const ring = engine.ring({ hash: scene.hash, plain: scene.plain, servers: scene.servers.map(({ name, vnodes }) => ({ name, vnodes })) });
  if ('refused' in ring) throw Object.assign(new Error(ring.refused), { code: ring.refused });
  return { engine, ring, scene };
}

/** @param {Engine} engine @param {RingState} state @param {any} command */
function run(engine, state, command) {
  const before = state.ring;
  const scene = fold(state.scene, command);
  if (command.do === 'add-server' || command.do === 'remove-server') {
    const ring = before.copy();
    const answer = command.do === 'add-server'
      ? ring.add(command.server, { vnodes: scene.servers[scene.servers.length - 1].vnodes })
      : ring.remove(command.server);
    if (answer !== true) {
      ring.delete();
      return answer;
    }
    const event = command.do === 'add-server' ? 'server-added' : 'server-removed';
    return { state: { engine, ring, scene }, events: [{ event, server: command.server }, ...whatMoved(engine, before, ring, scene)] };
  }
  if (command.do === 'set-vnodes' || command.do === 'set-hash') {
    const spec = { hash: scene.hash, plain: scene.plain, servers: scene.servers.map(({ name, vnodes }) => ({ name, vnodes })) };
    const ring = engine.ring(spec);
    if ('refused' in ring) return ring;
    const renamed = command.do === 'set-hash';
    const moved = renamed ? [] : whatMoved(engine, before, ring, scene);
    const event = renamed ? { event: 'hash-set', hash: scene.hash } : { event: 'vnodes-set', vnodes: scene.vnodes, tokens: ring.tokenCount };
    return { state: { engine, ring, scene }, events: [event, ...moved] };
  }
  const ring = before.copy();
  return { state: { engine, ring, scene }, events: answersAbout(ring, scene, command) };
}

/** What changed owner: each flow of the circle from one server to another, and the drawn keys by number. */
function whatMoved(/** @type {Engine} */ engine, /** @type {HashRing} */ before, /** @type {HashRing} */ after, /** @type {RingScene} */ scene) {
  const remap = engine.remap(before, after, scene.keys, { movedKeys: true });
  if ('refused' in remap) return [remap];
  const flows = remap.flows.map(({ from, to, share }) => ({ event: 'arc-taken', from, to, numerator: String(share.numerator), fraction: share.fraction }));
  /** @type {number[]} */
  const moved = [];
  remap.movedKeys?.forEach((flag, i) => {
    if (flag && moved.length < 1000) moved.push(i);
  });
  const { keys = 0, moved: count = 0, movedBetweenPresentInBoth = 0 } = remap;
  return [...flows, { event: 'keys-moved', fraction: remap.share.fraction, keys, count, elsewhere: movedBetweenPresentInBoth, moved }];
}

/** @param {HashRing} ring @param {RingScene} scene @param {any} command */
function answersAbout(ring, scene, command) {
  if (command.do === 'place') return [{ event: 'keys-placed', keys: keyCount(scene.keys) }];
  if (command.do === 'show') return [{ event: 'shown', as: command.as }];
  if (scene.key === null) return [{ event: 'key-dropped' }];
  const found = ring.lookup(scene.key);
  if (!found || 'refused' in found) return [{ event: 'looked-up', key: scene.key, owner: null }];
  return [{ event: 'looked-up', key: scene.key, owner: found.owner, comparisons: found.comparisons, wrapped: found.wrapped }];
}

/** @param {RingState} state */
const dispose = (state) => state.ring.delete();

export const hashRingModel = { scene: readScene, check, start, run, fold, dispose };
