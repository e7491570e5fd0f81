// The scene of a ring figure: what it starts from, checked field by field, and what stands after each command.
import { asRead } from '../../engine/texts.js';
import { letterOf } from '../../theme/marks.js';
import { isGuess } from '../shared/bet.js';

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
 * @property {number} [guess] of slide 8: how many of 100 keys the newcomer takes
 */
export const HASHES = ['xxh64', 'by-degrees'];
export const SHAPES = ['hash', 'fraction', 'line', 'ring'];
/** As many keys as the page can place between two frames; whoever counts more asks the engine to run() it. */
const MOST_KEYS = 100_000;
const MOST_SERVERS = 1000;
export const MOST_VNODES = 10_000;

/** What may be bet on before the newcomer of slide 8 lands. @type {import('../shared/bet.js').Wager} */
export const WAGER = {
  id: 'add-a-server',
  question: 'One server joins. How many of 100 keys change owner?',
  unit: '%',
  range: [0, 100],
};

/** @param {unknown} value @param {number} least @param {number} most */
export const whole = (value, least, most) =>
  Number.isInteger(value) && Number(value) >= least && Number(value) <= most;

/** @param {any} keys @returns {SceneKeys|null} */
export function readKeys(keys) {
  if (Array.isArray(keys))
    return keys.length <= MOST_KEYS && keys.every((key) => typeof key === 'string') ? [...keys] : null;
  if (!keys || typeof keys !== 'object') return null;
  const { prefix, from = 0, count } = keys;
  const good =
    typeof prefix === 'string' &&
    whole(from, 0, Number.MAX_SAFE_INTEGER - MOST_KEYS) &&
    whole(count, 0, MOST_KEYS);
  return good ? { prefix, from, count } : null;
}

/** @param {SceneKeys} keys */
export const keyCount = (keys) => (Array.isArray(keys) ? keys.length : keys.count);
/** @param {SceneKeys} keys @param {number} most @returns {SceneKeys} */
export const firstKeys = (keys, most) =>
  Array.isArray(keys) ? keys.slice(0, most) : { ...keys, count: Math.min(keys.count, most) };
/** @param {SceneKeys} keys @param {number} i */
export const keyText = (keys, i) => (Array.isArray(keys) ? keys[i] : `${keys.prefix}${keys.from + i}`);

/**
 * The letter, ink and shape of a newcomer: the letter its name ends with where that is free ("45 A", "server-A"), else the
 * first free one. A server keeps it for as long as it is in the ring, in an address too.
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
export function readScene(raw) {
  if (!raw || typeof raw !== 'object' || Array.isArray(raw)) return null;
  const {
    hash = 'xxh64',
    plain = false,
    vnodes = 1,
    servers = [],
    keys = [],
    key = null,
    as = 'ring',
    guess = null,
  } = raw;
  const kept = readKeys(keys);
  if (
    !HASHES.includes(hash) ||
    typeof plain !== 'boolean' ||
    !whole(vnodes, 1, MOST_VNODES) ||
    !SHAPES.includes(as) ||
    !(guess === null || isGuess(WAGER, guess))
  )
    return null;
  if (
    !kept ||
    !(key === null || typeof key === 'string') ||
    !Array.isArray(servers) ||
    servers.length > MOST_SERVERS
  )
    return null;
  /** @type {RingScene['servers']} */
  const members = [];
  for (const server of servers) {
    const given = typeof server === 'string' ? server : server?.name;
    const name = typeof given === 'string' ? asRead(given) : '';
    const own = typeof server === 'string' ? vnodes : (server?.vnodes ?? vnodes);
    if (!name || !whole(own, 1, MOST_VNODES) || members.some((m) => m.name === name)) return null;
    const known = whole(server?.index, 0, 2 * MOST_SERVERS) && !members.some((m) => m.index === server.index);
    members.push({ name, vnodes: own, index: known ? server.index : identity(name, members) });
  }
  return { hash, plain, vnodes, servers: members, keys: kept, key, as, ...(guess === null ? {} : { guess }) };
}

/** "45 A" is a name for a drawn ring; hashing for real needs a real name. @param {string} name @param {number} index */
const realName = (name, index) => (/^\d/.test(name) ? `server-${letterOf(index)}` : name);

/** The scene that stands after a command. @param {RingScene} scene @param {any} command @returns {RingScene} */
export function fold(scene, command) {
  switch (command.do) {
    case 'add-server': {
      const name = asRead(command.server);
      const member = {
        name,
        vnodes: command.vnodes ?? scene.vnodes,
        index: identity(name, scene.servers),
      };
      return { ...scene, servers: [...scene.servers, member] };
    }
    case 'remove-server':
      return {
        ...scene,
        servers: scene.servers.filter((member) => member.name !== asRead(command.server)),
      };
    case 'set-key':
      return { ...scene, key: command.key };
    case 'set-vnodes': {
      const { vnodes } = command;
      return {
        ...scene,
        plain: false,
        vnodes,
        servers: scene.servers.map((member) => ({ ...member, vnodes })),
      };
    }
    case 'place':
      return { ...scene, keys: readKeys(command.keys) ?? scene.keys };
    case 'set-hash': {
      const servers = scene.servers.map((member) => ({
        ...member,
        name: realName(member.name, member.index),
      }));
      return {
        ...scene,
        hash: 'xxh64',
        servers,
        key: scene.key && /^\d/.test(scene.key) ? 'user:123' : scene.key,
      };
    }
    case 'show':
      return { ...scene, as: command.as };
    case 'bet':
      return { ...scene, guess: command.guess };
    default:
      return scene;
  }
}

// What an author writes as attributes of the tag

const DEFAULT_SERVERS = ['server-A', 'server-B', 'server-C'];

/** @param {string|null} text @param {number} otherwise */
function wholeOr(text, otherwise) {
  return text !== null && /^[0-9]{1,9}$/.test(text) ? Number(text) : otherwise;
}

/** @param {(name: string) => string|null} attribute */
export function sceneFromAttributes(attribute) {
  const servers = attribute('servers');
  const hash = attribute('hash') === 'by-degrees' ? 'by-degrees' : 'xxh64';
  const keyPrefix = attribute('keys');
  return {
    hash,
    plain: attribute('plain') !== null,
    vnodes: wholeOr(attribute('vnodes'), 1),
    servers:
      servers === null
        ? DEFAULT_SERVERS
        : servers
            .split(',')
            .map((name) => name.trim())
            .filter(Boolean),
    keys: {
      prefix: keyPrefix ?? 'user:',
      from: 0,
      count: wholeOr(attribute('count'), keyPrefix === null && attribute('view') !== 'add' ? 0 : 120),
    },
    key: attribute('key'),
    as: attribute('as') ?? 'ring',
  };
}
