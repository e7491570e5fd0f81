// Slides 2, 4 and 5: what hash(key) % servers does when a server joins a hundred. The share of keys that change owner is
// exact, 1 - min(N, M) / lcm(N, M); the hit rate and the load of the database are arithmetic on it.
import { answered } from '../engine/answer.js';
import { count, percentNumber } from '../theme/format.js';

const BEFORE = 100;
/** Hit rate before the incident: the story's choice. */
export const HIT_RATE = 0.95;
/** The story's keyspace, each key asked once: then a moved key is a miss. */
export const KEYS = 100_000_000n;

/** Two digits, and none that say nothing: 99.01, 50. @param {number} fraction */
export const shortPercent = (fraction) => String(Number(percentNumber(fraction)));

/** @param {number} after @returns {import('./claims.js').Question} */
const shareTo = (after) => ({
  call: `remapModulo(${BEFORE}, ${after})`,
  inputs: [
    ['servers', `${BEFORE} → ${after}`],
    ['rule', 'hash % N'],
    ['keys', 'all 2⁶⁴ hashes'],
  ],
  file: 'cpp/ring/remap.cpp',
  ask: (engine) => answered(engine.remapModulo(BEFORE, after)).moved,
});
const one = shareTo(BEFORE + 1);
const two = shareTo(BEFORE + 2);

/** @param {import('./claims.js').Question} question @param {[string, string][]} more */
const withInputs = (question, ...more) => ({ ...question, inputs: [...question.inputs, ...more] });
/** @type {[string, string]} */
const declared = ['hit rate before', `${HIT_RATE * 100} %, declared`];
/** @type {[string, string]} */
const askedOnce = ['asked', `${count(Number(KEYS))} keys, once each`];

/** @typedef {{numerator: bigint, denominator: bigint, fraction: number}} Share */
/** @param {Share} moved */
export const hitRateAfter = ({ fraction }) => HIT_RATE * (1 - fraction);
/** How many times its usual queries the database sees: misses after over misses before. @param {Share} moved */
export const loadAfter = (moved) => (1 - hitRateAfter(moved)) / (1 - HIT_RATE);
/** To the nearest whole key. @param {Share} moved */
export const misses = ({ numerator, denominator }) =>
  count(Number((2n * KEYS * numerator + denominator) / (2n * denominator)));

const keysMove = 'of keys change owner when a server joins a hundred';

/** @type {import('./claims.js').Claim[]} */
export const moduloClaims = [
  {
    id: 'moved-101',
    slides: ['the-math', 'death-spiral'],
    sentence: keysMove,
    unit: '%',
    question: one,
    text: (moved) => shortPercent(moved.fraction),
  },
  {
    id: 'moved-101-round',
    slides: ['the-math', 'death-spiral'],
    sentence: `${keysMove}, rounded`,
    unit: '%',
    question: one,
    text: (moved) => percentNumber(moved.fraction, 0),
  },
  {
    id: 'moved-102',
    slides: ['the-math'],
    sentence: 'of keys change owner when two servers join a hundred',
    unit: '%',
    question: two,
    text: (moved) => shortPercent(moved.fraction),
  },
  {
    id: 'misses-101',
    slides: ['the-math'],
    sentence: 'misses to expect, one server more',
    question: withInputs(one, askedOnce),
    text: misses,
  },
  {
    id: 'misses-102',
    slides: ['the-math'],
    sentence: 'misses to expect, two servers more',
    question: withInputs(two, askedOnce),
    text: misses,
  },
  {
    id: 'load-after',
    slides: ['scene', 'death-spiral'],
    sentence: 'times the usual queries reach the database: misses after over misses before',
    question: withInputs(one, declared),
    text: (moved) => loadAfter(moved).toFixed(1),
  },
];
