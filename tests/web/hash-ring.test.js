// Slides 6, 7 and 8 as the engine computes them: what the figures show, and that the same log gives the same picture.
// @ts-nocheck: pictures are read field by field as a viewer would
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadEngine } from '../../web/engine/node.js';
import { hashRingModel as model } from '../../web/widgets/hash-ring/model.js';
import { ringPicture } from '../../web/widgets/hash-ring/picture.js';
import { nextServerName, readWhole } from '../../web/widgets/hash-ring/tools.js';
import { ringSentence, ringWords } from '../../web/widgets/hash-ring/words.js';

/** @type {Awaited<ReturnType<typeof loadEngine>>} */
let engine;
beforeAll(async () => {
  engine = await loadEngine();
});

const slide8 = {
  hash: 'by-degrees',
  plain: true,
  servers: ['45 A', '180 B'],
  keys: { prefix: 'user:', from: 0, count: 120 },
};

/** The picture after a log, by running its last command on the state that the others fold into. */
function picture(raw, log = [], view = 'free') {
  let scene = model.scene(raw);
  for (const command of log.slice(0, -1)) scene = model.fold(scene, command);
  const before = model.start(engine, scene);
  if (!log.length) return ringPicture(before, [], view);
  const answer = model.run(engine, before, log[log.length - 1]);
  if ('refused' in answer) return answer;
  return ringPicture(answer.state, answer.events, view);
}

describe('slide 8, add a server', () => {
  const withC = () => picture(slide8, [{ do: 'add-server', server: '120 C' }], 'add');

  test('C takes exactly 75/360 of the circle, 20.83 %, from B alone', () => {
    const { flows, moved } = withC();
    expect(flows).toHaveLength(1);
    expect(flows[0].fraction).toBeCloseTo(75 / 360, 15);
    expect(ringWords(withC()).number).toBe('20.83');
    expect(moved.elsewhere).toBe(0);
  });

  test('that is 55.6 % of what B had, and A keeps its 62.5 %', () => {
    const words = ringWords(withC());
    expect(words.more).toContain('55.6');
    expect(words.more).toContain('62.5');
    expect(words.head).toBe('75° of 360°: only B loses');
  });

  test('every key that changes owner is red, stands inside the arc and belongs to C', () => {
    const { keys, moved } = withC();
    const red = keys.filter((key) => key.moved);
    expect(red).toHaveLength(moved.count);
    expect(red.length).toBeGreaterThan(0);
    for (const key of red) {
      expect(key.index).toBe(2);
      expect(key.turn).toBeGreaterThan(45 / 360);
      expect(key.turn).toBeLessThanOrEqual(120 / 360);
    }
  });

  test('the recorded words of the slide are the computed ones', () => {
    const deck = readFileSync('slides/episode6_revealjs.html', 'utf8');
    const section = deck.slice(
      deck.indexOf('<section id="add-a-server"'),
      deck.indexOf('<section id="the-math-that-saves"'),
    );
    const words = section.replace(/<[^>]+>/g, ''); // claims are spans inside the words
    expect(words).toContain(`${ringWords(withC()).number} %`);
    expect(words).toContain(`${(withC().flows[0].ofLoser * 100).toFixed(1)} %`);
  });
});

describe('slide 7, the walk', () => {
  test('X at 75 degrees walks 105 degrees clockwise to B in two comparisons', () => {
    const { followed } = picture({ ...slide8, keys: [] }, [{ do: 'set-key', key: '75 X' }], 'walk');
    expect(followed.owner).toBe(1);
    expect(followed.walk * 360).toBeCloseTo(105, 9);
    expect(followed.comparisons).toBe(2);
    expect(followed.probes.map(({ index, atOrAfter }) => [index, atOrAfter])).toEqual([
      [1, true],
      [0, false],
    ]);
  });

  test('a key on a token belongs to it, one past the last wraps to A', () => {
    const owner = (key) => picture({ ...slide8, key }).followed.owner;
    expect(owner('45 Y')).toBe(0);
    expect(owner('181 Z')).toBe(0);
    expect(picture({ ...slide8, key: '181 Z' }).followed.wrapped).toBe(true);
  });

  test('any text without degrees stands where its XXH64 puts it', () => {
    expect(picture({ ...slide8, key: 'user:123' }).followed).toMatchObject({ hex: 'b22b18af3e8865f3' });
    expect(picture({ ...slide8, key: 'user:123' }).followed.turn * 360).toBeCloseTo(250.549, 3);
  });
});

test('slide 6: the big number is the angle of user:123', () => {
  const shown = picture({ servers: [], key: 'user:123', as: 'line' }, [{ do: 'show', as: 'ring' }], 'line');
  expect(ringWords(shown).number).toBe('250.549');
});

describe('every command, stepped back and forward, gives the same picture', () => {
  const log = [
    { do: 'add-server', server: '120 C' },
    { do: 'set-key', key: 'user:7' },
    { do: 'set-hash', hash: 'xxh64' },
    { do: 'set-vnodes', vnodes: 10 },
    { do: 'add-server', server: 'server-D', vnodes: 3 },
    { do: 'remove-server', server: 'server-A' },
    { do: 'place', keys: { prefix: 'item:', from: 5, count: 40 } },
    { do: 'show', as: 'ring' },
  ];
  for (let n = 1; n <= log.length; n++) {
    test(`after ${n} commands, the last of them ${log[n - 1].do}`, () => {
      const scene = model.scene(slide8);
      let state = model.start(engine, scene);
      let events = [];
      for (const command of log.slice(0, n)) ({ state, events } = model.run(engine, state, command));
      expect(ringPicture(state, events)).toEqual(picture(slide8, log.slice(0, n)));
    });
  }
});

test('a server keeps its letter when others leave, and a newcomer takes the first free one', () => {
  const { members } = picture({ servers: ['server-A', 'alpha', 'server-C'] }, [
    { do: 'remove-server', server: 'server-A' },
    { do: 'add-server', server: 'omega' },
  ]);
  expect(members.map(({ name, letter }) => [name, letter])).toEqual([
    ['alpha', 'B'],
    ['server-C', 'C'],
    ['omega', 'A'],
  ]);
});

test('R01: an empty ring says no servers and owns nothing', () => {
  const shown = picture({ servers: [], key: 'user:1', keys: { prefix: 'user:', from: 0, count: 5 } });
  expect(shown.followed.owner).toBeNull();
  expect(shown.keys.every((key) => key.index === -1)).toBe(true);
  expect(ringSentence(shown)).toContain('o servers');
});

test('R02: the last server leaves, the keys stay unowned, adding it again restores the same owners', () => {
  const raw = { servers: ['server-A'], keys: { prefix: 'user:', from: 0, count: 9 } };
  const before = picture(raw).keys.map(({ index }) => index);
  const gone = picture(raw, [{ do: 'remove-server', server: 'server-A' }]);
  expect(gone.keys.every((key) => key.index === -1)).toBe(true);
  const back = picture(raw, [
    { do: 'remove-server', server: 'server-A' },
    { do: 'add-server', server: 'server-A' },
  ]);
  expect(back.keys.map(({ index }) => index)).toEqual(before);
});

test('R05 and R06: the same server twice and an unknown one are refused by the engine', () => {
  expect(picture(slide8, [{ do: 'add-server', server: '45 A' }])).toEqual({ refused: 'server-exists' });
  expect(picture(slide8, [{ do: 'remove-server', server: 'nobody' }])).toEqual({ refused: 'server-unknown' });
});

test('R13: virtual nodes out of range are refused before the engine is asked', () => {
  for (const vnodes of [0, -1, 1.5, 10_001, '5', NaN, null])
    expect(model.check({ do: 'set-vnodes', vnodes })).toBe('vnodes-out-of-range');
});

test('S08: a scene is copied field by field, so a hostile one pollutes nothing', () => {
  const raw = JSON.parse('{"servers":["__proto__","constructor"],"__proto__":{"polluted":1},"extra":1}');
  const scene = model.scene(raw);
  expect(Object.keys(scene)).toEqual(['hash', 'plain', 'vnodes', 'servers', 'keys', 'key', 'as']);
  expect({}.polluted).toBeUndefined();
  expect(picture(raw).members.map(({ name }) => name)).toEqual(['__proto__', 'constructor']);
});

test('S02: scenes of wrong types are no scenes', () => {
  for (const raw of [
    null,
    7,
    'x',
    [],
    { servers: 'A' },
    { servers: [''] },
    { servers: ['A', 'A'] },
    { vnodes: 0 },
    { hash: 'md5' },
    { keys: 5 },
    { keys: { prefix: 1, count: 2 } },
    { keys: { prefix: 'a', count: 1e9 } },
    { key: 3 },
    { as: 'cube' },
  ]) {
    expect(model.scene(raw), JSON.stringify(raw)).toBeNull();
  }
});

test('N04: digits only', () => {
  expect(readWhole('7')).toBe(7);
  for (const text of ['', '1.9', '0x10', '1e2', '７', '-1', ' 7', '9'.repeat(16)])
    expect(readWhole(text), text).toBeNull();
});

test('the next server name is the first free one', () => {
  expect(nextServerName({ members: [{ name: 'server-A' }, { name: 'server-C' }] })).toBe('server-B');
});
