// The receipt of slide 19: the strategies are run once more on the engine, and the purge in three tiers, and timed.
import { answered } from '../../engine/answer.js';
import { count } from '../../theme/format.js';
import { purgeLesson } from './lesson.js';
import {
  CHECK_BYTES,
  lessonLasts,
  megabytes,
  OBJECT_BYTES,
  ORDER_WORDS,
  sentBytes,
  STRATEGY_WORDS,
} from './words.js';

/** @typedef {import('../../engine/edgecache.d.ts').Engine} Engine */

/** @param {Engine} engine @param {import('./model.js').RaceState} state */
export async function raceReceipt(engine, { scene }) {
  const start = performance.now();
  if (scene.order !== null) {
    const lesson = purgeLesson(engine, scene.order);
    return lessonReceipt(lesson, performance.now() - start);
  }
  const run = answered(await engine.run({ do: 'invalidation', scene: scene.settings }));
  const ms = performance.now() - start;
  const purged = run.lanes[run.lanes.length - 1];
  const asked = run.scene;
  const rows = run.lanes.map(
    ({ strategy, staleReads, fetches, pageChecks }) =>
      /** @type {[string, string]} */ ([
        STRATEGY_WORDS[strategy].name,
        `${count(staleReads)} stale, ${megabytes(sentBytes({ fetches, checks: pageChecks }))}`,
      ]),
  );
  return {
    number: count(purged.staleReads),
    unit: 'stale reads',
    sentence: 'when every place is told of the write',
    rows: /** @type {[string, string][]} */ ([
      ['ƒ', 'run({do: "invalidation"})'],
      ...rows,
      ['reads', `${count(purged.reads)}, seed ${asked.seed}`],
      ['purge', `${asked.purgeMs} ms at the median`],
      ['sizes', `${count(OBJECT_BYTES)} B, check ${CHECK_BYTES} B`],
      ['not in it', 'browsers, late fills'],
    ]),
    sure: 'exact, of this run',
    file: 'cpp/sim/invalidation.cpp',
    ms,
  };
}

/** @param {import('./lesson.js').Lesson} lesson @param {number} ms */
function lessonReceipt(lesson, ms) {
  return {
    number: lessonLasts(lesson),
    unit: '',
    sentence: 'is how long v1 is told after v2 was written',
    rows: /** @type {[string, string][]} */ ([
      ['ƒ', 'TieredCache.purge, .get'],
      ['order', ORDER_WORDS[lesson.order].name],
      ['arrives', lesson.purges.map(({ tier, atMs }) => `L${tier + 1} ${atMs} ms`).join(', ')],
      ['stale', `${count(lesson.staleReads)} of ${count(lesson.reads.length)} reads`],
    ]),
    sure: 'exact; an eviction would end it, too',
    file: 'cpp/cache/tiered_cache.cpp',
    ms,
  };
}
