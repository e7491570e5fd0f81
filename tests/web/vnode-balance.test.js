// Slide 12: what the figure says of shares, of a thousand rings and of a hot key, against the engine asked in other ways.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { loadEngine } from '../../web/engine/node.js';
import { Experiment } from '../../web/experiment/experiment.js';
import { drawStill } from '../../web/tooling/stills.js';
import { CURES, hotLoads, REQUESTS } from '../../web/widgets/vnode-balance/hot.js';
import { outcome, RINGS, STEPS, vnodeBalanceModel as model } from '../../web/widgets/vnode-balance/model.js';
import { expectedSpread } from '../../web/widgets/vnode-balance/swarm.js';
import { balanceSentence } from '../../web/widgets/vnode-balance/view.js';

const engine = await loadEngine();
const page = readFileSync(new URL('../../slides/episode6_revealjs.html', import.meta.url), 'utf8');
const section = page.slice(page.indexOf('<section id="virtual-nodes"')).split('</section>')[0];
const script = JSON.parse(section.match(/data-script>([\s\S]*?)<\/script>/)?.[1] ?? '[]');

/** A state after commands. @param {any[]} commands @returns {Promise<any>} */
async function stateAfter(...commands) {
  let state = await model.start(engine, /** @type {any} */ (model.scene({})));
  for (const command of commands) ({ state } = await model.run(engine, state, command));
  return state;
}

/** The job itself. @param {any} job @returns {Promise<any>} */
const rings = (job) => engine.run({ do: 'rings', rings: RINGS, ...job });

describe('slide 12: shares', () => {
  test('opens on three plain names, which own 90.8, 1.2 and 8.0 %, as its words say', async () => {
    const { shares } = await stateAfter();
    expect(shares.map((/** @type {number} */ share) => (share * 100).toFixed(1))).toEqual([
      '90.8',
      '1.2',
      '8.0',
    ]);
    expect(section.replace(/<[^>]*>/g, '')).toContain('own 90.8, 1.2 and 8.0 % of the keys');
  });

  test('V = 1 and V = 3 are further draws of the same lottery', async () => {
    const rounded = async (/** @type {number} */ vnodes) =>
      (await stateAfter({ do: 'set-vnodes', vnodes })).shares.map((/** @type {number} */ share) =>
        (share * 100).toFixed(1),
      );
    expect(await rounded(1)).toEqual(['54.9', '29.7', '15.4']);
    expect(await rounded(3)).toEqual(['32.9', '51.7', '15.4']);
    expect(await rounded(10)).toEqual(['59.8', '21.6', '18.5']);
  });
});

describe('slide 12: a thousand rings', () => {
  test('the spread stays within the 99 % band of the formula at every step', async () => {
    for (const servers of [3, 10]) {
      for (const vnodes of STEPS) {
        const { spread, spreadError, expected } = await rings({ servers, vnodes });
        expect(expected).toBe(expectedSpread(servers, vnodes));
        expect(Math.abs(spread - expected), `${servers} x ${vnodes}`).toBeLessThan(2.576 * spreadError);
      }
    }
  });

  test('a ring of the job is a ring of the engine', async () => {
    const { shares } = await rings({ servers: 10, vnodes: 7, rings: 20 });
    for (const number of [0, 1, 19]) {
      const names = Array.from({ length: 10 }, (_, i) => `ring-${number}-server-${i}`);
      const ring = /** @type {any} */ (engine.ring({ servers: names, vnodes: 7 }));
      expect(shares[number]).toBeCloseTo(ring.arcs()[0].fraction * 10, 12);
      ring.delete();
    }
  });

  test('what it is not asked for: refusals by code', async () => {
    expect(await rings({ servers: 1, vnodes: 1 })).toEqual({ refused: 'servers-out-of-range' });
    expect(await rings({ servers: 10.5, vnodes: 1 })).toEqual({ refused: 'servers-out-of-range' });
    expect(await rings({ servers: 10, vnodes: Number.NaN })).toEqual({ refused: 'vnodes-out-of-range' });
    expect(await rings({ servers: 1000, vnodes: 1001 })).toEqual({ refused: 'too-many-points' });
    expect(await rings({ servers: 10, vnodes: 1, rings: 1 })).toEqual({ refused: 'count-out-of-range' });
    expect(await rings({ servers: 10, vnodes: 1, rings: 1e9 })).toEqual({ refused: 'count-out-of-range' });
  });

  test('it says how far it is, with the dots so far, and stops when asked', async () => {
    /** @type {any[]} */
    const reports = [];
    const stop = new AbortController();
    const answer = await engine.run(
      { do: 'rings', servers: 100, vnodes: 1000, rings: 1000 },
      {
        signal: stop.signal,
        onProgress: (progress) => {
          reports.push(progress);
          if (reports.length === 3) stop.abort();
        },
      },
    );
    expect(answer).toEqual({ refused: 'stopped' });
    expect(reports[2].shares.length).toBe(reports[2].done);
    expect(reports[2].done).toBeGreaterThan(reports[0].done);
  });
});

describe('slide 12: the experiment', () => {
  test('its script ends where its headline says: 99 % to 10 %', async () => {
    const state = await stateAfter(...script.map((/** @type {any} */ { at, say, ...command }) => command));
    const said = (/** @type {number} */ v) =>
      (state.columns.find((/** @type {any} */ { vnodes }) => vnodes === v).spread * 100).toFixed(0);
    expect(section.replace(/<[^>]*>/g, '')).toContain(`from ${said(1)} % to ${said(100)} %`);
    expect(balanceSentence(state)).toContain('Over 1,000 rings of 100 servers a share strays 10.0 %');
  });

  test('stepped back and forward it is the same; a new number of servers draws its own rings', async () => {
    const experiment = new Experiment({ tag: 'vnode-balance', model, scene: model.scene({ servers: 10 }) });
    await experiment.begin(engine);
    await experiment.apply({ do: 'bet', guess: 30 });
    await experiment.apply({ do: 'set-vnodes', vnodes: 100 });
    const whole = JSON.stringify(experiment.state);
    expect(outcome(experiment.state)).toEqual({ guess: 30, truth: 9.6 });
    await experiment.apply({ do: 'set-servers', servers: 3 });
    expect(experiment.state.columns.map((/** @type {any} */ c) => [c.servers, c.vnodes])).toEqual([[3, 100]]);
    await experiment.seek(1);
    expect(outcome(experiment.state)).toEqual({ guess: 30, truth: null });
    await experiment.seek(2);
    expect(JSON.stringify(experiment.state)).toBe(whole);
  });

  test('R02: a command that is none is refused by code', () => {
    expect(model.check({ do: 'set-vnodes', vnodes: 7 })).toBe('vnodes-out-of-range');
    expect(model.check({ do: 'set-vnodes', vnodes: '100' })).toBe('vnodes-out-of-range');
    expect(model.check({ do: 'set-servers', servers: 5 })).toBe('servers-out-of-range');
    expect(model.check({ do: 'bet', guess: Number.NaN })).toBe('not-a-number');
    expect(model.check({ do: 'bet', guess: 101 })).toBe('not-a-number');
    expect(model.check({ do: 'ask-hot', cure: 'prayer' })).toBe('mode-unknown');
    expect(model.check({ do: '__proto__' })).toBe('operation-unknown');
    expect(model.scene({ columns: [1, 1e9] })).toBe(null);
    expect(model.scene({ vnodes: 100, columns: Array(9999).fill(100) })?.columns).toEqual([100]);
  });

  test('each outline of the still holds one cell for each ring', async () => {
    const still = await drawStill('virtual-nodes', {
      attributes: { servers: '100' },
      script: script.slice(0, 5),
    });
    const outlines = still.match(/M0 0[hv][^"]*/g) ?? [];
    const above = Number(still.match(/↑ (\d+) more/)?.[1] ?? 0);
    expect(outlines.map(cells)).toEqual([1000 - above, 1000, 1000, 1000, 1000]);
  });
});

/** Area of a staircase of h and v moves, in cells. @param {string} path */
function cells(path) {
  let [x, y, area] = [0, 0, 0];
  for (const [, move, length] of path.matchAll(/([hvH])(-?\d+)/g)) {
    if (move === 'h') x += Number(length);
    if (move === 'H') x = Number(length);
    if (move === 'v') {
      y += Number(length);
      area -= x * Number(length);
    }
  }
  expect(y).toBe(0);
  return area;
}

describe('slide 12: a hot key', () => {
  test('at any V one server gets all of it', async () => {
    for (const vnodes of STEPS) {
      const { loads, hotAt } = await hotLoads(engine, vnodes, 'none');
      expect(hotAt.length).toBe(1);
      expect(loads[hotAt[0]]).toBeGreaterThanOrEqual((REQUESTS * 2) / 5);
      expect(loads.reduce((sum, load) => sum + load)).toBe(REQUESTS);
    }
  });

  test('each cure lowers the busiest; bounded load keeps its bound; what stands before the ring answers the rest', async () => {
    const [plain, bounded, copies, near, coalescing] = await Promise.all(
      CURES.map(({ cure }) => hotLoads(engine, 1000, cure)),
    );
    for (const cured of [bounded, copies, near, coalescing])
      expect(Math.max(...cured.loads), cured.cure).toBeLessThan(Math.max(...plain.loads));
    expect(Math.max(...bounded.loads)).toBeLessThanOrEqual(Math.ceil((1.25 * REQUESTS) / 3));
    expect(copies.hotAt.length).toBe(3);
    expect(near.reached).toBe(REQUESTS - 400 + 4); // the hot key's four askers each ask the ring once
    expect(coalescing.reached).toBe(REQUESTS - 400 + 100); // four ask within the millisecond that an answer takes
  });
});
