// Slides 10 and 11: how many tokens a look-up compares, in a ring of eight and in one of 10,000 tokens, and how many a loop from
// the first token on would have looked at.
import { answered } from '../engine/answer.js';
import { inStretches } from '../engine/jobs.js';
import { count } from '../theme/format.js';

/** @typedef {import('../engine/edgecache.d.ts').Engine} Engine */

/** The key that Acts 3 and 4 follow, and the eight servers of slide 10. */
export const KEY = 'user:123';
export const SERVERS = Array.from('ABCDEFGH', (letter) => `server-${letter}`);

const MANY = { servers: 100, vnodes: 100, keys: 10_000 };
const KEYS_A_STEP = 20;
const STRETCH_MS = 4; // half of what a frame can spare

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

/** Comparisons of a look-up among 10,000 tokens, over many keys, a step at a time. @param {Engine} engine */
function* lookMany(engine) {
  const servers = Array.from({ length: MANY.servers }, (_, i) => `server-${i}`);
  const ring = answered(engine.ring({ servers, vnodes: MANY.vnodes }));
  try {
    const tokens = ring.tokenCount;
    let [sum, squares, most, scanned] = [0, 0, 0, 0];
    let scannedSquares = 0;
    for (let key = 0; key < MANY.keys; key++) {
      const looked = answered(ring.lookup(`user:${key}`));
      if (!looked) throw new Error('a full ring, and nobody owns the key');
      // A loop from the first token on would have looked at all tokens up to this one, or at every one before it wraps.
      const loop = looked.wrapped ? tokens : looked.found + 1;
      sum += looked.comparisons;
      squares += looked.comparisons ** 2;
      most = Math.max(most, looked.comparisons);
      scanned += loop;
      scannedSquares += loop ** 2;
      if (key % KEYS_A_STEP === 0)
        yield { done: key, total: MANY.keys, phase: /** @type {const} */ ('keys') };
    }
    const mean = (/** @type {number} */ total) => total / MANY.keys;
    /** Standard error of a mean over keys drawn like these. */
    const error = (/** @type {number} */ total, /** @type {number} */ ofSquares) =>
      Math.sqrt((mean(ofSquares) - mean(total) ** 2) / MANY.keys);
    return {
      tokens,
      keys: MANY.keys,
      most,
      average: mean(sum),
      averageError: error(sum, squares),
      scanned: mean(scanned),
      scannedError: error(scanned, scannedSquares),
    };
  } finally {
    ring.delete();
  }
}

/** The same at once, where no frame waits: while the deck is built. @param {Engine} engine */
export function looksAmongMany(engine) {
  const work = lookMany(engine);
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/** And on a page, in stretches that no frame notices. @param {Engine} engine */
const looksInStretches = (engine) =>
  inStretches(/** @type {any} */ (lookMany(engine)), {
    stretchMs: STRETCH_MS,
    now: () => performance.now(),
    pause: () => new Promise((resolve) => setTimeout(resolve, 0)),
    signal: new AbortController().signal,
    onProgress: () => {},
  });

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
  call: `lookup(key) × ${count(MANY.keys)}`,
  inputs: [
    ['servers', `${MANY.servers} × ${MANY.vnodes} vnodes`],
    ['hash, rule', 'XXH64, ≥'],
    ['keys', `user:0…${MANY.keys - 1}`],
    ['keys counted', count(MANY.keys)],
  ],
  file: 'cpp/ring/hash_ring.cpp',
  ask: looksInStretches,
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
