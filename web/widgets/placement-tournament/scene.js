// What a tournament is about: servers (so many equal ones, or the viewer's own list), keys, the rules of the rings, the hash, who
// leaves, who has competed so far, and by what the table is sorted. Plain data, checked field by field: it comes from markup, from
// a link, from a log.
import { contestant } from './contestants.js';
import { MOST_CHARACTERS, MOST_SERVERS, readServerList } from './server-list.js';

/** @typedef {import('./server-list.js').Server} Server */
/** @typedef {import('./server-list.js').ServerList} ServerList */
/**
 * @typedef {object} Scene
 * @property {number} servers so many equal ones, server-0 ... ; not looked at when there is a list
 * @property {string | null} list the viewer's own servers, as they were pasted
 * @property {number} keys user:0 ...
 * @property {number} points of a server of average weight, on rings
 * @property {number} tableSize
 * @property {number} factor
 * @property {HashChoice} hash
 * @property {string | null} leaving null: the one in the middle
 * @property {string[]} entered ids, in the order in which they came
 * @property {string} sort a column of the table; 'entered' is none
 * @property {boolean} falling
 */

/** @typedef {typeof HASHES[number]} HashChoice */
export const HASHES = /** @type {const} */ (['xxh64', 'fnv-1a', 'xxh64-16-bit']);
export const COLUMNS = [
  'entered',
  'placement',
  'peak',
  'spread',
  'joined',
  'left',
  'down',
  'memory',
  'lookup',
];
export const LIMITS = { servers: [2, MOST_SERVERS], keys: [1, 10_000_000], points: [1, 1000] };

/** @type {Scene} */
const DEFAULTS = {
  servers: 100,
  list: null,
  keys: 1_000_000,
  points: 100,
  tableSize: 65_537,
  factor: 1.25,
  hash: 'xxh64',
  leaving: null,
  entered: [],
  sort: 'entered',
  falling: false,
};

/** @param {unknown} value @param {number[]} limits */
const whole = (value, [least, most]) =>
  Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most;

/** The scene, its own fields copied by name; null when it cannot be used. @param {any} raw @returns {Scene | null} */
export function sceneOf(raw) {
  if (!raw || typeof raw !== 'object') return null;
  const given = Object.fromEntries(
    Object.entries(DEFAULTS).map(([name, value]) => [name, Object.hasOwn(raw, name) ? raw[name] : value]),
  );
  const { servers, list, keys, points, tableSize, factor, hash, leaving, entered, sort, falling } =
    /** @type {Scene} */ (given);
  const fits =
    (list === null || listFault(list) === null) &&
    whole(servers, LIMITS.servers) &&
    whole(keys, LIMITS.keys) &&
    whole(points, LIMITS.points) &&
    whole(tableSize, [2, 5_000_011]) &&
    typeof factor === 'number' &&
    factor >= 1 &&
    factor <= 1000 &&
    HASHES.includes(hash) &&
    COLUMNS.includes(sort) &&
    typeof falling === 'boolean' &&
    Array.isArray(entered) &&
    entered.every(contestant) &&
    new Set(entered).size === entered.length;
  if (!fits) return null;
  const scene = {
    servers,
    list,
    keys,
    points,
    tableSize,
    factor,
    hash,
    leaving: null,
    entered: [...entered],
    sort,
    falling,
  };
  if (leaving === null) return scene;
  return typeof leaving === 'string' && hasServer(scene, leaving) ? { ...scene, leaving } : null;
}

/** The last list that was read: it is asked for again with every command. @type {{text: string, list: ServerList} | null} */
let lastRead = null;

/** @param {string} text @returns {ServerList} */
export function listOf(text) {
  if (lastRead?.text !== text) lastRead = { text, list: readServerList(text) };
  return lastRead.list;
}

/** What is wrong with a pasted text; null when at least two servers can be read in it. @param {unknown} text */
export function listFault(text) {
  if (typeof text !== 'string') return 'input-unreadable';
  if (text.length > MOST_CHARACTERS) return 'text-too-long';
  return listOf(text).servers.length < 2 ? 'servers-out-of-range' : null;
}

/** @param {Scene} scene @returns {readonly Server[]} */
export function serversOf({ list, servers }) {
  if (list !== null) return listOf(list).servers;
  return Array.from({ length: servers }, (_, i) => ({ name: `server-${i}`, weight: 1 }));
}

/** @param {Scene} scene @param {string} name */
export const hasServer = (scene, name) => serversOf(scene).some((server) => server.name === name);

/** Who leaves: whom the viewer named, as long as it is there. @param {Scene} scene */
export function leaverOf(scene) {
  if (scene.leaving !== null && hasServer(scene, scene.leaving)) return scene.leaving;
  const servers = serversOf(scene);
  return servers[Math.floor(servers.length / 2)].name;
}
