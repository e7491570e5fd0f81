// What a bench is given from outside: a pasted trace, read line by line so that nothing is lost; numbers, words, scenes from an
// address. What is refused is refused with its reason and changes nothing.
import { beforeAll, describe, expect, test } from 'vitest';
import { newEngine } from '../../web/engine/node.js';
import { TRACE_LIMITS } from '../../web/engine/trace-blocks.js';
import { fromAddress } from '../../web/experiment/address.js';
import { Experiment } from '../../web/experiment/experiment.js';
import { policyBenchModel as model } from '../../web/widgets/policy-bench/model.js';
import { ownTrace } from '../../web/widgets/policy-bench/own-trace.js';
import { linesOf } from '../../web/widgets/policy-bench/pasted.js';
import { benchPicture } from '../../web/widgets/policy-bench/picture.js';
import { POLICIES } from '../../web/widgets/policy-bench/policies.js';
import { readWhole, skewAt } from '../../web/widgets/policy-bench/tools.js';
import { benchFigure } from '../../web/widgets/policy-bench/view.js';
import { benchSentence, refusalText } from '../../web/widgets/policy-bench/words.js';
import { markupOf, play } from './played.js';

/** @type {any} */
let engine;
beforeAll(async () => {
  engine = await newEngine({}); // on the page: a busy machine must not pass for a dead worker
});

const ALL = POLICIES.map(({ id }) => id);
const SMALL = { objects: 2000, requests: 20_000 };
/** @param {any} raw */
const sceneOf = (raw) => /** @type {any} */ (model.scene(raw));
/** @param {any} raw @param {any[]} commands */
const played = (raw, commands) => play(model, engine, raw, commands);
describe('a pasted trace', () => {
  test('1,000,000 lines: each is a key or blank, none is lost', async () => {
    const text = Array.from({ length: 1_000_000 }, (_, i) =>
      i % 10 ? `user:${(i * 7919) % 5000}` : '',
    ).join('\n');
    const { state, events } = await played({ look: 3000 }, [
      { do: 'enter', policy: 'LRU' },
      { do: 'set-trace', text },
    ]);
    expect(events[0]).toEqual({ event: 'trace-read', lines: 1_000_000, keys: 900_000, blank: 100_000 });
    expect(state).toMatchObject({ requests: 900_000, distinct: 4500 });
    expect(events[1]).toMatchObject({ event: 'ran', policy: 'LRU', requests: 900_000 });
    expect(benchSentence(benchPicture(state))).toContain(
      '1,000,000 lines: 900,000 keys, 4,500 of them different, 100,000 blank.',
    );
  });

  test('over the limit it is refused with the limit', () => {
    const most = 'a\n'.repeat(TRACE_LIMITS.lines);
    expect(model.check({ do: 'set-trace', text: most })).toBeNull();
    expect(model.check({ do: 'set-trace', text: `${most}a` })).toBe('trace-too-long');
    expect(model.check({ do: 'set-trace', text: 'a'.repeat(TRACE_LIMITS.characters + 1) })).toBe(
      'trace-too-long',
    );
    expect(refusalText('trace-too-long')).toContain('2,000,000 lines');
    for (const text of ['', '\n\n', '\r\n\r\n'])
      expect(model.check({ do: 'set-trace', text })).toBe('trace-empty');
    for (const text of [7, undefined, ['a']])
      expect(model.check({ do: 'set-trace', text })).toBe('input-unreadable');
  });

  test('the page counts lines as the engine reads them', async () => {
    for (const [text, lines, keys] of /** @type {[string, number, number][]} */ ([
      ['a\nb\r\n\n\r\nc\na\n b\na', 8, 6],
      ['a', 1, 1],
      ['a\n', 1, 1],
      ['\r', 1, 0],
      ['a\rb\n', 1, 1],
      [' \n\t\n\0', 3, 3],
    ])) {
      const own = { lines, keys, blank: lines - keys };
      expect(linesOf(text), JSON.stringify(text)).toEqual(own);
      const job = { do: 'trace', trace: { text }, policies: ['LRU'], capacities: [1] };
      expect((await engine.run(job)).requests, JSON.stringify(text)).toBe(keys);
    }
  });

  test('T01, T02, T03, T04, T05, T08, T09, T11: any line is a key by its bytes', async () => {
    const keys = [
      'é',
      'e\u0301',
      '👩‍👩‍👧‍👦',
      'מפתח',
      'a\0b',
      'a',
      'x\ud800',
      '__proto__',
      'constructor',
      '\u202egnp',
      '\ufeffa',
    ];
    const odd = ['-0', '1e308', 'NaN', 'null', ' a', 'a '];
    const all = [...keys, ...odd];
    const { state } = await played({ text: [...all, ...all, 'x\ufffd'].join('\n'), entered: ['LRU'] }, []);
    expect(state.distinct).toBe(all.length);
    expect(state.requests).toBe(2 * all.length + 1);
    expect(state.rows[0].misses.at(-1)).toBe(all.length);
  });

  test('T06, T10: a key of a megabyte is a key; S01: markup stays text', async () => {
    const text = `${'k'.repeat(2 ** 20)}\n<img src=x onerror=alert(1)>\n"><script>alert(1)</script>`;
    const { state } = await played({ text, entered: ['LRU'] }, []);
    expect(state.distinct).toBe(3);
    const hands = { apply: () => {}, tooLongForLink: true };
    const markup = await markupOf([benchFigure(benchPicture(state)), ownTrace(benchPicture(state), hands)]);
    expect(markup).not.toMatch(/<(img|script)/);
    expect(markup).toContain('Too long for a link');
  });

  test('a link reproduces a short one, and a long one has no link', async () => {
    const made = (/** @type {any[]} */ log) =>
      new Experiment({ tag: 'policy-bench', model, scene: sceneOf(SMALL), log });
    const experiment = made([]);
    experiment.begin(engine);
    await experiment.apply({ do: 'set-trace', text: 'a\nb\na\nc' });
    await experiment.apply({ do: 'enter', policy: 'FIFO' });
    const other = made([]);
    other.begin(engine);
    await other.load(/** @type {any} */ (fromAddress(experiment.toAddress())));
    expect(other.state).toEqual(experiment.state);
    await experiment.apply({ do: 'set-trace', text: 'key\n'.repeat(5000) });
    expect(experiment.toAddress()).toBe('');
  });
});

describe('what is refused', () => {
  test.each([
    ['objects', [0, -1, 1.5, 1_000_001, '7', Number.NaN, 2 ** 32, 1e300], 'objects-out-of-range'],
    ['requests', [0, -1, 1.9, 10_000_001, '7', Number.NaN, Number.POSITIVE_INFINITY], 'count-out-of-range'],
    ['skew', ['', '-0.5', '1.5', '1e-1', '0x1', '７', 'NaN', 0.99, null, '0.12345', '3'], 'skew-unknown'],
    ['seed', ['', -1, 1.5, 'abc', '18446744073709551616', null, {}], 'seed-out-of-range'],
  ])('R18, N02, N03, N04, N05: draws of %s', (name, values, code) => {
    for (const value of values)
      expect(model.check({ do: 'set-draws', [name]: value }), String(value)).toBe(code);
    for (const value of values.filter((given) => given !== undefined))
      expect(model.scene({ [name]: value }), String(value)).toBeNull();
  });

  test('R19: capacities of nothing, below nothing, beyond what is kept', () => {
    for (const entries of [0, -1, 1.5, 10_000_001, '7', Number.NaN, null])
      expect(model.check({ do: 'look-at', entries })).toBe('capacity-out-of-range');
    expect(model.check({ do: 'look-at', entries: 10_000_000 })).toBeNull();
  });

  test('R20: a capacity of one, one object, one request', async () => {
    const { state } = await played({ objects: 1, requests: 1, entered: ALL }, []);
    expect(state.capacities).toEqual([1]);
    for (const { misses } of state.rows) expect(misses).toEqual([1]);
    expect(await markupOf(benchFigure(benchPicture(state)))).not.toContain('NaN');
  });

  test('R18: seeds 0 and 2^64 - 1 draw', async () => {
    for (const seed of [0, '18446744073709551615']) {
      const { state } = await played({ ...SMALL, requests: 100, seed, entered: ['LRU'] }, []);
      expect(state.requests).toBe(100);
    }
  });

  test('S02, S08: a scene from an address, field by field; unknown verbs and words', () => {
    const bad = [
      null,
      7,
      { entered: ['LRU', 'LRU'] },
      { entered: ['__proto__'] },
      { entered: 'LRU' },
      { text: 7 },
      { text: '' },
      { sort: 'x' },
      { falling: 0 },
      { look: 0 },
    ];
    for (const raw of bad) expect(model.scene(raw), JSON.stringify(raw)).toBeNull();
    const given = JSON.parse('{"__proto__": {"requests": 5}, "constructor": 1, "objects": 3}');
    expect(sceneOf(given)).toMatchObject({ objects: 3, requests: 200_000 });
    expect(Object.hasOwn(sceneOf(given), 'constructor')).toBe(false);
    for (const policy of ['lru', 'toString', null, ['LRU']])
      expect(model.check({ do: 'enter', policy })).toBe('policy-unknown');
    expect(model.check({ do: 'sort', by: 'toString', falling: true })).toBe('mode-unknown');
    for (const command of [null, {}, { do: 'fly' }, 7])
      expect(model.check(command)).toBe('operation-unknown');
  });

  test('N01, N04, N07: a field takes digits only, the slider tells hundredths', () => {
    expect(['7', '007', '0'].map(readWhole)).toEqual([7, 7, 0]);
    for (const text of ['', ' 7', '-1', '-0', '1.9', '0x10', '1e2', '７', 'NaN', '9'.repeat(16)])
      expect(readWhole(text)).toBeNull();
    for (let step = 0; step <= 100; step++)
      expect(model.check({ do: 'set-draws', skew: skewAt(step) }), skewAt(step)).toBeNull();
  });
});
