// What a state looks like, as data: each lane's readings on the story's clock, in multiples of a calm night. Pure: the same run
// gives the same picture, in the build's still, in the browser, and in the words beside it.
import { readingAt } from './curves.js';
import { secondOf } from './model.js';
import { JOIN_MS, WINDOW } from './scene.js';

/** @typedef {import('./model.js').OutageState} OutageState */
/** @typedef {import('./model.js').OutageLane} OutageLane */
/** @typedef {import('./scene.js').LaneName} LaneName */
/**
 * @typedef {object} LanePicture
 * @property {LaneName} name
 * @property {Record<'hitRate'|'first'|'queries'|'pool'|'p99Ms'|'errorRate', ArrayLike<number>>} readings `first`: queries of requests
 *   that ask for the first time; both in calm loads. `pool`: share of the connections
 * @property {(event: string) => number|null} when seconds after 3:47:00
 * @property {number} moved share of the keys that change owner
 * @property {number} times the usual queries to expect: misses after over misses before
 * @property {number} counted the same, counted in the run's fullest second of first tries
 * @property {number} peak with the retries
 * @property {'up'|'down'} ended when the run did
 * @property {number} end when that was, in seconds after 3:47:00
 */
/**
 * @typedef {object} OutagePicture
 * @property {OutageState} state
 * @property {import('./curves.js').Clock} clock
 * @property {LanePicture[]} lanes
 * @property {LanePicture} main the lane that is told
 * @property {LanePicture|null} beside the one below it, once it is asked for
 * @property {number} second
 */

/** @type {WeakMap<object, LanePicture[]>} a run's lanes are worked out once, however often its night is looked at */
const known = new WeakMap();

/** @param {OutageState} state @param {'dashboard'|'timeline'} view @returns {OutagePicture} */
export function outagePicture(state, view) {
  const { run, scene, second } = state;
  let lanes = known.get(run);
  if (!lanes) {
    lanes = run.lanes.map((lane) => lanePicture(lane, run));
    known.set(run, lanes);
  }
  const chosen = lanes.find(({ name }) => name === scene.lane) ?? lanes[0];
  const clock = { from: -JOIN_MS / 1000, step: run.tickMs / 1000 };
  return view === 'dashboard'
    ? { state, clock, lanes, main: chosen, beside: null, second }
    : { state, clock, lanes, main: lanes[0], beside: chosen === lanes[0] ? null : chosen, second };
}

/** @param {OutageLane} lane @param {import('./model.js').OutageRun} run @returns {LanePicture} */
function lanePicture(lane, run) {
  const { series } = lane;
  const calm = (run.calmPerSecond * run.tickMs) / 1000;
  return {
    name: lane.lane,
    readings: {
      hitRate: series.hitRate,
      first: series.queries.map((asked, i) => Math.max(0, asked - series.retries[i]) / calm),
      queries: series.queries.map((asked) => asked / calm),
      pool: series.poolInUse.map((inUse) => inUse / run.scene.connections),
      p99Ms: series.p99Ms,
      errorRate: series.errorRate,
    },
    when: (event) => secondOf(lane, event),
    moved: lane.moved.fraction,
    times: lane.rise.expected ?? 1,
    counted: lane.rise.first ?? 1,
    peak: lane.rise.peak ?? 1,
    ended: lane.ended,
    end: run.scene.seconds - JOIN_MS / 1000,
  };
}

/** What an instrument reads at a moment. @param {OutagePicture} picture @param {keyof LanePicture['readings']} name @param {LanePicture} [lane] */
export const reads = ({ clock, second, main }, name, lane = main) =>
  readingAt(lane.readings[name], clock, second);

/** Whether the load stays so high that the number can stand on it: between :05 and the end of what is drawn. @param {OutagePicture} picture */
export function standsHigh({ main, clock }) {
  const end = Math.min(downAt(main) ?? WINDOW.until, WINDOW.until);
  for (let second = 5; second < end; second += clock.step) {
    if (readingAt(main.readings.first, clock, second) < HIGH) return false;
  }
  return end > 9;
}
/** Calm loads that are as high as the number and its words. */
const HIGH = 13.5;

/** When the site goes down, if it does while anybody looks. @param {LanePicture} lane */
export function downAt(lane) {
  const second = lane.when('down');
  return second !== null && second <= WINDOW.until ? second : null;
}

/** 4.94 -> "3:47:05": the story's clock is told to the nearest second. @param {number} second */
export function clockTime(second) {
  const whole = 47 * 60 + Math.round(second);
  return `3:${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
