// What a census figure refuses, and why: numbers from controls, scenes from addresses, rings too great to be drawn. Nothing changes.
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { newEngine } from '../../web/engine/node.js';
import { countKeys, marksOf } from '../../web/widgets/key-census/counts.js';
import { keyCensusModel as model } from '../../web/widgets/key-census/model.js';
import { readWhole, refusalText } from '../../web/widgets/key-census/tools.js';

/** @type {any} */
let engine;
beforeAll(async () => {
  engine = await newEngine({});
});

const LANES = { view: 'lanes', before: 100, vnodes: 100 };

describe('refusals change nothing', () => {
  it.each([
    [{ do: 'set-servers', before: 0, after: 1 }, 'servers-out-of-range'],
    [{ do: 'set-servers', before: 1001 }, 'servers-out-of-range'],
    [{ do: 'set-servers', before: 1.5, after: 2 }, 'servers-out-of-range'],
    [{ do: 'set-servers', before: '7', after: 8 }, 'servers-out-of-range'],
    [{ do: 'set-servers', before: 7, after: Number.NaN }, 'servers-out-of-range'],
    [{ do: 'set-vnodes', vnodes: 0 }, 'vnodes-out-of-range'],
    [{ do: 'set-vnodes', vnodes: 1001 }, 'vnodes-out-of-range'],
    [{ do: 'count', keys: 0 }, 'count-out-of-range'],
    [{ do: 'count', keys: 100_000_001 }, 'count-out-of-range'],
    [{ do: 'count', keys: 2 ** 32 }, 'count-out-of-range'],
    [{ do: 'count' }, 'count-out-of-range'],
    [{ do: 'sweep', to: 1e300 }, 'servers-out-of-range'],
    [{ do: 'bet', guess: 101 }, 'count-out-of-range'],
    [{ do: 'bet', guess: '50' }, 'count-out-of-range'],
    [{ do: 'drop-table' }, 'operation-unknown'],
    [null, 'operation-unknown'],
  ])('%j: %s', (command, code) => {
    expect(model.check(command)).toBe(code);
    expect(refusalText(code).length).toBeGreaterThan(8);
  });

  it('R17: modulo with N = 0 is refused by the figure and by the census', async () => {
    expect(model.check({ do: 'set-servers', before: 0 })).toBe('servers-out-of-range');
    const asked = { before: 0, after: 1, vnodes: 1, keys: 10 };
    expect(await countKeys(engine, asked)).toEqual({ refused: 'servers-out-of-range' });
    expect(marksOf(engine, asked)).toEqual({ refused: 'servers-out-of-range' });
  });

  it('R14: a ring too great to be drawn between two frames is refused before it is built', async () => {
    const state = await model.start(engine, model.scene({ ...LANES, before: 101 }) ?? expect.fail());
    const runs = vi.spyOn(engine, 'run');
    const many = await model.run(engine, state, { do: 'set-vnodes', vnodes: 1000 });
    expect(many).toEqual({ refused: 'too-many-points' });
    expect(await model.run(engine, state, { do: 'set-vnodes', vnodes: 990 })).toHaveProperty('state');
    expect(runs).not.toHaveBeenCalled();
    runs.mockRestore();
    expect(model.scene({ ...LANES, before: 200, vnodes: 1000 })).toBeNull();
  });

  it('S02: a scene with wrong types or no sense is refused, and only known fields are kept', () => {
    const good = { before: 7, after: 8, vnodes: 3, keys: 10 };
    for (const raw of [
      null,
      7,
      { view: 'round' },
      { before: '7' },
      { after: 0 },
      { vnodes: 1e9 },
      { sweep: 'all' },
      { bet: { guess: 1 } },
      { bet: { guess: 200, before: 1, vnodes: 1 } },
      { counted: {} },
      { counted: [{ ...good, keys: 1e12 }] },
      { counted: Array.from({ length: 13 }, () => good) },
    ])
      expect(model.scene(raw), JSON.stringify(raw)).toBeNull();
    const raw = JSON.parse(
      `{"before":7,"extra":1,"__proto__":{"bad":true},"counted":[{"before":7,"after":8,"vnodes":3,"keys":10,"more":1}]}`,
    );
    expect(model.scene(raw)).toEqual({
      view: 'lanes',
      before: 7,
      after: null,
      vnodes: 100,
      sweep: null,
      bet: null,
      counted: [good],
    });
    expect(/** @type {any} */ ({}).bad).toBeUndefined();
  });

  it.each(['', '1.9', '0x10', '1e2', '７', '-1', '-0', ' 7', 'NaN', 'Infinity', '1e300'])(
    'N04: digits only, so %j is no number',
    (typed) => expect(readWhole(typed)).toBeNull(),
  );
  it('N03: 2^32 and 2^53 + 1 are never wrapped to 0', () => {
    for (const typed of ['4294967296', '900719925474099']) {
      const number = readWhole(typed);
      expect(model.check({ do: 'set-servers', before: number, after: 1 })).toBe('servers-out-of-range');
      expect(model.check({ do: 'count', keys: number })).toBe('count-out-of-range');
    }
    expect(readWhole('9007199254740993')).toBeNull();
  });
  it('N05: what passes the figure by is refused by the engine as well', async () => {
    for (const keys of [-1, 1.5, 2 ** 32, Number.NaN])
      expect(await countKeys(engine, { before: 7, after: 8, vnodes: 3, keys })).toHaveProperty('refused');
  });
});
