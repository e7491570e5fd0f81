// The beats of the night, as slide 5 tells them: which event of the run each is, where its pole and its words stand in the wide
// drawing, and what it says. A run in which something does not happen has no pole for it.
import { svg } from 'lit';
import { databaseMark } from '../../theme/marks.js';
import { percent } from './words.js';

/** @typedef {import('./picture.js').LanePicture} LanePicture */
/**
 * @typedef {object} Beat
 * @property {string} event
 * @property {string} kind class of its pole
 * @property {number} top where the pole begins, in the wide drawing
 * @property {string} short what the phone's list says
 * @property {(x: number, lane: LanePicture) => unknown} [words] on the wide drawing
 */

/** @param {LanePicture} lane */
const moved = (lane) => `${percent(lane.moved, 0)} of keys change owner`;

/** @type {((lane: LanePicture) => Beat)[]} */
const TABLE = [
  () => ({
    event: 'server-joins',
    kind: '',
    top: 0,
    short: 'server number 100 joins',
    words: (x) =>
      svg`<text class="t18 end"><tspan x=${x - 10} y="14">the 101st server</tspan><tspan x=${x - 10} y="38">(number 100) joins</tspan></text>`,
  }),
  (lane) => ({
    event: 'first-miss',
    kind: 'moved',
    top: 0,
    short: moved(lane),
    words: (x) => svg`<text class="t18 red b" x=${x + 12} y="14">${moved(lane)}</text>`,
  }),
  () => ({
    event: 'overload',
    kind: 'db',
    top: 28,
    short: 'more misses than the database can serve',
    words: (x) =>
      x < 500
        ? svg`${databaseMark({ x: x + 24, y: 36, scale: 0.5 })}<text class="t18 amber" x=${x + 44} y="42">more misses than it can serve</text>`
        : svg`${databaseMark({ x: x - 24, y: 36, scale: 0.5 })}<text class="t18 amber end" x=${x - 44} y="42">more misses than it can serve</text>`,
  }),
  () => ({ event: 'pool-exhausted', kind: 'short', top: 384, short: 'connection pool exhausted' }),
  () => ({
    event: 'first-timeout',
    kind: 'on',
    top: 320,
    short: 'the first callers give up',
    words: (x) =>
      svg`<text class="t16 on"><tspan x=${x + 8} y="346">first callers</tspan><tspan x=${x + 8} y="364">give up</tspan></text>`,
  }),
  () => ({ event: 'retries-dominate', kind: 'none', top: 0, short: 'most queries are retries' }),
  () => ({ event: 'down', kind: 'end', top: 0, short: 'Site down.' }),
];

/** The beats that have come by `until`, in the order in which they came. @param {LanePicture} lane @param {number} until */
export function beatsUntil(lane, until) {
  return TABLE.map((beat) => beat(lane))
    .map((beat) => ({ ...beat, at: lane.when(beat.event) }))
    .filter(({ at }) => at !== null && at <= until)
    .map((beat) => ({ ...beat, at: Number(beat.at) }))
    .sort((a, b) => a.at - b.at);
}
