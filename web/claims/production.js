// Slide 13: what a sixth host costs behind Envoy, by its own two rules: a ring of about 1,024 points whatever the number of hosts,
// and a Maglev table of 65,537 entries.
import { answered } from '../engine/answer.js';
import { makePlacement } from '../engine/placement.js';
import { count, percentNumber } from '../theme/format.js';

/** @typedef {import('../engine/edgecache.d.ts').Engine} Engine */
/** @typedef {import('../engine/edgecache.d.ts').PlacementSpec} PlacementSpec */

const [BEFORE, AFTER] = [5, 6];
const KEYS = 20_000;

/** @type {{id: string, name: string, file: string, rules: (hosts: number) => PlacementSpec}[]} */
const RULES = [
  {
    id: 'envoy-ring',
    name: 'Envoy’s ring hash',
    file: 'cpp/ring/ring_placement.cpp',
    rules: (hosts) => ({ kind: 'ring', separator: '_', points: Math.ceil(1024 / hosts) }),
  },
  {
    id: 'envoy-maglev',
    name: 'Envoy’s Maglev',
    file: 'cpp/ring/maglev.cpp',
    rules: () => ({ kind: 'maglev', tableSize: 65_537 }),
  },
];

/** @param {Engine} engine @param {PlacementSpec} rules @param {number} hosts */
function placed(engine, rules, hosts) {
  const servers = Array.from({ length: hosts }, (_, i) => `10.0.0.${i + 1}:8080`);
  const placement = answered(makePlacement(engine, { ...rules, servers }));
  try {
    return answered(placement.place({ prefix: 'user:', count: KEYS }));
  } finally {
    placement.delete();
  }
}

/** @type {import('./claims.js').Claim[]} */
export const productionClaims = RULES.map(({ id, name, file, rules }) => ({
  id,
  slides: ['who-uses-this'],
  sentence: `of the keys move under ${name}, from ${BEFORE} to ${AFTER} hosts`,
  unit: '%',
  question: {
    call: 'makePlacement().place',
    inputs: [
      ['hosts', `10.0.0.1:8080 …, ${BEFORE} and ${AFTER}`],
      ['keys counted', `user:0…${KEYS - 1}, ${count(KEYS)}`],
    ],
    file,
    ask(engine) {
      const before = placed(engine, rules(BEFORE), BEFORE);
      const after = placed(engine, rules(AFTER), AFTER);
      return after.reduce((moved, owner, i) => moved + Number(owner !== before[i]), 0) / KEYS;
    },
  },
  text: (/** @type {number} */ moved) => percentNumber(moved, 1),
}));
