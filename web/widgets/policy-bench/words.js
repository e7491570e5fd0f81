// The bench in words: results for ears, refusals beside the field that met them.
import { TRACE_LIMITS } from '../../engine/trace-blocks.js';
import { count, percent } from '../../theme/format.js';
import { linesOf } from './pasted.js';

/** @typedef {import('./picture.js').BenchPicture} BenchPicture */

const megabytes = TRACE_LIMITS.characters / 2 ** 20;

const REFUSALS = new Map([
  ['objects-out-of-range', 'Objects: a whole number from 1 to 1,000,000. The last one stays.'],
  ['count-out-of-range', 'Requests: a whole number from 1 to 10,000,000. The last one stays.'],
  ['capacity-out-of-range', 'Entries: a whole number from 1 to 10,000,000. The last one stays.'],
  ['skew-unknown', 'The exponent goes from 0 to 1, and 2. The last one stays.'],
  ['seed-out-of-range', 'The seed: a whole number from 0 to 2^64 - 1. The last one stays.'],
  ['not-a-number', 'Digits only, please. The last number stays.'],
  [
    'trace-too-long',
    `At most ${count(TRACE_LIMITS.lines)} lines and ${megabytes} million characters, please. Nothing was changed.`,
  ],
  ['trace-empty', 'There is no key in it: every line is blank. Nothing was changed.'],
  ['text-too-long', 'A key has at most 16 MiB. Nothing was changed.'],
  ['too-big', 'Too big for the memory this page may use. Nothing was changed.'],
  ['worker-lost', 'The worker died. Nothing was changed: try again.'],
]);

/** @param {string} code */
export const refusalText = (code) => REFUSALS.get(code) ?? `Refused: ${code}.`;

/** 10 -> "10 entries". @param {number} entries */
export const entriesText = (entries) => `${count(entries)} ${entries === 1 ? 'entry' : 'entries'}`;

/** What is replayed. @param {BenchPicture} picture */
export function traceWords({ state }) {
  const { text, objects, skew, requests } = state.scene;
  if (text !== null) return `${count(linesOf(text).keys)} requests, your own trace`;
  const law = skew === '0' ? 'all alike' : `by Zipf’s law, exponent ${skew}`;
  return `${count(requests)} requests for ${count(objects)} objects, ${law}`;
}

/** How a pasted text was read. @param {string} text @param {number} distinct different keys; 0 before anybody has run */
export function readWords(text, distinct) {
  const { lines, keys, blank } = linesOf(text);
  const different = distinct > 0 ? `, ${count(distinct)} of them different` : '';
  return `${count(lines)} lines: ${count(keys)} keys${different}, ${count(blank)} blank.`;
}

/** What the bound says. @param {BenchPicture} picture */
export function boundWords({ state, bound, look }) {
  const { distinct, requests } = state;
  const first =
    requests > 0 ? ` ${percent(distinct / requests)} are first requests: no cache has those.` : '';
  if (!bound) return `Let Belady run to see what nobody can beat.${first}`;
  return `With ${entriesText(look)} nobody can miss fewer than ${percent(bound.at.ratio)}.${first}`;
}

/** @param {BenchPicture} picture */
export function benchSentence(picture) {
  const { state, last, bound, look } = picture;
  const { text } = state.scene;
  const read = text === null ? '' : `${readWords(text, state.distinct)} `;
  if (!last) return `${read}Nobody has run yet.`;
  const least = bound && bound !== last ? ` Belady’s MIN, ${percent(bound.at.ratio)}.` : '';
  return `${read}${last.name} misses ${percent(last.at.ratio)} of ${count(last.requests)} requests with ${entriesText(look)}.${least}`;
}
