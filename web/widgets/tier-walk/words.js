// What slide 15's figure says of a GET, for ears and for the live region.
import { isolated, shorten } from '../../theme/format.js';
import { DATABASE, TIERS, time } from '../shared/tiers.js';
import { spentNs } from './model.js';

/** @typedef {import('./model.js').WalkState} WalkState */
/** @typedef {import('../shared/walk.js').Line} Line */

const plain = (/** @type {string} */ text) => isolated(shorten(text));
const nameOf = (/** @type {number|null} */ tier) => (tier === null ? DATABASE.name : TIERS[tier].name);

/** What a line did, in a few words. @param {Line} line */
export function lineWords({ kind, tier, gone }) {
  const out = gone.map(({ tier: at, key, why }) => `${plain(key)} ${goneWord(why)} ${nameOf(at)}`).join(', ');
  const words = {
    miss: `${nameOf(tier)} misses`,
    coalesce: `${nameOf(tier)} waits for a fetch under way`,
    hit: `${nameOf(tier)} hits`,
    'serve-stale': `${nameOf(tier)} answers with an expired copy`,
    fetch: 'the database is asked',
    promote: `a copy goes up to ${nameOf(tier)}`,
    fill: `${nameOf(tier)} is filled`,
    answer: 'the answer returns',
  };
  return out ? `${words[kind]}, ${out}` : words[kind];
}

/** @param {string} why */
const goneWord = (why) =>
  why === 'evict' ? 'evicted from' : why === 'back-invalidate' ? 'goes with the copy below from' : 'leaves';

/** The result so far. @param {WalkState} state */
export function walkSentence(state) {
  const { key, done, lines, shelves, nextNs, costNs } = state;
  const filled = shelves.map((keys, k) => `${TIERS[k].name} holds ${keys.length}`).join(', ');
  if (key === null) return `Three tiers: ${filled}. Nobody has asked yet.`;
  const told = done.map(lineWords).join('; ');
  const asked = `GET ${plain(key)}`;
  if (!done.length) return `${asked} begins.`;
  if (done.length < lines.length) return `${asked}: ${told}. ${time(spentNs(done))} so far.`;
  return `${asked}: ${told}. It took ${time(costNs)}; the next GET takes ${time(nextNs)}.`;
}
