// The receipt of slide 14: the four GETs once more, just now, and what each of them paid on its whole way.
import { stretched, time } from '../shared/tiers.js';
import { tierRaceModel as model } from './model.js';

/** @param {import('../../engine/edgecache.d.ts').Engine} engine @param {import('./model.js').RaceScene} scene */
export function raceReceipt(engine, scene) {
  const start = performance.now();
  const { runners } = model.start(engine, scene);
  const ms = performance.now() - start;
  const shown = runners[Math.max(scene.to, 0)];
  /** @type {[string, string][]} */
  const rows = [
    ['ƒ', `makeTieredCache().get(key) × ${runners.length}`],
    ...runners.map(
      ({ name, waitNs, totalNs }) =>
        /** @type {[string, string]} */ ([
          `found in ${name}`,
          `${time(waitNs)} there, ${time(totalNs)} in all`,
        ]),
    ),
    ['stretched', '1 ns is 1 s, × 1,000,000,000'],
    ['sizes, latencies', 'declared by the scene; typical, not measured'],
  ];
  const [number, ...unit] = stretched(shown.waitNs).split(' ');
  return {
    number,
    unit: unit.join(' '),
    sentence: `is the wait for ${shown.name}, if 1 ns were 1 s`,
    rows,
    sure: 'exact, of these numbers',
    file: 'cpp/cache/tiered_cache.cpp',
    ms,
  };
}
