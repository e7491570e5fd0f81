// The receipt of a census figure: the share is asked for once more, or every key counted again from the first one on, just now.
import { count } from '../../theme/format.js';
import { PREFIX } from './counts.js';
import { percentOf, serversWords, shortPercent } from './words.js';

/** @typedef {import('../../engine/edgecache.d.ts').Engine} Engine */

/** @typedef {import('./model.js').CensusState} CensusState */

/** @param {Engine} engine @param {CensusState} state */
export const censusReceipt = (engine, state) =>
  state.scene.view === 'table' ? shareReceipt(engine, state) : countReceipt(engine, state);

/** Every key once more. @param {Engine} engine @param {import('./counts.js').Question} question */
async function countedAgain(engine, { before, after, vnodes, keys }) {
  const job = { before, after, vnodes, keys: { prefix: PREFIX, from: 0, count: keys } };
  const result = await engine.run({ do: 'census', ...job });
  if ('refused' in result) throw new Error(result.refused);
  return result;
}

/** Slide 4: the share, and beside it what was counted. @param {Engine} engine @param {CensusState} state */
async function shareReceipt(engine, { scene: { before, after }, count: counted }) {
  const start = performance.now();
  const exact = after === null ? null : engine.remapModulo(before, after);
  const share = exact && 'moved' in exact ? exact.moved : null;
  const again = counted && (await countedAgain(engine, counted));
  /** @type {[string, string][]} */
  const rows = [
    ['ƒ', `remapModulo(${before}, ${after ?? '?'})`],
    ['servers', `${before} → ${after ?? '?'}`],
    ['rule', 'hash % N'],
    ['keys', 'all 2⁶⁴ hashes'],
  ];
  if (share) rows.push(['exactly', `${share.numerator}/${share.denominator}`]);
  if (again) {
    const { moved, expected } = again.modulo;
    rows.push(['counted', `${count(moved)} of ${count(again.keys)}`]);
    rows.push(['expected', `${count(expected.low)} to ${count(expected.high)}`]);
  }
  return {
    number: share ? shortPercent(share.fraction) : '',
    unit: share ? '%' : '',
    sentence: share
      ? 'of all keys change owner by hash % N'
      : `${serversWords(before)}: nobody has joined yet`,
    rows,
    sure: 'exact',
    file: 'cpp/ring/remap.cpp',
    ms: performance.now() - start,
  };
}

/** Slide 9: the keys that move on the ring. @param {Engine} engine @param {CensusState} state */
async function countReceipt(engine, { scene: { before, after, vnodes }, count: counted }) {
  const start = performance.now();
  /** @type {[string, string][]} */
  const rows = [
    ['ƒ', `run(census ${before} → ${after ?? '?'})`],
    ['vnodes', `${vnodes} each`],
    ['hash', 'XXH64, seed 0'],
  ];
  const again = counted && (await countedAgain(engine, counted));
  if (again) {
    const { low, high, share } = again.ring.expected;
    rows.push(
      ['keys', `${PREFIX}0…${again.keys - 1}`],
      ['keys counted', count(again.keys)],
      ['hash % N', count(again.modulo.moved)],
      ['between old', count(again.ring.movedBetweenPresentInBoth)],
      ['expected', `${percentOf(share.fraction)}: ${count(low)} to ${count(high)}`],
    );
  }
  return {
    number: again ? count(again.ring.moved) : '',
    unit: '',
    sentence: again ? 'keys change owner on the ring' : `${serversWords(before)}: nobody has joined yet`,
    rows,
    sure: 'exact, every key',
    file: 'cpp/sim/census.cpp',
    ms: performance.now() - start,
  };
}
