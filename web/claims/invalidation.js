// Slide 19: who is told something old after one write, counted in the run of the five strategies on the same readers.
import { answered } from '../engine/answer.js';
import { count } from '../theme/format.js';

/** @typedef {import('../engine/edgecache.d.ts').InvalidationRun} InvalidationRun */
/** @typedef {import('../engine/edgecache.d.ts').Strategy} Strategy */

/** @type {import('./claims.js').Question} */
const race = {
  call: 'run({do: "invalidation"})',
  inputs: [
    ['places', '24, each with a copy of its own age'],
    ['readers', '10 a second and place on average, Poisson, seed 19'],
    ['TTL', '60 s, declared; + 30 s stale-while-revalidate'],
    ['purge', '150 ms at the median place, declared'],
  ],
  file: 'cpp/sim/invalidation.cpp',
  ask: async (engine) => answered(await engine.run({ do: 'invalidation' })),
};

/** @param {InvalidationRun} run @param {Strategy} strategy */
const laneOf = ({ lanes }, strategy) => lanes.find((lane) => lane.strategy === strategy) ?? lanes[0];

/** @type {(id: string, strategy: Strategy, sentence: string) => import('./claims.js').Claim} */
const staleReads = (id, strategy, sentence) => ({
  id,
  slides: ['strategies'],
  sentence,
  question: race,
  text: (run) => count(laneOf(run, strategy).staleReads),
});

/** @type {import('./claims.js').Claim[]} */
export const invalidationClaims = [
  staleReads('stale-ttl', 'ttl', 'reads are told something old while copies die of age'),
  staleReads('stale-revalidate', 'revalidate', 'reads are told something old under stale-while-revalidate'),
  staleReads('stale-purge', 'purge', 'reads are told something old before the purge has gone around'),
  {
    id: 'race-reads',
    slides: ['strategies'],
    sentence: 'reads in the minute after the write',
    question: race,
    text: (run) => count(run.lanes[0].reads),
  },
  {
    id: 'purge-last',
    slides: ['strategies'],
    sentence: 'seconds until the last place has heard of the purge, or its copy has died of age',
    unit: 's',
    question: race,
    text: (run) => (laneOf(run, 'purge').oldForMs / 1000).toFixed(1),
  },
];
