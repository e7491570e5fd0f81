// What the census figures say: numbers as they are written, and the result in words for the status line and for ears.
import { count } from '../../theme/format.js';
import { betSentence } from '../shared/bet.js';
import { outcomeOf, wagerOf } from './model.js';

/** @typedef {import('./model.js').CensusState} CensusState */
/** @typedef {import('./model.js').ExactShare} ExactShare */

/** Two digits, and none that say nothing: 99.01, 50. @param {number} fraction */
export const shortPercent = (fraction) => String(Number((fraction * 100).toFixed(2)));

/** 99.01 % with a space that does not break. @param {number} fraction */
export const percentOf = (fraction) => `${shortPercent(fraction)}\u00a0%`;

/** The story's keyspace, each key asked for once: then a moved key is a miss. */
const STORY_KEYS = 100_000_000n;

/** To the nearest whole key. @param {ExactShare} moved */
export const misses = ({ numerator, denominator }) =>
  count(Number((2n * STORY_KEYS * numerator + denominator) / (2n * denominator)));

/** The factor that two numbers of servers share, read off the share that moves: stays = factor ÷ the greater one. @param {ExactShare} share @param {number} before @param {number} after */
export const sharedFactor = ({ numerator, denominator }, before, after) =>
  Number((BigInt(Math.max(before, after)) * (denominator - numerator)) / denominator);

/** How many times fewer keys move on the ring; a digit more where it is small. @param {{modulo: {moved: number}, ring: {moved: number}}} count */
export function timesFewer({ modulo, ring }) {
  if (!ring.moved) return null;
  const times = modulo.moved / ring.moved;
  return times < 9.95 ? String(Number(times.toFixed(1))) : count(Math.round(times));
}

/** 1,000,000 -> "1 M", 20,000 -> "20,000". @param {number} keys */
export const millions = (keys) =>
  keys % 1e6 === 0 && keys > 0 ? `${count(keys / 1e6)}\u00a0M` : count(keys);

/** @param {number} servers */
export const serversWords = (servers) => (servers === 1 ? '1 server' : `${count(servers)} servers`);

/** @param {CensusState} state */
export function censusSentence(state) {
  const told = state.scene.view === 'table' ? tableSentence(state) : lanesSentence(state);
  return [told, betSentence(wagerOf(state.scene.view), outcomeOf(state))].filter(Boolean).join(' ');
}

/** @param {CensusState} state */
export function tableSentence({ scene, share, shares, count: counted }) {
  const { before, after, sweep } = scene;
  if (after === null || !share) {
    const asked = `${serversWords(before)}, and hash % N. How many keys change owner when one more joins?`;
    return sweep === null ? asked : `${asked} ${sweepWords(scene, shares)}`;
  }
  const factor = sharedFactor(share, before, after);
  const why = before === after || factor === 1 ? '' : ` They share the factor ${count(factor)}.`;
  const found = counted ? ` Counted: ${count(counted.modulo.moved)} of ${count(counted.keys)} keys.` : '';
  const swept = sweep === null ? '' : ` ${sweepWords(scene, shares)}`;
  return `From ${before} to ${serversWords(after)}, ${percentOf(share.fraction)} of all keys change owner.${why}${found}${swept}`;
}

/** @param {import('./model.js').CensusScene} scene @param {ExactShare[]} shares */
function sweepWords({ before, sweep }, shares) {
  const swept = shares.slice(0, Math.max(0, (sweep ?? 0) - before));
  if (!swept.length) return '';
  const least = swept.reduce((best, share, i) => (share.fraction < swept[best].fraction ? i : best), 0);
  return `Of all counts up to ${before + swept.length}, the fewest move at ${before + least + 1}: ${percentOf(swept[least].fraction)}.`;
}

/** @param {CensusState} state */
export function lanesSentence({ scene, count: counted }) {
  const { before, after, vnodes } = scene;
  if (!counted || after === null)
    return `${serversWords(before)}. The same keys stand in both squares: hash % N, and a ring with ${count(vnodes)} virtual nodes each.`;
  const { keys, modulo, ring } = counted;
  const times = timesFewer(counted);
  return `From ${before} to ${serversWords(after)}, of ${count(keys)} keys ${count(modulo.moved)} change owner by hash % N, and ${count(ring.moved)} on the ring, ${count(ring.movedBetweenPresentInBoth)} of them between servers that stay${times === null ? '' : `: ${times} times fewer`}. ${count(keys - ring.moved)} stay.`;
}
