/**
 * 3:47 AM, run: {do: 'outage', scene: {hitRate: 0.9}}. And the question that follows from it, how much room
 * the database needs to live through it: {do: 'outage-headroom', lane: 'ring', scene: {}}.
 */
import { isRefused, optionsOf, refused } from '../checks.js';
import { OutageHandle } from '../outage.js';
import { LANES, outageInput } from '../outage-scene.js';

/**
 * @typedef {import('../engine.js').Engine} Engine
 * @typedef {import('../edgecache.d.ts').Refused} Refused
 */

/** Requests a step: some milliseconds at the most, and much less on a calm day. */
const STEP_REQUESTS = 1000;

/** Headroom is looked for in steps of a tenth. */
const STEPS_OF_ONE = 10;

/** Retries and the noise of a queue ask for more than the formula. */
const ABOVE_EXPECTED = 1.5;

/**
 * @param {Engine} engine
 * @param {import('../edgecache.d.ts').OutageJob} job
 * @returns {Generator<import('../edgecache.d.ts').Progress, import('../edgecache.d.ts').OutageRun | Refused, void>}
 */
export function* outage(engine, job) {
  return yield* run(engine, job.scene, 0, 1);
}

/**
 * @param {Engine} engine
 * @param {unknown} scene
 * @param {number} before  runs done already, of how many
 * @param {number} runs
 * @returns {Generator<import('../edgecache.d.ts').Progress, import('../edgecache.d.ts').OutageRun | Refused, void>}
 */
function* run(engine, scene, before, runs) {
  const handle = OutageHandle.of(engine, scene);
  if (isRefused(handle)) return handle;
  const length = handle.scene.seconds * 1000;
  try {
    for (;;) {
      const more = handle.advance(STEP_REQUESTS);
      if (isRefused(more)) return more;
      if (!more) return handle.report();
      const now = handle.now();
      if (isRefused(now)) return now;
      yield { done: before * length + Math.min(now, length), total: runs * length, phase: 'time' };
    }
  } finally {
    handle.delete();
  }
}

/**
 * The smallest headroom, in tenths, with which a lane lives through it: no second in which more than one
 * request in a hundred fails. By halving, which trusts that more room is never worse.
 * @param {Engine} engine
 * @param {import('../edgecache.d.ts').HeadroomJob} job
 * @returns {Generator<import('../edgecache.d.ts').Progress, import('../edgecache.d.ts').HeadroomResult | Refused, void>}
 */
export function* outageHeadroom(engine, job) {
  const { lane = 'modulo' } = job;
  const given = optionsOf(job.scene);
  if (!LANES.includes(lane)) return refused('mode-unknown');
  const input = outageInput({ ...given, lanes: [lane], headroom: 1 });
  if (isRefused(input)) return input;
  const { scene } = input;
  const most = Math.ceil((ABOVE_EXPECTED * STEPS_OF_ONE) / (1 - scene.hitRate));
  const runs = 1 + Math.ceil(Math.log2(most));
  /** @type {import('../edgecache.d.ts').HeadroomResult['tried']} */
  const tried = [];
  let dies = STEPS_OF_ONE - 1; // in tenths; with less than the calm load there is nothing to live through
  let survives = most;
  for (let probe = most; ; probe = Math.floor((dies + survives) / 2)) {
    const headroom = probe / STEPS_OF_ONE;
    const answer = yield* run(engine, { ...scene, headroom }, tried.length, runs);
    if (isRefused(answer)) return answer;
    const alive = !answer.lanes[0].events.some(({ event }) => event === 'alert');
    tried.push({ headroom, survives: alive, digest: answer.digest });
    if (alive) survives = probe;
    else if (probe === most) return { lane, headroom: null, tried, scene };
    else dies = probe;
    if (survives - dies <= 1) return { lane, headroom: survives / STEPS_OF_ONE, tried, scene };
  }
}
