// Slides 10 and 11: how many tokens a look-up compares, in a ring of eight and in one of 10,000 tokens, and how many a loop from
// the first token on would have looked at.
import { answered } from '../engine/answer.js';
import { count } from '../theme/format.js';

/** @typedef {import('../engine/edgecache.d.ts').Engine} Engine */

/** The key that Acts 3 and 4 follow, and the eight servers of slide 10. */
export const KEY = 'user:123';
export const SERVERS = Array.from('ABCDEFGH', (letter) => `server-${letter}`);

const MANY = { servers: 100, vnodes: 100, keys: 10_000 };

/** The ring of eight, asked for one key. @param {Engine} engine */
export function lookup(engine) {
  const ring = answered(engine.ring({ plain: true, servers: SERVERS }));
  try {
    const { turns, servers } = answered(ring.tokens());
    const found = answered(ring.lookup(KEY));
    if (!found) throw new Error('eight servers, and nobody owns the key');
    return { turns: Array.from(turns), servers: Array.from(servers), found };
  } finally {
    ring.delete();
  }
}

/** Comparisons of a look-up among 10,000 tokens, over many keys: of all, the most, the mean and how sure it is. @param {Engine} engine */
export async function looksAmongMany(engine) {
  const servers = Array.from({ length: MANY.servers }, (_, i) => `server-${i}`);
  const { tokens, keys, comparisons, scanned } = answered(
    await engine.run({
      do: 'lookup',
      ring: { servers, vnodes: MANY.vnodes },
      keys: { prefix: 'user:', from: 0, count: MANY.keys },
    }),
  );
  const looks = answered(engine.balance(comparisons));
  const loop = answered(engine.balance(scanned));
  /** Standard error of a mean over keys drawn like these. @param {{standardDeviation: number}} spread */
  const error = ({ standardDeviation }) => standardDeviation / Math.sqrt(keys);
  return {
    tokens,
    keys,
    most: looks.max,
    average: looks.mean,
    averageError: error(looks),
    scanned: loop.mean,
    scannedError: error(loop),
  };
}

/** @type {import('./claims.js').Question} */
const amongEight = {
  call: `lookup("${KEY}")`,
  inputs: [
    ['servers', 'server-A…server-H'],
    ['vnodes', '1 each, at hash(name)'],
    ['hash, rule', 'XXH64, ≥'],
  ],
  file: 'cpp/ring/hash_ring.cpp',
  ask: lookup,
};
/** @type {import('./claims.js').Question} */
const amongMany = {
  call: `run(lookup) × ${count(MANY.keys)}`,
  inputs: [
    ['servers', `${MANY.servers} × ${MANY.vnodes} vnodes`],
    ['hash, rule', 'XXH64, ≥'],
    ['keys', `user:0…${MANY.keys - 1}`],
    ['keys counted', count(MANY.keys)],
  ],
  file: 'cpp/ring/hash_ring.cpp',
  ask: looksAmongMany,
};

/** @type {import('./claims.js').Claim[]} */
export const lookupClaims = [
  {
    id: 'looks-8',
    slides: ['pseudocode'],
    sentence: 'tokens compared, of eight',
    question: amongEight,
    text: ({ found }) => String(found.comparisons),
  },
  {
    id: 'looks-most',
    slides: ['pseudocode', 'python'],
    sentence: 'tokens compared at most, of 10,000',
    question: amongMany,
    text: ({ most }) => String(most),
  },
  {
    id: 'looks-average',
    slides: ['pseudocode'],
    sentence: 'tokens compared on average, of 10,000',
    question: amongMany,
    text: ({ average }) => average.toFixed(1),
    sure: ({ averageError }) => `sampled, ± ${averageError.toFixed(3)}`,
  },
  {
    id: 'loop-looks',
    slides: ['python'],
    sentence: 'tokens a loop from the start looks at, on average',
    question: amongMany,
    text: ({ scanned }) => count(scanned),
    sure: ({ scannedError }) => `sampled, ± ${count(scannedError)}`,
  },
];
