// Slide 15 in the hands of a viewer: stepped back and forward, and whatever is typed into its fields taken or refused by name.
import { describe, expect, test } from 'vitest';
import { makeTieredCache } from '../../web/engine/tiered-cache.js';
import { Experiment } from '../../web/experiment/experiment.js';
import { drawStill } from '../../web/tooling/stills.js';
import { keysIn, MOST_PAST, MOST_ROOM, tierWalkModel as model } from '../../web/widgets/tier-walk/model.js';
import { readWhole } from '../../web/widgets/tier-walk/tools.js';
import { attributes, engine, get, scene, script, stateAfter } from './tier-walk-states.js';

describe('slide 15: the experiment', () => {
  test('back after forward is the same state, whatever was done between', async () => {
    const experiment = new Experiment({ tag: 'tier-walk', model, scene });
    await experiment.begin(engine);
    const commands = [
      ...get('user:123', 6),
      { do: 'set-capacity', capacity: [2, 4, 6] },
      ...get('nobody', 8),
      { do: 'set-contents', contents: [['x'], ['y'], ['z']] },
      ...get('y', 4),
    ];
    const states = [JSON.stringify(experiment.state)];
    for (const command of commands) {
      expect((await experiment.apply(command))[0].refused).toBeUndefined();
      states.push(JSON.stringify(experiment.state));
    }
    for (const n of [20, 3, 7, 21, 0, 16, 8, commands.length]) {
      await experiment.seek(n);
      expect(JSON.stringify(experiment.state), `after ${n}`).toBe(states[n]);
    }
    expect(await experiment.apply({ do: 'step' })).toEqual([{ refused: 'call-ended' }]);
  });

  test('R19: rooms that are none, or do not grow, are refused by both sides', () => {
    const wrong = (/** @type {any} */ ...capacity) => {
      const code = model.check({ do: 'set-capacity', capacity });
      expect(/** @type {any} */ (makeTieredCache(engine, { capacity })).refused).toBe(code);
      return code;
    };
    expect(wrong(0, 5, 7)).toBe('capacity-out-of-range');
    expect(wrong(-1, 5, 7)).toBe('capacity-out-of-range');
    expect(wrong(1.5, 5, 7)).toBe('capacity-out-of-range');
    expect(wrong(9, 5, 7)).toBe('capacity-not-growing');
    expect(wrong(3, 5, 4)).toBe('capacity-not-growing');
    expect(model.check({ do: 'set-capacity', capacity: [1, 1, 1] })).toBe(null);
    expect(model.check({ do: 'set-capacity', capacity: [1, 1, MOST_ROOM + 1] })).toBe(
      'capacity-out-of-range',
    );
    expect(model.check({ do: 'set-capacity', capacity: [1, 2] })).toBe('input-unreadable');
  });

  test('N03: numbers beyond all bounds are refused, never wrapped', () => {
    for (const room of [1e300, Number.POSITIVE_INFINITY, 2 ** 32, 2 ** 53 + 1, Number.NaN, '7', null])
      expect(model.check({ do: 'set-capacity', capacity: [1, 1, room] })).toBe('capacity-out-of-range');
  });

  test('N04: the fields take digits only', () => {
    for (const text of ['1.9', '0x10', '1e2', '７', '', ' 7', '-0', '-1', '9'.repeat(16), 'NaN'])
      expect(readWhole(text), text).toBe(null);
    expect(readWhole('07')).toBe(7);
  });

  test('R24: contents that have no room are refused, and change nothing', () => {
    const state = stateAfter(script);
    const crowded = { do: 'set-contents', contents: [['a', 'b', 'c', 'd'], [], []] };
    expect(model.run(engine, state, crowded)).toEqual({ refused: 'capacity-out-of-range' });
    const below = { do: 'set-contents', contents: [['a', 'b', 'c'], ['d', 'e', 'f'], []] };
    expect(model.run(engine, state, below)).toEqual({ refused: 'capacity-out-of-range' });
    expect(model.check({ do: 'set-contents', contents: [Array(65).fill('k'), [], []] })).toBe(
      'capacity-out-of-range',
    );
    expect(model.check({ do: 'set-contents', contents: 'all' })).toBe('input-unreadable');
    expect(keysIn(' a, b,a,, ü ')).toEqual(['a', 'b', 'ü']);
  });

  test('T01: any text is a key, and is found again: empty, composed, emoji, NUL, lone surrogates, members of objects', () => {
    const texts = ['', 'é', 'é', '👩‍👩‍👧', 'مفتاح', 'a\0b', 'a\ud800b', '__proto__', 'constructor'];
    for (const key of [...texts, 'a\u202eb', '-0', 'NaN', 'null', '<img src=x onerror=alert(1)>']) {
      const first = stateAfter(get(key, 8));
      expect(first.done.at(-2).kind, JSON.stringify(key)).toBe('fill');
      expect(first.shelves[0][0]).toBe(first.key);
      expect(stateAfter([...get(key), ...get(key, 2)]).done[0].kind).toBe('hit');
    }
    // Composed and decomposed are two keys; a lone surrogate is read as U+FFFD.
    expect(stateAfter([...get('caf\u00e9'), ...get('cafe\u0301', 1)]).done[0].kind).toBe('miss');
    expect(stateAfter(get('a\ud800b')).key).toBe('a\ufffdb');
  });

  test('T06: a key of more than 1,024 bytes is refused before the engine is asked', () => {
    expect(model.check({ do: 'get', key: 'k'.repeat(1025) })).toBe('text-too-long');
    expect(model.check({ do: 'get', key: 'é'.repeat(513) })).toBe('text-too-long');
    expect(model.check({ do: 'get', key: 'k'.repeat(1024) })).toBe(null);
    expect(model.check({ do: 'set-contents', contents: [['k'.repeat(1025)], [], []] })).toBe('text-too-long');
    expect(model.check({ do: 'get', key: 7 })).toBe('input-unreadable');
  });

  test('T10: a long key is drawn short and named in full', async () => {
    const key = `long-${'x'.repeat(900)}`;
    const markup = await drawStill('promotion', { attributes, script: get(key, 8) });
    expect(markup).toContain(`aria-label="${key}"`);
    const drawn = [...markup.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text.length);
    expect(Math.max(...drawn)).toBeLessThan(40);
  });

  test('S01: markup as a key is drawn as text', async () => {
    const markup = await drawStill('promotion', {
      attributes,
      script: get('"><img src=x onerror=alert(1)>', 8),
    });
    expect(markup).not.toContain('<img');
  });

  test('S02: a scene from an address is read field by field, and refused as a whole', () => {
    const fine = { capacity: [1, 2, 3], contents: [[], [], []], past: ['a'], key: 'b', at: 2 };
    expect(model.scene({ ...fine, more: 1 })).toEqual(fine);
    for (const wrong of [
      null,
      7,
      { ...fine, capacity: [3, 2, 1] },
      { ...fine, contents: [[], []] },
      { ...fine, contents: [[7], [], []] },
      { ...fine, past: Array(MOST_PAST + 1).fill('a') },
      { ...fine, past: 'abc' },
      { ...fine, key: 7 },
      { ...fine, at: 1e9 },
    ])
      expect(model.scene(wrong), JSON.stringify(wrong)?.slice(0, 80)).toBe(null);
    expect(model.check({ do: '__proto__' })).toBe('operation-unknown');
  });

  test('R26: the GETs that are made again to get to the next have an end', () => {
    const full = /** @type {any} */ (
      model.scene({ ...scene, past: Array(MOST_PAST).fill('user:1'), key: 'user:2', at: 0 })
    );
    const state = model.start(engine, full);
    expect(model.run(engine, state, { do: 'get', key: 'x' })).toEqual({ refused: 'count-out-of-range' });
  });
});
