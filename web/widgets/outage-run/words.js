// What the figures of slides 2 and 5 say: every number is the run's.
import { html } from 'lit';
import { percent as shareText } from '../../theme/format.js';
import { clockTime, downAt, reads } from './picture.js';

/** @typedef {import('./picture.js').OutagePicture} OutagePicture */
/** @typedef {import('./picture.js').LanePicture} LanePicture */

export const percent = shareText;
/** 19.81 -> "19.8". @param {number} factor */
export const times = (factor) => factor.toFixed(1);
/** A share with as many digits as say something: 95, 1.9. @param {number} share */
export const shortShare = (share) => percent(share, share > 0 && share < 0.1 ? 1 : 0);
/** 36.2 ms, 1.3 s. @param {number} ms */
export const latency = (ms) => (ms < 1000 ? `${Math.round(ms)}\u00a0ms` : `${(ms / 1000).toFixed(1)}\u00a0s`);

/** How a lane is called beside the other. @type {Record<import('./scene.js').LaneName, string>} */
export const LANE_WORDS = {
  modulo: 'hash % N',
  ring: 'the ring',
  'ring-warm': 'ring, coalescing, warm-up',
};

/** @param {LanePicture} lane @param {OutagePicture} picture */
function laneSentence(lane, picture) {
  const { hitRate, first } = {
    hitRate: reads(picture, 'hitRate', lane),
    first: reads(picture, 'first', lane),
  };
  const now = `hit rate ${shortShare(hitRate)}, ×${times(first)} the usual database queries`;
  const down = downAt(lane);
  const late = down !== null && picture.second >= down;
  return `${LANE_WORDS[lane.name]}: ${late ? `down since ${clockTime(down)}, ` : ''}${now}`;
}

/** The night in words, for ears and for the line under the figure. @param {OutagePicture} picture */
export function outageSentence(picture) {
  const { main, beside, second, state } = picture;
  const lanes = [main, ...(beside ? [beside] : [])].map((lane) => laneSentence(lane, picture));
  const found = state.found ? ` ${foundWords(state.found)}` : '';
  return `${clockTime(second)}. ${lanes.join('. ')}.${found}`;
}

/** @param {import('./model.js').Found} found */
export function foundWords({ modulo, ring }) {
  const least = (/** @type {number|null} */ headroom) =>
    headroom === null ? 'no headroom that was tried' : `×${times(headroom)}`;
  return `The smallest headroom that survives: ${least(modulo)} under hash % N, ${least(ring)} on the ring.`;
}

/** What a whole drawing shows, as its label. @param {OutagePicture} picture */
export function nightLabel(picture) {
  const { main, second } = picture;
  const told = [
    ['server-joins', 'server number 100 joins'],
    ['first-miss', `${percent(main.moved, 0)} of keys change owner`],
    [
      'overload',
      `more misses than the database can serve, on their way to ×${times(main.times)} its usual queries`,
    ],
    ['pool-exhausted', 'its connection pool is exhausted'],
    ['first-timeout', 'the first callers give up'],
    ['retries-dominate', 'most queries are retries'],
    ['down', 'the site is down'],
  ];
  const beats = told
    .map(([event, say]) => ({ at: main.when(event), say }))
    .filter(({ at }) => at !== null && at <= second)
    .sort((a, b) => Number(a.at) - Number(b.at))
    .map(({ at, say }) => `${clockTime(Number(at))}, ${say}`);
  return `${beats.join('; ')}${beats.length ? '. ' : ''}${outageSentence(picture)}`;
}

/** What lasts when the cause is gone, counted at the end of the run. @param {LanePicture} lane */
export function lasting(lane) {
  const back = lane.when('recovered');
  if (lane.ended === 'up') return back === null ? 'It comes and goes.' : `It is back at ${clockTime(back)}.`;
  const last = (/** @type {ArrayLike<number>} */ readings) => shortShare(readings[readings.length - 1]);
  const { hitRate, errorRate } = lane.readings;
  return html`Retries keep the caches from refilling: <b>a metastable failure.</b> At ${clockTime(lane.end)} still down: hit rate ${last(hitRate)}, errors ${last(errorRate)}.`;
}

/** How the night ends. @param {OutagePicture} picture */
export function verdictWords({ main }) {
  const down = main.when('down');
  const back = main.when('recovered');
  if (down === null) return 'The site stays up.';
  return `Down at ${clockTime(down)}${back === null ? '' : `, back at ${clockTime(back)}`}.`;
}
