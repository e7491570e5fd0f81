// What a bench is about: the trace (drawn by Zipf's law, or pasted by the viewer), who runs, at which capacity the numbers are read,
// and by what the table is sorted. Plain data, checked field by field: it comes from markup, from a link, from a log.
import { unsigned64 } from '../../engine/checks.js';
import { ladder } from './ladder.js';
import { policyOf } from './policies.js';
import { linesOf, textFault } from './pasted.js';

/** @typedef {import('./policies.js').PolicyName} PolicyName */
/**
 * @typedef {object} Scene
 * @property {string | null} text the viewer's own trace, one key a line; null: drawn
 * @property {number} objects that there are to ask for
 * @property {string} skew the exponent, as a decimal text
 * @property {number} requests
 * @property {number | string} seed
 * @property {number | null} look entries at which the numbers are read; null: the middle of the ladder
 * @property {PolicyName[]} entered in the order in which they came
 * @property {string} sort a column of the table; 'entered' is none
 * @property {boolean} falling
 */

export const COLUMNS = ['entered', 'policy', 'ratio', 'misses', 'above', 'mean'];
export const LIMITS = { objects: [1, 1_000_000], requests: [1, 10_000_000], look: [1, 10_000_000] };

/** @type {Scene} */
const DEFAULTS = {
  text: null,
  objects: 50_000,
  skew: '0.99',
  requests: 200_000,
  seed: 42,
  look: null,
  entered: [],
  sort: 'entered',
  falling: false,
};

/** @param {unknown} value @param {number[]} limits */
export const whole = (value, [least, most]) =>
  Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most;

/** What is wrong with draws of which some fields are given; null when nothing is. @param {any} draws */
export function drawsFault({ objects, skew, requests, seed }) {
  if (objects !== undefined && !whole(objects, LIMITS.objects)) return 'objects-out-of-range';
  if (requests !== undefined && !whole(requests, LIMITS.requests)) return 'count-out-of-range';
  if (skew !== undefined && !isSkew(skew)) return 'skew-unknown';
  if (seed !== undefined && (typeof seed === 'object' || unsigned64(seed) === null))
    return 'seed-out-of-range';
  return null;
}

/** From 0 (all alike) to 1, and 2: "0.99". What lies between 1 and 2 the engine cannot draw alike on every machine. @param {unknown} skew */
const isSkew = (skew) => typeof skew === 'string' && /^(0|1|2|0\.[0-9]{1,4})$/.test(skew);

/** The scene, its own fields copied by name; null when it cannot be used. @param {any} raw @returns {Scene | null} */
export function sceneOf(raw) {
  if (!raw || typeof raw !== 'object') return null;
  const given = Object.fromEntries(
    Object.entries(DEFAULTS).map(([name, value]) => [name, Object.hasOwn(raw, name) ? raw[name] : value]),
  );
  const { text, objects, skew, requests, seed, look, entered, sort, falling } = /** @type {Scene} */ (given);
  const fits =
    (text === null || textFault(text) === null) &&
    drawsFault({ objects, skew, requests, seed }) === null &&
    (look === null || whole(look, LIMITS.look)) &&
    COLUMNS.includes(sort) &&
    typeof falling === 'boolean' &&
    Array.isArray(entered) &&
    entered.every(policyOf) &&
    new Set(entered).size === entered.length;
  return fits ? { text, objects, skew, requests, seed, look, entered: [...entered], sort, falling } : null;
}

/** What the engine is asked to replay. @param {Scene} scene @returns {import('../../engine/edgecache.d.ts').Trace} */
export function traceOf({ text, objects, skew, requests, seed }) {
  return text === null ? { zipf: { objects, skew, seed, count: requests } } : { text };
}

/** More entries than that hold everything. @param {Scene} scene */
const roomForAll = ({ text, objects, requests }) =>
  text === null ? Math.min(objects, requests) : linesOf(text).keys;

/** The capacity at which the numbers are read. @param {Scene} scene */
export function lookOf(scene) {
  const rungs = ladder(roomForAll(scene));
  return scene.look ?? rungs[Math.floor((rungs.length - 1) / 2)];
}

/** The capacities that are run: the ladder's, and the one that is looked at. @param {Scene} scene */
export function capacitiesOf(scene) {
  const rungs = ladder(roomForAll(scene));
  const look = lookOf(scene);
  return rungs.includes(look) ? rungs : [...rungs, look].sort((a, b) => a - b);
}
