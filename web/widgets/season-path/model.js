// What the figure of slide 20 knows, without a picture: which episode is shown, and what the engine says of its six nodes. They are
// put into an LRU cache and on a hash ring like any other keys and servers.
//
// Verbs: SeasonPathCommand in web/engine/edgecache-tags.d.ts.
import { answered } from '../../engine/answer.js';
import { chordWalk } from '../../engine/chord.js';
import { makeTieredCache } from '../../engine/tiered-cache.js';
import { EPISODES, NAMES, NODES, pointersOf } from './episodes.js';

/** @typedef {import('../../engine/edgecache.d.ts').Engine} Engine */
/** @typedef {{episode: number}} SeasonScene */
/** @typedef {{scene: SeasonScene, facts: import('./episodes.js').Facts}} SeasonState */

const LAST = EPISODES.length;
/** Asked of the cache of Episode 5, from the last node to the first, and then this one again. */
const AGAIN = NAMES[2];

const isEpisode = (/** @type {unknown} */ n) => Number.isInteger(n) && Number(n) >= 1 && Number(n) <= LAST;

/** The scene, its own fields copied by name; null when it cannot be used. @param {any} raw @returns {SeasonScene|null} */
function scene(raw) {
  if (!raw || typeof raw !== 'object') return null;
  const { episode = 1 } = raw;
  return isEpisode(episode) ? { episode } : null;
}

/** What is wrong with a command before any engine is asked; null when nothing is. @param {any} command */
function check(command) {
  if (command?.do !== 'show') return 'operation-unknown';
  return isEpisode(command.episode) ? null : 'count-out-of-range';
}

/** @param {SeasonScene} _before @param {any} command @returns {SeasonScene} */
const fold = (_before, { episode }) => ({ episode });

/** The nodes on a ring, at the hashes of their names. @param {Engine} engine */
function ringFacts(engine) {
  const ring = answered(engine.ring({ plain: true, servers: NAMES }));
  try {
    const { turns, servers } = answered(ring.tokens());
    const order = Array.from(servers);
    const hops = (/** @type {'next'|'fingers'} */ route) =>
      answered(chordWalk(ring, order.indexOf(0), NAMES[NODES - 1], route)).length - 1;
    return {
      turns: NAMES.map((_, node) => turns[order.indexOf(node)]),
      next: hops('next'),
      fingers: hops('fingers'),
    };
  } finally {
    ring.delete();
  }
}

/** The nodes as keys of an LRU cache that has room for all of them. @param {Engine} engine */
function cacheFacts(engine) {
  const cache = answered(makeTieredCache(engine, { capacity: [NODES], latencyNs: [100] }));
  try {
    const asked = [...NAMES].reverse().concat(AGAIN);
    for (const name of asked) answered(cache.get(name));
    const { hits } = answered(cache.stats());
    const recency = answered(cache.contents()).map(({ key }) => NAMES.indexOf(key));
    return { recency, requests: asked.length, hits: hits[0] };
  } finally {
    cache.delete();
  }
}

/** @param {Engine} engine @param {SeasonScene} scene @returns {SeasonState} */
function start(engine, scene) {
  return { scene, facts: { ...ringFacts(engine), ...cacheFacts(engine) } };
}

/** @param {Engine} _engine @param {SeasonState} state @param {any} command */
function run(_engine, { scene: before, facts }, command) {
  const after = fold(before, command);
  const { episode } = after;
  return {
    state: { scene: after, facts },
    events: [
      {
        event: 'shown',
        episode,
        pointers: pointersOf(episode, facts),
        before: pointersOf(before.episode, facts),
      },
    ],
  };
}

export const seasonPathModel = { scene, check, start, run, fold };
