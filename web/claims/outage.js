// Slides 2 and 5: what the night of 3:47 AM came to, counted in the run of the outage with the engine's own numbers for the story.
import { answered } from '../engine/answer.js';
import { percentNumber } from '../theme/format.js';

/** @typedef {import('../engine/edgecache.d.ts').OutageRun} OutageRun */

/** @type {import('./claims.js').Question} */
const night = {
  call: 'run({do: "outage"})',
  inputs: [
    ['servers', '100 → 101, hash % N'],
    ['requests', '5,000 a second for 60 s, seed 347'],
    ['hit rate before', '95 %, declared'],
    ['database', '3 × its usual load, declared'],
  ],
  file: 'cpp/sim/outage.cpp',
  ask: async (engine) => answered(await engine.run({ do: 'outage' })),
};

/** Milliseconds from the join until modulo's lane is down. @param {OutageRun} run */
function untilDown({ lanes, scene }) {
  const down = lanes[0].events.find(({ event }) => event === 'down');
  return (down?.at ?? Number.POSITIVE_INFINITY) - scene.joinMs;
}

/** Of the look-ups of the last second before the site was down. @param {OutageRun} run */
function lastHitRate(run) {
  const { hits, lookups } = run.lanes[0].series;
  const ticks = Math.ceil(1000 / run.tickMs);
  const last = Math.round((untilDown(run) + run.scene.joinMs) / run.tickMs);
  const sum = (/** @type {Float64Array} */ counts) =>
    counts.slice(Math.max(0, last - ticks), last).reduce((all, some) => all + some, 0);
  return sum(hits) / sum(lookups);
}

/** @type {import('./claims.js').Claim[]} */
export const outageClaims = [
  {
    id: 'night-down',
    slides: ['death-spiral'],
    sentence: 'seconds after the server joined, fewer than half of the requests are answered',
    unit: 's',
    question: night,
    text: (run) => (untilDown(run) / 1000).toFixed(0),
  },
  {
    id: 'night-hit',
    slides: ['scene'],
    sentence: 'of look-ups hit in the last second before the site was down',
    unit: '%',
    question: night,
    text: (run) => percentNumber(lastHitRate(run), 0),
  },
  {
    id: 'night-peak',
    slides: ['scene'],
    sentence: 'times the usual queries in the fullest second, retries included',
    question: night,
    text: (run) => String(Math.round(run.lanes[0].rise.peak ?? 0)),
  },
  {
    id: 'night-digest',
    slides: ['scene', 'death-spiral'],
    sentence: 'is the digest of every number of the run: where it is the same, the night was',
    question: night,
    text: ({ digest }) => digest,
  },
];
