// What the figure of slide 17 says: every number is the engine's, written in as few digits as say something.
import { count, isolated, percent, shorten } from '../../theme/format.js';
import { POINTS, REGIONS, SERVERS } from '../../claims/cdn.js';
import { SYSTEMS } from './systems.js';

/** @typedef {import('./model.js').TierState} TierState */
/** @typedef {import('./runs.js').Result} Result */

const UNITS = /** @type {const} */ ([
  [1e9, 's'],
  [1e6, 'ms'],
  [1e3, 'µs'],
  [1, 'ns'],
]);
/** @param {number} ns */
const unitOf = (ns) => UNITS.find(([size]) => ns >= size) ?? UNITS[3];
/** @param {number} value */
const short = (value) => String(Number(value.toPrecision(3)));

/** 27431144 -> "27.4 ms". @param {number} ns */
export function about(ns) {
  const [size, sign] = unitOf(ns);
  return `${short(ns / size)}\u00a0${sign}`;
}

/** The tail in one unit. @param {Result['stats']['latency']} latency */
export function tail({ p50Ns, p99Ns, p999Ns }) {
  const [size, sign] = unitOf(p999Ns);
  const [p50, p99, p999] = [p50Ns, p99Ns, p999Ns].map((ns) => short(ns / size));
  return `p50\u00a0${p50} · p99\u00a0${p99} · p99.9\u00a0${p999}\u00a0${sign}`;
}

/** Of all requests so far, by tier, and at the end those that the source was asked for. @param {Result} result */
export const sharesOf = ({ requests, stats }) =>
  [...stats.hits, stats.misses].map((many) => (requests ? many / requests : 0));

/** 0.4163 -> "41.6 %". @param {number} share */
export const shareText = (share) => percent(share, 1);

/** What three systems answered, in words. @param {Result[]} results */
export function systemsSentence(results) {
  const systems = SYSTEMS.map(({ name, caches, source }, i) => {
    const shares = sharesOf(results[i]);
    const parts = [...caches, source].map((cache, k) => `${cache} ${shareText(shares[k])}`).join(', ');
    return `${name}: ${parts}, mean ${about(results[i].stats.latency.meanNs)}`;
  });
  return `Of ${count(results[0].requests)} requests each. ${systems.join('. ')}.`;
}

/** A tier of the CDN as it is called there. @param {{tier: number|null, node: number}} place */
export function placeName({ tier, node }) {
  const cdn = SYSTEMS[1];
  if (tier === null) return cdn.source;
  if (tier === 0) return `the edge at ${POINTS[Math.floor(node / SERVERS)]}`;
  return tier === 1 ? `regional, ${REGIONS[node]}` : cdn.caches[tier];
}

/** @param {TierState} state */
export function networkSentence({ scene, network }) {
  const { way, key, servers, copies } = network;
  const said = isolated(shorten(key));
  if (!way)
    return `Six points of presence, a ring of four servers in each. ${said} belongs to one server in each of them.`;
  const letter = 'ABCD'[way.server];
  const who = scene.pick === 'ring' ? `the ring picks server ${letter}` : `any server is asked, ${letter}`;
  const missed = way.events.filter(({ kind }) => kind === 'miss').map(placeName);
  const answers = placeName({
    tier: way.tier,
    node: way.events.find(({ kind }) => kind === 'hit')?.node ?? 0,
  });
  const misses = missed.length ? ` Missed at ${missed.join(', ')}.` : '';
  const owner =
    scene.pick === 'any' && servers[way.point] !== way.server
      ? ` The ring would have said ${'ABCD'[servers[way.point]]}.`
      : '';
  return `GET ${said} at ${POINTS[way.point]}: ${who}.${misses} Answered by ${answers} after ${about(way.costNs)}.${owner} Copies now: ${copies.length}.`;
}

/** @param {TierState} state */
export const scenesSentence = (state) => {
  if (state.scene.show === 'cdn') return networkSentence(state);
  return state.results
    ? systemsSentence(state.results)
    : 'CPU, CDN and browser: three caches each, then the source. Nothing has been asked yet.';
};
