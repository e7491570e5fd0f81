// The tournament in words: results for ears, refusals beside the field that met them.
import { count, isolated, percent, shorten } from '../../theme/format.js';
import { listOf } from './scene.js';

/** @typedef {import('./picture.js').TournamentPicture} TournamentPicture */
/** @typedef {import('./picture.js').Line} Line */

/** @type {Record<string, string>} */
export const HASH_NAMES = { xxh64: 'XXH64', 'fnv-1a': 'FNV-1a', 'xxh64-16-bit': 'XXH64, 16 bits left' };

const REFUSALS = new Map([
  ['servers-out-of-range', 'Servers: from 2 to 10,000. Nothing was changed.'],
  ['count-out-of-range', 'Keys: a whole number from 1 to 10,000,000. The last one stays.'],
  ['vnodes-out-of-range', 'Points: a whole number from 1 to 1,000. The last one stays.'],
  ['not-a-number', 'Digits only, please. The last number stays.'],
  ['server-unknown', 'There is no server of that name. Nothing was changed.'],
  ['text-too-long', 'At most 1,000,000 characters, please. Nothing was changed.'],
  ['too-big', 'Too big for the memory this page may use. Nothing was changed.'],
  ['worker-lost', 'The worker died. Nothing was changed: try again.'],
]);

/** @param {string} code */
export const refusalText = (code) => REFUSALS.get(code) ?? `Refused: ${code}.`;

const LINE_REFUSALS = new Map([
  ['server-exists', 'is there already'],
  ['weight-unreadable', 'its weight is not a whole number in digits'],
  ['weight-out-of-range', 'a weight is 1 to 1,000,000'],
  ['line-unreadable', 'more than a name and a weight'],
  ['text-too-long', 'a name has at most 256 characters'],
  ['servers-out-of-range', 'more than 10,000 servers'],
]);

/** Why a line of a list was refused. @param {string} code */
export const lineRefusal = (code) => LINE_REFUSALS.get(code) ?? code;

/** 305560 -> "306 kB", as a disk counts. @param {number} bytes */
export function bytesText(bytes) {
  if (bytes < 1000) return `${bytes} B`;
  const [value, unit] = bytes < 1e6 ? [bytes / 1000, 'kB'] : [bytes / 1e6, 'MB'];
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${unit}`;
}

/** @param {number} ns */
export function timeText(ns) {
  if (ns >= 1000) return `${(ns / 1000).toFixed(1)} µs`;
  return `${ns < 10 ? ns.toFixed(1) : Math.round(ns)} ns`;
}

/** A share of keys; one so small that it would read 0 is written out. @param {number} share */
export const shareText = (share) => (share > 0 && share < 0.00005 ? '< 0.01 %' : percent(share, 2));

/** What one contestant showed. @param {Line} line */
export function lineSentence({ name, refused, result }) {
  if (refused || !result) return `${name} cannot compete: ${refused}.`;
  const { joined, left, keys } = result;
  const strays = joined.strays > 0 ? `, ${count(joined.strays)} of them between servers that stay` : '';
  return `${name}: one server more moves ${count(joined.moved)} of ${count(keys)} keys${strays}; one leaving moves ${count(left.moved)}.`;
}

/** @param {TournamentPicture} picture */
export function tournamentSentence({ state, last, lines }) {
  const list = state.scene.list === null ? null : listOf(state.scene.list);
  const read = list
    ? `${count(list.servers.length)} servers read, ${count(list.refused.length)} lines refused. `
    : '';
  if (!last) return `${read}Nobody has competed yet.`;
  return `${read}${lines.length} of 7 have competed. ${lineSentence(last)}`;
}

/** Whose servers, and who leaves. @param {TournamentPicture} picture */
export function fieldWords({ state }) {
  const { scene, asked } = state;
  const whose = scene.list ? 'of your servers' : 'servers';
  return `${count(asked.servers.length)} ${whose}, ${count(scene.keys)} keys, the same for all. ${isolated(shorten(asked.leaves))} is the one that leaves.`;
}
