// The receipt of a census figure: the share is asked for once more, or every key counted again from the first one on, just now.
import { count } from '../../theme/format.js';
import { PREFIX } from './counts.js';
import { percentOf, serversWords, shortPercent } from './words.js';

/** @typedef {import('../../engine/edgecache.d.ts').Engine} Engine */

/** @param {Engine} engine @param {import('./model.js').CensusState} state */
export async function censusReceipt(engine, { scene, count: counted }) {
  const { before, after, vnodes, view } = scene;
  /** @type {[string, string][]} */
  const servers = [['servers', `${before} → ${after ?? '?'}`]];
  const start = performance.now();
  if (!counted || after === null) {
    const exact = after === null ? null : engine.remapModulo(before, after);
    const share = exact && 'moved' in exact ? exact.moved : null;
    return {
      number: share ? shortPercent(share.fraction) : '',
      unit: share ? '%' : '',
      sentence: share
        ? 'of all keys change owner by hash % N'
        : `${serversWords(before)}: nobody has joined yet`,
      rows: [['ƒ', `remapModulo(${before}, ${after ?? '?'})`], ...servers, ['keys', 'all 2⁶⁴ hashes']],
      sure: 'exact',
      file: 'cpp/ring/remap.cpp',
      ms: performance.now() - start,
    };
  }
  const { keys } = counted;
  const result = await engine.run({
    do: 'census',
    before,
    after,
    vnodes,
    keys: { prefix: PREFIX, from: 0, count: keys },
  });
  if ('refused' in result) throw new Error(result.refused);
  const { modulo, ring } = result;
  const told = view === 'table' ? modulo : ring;
  const { low, high, share } = told.expected;
  return {
    number: count(told.moved),
    unit: '',
    sentence: view === 'table' ? 'keys change owner by hash % N' : 'keys change owner on the ring',
    rows: [
      ['ƒ', `run(census ${before} → ${after})`],
      ['keys', `${PREFIX}0…${keys - 1}`],
      ['keys counted', count(keys)],
      ['hash', 'XXH64, seed 0'],
      ...(view === 'table' ? [] : [/** @type {[string, string]} */ (['vnodes', `${vnodes} each`])]),
      ['other rule', count(view === 'table' ? ring.moved : modulo.moved)],
      ['between old', count(told.movedBetweenPresentInBoth)],
      ['expected', `${percentOf(share.fraction)}: ${count(low)} to ${count(high)}`],
    ],
    sure: 'exact, every key',
    file: 'cpp/sim/census.cpp',
    ms: performance.now() - start,
  };
}
