// From a scene to questions: what each contestant is asked, so that all of them are asked the same.
import { contestant } from './contestants.js';
import { leaverOf, serversOf } from './scene.js';

/** @typedef {import('./scene.js').Scene} Scene */
/** @typedef {import('../../engine/edgecache.d.ts').TournamentJob} TournamentJob */

const MOST_TOKENS = 1_000_000;
const MOST_POINTS = 10_000; // of one server
/** Rendezvous draws with every server for every key: so many draws take some seconds, four copies of it. */
const MOST_DRAWS = 200_000_000;

/** A name that nobody has. @param {Set<string>} names @param {number} count */
function freshName(names, count) {
  for (let i = count; ; i++) if (!names.has(`server-${i}`)) return `server-${i}`;
}

/**
 * The next scale-up: one server more, of average weight.
 * @param {Scene} scene
 */
export function field(scene) {
  const servers = serversOf(scene);
  let sum = 0;
  let heaviest = 0;
  for (const { weight } of servers) {
    sum += weight;
    heaviest = Math.max(heaviest, weight);
  }
  const average = sum / servers.length;
  const joins = {
    name: freshName(new Set(servers.map(({ name }) => name)), servers.length),
    weight: average,
  };
  const leaves = leaverOf(scene);
  // Points are shared out by weight. A heavy server has at most 10,000, and all of them together a million.
  const wanted = scene.points / average;
  const allowed = Math.min(MOST_POINTS / heaviest, (MOST_TOKENS - servers.length - 1) / (sum + average));
  const unit = Math.min(wanted, allowed);
  return { servers, joins, leaves, heaviest, average, unit, fewerPoints: unit < wanted };
}

/**
 * @param {Scene} scene @param {string} id @param {ReturnType<typeof field>} asked
 * @returns {TournamentJob}
 */
export function jobOf(scene, id, { servers, joins, leaves, unit }) {
  const { tableSize, factor, hash } = scene;
  const spec = /** @type {import('./contestants.js').Contestant} */ (contestant(id)).spec({
    points: unit,
    tableSize,
    factor,
  });
  const most = id === 'rendezvous' ? Math.floor(MOST_DRAWS / servers.length) : scene.keys;
  return {
    do: 'tournament',
    placement: { ...spec, hash, servers },
    keys: { prefix: 'user:', from: 0, count: Math.min(scene.keys, most) },
    joins,
    leaves,
  };
}
