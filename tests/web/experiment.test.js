// @ts-nocheck: the model and the engine here are fakes, small on purpose
// Scene, log and cursor, on a model small enough to follow by eye: a counter that an "engine" adds to.
import { describe, expect, test } from 'vitest';
import { fromAddress, MOST_CHARACTERS, toAddress } from '../../web/experiment/address.js';
import { Experiment } from '../../web/experiment/experiment.js';
import { Player, readScript } from '../../web/experiment/script.js';
import { createHandClock } from '../../web/motion/clock.js';

/** An engine that can die: a state made by a dead instance is refused. */
function fakeEngine() {
  const listeners = new Set();
  const engine = {
    instance: 1,
    runs: 0,
    onReplaced: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    replace() {
      engine.instance += 1;
      for (const listener of listeners) listener();
    },
    listeners,
  };
  return engine;
}

const living = new Set();

const model = {
  scene: (raw) => (Number.isInteger(raw?.total) ? { total: raw.total } : null),
  check: (command) =>
    command.do === 'add' || command.do === 'break' || command.do === 'trap' ? null : 'operation-unknown',
  start: (engine, scene) => {
    const state = { instance: engine.instance, total: scene.total };
    living.add(state);
    return state;
  },
  async run(engine, state, command, { signal }) {
    engine.runs += 1;
    if (state.instance !== engine.instance) return { refused: 'engine-replaced' };
    if (command.do === 'break') throw new Error('a bug');
    if (command.do === 'trap') {
      engine.replace();
      return { refused: 'engine-failed' };
    }
    if (command.wait) await command.wait;
    if (command.hold && !signal.aborted)
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
    if (state.total + command.by > 100) return { refused: 'too-big' };
    const after = { ...state, total: state.total + command.by };
    living.add(after);
    return { state: after, events: [{ event: 'added', by: command.by, total: after.total }] };
  },
  fold: (scene, command) => ({ total: scene.total + (command.by ?? 0) }),
  dispose: (state) => living.delete(state),
};

function begun({ log = [], total = 0 } = {}) {
  const changes = [];
  const failures = [];
  const engine = fakeEngine();
  const experiment = new Experiment({
    tag: 'a-counter',
    model,
    scene: { total },
    log,
    onchange: (c) => changes.push(c),
    onfail: (e) => failures.push(e),
  });
  return { experiment, engine, changes, failures, ready: experiment.begin(engine) };
}

const add = (by, more = {}) => ({ do: 'add', by, ...more });

test('a command answers its events, enters the log and moves the cursor', async () => {
  const { experiment, changes } = begun();
  expect(await experiment.apply(add(2))).toEqual([{ event: 'added', by: 2, total: 2 }]);
  expect(experiment.log).toEqual([add(2)]);
  expect(experiment.cursor).toBe(1);
  expect(experiment.state.total).toBe(2);
  expect(changes.at(-1)).toEqual({
    cause: 'apply',
    command: add(2),
    events: [{ event: 'added', by: 2, total: 2 }],
    cursor: 1,
  });
});

test('commands that come before the engine wait for it', async () => {
  const experiment = new Experiment({ tag: 'a-counter', model, scene: { total: 0 } });
  const answer = experiment.apply(add(1));
  expect(experiment.cursor).toBe(0);
  experiment.begin(fakeEngine());
  expect(await answer).toHaveLength(1);
});

test('a refused command answers its code, does not enter the log and changes nothing', async () => {
  const { experiment, changes, ready } = begun({ log: [add(1), add(2)] });
  await ready;
  const before = changes.length;
  expect(await experiment.apply(add(1000))).toEqual([{ refused: 'too-big' }]);
  expect(await experiment.apply({ do: 'sing' })).toEqual([{ refused: 'operation-unknown' }]);
  for (const nonsense of [null, 7, 'x', undefined, { do: 4 }, () => 1])
    expect(await experiment.apply(nonsense)).toEqual([{ refused: 'operation-unknown' }]);
  const circle = { do: 'add' };
  circle.circle = circle;
  expect(await experiment.apply(circle)).toEqual([{ refused: 'operation-unknown' }]);
  expect([experiment.log, experiment.cursor, changes.length]).toEqual([[add(1), add(2)], 0, before]);
});

test('stepping back keeps the tail, and the next apply cuts it', async () => {
  const { experiment } = begun();
  for (const by of [1, 2, 3]) await experiment.apply(add(by));
  await experiment.seek(1);
  expect([experiment.state.total, experiment.log.length, experiment.cursor]).toEqual([1, 3, 1]);
  await experiment.apply(add(9));
  expect(experiment.log).toEqual([add(1), add(9)]);
  expect(experiment.state.total).toBe(10);
});

test('answers are kept: stepping over a command again never runs it again', async () => {
  const { experiment, engine } = begun();
  for (const by of [1, 2, 3]) await experiment.apply(add(by));
  const { runs } = engine;
  for (const n of [0, 3, 1, 2, 3]) {
    const events = await experiment.seek(n);
    expect(events).toEqual(experiment.events);
    expect(experiment.state.total).toBe([0, 1, 3, 6][n]);
  }
  expect(engine.runs).toBe(runs);
});

test('a seek forward by one names its command, so that it can be told; a jump does not', async () => {
  const { experiment, changes, ready } = begun({ log: [add(1), add(2)] });
  await ready;
  await experiment.seek(1);
  expect(changes.at(-1)).toMatchObject({ cause: 'seek', command: add(1), events: [{ total: 1 }] });
  await experiment.seek(0);
  await experiment.seek(2);
  expect(changes.at(-1)).toMatchObject({ cause: 'seek', command: null, events: [{ total: 3 }] });
});

test('seeking past the ends or to nonsense stays inside the log', async () => {
  const { experiment } = begun({ log: [add(1)] });
  await experiment.seek(99);
  expect(experiment.cursor).toBe(1);
  await experiment.seek(Number.NaN);
  expect(experiment.cursor).toBe(1);
  await experiment.seek(-4);
  expect(experiment.cursor).toBe(0);
});

test('reset returns to the scene with its script ahead', async () => {
  const { experiment } = begun({ log: [add(1), add(2)], total: 5 });
  await experiment.seek(1);
  await experiment.apply(add(40));
  await experiment.reset();
  expect([experiment.scene, experiment.log, experiment.cursor, experiment.state.total]).toEqual([
    { total: 5 },
    [add(1), add(2)],
    0,
    5,
  ]);
});

test('seek cancels what runs, and its answer comes too late to count', async () => {
  const { experiment } = begun({ log: [add(1)] });
  const held = experiment.apply(add(2, { hold: true }));
  await new Promise((resolve) => setTimeout(resolve));
  await experiment.seek(1);
  expect(await held).toEqual([{ refused: 'stopped' }]);
  expect(experiment.log).toEqual([add(1)]);
});

test('W10: commands answered out of time still take effect in the order they were asked', async () => {
  const { experiment } = begun();
  const slow = { do: 'add', by: 1 };
  const answers = await Promise.all([
    experiment.apply(slow),
    experiment.apply(add(2)),
    experiment.apply(add(3)),
  ]);
  expect(answers.map(([{ total }]) => total)).toEqual([1, 3, 6]);
});

test('L03: twenty commands at once are twenty entries, never nineteen', async () => {
  const { experiment } = begun();
  await Promise.all(Array.from({ length: 20 }, () => experiment.apply(add(1))));
  expect([experiment.log.length, experiment.cursor, experiment.state.total]).toEqual([20, 20, 20]);
});

test('L04: add and remove in turn end where the same steps end one by one', async () => {
  const { experiment } = begun();
  const steps = Array.from({ length: 30 }, (_, i) => add(i % 2 ? -1 : 1));
  await Promise.all(steps.map((step) => experiment.apply(step)));
  expect(experiment.state.total).toBe(0);
});

test('L10: a model that throws is a refusal and a report, never an unhandled rejection', async () => {
  const { experiment, failures } = begun();
  expect(await experiment.apply({ do: 'break' })).toEqual([{ refused: 'engine-failed' }]);
  expect(failures).toHaveLength(1);
  expect(await experiment.apply(add(1))).toHaveLength(1);
});

test('W06: a trap is refused, the state is made again on the new instance, and the next command works', async () => {
  const { experiment, engine } = begun({ total: 3 });
  await experiment.apply(add(4));
  expect(await experiment.apply({ do: 'trap' })).toEqual([{ refused: 'engine-failed' }]);
  expect((await experiment.apply(add(1)))[0].total).toBe(8);
  expect(experiment.state.instance).toBe(2);
  engine.replace();
  expect((await experiment.apply(add(1)))[0].total).toBe(9);
  await experiment.seek(0);
  expect(experiment.state).toMatchObject({ instance: 3, total: 3 });
});

test('of more than 1,000 commands the oldest fold into the scene', async () => {
  const { experiment } = begun({ total: 0 });
  for (let i = 0; i < 1003; i++) await experiment.apply(add(i < 50 ? 1 : 0));
  expect([experiment.log.length, experiment.cursor, experiment.scene.total, experiment.state.total]).toEqual([
    1000, 1000, 3, 50,
  ]);
  await experiment.seek(0);
  expect(experiment.state.total).toBe(3);
});

test('W12: nothing of the engine is left behind by a thousand steps', async () => {
  living.clear();
  const { experiment } = begun({ log: [add(1), add(2), add(3)] });
  for (let i = 0; i < 1000; i++) await experiment.seek(i % 4);
  expect(living.size).toBe(1);
  experiment.rest();
  expect(living.size).toBe(0);
});

test('scene and log cannot be changed from outside', async () => {
  const { experiment } = begun({ log: [add(1)] });
  const command = add(2);
  await experiment.apply(command);
  command.by = 50;
  experiment.log.push(add(7));
  expect(() => {
    experiment.log[0].by = 9;
  }).toThrow();
  expect(() => {
    experiment.scene.total = 9;
  }).toThrow();
  expect(experiment.log).toEqual([add(2)]);
});

describe('addresses', () => {
  test('reload from a shared address restores scene, log, cursor and state', async () => {
    const { experiment } = begun({ total: 2 });
    for (const by of [1, 2, 3]) await experiment.apply(add(by));
    await experiment.seek(2);
    const address = fromAddress(experiment.toAddress());
    const other = begun();
    expect((await other.experiment.load(address))[0]).toEqual({ event: 'added', by: 2, total: 5 });
    expect([
      other.experiment.scene,
      other.experiment.log,
      other.experiment.cursor,
      other.experiment.state.total,
    ]).toEqual([experiment.scene, experiment.log, 2, 5]);
  });

  test('a log too long for an address folds into the scene, the state is the same', async () => {
    const { experiment } = begun();
    for (let i = 0; i < 600; i++) await experiment.apply(add(i % 2));
    await experiment.seek(100);
    const text = experiment.toAddress();
    expect(text.length).toBeLessThanOrEqual(MOST_CHARACTERS);
    const other = begun();
    await other.experiment.load(fromAddress(text));
    expect(other.experiment.state.total).toBe(experiment.state.total);
  });

  test('10,000 random states come back as they went', () => {
    let seed = 7;
    const draw = (n) => {
      seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
      return (seed >>> 8) % n;
    };
    const texts = [
      '',
      'user:1',
      'é',
      '日本語',
      '\u0000',
      '"\\',
      '\ud83d\ude00',
      '\ud800',
      '__proto__',
      '\u202e',
      '\ufeff',
    ];
    for (let i = 0; i < 10_000; i++) {
      const log = Array.from({ length: draw(6) }, () => ({
        do: texts[draw(3)],
        key: texts[draw(texts.length)],
        n: draw(1e6),
      }));
      const scene = { key: texts[draw(texts.length)], list: [draw(9)] };
      const cursor = draw(log.length + 1);
      expect(fromAddress(toAddress('a-tag', scene, log, cursor))).toEqual({
        tag: 'a-tag',
        scene,
        log,
        cursor,
      });
    }
  });

  test('S02: hostile addresses are refused with a code and never evaluated', () => {
    const of = (value) => `1.${btoa(JSON.stringify(value))}`;
    const nested = `1.${btoa('['.repeat(3000) + ']'.repeat(3000))}`;
    const refusals = [
      ['x'.repeat(1_000_000), 'address-too-long'],
      ['', 'address-unreadable'],
      ['1.', 'address-unreadable'],
      ['1.%%%', 'address-unreadable'],
      ['1.e30', 'address-unreadable'],
      ['2.e30', 'address-version'],
      ['<script>', 'address-unreadable'],
      [nested, 'address-unreadable'],
      [`1.${btoa('\xff\xfe')}`, 'address-unreadable'],
      [of({}), 'address-unreadable'],
      [of(['a-tag', {}, [], 0, 'more']), 'address-unreadable'],
      [of(['script', {}, [], 0]), 'address-unreadable'],
      [of(['a-tag', null, [], 0]), 'address-unreadable'],
      [of(['a-tag', [], [], 0]), 'address-unreadable'],
      [of(['a-tag', {}, [null], 0]), 'address-unreadable'],
      [of(['a-tag', {}, [{}], 0]), 'address-unreadable'],
      [of(['a-tag', {}, [], 1]), 'address-unreadable'],
      [of(['a-tag', {}, [], -1]), 'address-unreadable'],
      [of(['a-tag', {}, [], 0.5]), 'address-unreadable'],
      [null, 'address-unreadable'],
      [7, 'address-unreadable'],
    ];
    for (const [text, code] of refusals)
      expect(fromAddress(text), String(text).slice(0, 40)).toEqual({ refused: code });
  });

  test('S02: an address that the figure cannot use changes nothing', async () => {
    const { experiment } = begun({ log: [add(1)], total: 4 });
    await experiment.seek(1);
    for (const bad of [
      { scene: {}, log: [], cursor: 0 },
      { scene: { total: 1 }, log: [{ do: 'sing' }], cursor: 1 },
      { scene: { total: 99 }, log: [add(50)], cursor: 1 },
    ]) {
      expect((await experiment.load(bad))[0].refused).toBeTruthy();
      expect([experiment.scene.total, experiment.log, experiment.cursor, experiment.state.total]).toEqual([
        4,
        [add(1)],
        1,
        5,
      ]);
    }
  });

  test('S08: nothing in an address reaches a prototype', () => {
    const text = `1.${btoa('["a-tag",{"__proto__":{"polluted":1}},[{"do":"x","__proto__":{"polluted":1}}],1]')}`;
    fromAddress(text);
    expect({}.polluted).toBeUndefined();
  });
});

describe('scripts', () => {
  test('are logs with times', () => {
    expect(readScript('[{"at":5,"say":"now","do":"add","by":1},{"at":9,"do":"add","by":2}]')).toEqual({
      commands: [add(1), add(2)],
      times: [5, 9],
      says: ['now', ''],
    });
    expect(readScript('')).toEqual({ commands: [], times: [], says: [] });
    for (const bad of [
      '{',
      '{}',
      '[1]',
      '[{"do":"add"}]',
      '[{"at":9,"do":"a"},{"at":5,"do":"b"}]',
      '[{"at":"5","do":"a"}]',
    ])
      expect(() => readScript(bad), bad).toThrow();
  });

  test('play by the clock at their times, pause, go on, and end', async () => {
    const { experiment, ready } = begun({ log: [add(1), add(2), add(3)] });
    await ready;
    const clock = createHandClock();
    const player = new Player({ experiment, times: [100, 300, 900], clock });
    const settle = async () => {
      for (let i = 0; i < 20; i++) await Promise.resolve();
    };
    player.play();
    clock.turn(96);
    await settle();
    expect(experiment.cursor).toBe(0);
    clock.turn(16);
    await settle();
    expect(experiment.cursor).toBe(1);
    player.pause();
    clock.turn(5000);
    await settle();
    expect(experiment.cursor).toBe(1);
    player.speed = 2;
    player.play();
    clock.turn(112);
    await settle();
    expect(experiment.cursor).toBe(2);
    clock.turn(320);
    await settle();
    expect([experiment.cursor, player.playing]).toEqual([3, false]);
  });
});
