// What slide 19's figure says: every number is the run's, or the tiered cache's.
import { count } from '../../theme/format.js';
import { betSentence } from '../shared/bet.js';
import { countsAt, outcome } from './model.js';
import { WAGER } from './scene.js';

/** @typedef {import('./model.js').RaceState} RaceState */
/** @typedef {import('../../engine/edgecache.d.ts').InvalidationLane} InvalidationLane */
/** @typedef {import('../../engine/edgecache.d.ts').Strategy} Strategy */
/** @typedef {import('./lesson.js').Lesson} Lesson */
/** @typedef {import('./scene.js').Order} Order */

/**
 * What a copy weighs, in bytes: a page of the median is 1,900 kB in 74 requests (HTTP Archive, Web Almanac 2019, Page Weight).
 */
export const OBJECT_BYTES = Math.round(1_900_000 / 74);
/** What a check of the page costs that says the name, in bytes: the head of a 304 answer, which has no body (RFC 9110); ours. */
export const CHECK_BYTES = 300;

/** @type {Record<Strategy, {name: string, how: string}>} */
export const STRATEGY_WORDS = {
  ttl: { name: 'TTL', how: 'each copy dies of age' },
  revalidate: { name: '+ revalidate', how: 'stale-while-revalidate' },
  'write-through': { name: 'Write-through', how: 'one copy new, others age' },
  versioned: { name: 'Versioned URL', how: 'a new name, a new copy' },
  purge: { name: 'Purge API', how: 'every place is told' },
};

/** 58170 -> "58.2 s", 700 -> "0.70 s", 140 -> "140 ms". @param {number} ms */
export function lasts(ms) {
  if (ms === 0) return '0\u00a0s';
  if (ms < 200) return `${Math.round(ms)}\u00a0ms`;
  return `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)}\u00a0s`;
}

/** 624000 -> "0.6 MB". @param {number} bytes */
export const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)}\u00a0MB`;

/** What the origin has sent. @param {{fetches: number, checks: number}} load */
export const sentBytes = ({ fetches, checks }) => fetches * OBJECT_BYTES + checks * CHECK_BYTES;

/** What one strategy costs besides, in a few words: pages checked so far, the rest once it is over. @param {InvalidationLane} lane @param {{checks: number, ended: boolean}} so */
export function price({ strategy, mostFetches, waits }, { checks, ended }) {
  if (strategy === 'versioned') return `+ ${count(checks)} page checks`;
  if (!ended) return '';
  if (strategy === 'purge') return `${count(mostFetches)} in one second`;
  return waits === 0 ? 'nobody waits' : `${count(waits)} readers wait`;
}

/** One strategy in words. @param {InvalidationLane} lane @param {{staleReads: number, fetches: number}} counts */
const laneSentence = ({ strategy, oldForMs }, { staleReads, fetches }) =>
  `${STRATEGY_WORDS[strategy].name}: old for up to ${lasts(oldForMs)}, ${count(staleReads)} stale reads, ${count(fetches)} origin fetches`;

/** The figure in words, for ears. @param {RaceState} state */
export function raceSentence(state) {
  const { run, second, scene, lesson } = state;
  if (lesson) return lessonSentence(lesson);
  const { places, ttlSeconds } = run.scene;
  if (second === null)
    return `${count(places)} places hold a copy, each of its own age; nothing is written yet.`;
  const counts = countsAt(run, second, ttlSeconds);
  const lanes = run.lanes.map((lane, i) => laneSentence(lane, counts[i]));
  const bet = scene.bet === null ? '' : ` ${betSentence(WAGER, outcome(state))}`;
  return `${lasts(second * 1000)} after the write, ${count(counts[0].reads)} reads at ${count(places)} places. ${lanes.join('. ')}.${bet}`;
}

/** @type {Record<Order, {name: string, says: string}>} */
export const ORDER_WORDS = {
  'top-down': {
    name: 'L1 first',
    says: 'A reader in between finds the old copy farther down and carries it up, behind the purge’s back.',
  },
  'bottom-up': { name: 'L3 first', says: 'When L1 is purged, nothing old is left below it to carry up.' },
  twice: { name: 'L1 first, twice', says: 'The second purge finds the copy that came back.' },
  ttl: { name: 'L1 first, with a TTL', says: 'The copy that came back keeps its expiry: it dies of age.' },
  inclusive: { name: 'L1 first, inclusive', says: 'What leaves L3 takes the copies above it along.' },
};

/** How long somebody may be told v1. @param {Lesson} lesson */
export const lessonLasts = ({ forEver, oldForMs }) => (forEver ? 'for ever' : lasts(oldForMs));

/** @param {Lesson} lesson */
export function lessonSentence(lesson) {
  const { order, reads, staleReads } = lesson;
  const { name, says } = ORDER_WORDS[order];
  const end = lesson.forEver ? 'An hour later L1 still answers v1' : `v1 is told for ${lessonLasts(lesson)}`;
  return `A purge of three tiers, ${name}: ${end}, ${staleReads} of ${reads.length} readers are told something old. ${says}`;
}
