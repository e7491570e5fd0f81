// Slides 20 and 21: the linked list, literally. In Chord (Stoica et al., SIGCOMM 2001, doi:10.1145/383059.383071) every server of
// the ring knows its successor, which is node.next, and a few fingers, the successors of its position + 2^k. Both ways of one look-up
// are walked by the engine, hop by hop, on the same ring that the figure draws.
import { answered } from '../engine/answer.js';
import { chordWalk } from '../engine/chord.js';

const SERVERS = Array.from({ length: 64 }, (_, i) => `server-${i}`);
const KEY = 'user:11';

/** @type {import('./claims.js').Question} */
const walked = {
  call: `chordWalk("${KEY}")`,
  inputs: [
    ['servers', 'server-0…server-63, one position each'],
    ['asked', 'the server behind the owner'],
    ['fingers', 'successor(p + 2^k), k = 0…63'],
  ],
  file: 'cpp/ring/chord.cpp',
  ask(engine) {
    const ring = answered(engine.ring({ vnodes: 1, servers: SERVERS }));
    try {
      const found = answered(ring.lookup(KEY));
      if (!found) throw new Error('64 servers, and nobody owns the key');
      const behind = (found.found + 1) % SERVERS.length;
      const walk = (/** @type {'next'|'fingers'} */ route) => answered(chordWalk(ring, behind, KEY, route));
      const fingers = walk('fingers');
      const first = (fingers[1] - fingers[0] + SERVERS.length) % SERVERS.length;
      return { next: walk('next').length - 1, fingers: fingers.length - 1, first };
    } finally {
      ring.delete();
    }
  },
};

const NODES = Array.from({ length: 6 }, (_, i) => `node_${i + 1}`);

/** Slide 20: six nodes at the hashes of their names. @type {import('./claims.js').Question} */
const season = {
  call: 'chordWalk("node_6")',
  inputs: [
    ['servers', 'node_1…node_6, at hash(name)'],
    ['asked', 'node_1'],
  ],
  file: 'cpp/ring/chord.cpp',
  ask(engine) {
    const ring = answered(engine.ring({ plain: true, servers: NODES }));
    try {
      const first = Array.from(answered(ring.tokens()).servers).indexOf(0);
      const hops = (/** @type {'next'|'fingers'} */ route) =>
        answered(chordWalk(ring, first, 'node_6', route)).length - 1;
      return { next: hops('next'), fingers: hops('fingers') };
    } finally {
      ring.delete();
    }
  },
};

const slides = ['closing'];

/** @type {import('./claims.js').Claim[]} */
export const chordClaims = [
  {
    id: 'hops-next',
    slides,
    sentence: 'hops once around to the owner, by next',
    question: walked,
    text: ({ next }) => String(next),
  },
  {
    id: 'hops-fingers',
    slides,
    sentence: 'hops to the same owner, by fingers',
    question: walked,
    text: ({ fingers }) => String(fingers),
  },
  {
    id: 'hop-first',
    slides,
    sentence: 'servers further on, by the first of these fingers',
    question: walked,
    text: ({ first }) => String(first),
  },
  {
    id: 'season-next',
    slides: ['season'],
    sentence: 'hops by next from the first node to the last',
    question: season,
    text: ({ next }) => String(next),
  },
  {
    id: 'season-fingers',
    slides: ['season'],
    sentence: 'hops by fingers from the first node to the last',
    question: season,
    text: ({ fingers }) => String(fingers),
  },
];
