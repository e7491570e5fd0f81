// A server list as people have it: one a line, a weight behind the name if there is one. Read line by line; what cannot be used
// is refused with its reason, and the rest is kept.
//
//   10.0.0.1:11211            weight 1
//   10.0.0.2:11211 600        also with a comma, a semicolon or a tab between
//   server cache-3 weight=2;  as nginx writes it
//   # not a server

import { asRead } from '../../engine/texts.js';

/** As much text as a paste may be. */
export const MOST_CHARACTERS = 1_000_000;
export const MOST_SERVERS = 10_000;
const MOST_NAME_CHARACTERS = 256;
const MOST_WEIGHT = 1_000_000;

/** @typedef {{name: string, weight: number}} Server */
/** @typedef {{line: number, text: string, code: string}} RefusedLine counted from 1 */
/** @typedef {{servers: Server[], refused: RefusedLine[], blank: number}} ServerList */

/** @param {string} text @returns {ServerList} */
export function readServerList(text) {
  /** @type {ServerList} */
  const list = { servers: [], refused: [], blank: 0 };
  const known = new Set();
  for (const [i, line] of text
    .slice(0, MOST_CHARACTERS)
    .split(/\r\n|\r|\n/)
    .entries()) {
    const words = line.split(/[\s,;]+/).filter((word) => word !== '');
    if (words.length > 1 && words[0] === 'server') words.shift();
    if (words.length === 0 || words[0].startsWith('#')) {
      list.blank++;
      continue;
    }
    const server = readServer(words);
    const code = typeof server === 'string' ? server : whyNot(server, known, list.servers.length);
    if (code) {
      list.refused.push({ line: i + 1, text: line.slice(0, 200), code });
    } else {
      known.add(/** @type {Server} */ (server).name);
      list.servers.push(/** @type {Server} */ (server));
    }
  }
  return list;
}

/** @param {string[]} words @returns {Server | string} a server, or the code of what is wrong */
function readServer([name, weight = '1', ...more]) {
  if (more.length > 0) return 'line-unreadable';
  if (name.length > MOST_NAME_CHARACTERS) return 'text-too-long';
  const digits = weight.replace(/^weight=/, '');
  if (!/^[0-9]{1,15}$/.test(digits)) return 'weight-unreadable';
  return { name: asRead(name), weight: Number(digits) };
}

/** @param {Server} server @param {Set<string>} known @param {number} count */
function whyNot({ name, weight }, known, count) {
  if (known.has(name)) return 'server-exists';
  if (weight < 1 || weight > MOST_WEIGHT) return 'weight-out-of-range';
  return count >= MOST_SERVERS ? 'servers-out-of-range' : null;
}
