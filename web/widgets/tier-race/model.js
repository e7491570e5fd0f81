// What the figure of slide 14 knows, without a picture: three tiers and a database, and who has answered by now. Four runners start
// together, one a place where a key may be; what each waits for is not taken from the scene but read off a real GET: the engine is
// given one key in that place alone, is asked for it, and the event of that place says what it cost.
//
// Verbs: TierRaceCommand in web/engine/edgecache-tags.d.ts.
import { answered } from '../../engine/answer.js';
import { makeTieredCache } from '../../engine/tiered-cache.js';
import { DATABASE, TIERS } from '../shared/tiers.js';

/** @typedef {import('../../engine/edgecache.d.ts').Engine} Engine */
/**
 * @typedef {object} RaceScene
 * @property {readonly number[]} latencyNs of L1, L2, L3 and the database
 * @property {readonly number[]} capacityGb of L1, L2 and L3; to the engine an entry is one GB
 * @property {number} to runner whose answer stops the clock; -1 while all wait at the start
 */
/**
 * What a GET that finds its key there pays: there alone, and on the whole way.
 * @typedef {{name: string, ink: string, waitNs: number, totalNs: number, where: string}} Runner
 */
/** @typedef {{scene: RaceScene, runners: Runner[], clockNs: number}} RaceState `clockNs`: when the clock was stopped */

/** Nearest first. */
export const RUNNERS = [...TIERS, DATABASE];
const NAMES = RUNNERS.map(({ name }) => name);

export const MOST_NS = 1e12;
export const MOST_GB = 1e9;

/** @param {unknown} value @param {number} most */
const whole = (value, most) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= most;

/** @param {any} values @param {number} many @param {number} most */
const isList = (values, many, most) =>
  Array.isArray(values) && values.length === many && values.every((value) => whole(value, most));

/** @param {any} raw @returns {RaceScene|null} */
function scene(raw) {
  if (!raw || typeof raw !== 'object') return null;
  const {
    latencyNs = RUNNERS.map((runner) => runner.latencyNs),
    capacityGb = TIERS.map((tier) => tier.capacityGb),
    to = -1,
  } = raw;
  if (!isList(latencyNs, NAMES.length, MOST_NS) || !isList(capacityGb, TIERS.length, MOST_GB)) return null;
  const grows = capacityGb.every(
    (/** @type {number} */ gb, /** @type {number} */ i) => gb >= (capacityGb[i - 1] ?? 0),
  );
  if (!grows || !Number.isInteger(to) || to < -1 || to >= NAMES.length) return null;
  return { latencyNs: [...latencyNs], capacityGb: [...capacityGb], to };
}

/** @param {any} command */
function check(command) {
  switch (command?.do) {
    case 'race':
      return NAMES.includes(command.to) ? null : 'mode-unknown';
    case 'set-latency':
      if (!NAMES.includes(command.of)) return 'mode-unknown';
      return whole(command.ns, MOST_NS) ? null : 'time-out-of-range';
    case 'set-capacity':
      if (!NAMES.slice(0, TIERS.length).includes(command.of)) return 'mode-unknown';
      return whole(command.gb, MOST_GB) ? null : 'capacity-out-of-range';
    default:
      return 'operation-unknown';
  }
}

/** @param {RaceScene} before @param {any} command @returns {RaceScene} */
function fold(before, command) {
  if (command.do === 'race') return { ...before, to: NAMES.indexOf(command.to) };
  const put = (/** @type {readonly number[]} */ list, /** @type {number} */ value) =>
    list.with(NAMES.indexOf(command.of), value);
  return command.do === 'set-latency'
    ? { ...before, latencyNs: put(before.latencyNs, command.ns) }
    : { ...before, capacityGb: put(before.capacityGb, command.gb) };
}

/** A GET whose key is in this place and in none nearer. @param {Engine} engine @param {RaceScene} scene @param {number} place @returns {Runner} */
function runner(engine, { latencyNs, capacityGb }, place) {
  const cache = answered(
    makeTieredCache(engine, {
      capacity: [...capacityGb],
      latencyNs: latencyNs.slice(0, TIERS.length),
      dbLatencyNs: latencyNs[TIERS.length],
    }),
  );
  try {
    if (place < TIERS.length) answered(cache.preload(place, ['key']));
    const { where, events, costNs } = answered(cache.get('key'));
    const own = events.findLast((event) => event.costNs > 0); // the last place asked: here it was
    return { name: NAMES[place], ink: RUNNERS[place].ink, waitNs: own?.costNs ?? 0, totalNs: costNs, where };
  } finally {
    cache.delete();
  }
}

/** @param {Engine} engine @param {RaceScene} scene @returns {RaceState} */
function start(engine, scene) {
  const runners = RUNNERS.map((_, place) => runner(engine, scene, place));
  return { scene, runners, clockNs: scene.to < 0 ? 0 : runners[scene.to].waitNs };
}

/** @param {Engine} engine @param {RaceState} state @param {any} command */
function run(engine, state, command) {
  const next = start(engine, fold(state.scene, command));
  const events =
    command.do === 'race'
      ? next.runners
          .filter(({ waitNs }) => waitNs <= next.clockNs)
          .sort((a, b) => a.waitNs - b.waitNs)
          .map(({ name, waitNs }) => ({ event: 'answered', from: name, waitNs }))
      : next.runners.map(({ where, waitNs, totalNs }) => ({ event: 'got', where, waitNs, totalNs }));
  return { state: next, events };
}

export const tierRaceModel = { scene, check, start, run, fold };
