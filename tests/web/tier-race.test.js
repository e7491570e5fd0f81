// Slide 14: the race is run by the engine's own GETs, the drawing is to scale, and what is refused leaves the last value.
import { describe, expect, test } from 'vitest';
import { makeTieredCache } from '../../web/engine/tiered-cache.js';
import { loadEngine } from '../../web/engine/node.js';
import { Experiment } from '../../web/experiment/experiment.js';
import { drawStill } from '../../web/tooling/stills.js';
import { room, stretched, TIERS } from '../../web/widgets/shared/tiers.js';
import { marksUntil } from '../../web/widgets/tier-race/axis.js';
import { MOST_GB, MOST_NS, tierRaceModel as model } from '../../web/widgets/tier-race/model.js';
import { raceSentence } from '../../web/widgets/tier-race/race-view.js';
import { raceReceipt } from '../../web/widgets/tier-race/receipt.js';
import { readWhole, refusalText } from '../../web/widgets/tier-race/tools.js';

const engine = await loadEngine();
const state = (/** @type {any} */ raw) => model.start(engine, /** @type {any} */ (model.scene(raw)));
const plain = (/** @type {string} */ text) => text.replaceAll('\u00a0', ' ');

async function begun(scene = model.scene({})) {
  const experiment = new Experiment({ tag: 'tier-race', model, scene });
  await experiment.begin(engine);
  return experiment;
}

describe('slide 14: the race', () => {
  test('what a runner waits for is the difference between two GETs, one place further each', () => {
    const latencyNs = [3, 50, 7000, 110_000];
    const { runners } = state({ latencyNs });
    expect(runners.map(({ where }) => where)).toEqual(['L1', 'L2', 'L3', 'db']);
    // One cache asked for one key four times: cold, then with it in each tier, by writing it past the nearer ones.
    const totals = [3, 3 + 50, 3 + 50 + 7000, 3 + 50 + 7000 + 110_000];
    expect(runners.map(({ totalNs }) => totalNs)).toEqual(totals);
    expect(runners.map(({ waitNs }) => waitNs)).toEqual(latencyNs);
    const cache = /** @type {any} */ (
      makeTieredCache(engine, {
        capacity: [1, 1, 1],
        latencyNs: latencyNs.slice(0, 3),
        dbLatencyNs: latencyNs[3],
      })
    );
    expect(cache.get('x').costNs).toBe(totals[3]);
    expect(cache.get('x').costNs).toBe(totals[0]);
    cache.delete();
  });

  test('nobody is told before his time: who has answered are those whose wait has passed', async () => {
    const experiment = await begun();
    const answered = [];
    for (const to of ['L1', 'L2', 'L3', 'database']) {
      const events = await experiment.apply({ do: 'race', to });
      answered.push(events.map(({ from }) => from));
    }
    expect(answered).toEqual([['L1'], ['L1', 'L2'], ['L1', 'L2', 'L3'], ['L1', 'L2', 'L3', 'database']]);
    await experiment.apply({ do: 'set-latency', of: 'L1', ns: 2_000_000 }); // a nearer tier that is slower
    const late = await experiment.apply({ do: 'race', to: 'L3' });
    expect(late.map(({ from }) => from)).toEqual(['L2', 'L3']);
    expect(plain(raceSentence(experiment.state))).toBe(
      'If 1 ns were 1 s, answered by now: L2 1.2 days, L3 11.6 days. Still on the way: L1 23.1 days, database 115.7 days.',
    );
  });

  test('the bars are to scale: as wide as the waits, and who is on the way is as long as the clock', async () => {
    const still = await drawStill('hierarchy', { script: [{ do: 'race', to: 'L3' }] });
    const [wide] = still.split('class="panel race narrow-only"');
    const bars = [...wide.split('class="panel race wide-only"')[1].matchAll(/d="M0 \d+h([\d.]+)v/g)].map(
      (m) => Number(m[1]),
    );
    expect(bars).toHaveLength(3);
    expect(bars[1] / bars[2]).toBeCloseTo(100_000 / 1_000_000, 2);
    expect(wide).toMatch(/class="running"/);
    expect(wide).toContain('on the way, 10');
  });

  test('rooms are to scale by area: one cell is all of L2', async () => {
    const still = plain(await drawStill('hierarchy', {}));
    expect(still).toContain('one cell is all of L2');
    const uneven = plain(await drawStill('hierarchy', { attributes: { rooms: '10 50000 100000' } }));
    expect(uneven).toContain('the corner is all of L2');
    const widths = [...uneven.matchAll(/d="M1184 212h-([\d.]+)v-([\d.]+)h/g)].map(
      (m) => Number(m[1]) * Number(m[2]),
    );
    expect(widths[1] / widths[0]).toBeCloseTo(50_000 / 100_000, 2); // all of L3, and L2 in its corner
  });

  test('a wait in words, from one second to the longest', () => {
    const words = [1, 59, 60, 100, 3599, 3600, 16_000, 86_400, 1e6, 1e8, 1e12].map(stretched);
    expect(words).toEqual([
      ...['1 s', '59 s', '1 min 0 s', '1 min 40 s', '59 min 59 s', '1.0 hours', '4.4 hours'],
      ...['1.0 days', '11.6 days', '3.2 years', '31,688 years'],
    ]);
    expect([1, 999, 1000, 1e5, 1e6, 1e9].map(room).map(plain)).toEqual([
      '1 GB',
      '999 GB',
      '1 TB',
      '100 TB',
      '1 PB',
      '1000 PB',
    ]);
  });

  test('the axis has few marks at round durations, whatever is raced', () => {
    for (const span of [1, 7, 100, 5000, 90_000, 1e6, 1e7, 3e9, MOST_NS]) {
      for (const most of [4, 12]) {
        const marks = marksUntil(span, most);
        expect(marks.length, `${span}`).toBeLessThanOrEqual(most + 1);
        expect(marks.at(-1)?.at, `${span}`).toBeLessThanOrEqual(span);
        expect(marks[0].label, `${span}`).toMatch(/^0 [a-z]+$/);
      }
    }
    expect(
      marksUntil(1e6, 12)
        .map(({ label }) => label)
        .slice(0, 3),
    ).toEqual(['0 days', '1', '2']);
  });

  test('the receipt makes the four GETs again and says what each paid in all', () => {
    const { number, unit, rows } = raceReceipt(engine, /** @type {any} */ (model.scene({ to: 2 })));
    expect([number, unit]).toEqual(['11.6', 'days']);
    expect(plain(rows.flat().join(' '))).toContain('found in L3 1 ms there, 1.1001 ms in all');
  });
});

describe('slide 14: bad input', () => {
  test('R19: capacities of 0, below 0 and shrinking are refused, the last value stays and the field says why', async () => {
    const experiment = await begun();
    const before = experiment.state;
    for (const [gb, code] of /** @type {[any, string][]} */ ([
      [0, 'capacity-out-of-range'],
      [-1, 'capacity-out-of-range'],
      [MOST_GB + 1, 'capacity-out-of-range'],
      [1_000_000, 'capacity-not-growing'],
    ])) {
      expect(await experiment.apply({ do: 'set-capacity', of: 'L2', gb }), String(gb)).toEqual([
        { refused: code },
      ]);
      expect(refusalText(code)).toMatch(/last value stays/);
    }
    expect(await experiment.apply({ do: 'set-capacity', of: 'L3', gb: 999 })).toEqual([
      { refused: 'capacity-not-growing' },
    ]);
    expect(experiment.state).toBe(before);
    expect(experiment.log).toEqual([]);
    expect(model.scene({ capacityGb: [5, 4, 6] })).toBe(null);
    expect(model.scene({ capacityGb: [0, 4, 6] })).toBe(null);
  });

  test('R20: tiers of one GB and three equal tiers race like any others', async () => {
    for (const gb of [1, 7]) {
      const { runners } = state({ capacityGb: [gb, gb, gb] });
      expect(runners.map(({ where }) => where)).toEqual(['L1', 'L2', 'L3', 'db']);
    }
    expect(plain(await drawStill('hierarchy', { attributes: { rooms: '7 7 7' } }))).toContain(
      'no more than L2',
    );
  });

  test('N01 to N04: a field takes whole numbers in digits, and the model whole numbers in range', () => {
    for (const text of [
      '',
      'NaN',
      '-5',
      '-0',
      '1e300',
      'Infinity',
      '1.9',
      '0x10',
      '1e2',
      '７',
      ' 7',
      '9'.repeat(13),
    ])
      expect(readWhole(text), text).toBe(null);
    expect(readWhole('4294967296')).toBe(4_294_967_296);
    for (const ns of [
      Number.NaN,
      -1,
      0,
      -0,
      1.5,
      1e300,
      Number.POSITIVE_INFINITY,
      MOST_NS + 1,
      2 ** 53 + 1,
      '7',
      null,
    ])
      expect(model.check({ do: 'set-latency', of: 'L1', ns }), String(ns)).toBe('time-out-of-range');
    for (const to of ['L4', '', 3, null, 'toString', '__proto__'])
      expect(model.check({ do: 'race', to }), String(to)).toBe('mode-unknown');
    expect(model.check({ do: 'set-capacity', of: 'database', gb: 9 })).toBe('mode-unknown');
    expect(model.check({ do: 'jump' })).toBe('operation-unknown');
    for (const raw of [
      null,
      7,
      { latencyNs: [1, 2, 3] },
      { latencyNs: [1, 2, 3, 0] },
      { to: 4 },
      { to: 1.5 },
      { capacityGb: 'x' },
    ])
      expect(model.scene(raw), JSON.stringify(raw)).toBe(null);
  });

  test('stepped back and forward it is the same, in words too', async () => {
    const experiment = await begun();
    const said = [raceSentence(experiment.state)];
    for (const command of [
      { do: 'race', to: 'L2' },
      { do: 'set-latency', of: 'L2', ns: 16_000 },
      { do: 'set-capacity', of: 'L1', gb: 64 },
      { do: 'race', to: 'database' },
    ]) {
      expect((await experiment.apply(command))[0].refused).toBeUndefined();
      said.push(raceSentence(experiment.state));
    }
    for (const n of [3, 0, 2, 4, 1]) {
      await experiment.seek(n);
      expect(raceSentence(experiment.state)).toBe(said[n]);
    }
    expect(new Set(said).size).toBe(4); // room is not in the sentence
    expect(TIERS.map((tier) => tier.capacityGb)).toEqual(model.scene({})?.capacityGb);
  });
});
