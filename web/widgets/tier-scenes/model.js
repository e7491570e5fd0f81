// What the figure of slide 17 knows, without a picture: what a trace met in a CPU, a CDN and a browser, and the GETs that were sent
// into the CDN by hand. All of them are the same engine with other capacities and latencies.
//
// Verbs: TierScenesCommand in web/engine/edgecache-tags.d.ts.
import { networkOf } from './network.js';
import { POINTS, TRACE } from '../../claims/cdn.js';
import { resultsOf } from './runs.js';
import { SYSTEMS } from './systems.js';

/** @typedef {import('../../engine/edgecache.d.ts').Engine} Engine */
/**
 * @typedef {object} TierScene
 * @property {number} requests of the trace, through each; 0: none has been replayed
 * @property {string} skew Zipf's exponent
 * @property {'ring'|'any'} pick who is asked inside a point: the key's server on the ring, or any
 * @property {'all'|'cdn'} show
 * @property {string} key that is followed
 * @property {readonly {key: string, point: number}[]} gets
 */
/** @typedef {{scene: TierScene, results: import('./runs.js').Result[]|null, network: import('./network.js').Network}} TierState */

export const MOST_REQUESTS = 10_000_000;
export const MOST_KEY_BYTES = 1024;
const MOST_GETS = 500;
/** Exponents that the engine draws exactly; the first is the story's. */
export const SKEWS = [TRACE.skew, '0.5', '0.8', '0.9', '1', '2'];

const encoder = new TextEncoder();

/** @param {unknown} key */
function keyFault(key) {
  if (typeof key !== 'string') return 'key-not-text';
  return key.length > MOST_KEY_BYTES || encoder.encode(key).length > MOST_KEY_BYTES ? 'text-too-long' : null;
}

/** @param {unknown} requests @param {number} least */
const isRequests = (requests, least) =>
  Number.isInteger(requests) && Number(requests) >= least && Number(requests) <= MOST_REQUESTS;
/** @param {unknown} pick */
const isPick = (pick) => pick === 'ring' || pick === 'any';
/** @param {unknown} show */
const isShow = (show) => show === 'all' || show === 'cdn';
/** @param {any} get */
const isGet = (get) =>
  !keyFault(get?.key) && Number.isInteger(get.point) && get.point >= 0 && get.point < POINTS.length;

/** @param {any} raw @returns {TierScene|null} */
function scene(raw) {
  if (!raw || typeof raw !== 'object') return null;
  const {
    requests = 0,
    skew = SKEWS[0],
    pick = 'ring',
    show = 'all',
    key = '/v2/style.css',
    gets = [],
  } = raw;
  if (!isRequests(requests, 0) || !SKEWS.includes(skew) || !isPick(pick) || !isShow(show)) return null;
  if (keyFault(key) || !Array.isArray(gets) || gets.length > MOST_GETS || !gets.every(isGet)) return null;
  const copied = gets.map((get) => ({ key: get.key, point: get.point }));
  return { requests: requests === 0 ? 0 : requests, skew, pick, show, key, gets: copied };
}

/** A raw scene from the tag's attributes; a number that is none there is refused with the scene. @param {(name: string) => string|null} attribute */
export function attributesOf(attribute) {
  const given = (/** @type {string} */ name) => attribute(name) ?? undefined;
  const requests = given('requests');
  return {
    requests: requests === undefined ? undefined : Number(requests),
    show: given('show'),
    key: given('key'),
  };
}

/** @param {any} command */
function check(command) {
  switch (command?.do) {
    case 'replay':
      if (!isRequests(command.requests, 1)) return 'count-out-of-range';
      return command.skew === undefined || SKEWS.includes(command.skew) ? null : 'skew-unknown';
    case 'pick':
      return isPick(command.by) ? null : 'mode-unknown';
    case 'show':
      return isShow(command.system) ? null : 'mode-unknown';
    case 'get':
      return POINTS.includes(command.point) ? keyFault(command.key) : 'place-out-of-range';
    default:
      return 'operation-unknown';
  }
}

/** @param {TierScene} before @param {any} command @returns {TierScene} */
function fold(before, command) {
  switch (command.do) {
    case 'replay':
      return { ...before, requests: command.requests, skew: command.skew ?? before.skew, show: 'all' };
    case 'pick':
      return { ...before, pick: command.by };
    case 'show':
      return { ...before, show: command.system };
    default: {
      const get = { key: command.key, point: POINTS.indexOf(command.point) };
      return { ...before, show: 'cdn', key: command.key, gets: [...before.gets, get] };
    }
  }
}

/**
 * The one place where the engine is asked.
 * @param {Engine} engine @param {TierScene} scene
 * @param {{signal?: AbortSignal, onProgress?: (progress: any) => void}} [options]
 * @returns {Promise<TierState | {refused: string}>}
 */
async function answer(engine, scene, options) {
  const results = scene.requests === 0 ? null : await resultsOf(engine, scene, options);
  if (results && 'refused' in results) return results;
  return { scene, results, network: networkOf(engine, scene) };
}

/** @param {Engine} engine @param {TierScene} scene @returns {Promise<TierState>} */
async function start(engine, scene) {
  const state = await answer(engine, scene);
  if ('refused' in state) throw Object.assign(new Error(state.refused), { code: state.refused });
  return state;
}

/** @param {Engine} engine @param {TierState} state @param {any} command @param {any} [options] */
async function run(engine, state, command, options) {
  const next = fold(state.scene, command);
  if (next.gets.length > MOST_GETS) return { refused: 'count-out-of-range' };
  const after = await answer(engine, next, options);
  return 'refused' in after ? after : { state: after, events: eventsOf(after, command) };
}

/** @param {TierState} state @param {any} command */
function eventsOf({ scene, results, network }, command) {
  if (command.do === 'get' && network.way) {
    const { point, server, events } = network.way;
    const went = events.map(({ kind, tier, node, costNs }) => ({ event: kind, tier, node, costNs }));
    return [{ event: 'picked', by: scene.pick, point: POINTS[point], server }, ...went];
  }
  if (!results || command.do === 'show') return [{ event: 'shown', system: scene.show }];
  return results.map(({ requests, stats }, i) => ({
    event: 'replayed',
    system: SYSTEMS[i].id,
    requests,
    hits: stats.hits,
    misses: stats.misses,
    latency: stats.latency,
  }));
}

export const tierScenesModel = { scene, check, start, run, fold };
