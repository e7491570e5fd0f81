// The receipt of slide 20's figure: the pointers of the drawing, and the engine's answers about its six nodes, asked once more.
import { EPISODES, NAMES, letter, pointersOf } from './episodes.js';
import { seasonPathModel } from './model.js';

/** @param {import('../../engine/edgecache.d.ts').Engine} engine @param {import('./model.js').SeasonState} shown */
export function seasonReceipt(engine, shown) {
  const start = performance.now();
  const { scene, facts } = seasonPathModel.start(engine, shown.scene);
  const ms = performance.now() - start;
  const counts = EPISODES.map((_, i) => pointersOf(i + 1, facts));
  /** @type {[string, string][]} */
  const rows = [
    ['pointers', `${counts.join(', ')}, counted from the drawings`],
    ['nodes', `${NAMES[0]}…${NAMES[NAMES.length - 1]}`],
    ['ƒ', 'cache(LRU).get, ring.tokens, chordWalk'],
    [
      'Episode 5',
      `${facts.requests} requests, ${facts.hits} hit; newest first ${facts.recency.map(letter).join(' ')}`,
    ],
    [
      'Episode 6',
      `${facts.turns.map((turn) => `${Math.round(turn * 360)}°`).join(', ')}, XXH64 of the bare name`,
    ],
    ['A to F', `${facts.next} hops by next, ${facts.fingers} by fingers`],
  ];
  return {
    number: String(counts[scene.episode - 1]),
    unit: '',
    sentence: `pointers in the structure of Episode ${scene.episode}`,
    rows,
    sure: 'exact',
    file: scene.episode === 5 ? 'cpp/cache/lru_cache.hpp' : 'cpp/ring/chord.cpp',
    ms,
  };
}
