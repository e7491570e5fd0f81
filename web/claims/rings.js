// Slides 3 and 8: where one key goes by modulo, and what one newcomer takes of a drawn ring.
import { answered } from '../engine/answer.js';
import { percentNumber } from '../theme/format.js';

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

/** @type {import('./claims.js').Question} */
const taken = {
  call: 'remap(before, after)',
  inputs: [
    ['servers', `${SERVERS.join(', ')} + ${NEWCOMER}`],
    ['vnodes', '1 each'],
    ['hash, rule', 'degrees in the name, ≥'],
    ['keys', 'the whole circle'],
  ],
  file: 'cpp/ring/remap.cpp',
  ask(engine) {
    const before = answered(engine.ring({ hash: 'by-degrees', plain: true, servers: SERVERS }));
    const after = answered(before.copy());
    try {
      answered(after.add(NEWCOMER));
      const { share, flows } = answered(engine.remap(before, after));
      const loser = answered(before.arcs()).find(({ server }) => server === flows[0]?.from);
      return { fraction: share.fraction, ofLoser: share.fraction / (loser?.fraction ?? 0) };
    } finally {
      before.delete();
      after.delete();
    }
  },
};

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
];
