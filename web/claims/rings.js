// Slides 3 and 8: where one key goes by modulo, and what one newcomer takes of a drawn ring.
import { answered } from '../engine/answer.js';
import { degrees, percentNumber } from '../theme/format.js';
import { KEY as FOLLOWED, SERVERS as EIGHT } from './lookups.js';

const KEY = 'user:4615';

/** @param {number} servers @returns {import('./claims.js').Question} */
const routed = (servers) => ({
  call: `modulo(["${KEY}"], ${servers})`,
  inputs: [
    ['key', KEY],
    ['servers', String(servers)],
    ['hash', 'XXH64, seed 0'],
  ],
  file: 'cpp/ring/modulo.hpp',
  ask: (engine) => answered(engine.modulo([KEY], servers))[0],
});

const SERVERS = ['45 A', '180 B'];
const NEWCOMER = '120 C';

/**
 * The two rings of slide 8, before and after the newcomer, for as long as a question needs them.
 * @template T
 * @param {import('../engine/edgecache.d.ts').Engine} engine
 * @param {(before: import('../engine/edgecache.d.ts').HashRing, after: import('../engine/edgecache.d.ts').HashRing) => T} question
 */
function joined(engine, question) {
  const before = answered(engine.ring({ hash: 'by-degrees', plain: true, servers: SERVERS }));
  const after = answered(before.copy());
  try {
    answered(after.add(NEWCOMER));
    return question(before, after);
  } finally {
    before.delete();
    after.delete();
  }
}

/** @type {import('./claims.js').Question} */
const taken = {
  call: 'remap(before, after)',
  inputs: [
    ['servers', `${SERVERS.join(', ')} + ${NEWCOMER}`],
    ['vnodes', '1 each'],
    ['hash, rule', 'by degrees, ≥'],
    ['keys', 'the whole circle'],
  ],
  file: 'cpp/ring/remap.cpp',
  ask: (engine) =>
    joined(engine, (before, after) => {
      const { share, flows } = answered(engine.remap(before, after));
      return { fraction: share.fraction, ofLoser: flows[0].ofLoser };
    }),
};

const DRAWN = { prefix: 'user:', from: 0, count: 120 };

/** @type {import('./claims.js').Question} */
const drawnMoved = {
  ...taken,
  call: 'remap(before, after, keys)',
  inputs: [
    ...taken.inputs.slice(0, 3),
    ['keys', `user:0…${DRAWN.count - 1}, at their hashes`],
    ['keys counted', String(DRAWN.count)],
  ],
  ask: (engine) => joined(engine, (before, after) => answered(engine.remap(before, after, DRAWN)).moved),
};

/** Whose shelf a key stands on, in the ring of slide 10. @param {string} key @returns {import('./claims.js').Question} */
const owned = (key) => ({
  call: `owner("${key}")`,
  inputs: [
    ['servers', 'server-A…server-H'],
    ['vnodes', '1 each, at hash(name)'],
    ['hash, rule', 'XXH64, ≥'],
  ],
  file: 'cpp/ring/hash_ring.cpp',
  ask(engine) {
    const ring = answered(engine.ring({ plain: true, servers: EIGHT }));
    try {
      return answered(ring.owner(key));
    } finally {
      ring.delete();
    }
  },
});

const slides = ['add-a-server'];

/** @type {import('./claims.js').Claim[]} */
export const ringClaims = [
  {
    id: 'routed-100',
    slides: ['what-happened'],
    sentence: `is the server of ${KEY} among 100`,
    question: routed(100),
    text: String,
  },
  {
    id: 'routed-101',
    slides: ['what-happened'],
    sentence: `is the server of ${KEY} among 101`,
    question: routed(101),
    text: String,
  },
  {
    id: 'taken-degrees',
    slides,
    sentence: 'of 360 degrees change owner',
    unit: '°',
    question: taken,
    text: ({ fraction }) => String(Number((fraction * 360).toFixed(6))),
  },
  {
    id: 'taken',
    slides,
    sentence: 'of the circle changes owner',
    unit: '%',
    question: taken,
    text: ({ fraction }) => percentNumber(fraction),
  },
  {
    id: 'taken-of-b',
    slides,
    sentence: 'of what B had goes to C',
    unit: '%',
    question: taken,
    text: ({ ofLoser }) => percentNumber(ofLoser, 1),
  },
  {
    id: 'drawn-moved',
    slides,
    sentence: `of the ${DRAWN.count} keys drawn change owner`,
    question: drawnMoved,
    text: String,
  },
  {
    id: 'key-place',
    slides: ['key-idea', 'pseudocode'],
    sentence: `is where ${FOLLOWED} stands`,
    unit: '°',
    question: {
      call: `position("${FOLLOWED}")`,
      inputs: [
        ['hash', 'XXH64, seed 0'],
        ['angle', 'hash ÷ 2⁶⁴ × 360'],
      ],
      file: 'cpp/ring/position.cpp',
      ask: (engine) => answered(engine.position(FOLLOWED)),
    },
    text: ({ turn }) => degrees(turn).replace('°', ''),
  },
  {
    id: 'key-owner',
    slides: ['promotion'],
    sentence: `keeps ${FOLLOWED} on the ring of slide 10`,
    question: owned(FOLLOWED),
    text: String,
  },
];
