// The receipt of slide 12's figure: its rings are drawn once more, and a million keys are looked up on one of them, timed now.
import { answered } from '../../engine/answer.js';
import { count, percentNumber } from '../../theme/format.js';
import { CURES, hotLoads } from './hot.js';
import { BET_AT, RINGS } from './model.js';

const KEYS = 1_000_000;

/** @typedef {import('../../engine/edgecache.d.ts').Engine} Engine */

/** @param {Engine} engine @param {import('./model.js').BalanceState} state */
export async function balanceReceipt(engine, { scene, hot }) {
  const start = performance.now();
  if (hot) {
    const again = await hotLoads(engine, scene.vnodes, hot.cure);
    return hotReceipt(again, performance.now() - start);
  }
  const vnodes = scene.vnodes ?? BET_AT;
  const { servers } = scene;
  const rings = answered(await engine.run({ do: 'rings', servers, vnodes, rings: RINGS }));
  const ms = performance.now() - start;
  return {
    number: `±${percentNumber(rings.spread, 1)}`,
    unit: '%',
    sentence: `of a fair share is the spread at V = ${count(vnodes)}`,
    rows: /** @type {[string, string][]} */ ([
      ['ƒ', `run(rings) × ${count(RINGS)}`],
      ['servers', `${servers} a ring, none in two rings`],
      ['vnodes', `${count(vnodes)} each`],
      ['expected', `√((N − 1) ÷ (NV + 1)) = ${percentNumber(rings.expected, 2)} %`],
      ['busiest', `${rings.peakToMean.toFixed(3)} × the mean, on average`],
      ['tokens', `${count(servers * vnodes)} × 16 bytes`],
      ['look-up now', `${(await lookupNs(engine, servers, vnodes)).toFixed(0)} ns a key, in bulk`],
    ]),
    sure: `sampled, ± ${percentNumber(rings.spreadError, 2)} %`,
    file: 'cpp/sim/many_rings.cpp',
    ms,
  };
}

/** @param {import('./hot.js').HotLoads} hot @param {number} ms */
function hotReceipt({ cure, loads, reached, requests }, ms) {
  const most = Math.max(...loads);
  const kind = cure === 'bounded' ? 'bounded-load' : 'ring';
  return {
    number: (most / (reached / loads.length)).toFixed(1),
    unit: '×',
    sentence: 'the fair load is on the busiest server',
    rows: /** @type {[string, string][]} */ ([
      ['ƒ', `placement(${kind}).place`],
      ['requests', `${count(requests)}, 2 of 5 for one key`],
      ['cure', CURES.find((known) => known.cure === cure)?.name ?? 'none'],
      ['reach the ring', count(reached)],
      ['loads', loads.map(count).join(', ')],
    ]),
    sure: 'exact',
    file: cure === 'bounded' ? 'cpp/ring/bounded_load.cpp' : 'cpp/ring/ring_placement.cpp',
    ms,
  };
}

/** @param {Engine} engine @param {number} servers @param {number} vnodes */
async function lookupNs(engine, servers, vnodes) {
  const names = Array.from({ length: servers }, (_, i) => `ring-0-server-${i}`);
  const start = performance.now();
  answered(
    await engine.run({
      do: 'place',
      ring: { servers: names, vnodes },
      keys: { prefix: 'user:', count: KEYS },
    }),
  );
  return ((performance.now() - start) * 1e6) / KEYS;
}
