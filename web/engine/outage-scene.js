/**
 * The scene of an outage run: the numbers of the story, and which others a viewer may put in their place.
 *
 * The story is told at a scale of 1 : 2,000. Its hundred million keys are 50,000 here, and five thousand
 * requests a second stand for ten million. All times are virtual, in milliseconds.
 */
import { isRefused, optionsOf, refused, unsigned64, wholeNumber } from './checks.js';
import { encode } from './texts.js';

/**
 * @typedef {import('./edgecache.d.ts').OutageScene} OutageScene
 * @typedef {import('./edgecache.d.ts').LaneName} LaneName
 * @typedef {import('./edgecache.d.ts').Refused} Refused
 * @typedef {{scene: OutageScene, numbers: number[], skew: Uint8Array, seed: bigint}} OutageInput
 */

/** In the order of LaneKind in outage_scene.hpp. @type {LaneName[]} */
export const LANES = ['modulo', 'ring', 'ring-warm'];

/** @type {Readonly<OutageScene>} */
export const OUTAGE_DEFAULTS = Object.freeze({
  seed: '347',
  lanes: /** @type {LaneName[]} */ (['modulo', 'ring']),
  before: 100,
  after: 101,
  vnodes: 100,
  keys: 50_000,
  skew: '0.75', // Breslau et al., INFOCOM 1999, found 0.64 to 0.83 in six traces of web requests
  rate: 5000,
  seconds: 60,
  tickMs: 250,
  joinMs: 5000,
  noticeMs: 1000,
  spreadMs: 3000,
  hitRate: 0.95,
  fill: true,
  databasePerSecond: 750, // three times what a calm day asks
  headroom: null,
  connections: 15,
  service: 'exponential',
  queue: 7500, // ten seconds of work
  timeoutMs: 2000,
  retries: 3,
  backoff: false,
  retryMs: 1500,
  coalesce: false,
  shedAtMs: null,
});

/** Never, where a time is asked for. */
const NEVER = -1;

/** @type {Record<string, [least: number, most: number]>} */
const WHOLE = {
  keys: [1, 1_000_000],
  rate: [1, 100_000],
  seconds: [1, 3600],
  tickMs: [10, 10_000],
  joinMs: [0, 3_600_000],
  noticeMs: [0, 3_600_000],
  spreadMs: [0, 3_600_000],
  connections: [1, 10_000],
  queue: [0, 1_000_000],
  timeoutMs: [1, 3_600_000],
  retries: [0, 9],
  retryMs: [0, 60_000],
  shedAtMs: [0, 3_600_000],
};
const MAY_BE_NULL = ['timeoutMs', 'shedAtMs'];
const MOST_TICKS = 20_000;
const FLAGS = /** @type {const} */ (['fill', 'backoff', 'coalesce']);

/**
 * A scene with all its defaults, and the same as the module reads it; or what is wrong with it.
 * @param {unknown} given
 * @returns {OutageInput | Refused}
 */
export function outageInput(given) {
  if (given !== undefined && (typeof given !== 'object' || given === null))
    return refused('input-unreadable');
  const own = optionsOf(/** @type {Partial<OutageScene>} */ (given));
  if (Object.keys(own).some((name) => !Object.hasOwn(OUTAGE_DEFAULTS, name)))
    return refused('input-unreadable');
  const scene = { ...OUTAGE_DEFAULTS, ...own };

  const seed = unsigned64(scene.seed);
  if (seed === null) return refused('seed-out-of-range');
  const skew = encode(typeof scene.skew === 'number' ? String(scene.skew) : scene.skew);
  if (isRefused(skew)) return refused('skew-unknown');
  const wrong = refusal(scene);
  if (wrong) return wrong;
  const capacity = databasePerSecond(scene);
  if (!(capacity >= 0.001 && capacity <= 1e9)) return refused('count-out-of-range');

  scene.seed = seed.toString();
  scene.lanes = [...scene.lanes];
  return { scene, seed, skew, numbers: numbersOf(scene, capacity) };
}

/**
 * What the database can serve: as said, or as many times the calm load as there is headroom.
 * @param {OutageScene} scene
 */
const databasePerSecond = ({ headroom, databasePerSecond: said, rate, hitRate }) =>
  headroom === null ? said : headroom * rate * (1 - hitRate);

/** @param {OutageScene} scene @returns {Refused | null} */
function refusal(scene) {
  const { lanes, before, after, vnodes, hitRate, headroom } = scene;
  const known = Array.isArray(lanes) && lanes.every((lane) => LANES.includes(lane));
  if (!known || lanes.length === 0 || new Set(lanes).size < lanes.length) return refused('mode-unknown');
  if (scene.service !== 'exponential' && scene.service !== 'fixed') return refused('mode-unknown');
  for (const servers of [before, after]) {
    if (wholeNumber(servers, 1, 1000) === null) return refused('servers-out-of-range');
  }
  if (wholeNumber(vnodes, 1, 10_000) === null) return refused('vnodes-out-of-range');
  const values = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (scene));
  for (const [name, [least, most]] of Object.entries(WHOLE)) {
    const absent = values[name] === null && MAY_BE_NULL.includes(name);
    if (!absent && wholeNumber(values[name], least, most) === null) return refused('count-out-of-range');
  }
  if (FLAGS.some((name) => typeof scene[name] !== 'boolean')) return refused('input-unreadable');
  const fraction = typeof hitRate === 'number' && hitRate >= 0 && hitRate <= 1;
  const room = headroom === null || (typeof headroom === 'number' && headroom > 0);
  const said = typeof scene.databasePerSecond === 'number';
  const ticks = (scene.seconds * 1000) / scene.tickMs;
  return fraction && room && said && ticks >= 1 && ticks <= MOST_TICKS ? null : refused('count-out-of-range');
}

/**
 * OutageNumbers of outage_views.hpp, in its order.
 * @param {OutageScene} scene
 * @param {number} capacity
 */
function numbersOf(scene, capacity) {
  const lanes = LANES.map((_, i) => (i < scene.lanes.length ? LANES.indexOf(scene.lanes[i]) : NEVER));
  return [
    ...[scene.before, scene.after, scene.vnodes, scene.keys, scene.rate],
    ...[scene.seconds * 1000, scene.tickMs, scene.joinMs, scene.noticeMs, scene.spreadMs],
    ...[scene.hitRate, Number(scene.fill), capacity, scene.connections, scene.queue],
    Number(scene.service === 'exponential'),
    ...[scene.timeoutMs ?? NEVER, scene.retries, scene.retryMs, Number(scene.backoff)],
    ...[Number(scene.coalesce), scene.shedAtMs ?? NEVER],
    ...lanes,
  ];
}
