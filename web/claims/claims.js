// Every number in the words of the deck that the engine can compute, and how: the table of claims.
//
// A claim is one number as it is written. It reads the answer of a question: which functions of the engine, with which inputs,
// answered by which C++ file. The markup carries the recorded text, <span class="claim" data-claim="moved-101">99.01</span>, for
// paper and for pages without WebAssembly; `npm run record` writes it there, a test compares it with the engine's answer, and
// the deck computes it anew when its slide is entered (start.js). Pointing at it opens its receipt (receipt.js).
import { cdnClaims } from './cdn.js';
import { chordClaims } from './chord.js';
import { invalidationClaims } from './invalidation.js';
import { lookupClaims } from './lookups.js';
import { moduloClaims } from './modulo.js';
import { movementClaims } from './movement.js';
import { outageClaims } from './outage.js';
import { productionClaims } from './production.js';
import { ringClaims } from './rings.js';
import { spreadClaims } from './spread.js';

/** @typedef {import('../engine/edgecache.d.ts').Engine} Engine */
/**
 * What the engine is asked. Several claims may read one answer.
 * @typedef {object} Question
 * @property {string} call the functions, as the receipt shows them
 * @property {[string, string][]} inputs name and value, a row each
 * @property {string} file where it is computed
 * @property {(engine: Engine) => any} [ask] the answer, or a promise of it where it takes longer than a frame
 * @property {Question[]} [of] or: ask these, and read all their answers
 */
/**
 * @typedef {object} Claim
 * @property {string} id
 * @property {string[]} slides every slide that says it
 * @property {string} sentence what the number is, read after the number and its unit
 * @property {string} [unit]
 * @property {Question} question
 * @property {(answer: any) => string} text the number as it is written
 * @property {boolean} [asked] computed when its receipt is opened, not when its slide is entered: it takes a while
 * @property {(answer: any) => string} [sure] how sure it is; exact unless it says otherwise
 */

/** @type {ReadonlyMap<string, Claim>} */
export const claims = new Map(
  [
    ...moduloClaims,
    ...movementClaims,
    ...outageClaims,
    ...invalidationClaims,
    ...ringClaims,
    ...lookupClaims,
    ...spreadClaims,
    ...productionClaims,
    ...chordClaims,
    ...cdnClaims,
  ].map((claim) => [claim.id, claim]),
);

const WORDS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen'.split(
    ' ',
  );

/**
 * A number may stand in a sentence as a word: data-as="word" or, where the sentence begins, data-as="Word".
 * @param {string} text @param {string | null} [as]
 */
export function asWritten(text, as) {
  const word = as ? WORDS[Number(text)] : undefined;
  if (word === undefined) return text;
  return as === 'Word' ? word.charAt(0).toUpperCase() + word.slice(1) : word;
}
