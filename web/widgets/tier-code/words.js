// What slide 16's figure says of a line, and of what lacks without one.
import { count, isolated, shorten } from '../../theme/format.js';
import { TIERS } from '../shared/tiers.js';

/** @typedef {import('./model.js').CodeState} CodeState */
/** @typedef {import('./code.js').CodeStep} CodeStep */
/** @typedef {import('./code.js').Added} Added */

/** What the switch of an added line is called, and what is counted without it. @type {{added: Added, name: string, lacks: (without: import('./without.js').Without) => {number: number, words: string}}[]} */
export const SWITCHES = [
  {
    added: 'fill',
    name: 'fill on a miss',
    lacks: ({ fill, gets }) => ({
      number: fill.lacking,
      words: `entries in the tiers without it, after ${count(gets)} GETs: empty for ever (${fill.whole} with it)`,
    }),
  },
  {
    added: 'evict',
    name: 'evict when full',
    lacks: ({ evict, gets }) => ({
      number: evict.lacking,
      words: `entries in L1 without it, after ${count(gets)} GETs (${evict.whole} with it)`,
    }),
  },
  {
    added: 'expire',
    name: 'expire',
    lacks: ({ expire, seconds }) => ({
      number: expire.lacking,
      words: `of ${seconds} answers are old without it, a GET a second after one write (${expire.whole} with it)`,
    }),
  },
];

const tierName = (/** @type {number|null} */ tier) => (tier === null ? 'the database' : TIERS[tier].name);

/** What one line did. @param {CodeStep} step @param {CodeState} state */
export function stepWords({ line, tier, yes, events }, { found }) {
  const name = tierName(tier);
  const victim = events.find(({ kind }) => kind === 'evict')?.key ?? '';
  if (line === 'evict') return `${name} is full: ${isolated(shorten(victim))} is evicted, the entry stored`;
  if (line === 'expire') return `the copy in ${name} has expired: removed`;
  if (line.startsWith('in-')) {
    if (yes === null) return `is the key in ${name}?`;
    return `the key is ${yes ? '' : 'not '}in ${name}`;
  }
  if (line === 'fetch') return 'the database is read';
  if (line === 'miss') return 'the database is read, and nothing is stored';
  if (line === 'fill') return `the entry goes into ${name}`;
  if (line.startsWith('return'))
    return found?.tier === null ? 'the entry returns' : `the copy of ${name} returns`;
  return `a copy goes up to ${name}`;
}

/** Where the GET stands, and what lies in the tiers. @param {CodeState} state */
export function codeSentence(state) {
  const { key, done, steps, shelves, found, sums } = state;
  const held = shelves.map((entries, k) => `${TIERS[k].name} holds ${entries.length}`).join(', ');
  const so = `${held}. ${sums.dbReads} of ${sums.gets} GETs read the database.`;
  const step = done.at(-1);
  if (key === null) return so;
  const asked = `GET(${isolated(shorten(key))})`;
  if (!step) return `${asked} begins. ${so}`;
  const told = `${asked}: ${stepWords(step, state)}.`;
  if (done.length < steps.length || !found) return `${told} ${so}`;
  const old = found.version < found.dbVersion ? ', an old one' : '';
  return `${told} The answer is version ${found.version}${old}. ${so}`;
}
