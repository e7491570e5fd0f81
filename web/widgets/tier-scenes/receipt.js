// The receipt of slide 17: the trace through one system once more, just now, or the GETs that were sent into the CDN.
import { count } from '../../theme/format.js';
import { networkOf } from './network.js';
import { POINTS, SERVERS, TRACE, VNODES } from '../../claims/cdn.js';
import { resultsOf } from './runs.js';
import { SYSTEMS } from './systems.js';
import { about, shareText, sharesOf } from './words.js';

/** @param {import('../../engine/edgecache.d.ts').Engine} engine @param {import('./model.js').TierScene} scene */
export async function scenesReceipt(engine, scene) {
  const start = performance.now();
  if (scene.show === 'cdn') {
    const { way, copies, key } = networkOf(engine, scene);
    /** @type {[string, string][]} */
    const rows = [
      ['ƒ', 'ring.owner(key), then tieredCache.get(key, {place})'],
      ['rings', `${POINTS.length} points × ${SERVERS} servers × ${VNODES} vnodes`],
      ['GETs so far', String(scene.gets.length)],
      ['copies of the key', String(copies.length)],
      ...(way ? way.events.filter(({ costNs }) => costNs > 0) : []).map(
        ({ kind, tier, costNs }) =>
          /** @type {[string, string]} */ ([
            `${kind} ${tier === null ? 'origin' : SYSTEMS[1].caches[tier]}`,
            about(costNs),
          ]),
      ),
    ];
    const [number, unit] = (way ? about(way.costNs) : String(copies.length)).split('\u00a0');
    return {
      number,
      unit: unit ?? '',
      sentence: way ? `is what GET ${key} cost` : 'copies of the key',
      rows,
      sure: 'exact, of these latencies, which are round figures of the story',
      file: 'cpp/cache/tiered_cache.cpp',
      ms: performance.now() - start,
    };
  }
  const requests = Math.max(scene.requests, 1);
  const results = await resultsOf(engine, { ...scene, requests }, { fresh: true });
  if ('refused' in results) throw new Error(results.refused);
  /** @type {[string, string][]} */
  const rows = [
    ['ƒ', 'run({do: "trace", trace: {zipf}, tiers}) × 3'],
    ['requests', `${count(requests)} each, Zipf ${scene.skew}, seed ${TRACE.seed}`],
    ...SYSTEMS.map(
      ({ name, tiers, objects }, i) =>
        /** @type {[string, string]} */ ([
          name,
          `${tiers.capacity.map(count).join(', ')} of ${count(objects)} objects: source ${shareText(sharesOf(results[i])[3])}, digest ${results[i].stats.digest}`,
        ]),
    ),
  ];
  const [number, unit] = shareText(sharesOf(results[0])[0]).split('\u00a0');
  return {
    number,
    unit,
    sentence: `of the requests are answered by the CPU’s ${SYSTEMS[0].caches[0]}`,
    rows,
    sure: 'exact, of this trace',
    file: 'cpp/cache/tiered_cache.cpp',
    ms: performance.now() - start,
  };
}
