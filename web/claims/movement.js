// Slides 4 and 9: a million real keys placed by modulo and by a ring, before and after server 100 joins, and counted one by one. That
// takes longer than a frame, so it is done where no picture waits for it: in a worker.
import { answered } from '../engine/answer.js';
import { count } from '../theme/format.js';

export const SERVERS = 100;
export const VNODES = 100;
export const KEYS = { prefix: 'user:', from: 0, count: 1_000_000 };
export const NEWCOMER = `server-${SERVERS}`;

const servers = Array.from({ length: SERVERS }, (_, i) => `server-${i}`);
export const BEFORE = { servers, vnodes: VNODES };
export const AFTER = { servers: [...servers, NEWCOMER], vnodes: VNODES };

/** @type {[string, string][]} */
const counted = [
  ['keys', `user:0…${KEYS.count - 1}`],
  ['keys counted', count(KEYS.count)],
];
/** @param {number} after servers @returns {import('./claims.js').Question} */
const modulo = (after) => ({
  call: `run(remap ${SERVERS} → ${after})`,
  inputs: [['rule', 'hash % N'], ['hash', 'XXH64'], ...counted],
  file: 'cpp/ring/remap.cpp',
  ask: async (engine) => answered(await engine.run({ do: 'remap', before: SERVERS, after, keys: KEYS })),
});
const byModulo = modulo(SERVERS + 1);
/** @type {import('./claims.js').Question} */
const byRing = {
  call: 'run(remap before → after)',
  inputs: [
    ['servers', `${SERVERS} → ${SERVERS + 1}`],
    ['vnodes', `${VNODES} each`],
    ['hash, rule', 'XXH64, ≥'],
    ...counted,
  ],
  file: 'cpp/ring/remap.cpp',
  ask: async (engine) =>
    answered(await engine.run({ do: 'remap', before: BEFORE, after: AFTER, keys: KEYS })),
};
/** @type {import('./claims.js').Question} */
const both = {
  call: 'run(remap) by both, divided',
  inputs: [['servers', `${SERVERS} → ${SERVERS + 1}`], ['vnodes', `${VNODES} each`], ...counted],
  file: 'cpp/ring/remap.cpp',
  of: [byModulo, byRing],
};

/** As many keys as the story has: half a second of a worker, so nobody's slide waits for it unasked. */
const HUNDRED_MILLION = 100_000_000;
/** @type {import('./claims.js').Question} */
const story = {
  call: `run(census ${SERVERS} → ${SERVERS + 1})`,
  inputs: [
    ['rules', 'hash % N, and the ring'],
    ['vnodes', `${VNODES} each`],
    ['hash', 'XXH64'],
    ['keys', `user:0…${HUNDRED_MILLION - 1}`],
    ['keys counted', count(HUNDRED_MILLION)],
  ],
  file: 'cpp/sim/census.cpp',
  ask: async (engine) =>
    answered(
      await engine.run({
        do: 'census',
        before: SERVERS,
        after: SERVERS + 1,
        vnodes: VNODES,
        keys: { ...KEYS, count: HUNDRED_MILLION },
      }),
    ),
};

const slides = ['the-math-that-saves'];

/** @type {import('./claims.js').Claim[]} */
export const movementClaims = [
  {
    id: 'million-modulo',
    slides: ['the-math', ...slides],
    sentence: 'keys change owner by hash % N',
    question: byModulo,
    text: ({ moved }) => count(moved),
  },
  {
    id: 'million-modulo-102',
    slides: ['the-math'],
    sentence: 'of a million keys change owner by hash % N when two servers join',
    question: modulo(SERVERS + 2),
    text: ({ moved }) => count(moved),
  },
  {
    id: 'million-ring',
    slides,
    sentence: 'keys change owner on the ring',
    question: byRing,
    text: ({ moved }) => count(moved),
  },
  {
    id: 'million-elsewhere',
    slides,
    sentence: 'keys move between servers that were there before',
    question: byRing,
    text: ({ movedBetweenPresentInBoth }) => count(movedBetweenPresentInBoth),
  },
  {
    id: 'times-fewer',
    slides,
    sentence: 'times fewer keys move on the ring',
    question: both,
    text: ([modulo, ring]) => String(Math.round(modulo.moved / ring.moved)),
  },
  {
    id: 'hundred-million-modulo',
    slides,
    sentence: 'of a hundred million keys change owner by hash % N',
    question: story,
    asked: true,
    text: ({ modulo }) => count(modulo.moved),
  },
  {
    id: 'hundred-million-ring',
    slides,
    sentence: 'of a hundred million keys change owner on the ring',
    question: story,
    asked: true,
    text: ({ ring }) => count(ring.moved),
  },
];
