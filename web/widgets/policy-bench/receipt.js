// The receipt of the bench: whoever ran last runs once more, at the capacity that is looked at.
import { count, percentNumber } from '../../theme/format.js';
import { nameOf, policyOf } from './policies.js';
import { lookOf, traceOf } from './scene.js';
import { entriesText } from './words.js';

/** @param {import('../../engine/edgecache.d.ts').Engine} engine @param {import('./scene.js').Scene} scene */
export async function benchReceipt(engine, scene) {
  const id = scene.entered.at(-1);
  const file = policyOf(id ?? 'LRU')?.file ?? '';
  const look = lookOf(scene);
  const start = performance.now();
  const answer = id
    ? await engine.run({ do: 'trace', trace: traceOf(scene), policies: [id], capacities: [look] })
    : null;
  const ms = performance.now() - start;
  if (!id || !answer || 'refused' in answer)
    return { number: '', unit: '', sentence: 'Nobody has run yet.', rows: [], sure: 'exact', file, ms };
  const { requests, distinct, misses } = answer;
  const missed = /** @type {number[]} */ (misses[id])[0];
  const { text, objects, skew, seed } = scene;
  /** @type {[string, string][]} */
  const rows = [
    ['ƒ', `engine.run({do: 'trace'}), ${policyOf(id)?.rule}`],
    ['trace', text === null ? `Zipf, ${count(objects)} objects, exponent ${skew}, seed ${seed}` : 'your own'],
    ['requests', `${count(requests)}, each of them`],
    ['different', count(distinct)],
    ['entries', count(look)],
    ['misses', count(missed)],
  ];
  return {
    number: percentNumber(missed / requests, 2),
    unit: '%',
    sentence: `of the requests miss under ${nameOf(id)} with ${entriesText(look)}`,
    rows,
    sure: 'exact',
    file,
    ms,
  };
}
