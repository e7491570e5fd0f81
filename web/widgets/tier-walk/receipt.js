// The receipt of slide 15's figure: the GET is asked once more, of tiers made anew, and its costs are added up.
import { count } from '../../theme/format.js';
import { TIERS, time } from '../shared/tiers.js';
import { spentNs, tierWalkModel } from './model.js';
import { partsOf } from './view.js';

/** @param {import('../../engine/edgecache.d.ts').Engine} engine @param {import('./model.js').WalkState} shown */
export function walkReceipt(engine, shown) {
  const start = performance.now();
  const state = tierWalkModel.start(engine, shown.scene);
  const ms = performance.now() - start;
  const { scene, done, key, status } = state;
  return {
    number: time(spentNs(done)),
    unit: '',
    sentence: done.length < state.lines.length ? 'so far' : 'is what the tiers took for this GET',
    rows: /** @type {[string, string][]} */ ([
      ['ƒ', 'TieredCache.get'],
      ['key', key ?? 'none yet'],
      ['sum', partsOf(state)],
      ['events', count(done.flatMap(({ events }) => events).length)],
      ['room', scene.capacity.map((room, k) => `${TIERS[k].name} ${count(room)}`).join(', ')],
      ['rules', 'LRU, inclusive, a hit is copied into all nearer tiers'],
      ['Cache-Status', status],
    ]),
    sure: 'exact, of declared latencies',
    file: 'cpp/cache/tiered_read.cpp',
    ms,
  };
}
