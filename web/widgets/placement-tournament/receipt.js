// The receipt of the tournament: the last contestant is run once more, on the same keys.
import { count } from '../../theme/format.js';
import { contestant, nameOf } from './contestants.js';
import { field, jobOf } from './field.js';
import { shareText, timeText } from './words.js';

/** @type {Record<string, string>} */
const FILES = {
  modulo: 'cpp/ring/numbered.hpp',
  'plain-ring': 'cpp/ring/ring_placement.hpp',
  ring: 'cpp/ring/ring_placement.hpp',
  'bounded-load': 'cpp/ring/bounded_load.hpp',
  jump: 'cpp/ring/jump.hpp',
  rendezvous: 'cpp/ring/rendezvous.hpp',
  maglev: 'cpp/ring/maglev.hpp',
};

/** @param {import('../../engine/edgecache.d.ts').Engine} engine @param {import('./scene.js').Scene} scene */
export async function tournamentReceipt(engine, scene) {
  const id = scene.entered.at(-1);
  const start = performance.now();
  const asked = field(scene);
  const result = id ? await engine.run(jobOf(scene, id, asked)) : null;
  const ms = performance.now() - start;
  const file = FILES[id ?? 'ring'];
  if (!id || !result || 'refused' in result) {
    return { number: '', unit: '', sentence: 'Nobody has competed yet.', rows: [], sure: 'exact', file, ms };
  }
  /** @type {[string, string][]} */
  const rows = [
    ['ƒ', `placement.place(keys), ${contestant(id)?.rule}`],
    ['servers', count(result.servers)],
    ['keys', `user:0 … ${count(result.keys)}, each of them`],
    ['hash', scene.hash],
    ['joins', asked.joins.name],
    ['leaves', asked.leaves],
    ['look-up', `${timeText(result.lookupNs)}, this time`],
  ];
  return {
    number: shareText(result.joined.moved / result.keys).replace(/\s?%$/, ''),
    unit: '%',
    sentence: `of the keys change owner when one server joins: ${nameOf(id, scene)}`,
    rows,
    sure: 'exact',
    file,
    ms,
  };
}
