// The receipt of the night: it is run once more, on the engine and not from memory, and the number is read from what came out.
import { count } from '../../theme/format.js';
import { outageRunModel as model } from './model.js';
import { askedOf } from './scene.js';
import { percent, times } from './words.js';

/**
 * @param {import('../../engine/edgecache.d.ts').Engine} engine
 * @param {{scene: any, log: readonly any[], cursor: number}} experiment
 * @param {'dashboard'|'timeline'} view
 */
export async function outageReceipt(engine, { scene, log, cursor }, view) {
  const now = log.slice(0, cursor).reduce(model.fold, scene);
  const start = performance.now();
  const run = await engine.run({ do: 'outage', scene: askedOf(now.settings, now.lane) });
  const ms = performance.now() - start;
  if ('refused' in run) throw new Error(run.refused);
  const lane = (view === 'dashboard' && run.lanes.find(({ lane }) => lane === now.lane)) || run.lanes[0];
  const { rise, moved } = lane;
  const peak = view === 'dashboard';
  /** @type {[string, string][]} */
  const rows = [
    ['ƒ', 'run({do: "outage", scene})'],
    ['formula', '(1 - h·s) ÷ (1 - h)'],
    ['h, s', `${percent(now.settings.hitRate, 0)}, ${count(moved.of - moved.keys)} of ${count(moved.of)}`],
    ['expected', `×${times(rise.expected ?? 1)}`],
    ['counted, first tries', `×${times(rise.first ?? 1)}`],
    ['counted, with retries', `×${times(rise.peak ?? 1)}`],
    ['requests', `${count(lane.totals.requests)}, seed ${run.scene.seed}`],
    ['digest', run.digest],
    ['not modelled', 'limits of the caches, evictions, a database that slows down'],
  ];
  return {
    number: `×${times((peak ? rise.peak : rise.expected) ?? 1)}`,
    unit: '',
    sentence: peak
      ? 'the usual queries in the fullest second, retries included'
      : 'the usual queries reach the database, to expect: misses after over misses before',
    rows,
    sure: peak ? 'exact, of this run' : 'expectation; the run counts beside it',
    file: 'cpp/sim/outage.cpp',
    ms,
  };
}
