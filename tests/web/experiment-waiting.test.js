// @ts-nocheck: the model and the engine here are fakes, small on purpose
// An experiment before its engine, between two engines, and when its model or its picture fails: nothing asked is lost.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Experiment } from '../../web/experiment/experiment.js';

/** @type {unknown[]} */
let unhandled = [];
const note = (reason) => unhandled.push(reason);
beforeEach(() => {
  unhandled = [];
  process.on('unhandledRejection', note);
});
afterEach(async () => {
  await settled();
  process.off('unhandledRejection', note);
  expect(unhandled, 'unhandled rejections').toEqual([]);
});
const settled = () => new Promise((resolve) => setTimeout(resolve, 2));

function fakeEngine() {
  const listeners = new Set();
  return {
    instance: 1,
    onReplaced(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    replace() {
      this.instance += 1;
      for (const listener of listeners) listener();
    },
    listeners,
  };
}

const counter = {
  scene: (raw) => (Number.isInteger(raw?.total) ? { total: raw.total } : null),
  check: ({ by }) => (Number.isInteger(by) ? null : 'count-out-of-range'),
  start: ({ instance }, { total }) => ({ instance, total }),
  run: (_, { instance, total }, { by }) => ({
    state: { instance, total: total + by },
    events: [{ event: 'added', total: total + by }],
  }),
  fold: ({ total }, { by }) => ({ total: total + by }),
};
const add = (by) => ({ do: 'add', by });

/** @param {any} [options] */
function experimentWith({ model = {}, ...options } = {}) {
  const changes = [];
  const failures = [];
  const experiment = new Experiment({
    tag: 'a-counter',
    model: { ...counter, ...model },
    scene: { total: 0 },
    onchange: (change) => changes.push(change),
    onfail: (error) => failures.push(error),
    ...options,
  });
  return { experiment, changes, failures };
}

test('a command that comes before the engine takes effect once it is there, after the first picture', async () => {
  const { experiment, changes } = experimentWith();
  const answer = experiment.apply(add(5));
  await settled();
  expect(experiment.cursor).toBe(0);
  await experiment.begin(fakeEngine());
  expect(await answer).toEqual([{ event: 'added', total: 5 }]);
  expect([experiment.cursor, experiment.state.total]).toEqual([1, 5]);
  expect(changes.map(({ cause }) => cause)).toEqual(['load', 'apply']);
});

test('an address opened before the engine is there stands when it comes', async () => {
  const { experiment } = experimentWith({ log: [add(1)] });
  const loaded = experiment.load({ scene: { total: 10 }, log: [add(2), add(3)], cursor: 2 });
  await experiment.begin(fakeEngine());
  expect(await loaded).toEqual([{ event: 'added', total: 15 }]);
  expect([experiment.scene, experiment.cursor, experiment.state.total]).toEqual([{ total: 10 }, 2, 15]);
});

test('a seek that comes before the engine stands when it comes', async () => {
  const { experiment } = experimentWith({ log: [add(1), add(2)] });
  experiment.seek(2);
  await experiment.begin(fakeEngine());
  await settled();
  expect([experiment.cursor, experiment.state.total]).toEqual([2, 3]);
});

test('N06: of many places a dragged slider asks for, only the first and the last are made', async () => {
  let starts = 0;
  const start = async (engine, scene) => {
    starts += 1;
    await settled();
    return counter.start(engine, scene);
  };
  const { experiment } = experimentWith({
    model: { start },
    log: Array.from({ length: 50 }, () => add(1)),
  });
  await experiment.begin(fakeEngine());
  for (const n of [50, 0]) await experiment.seek(n);
  starts = 0;
  const answers = [experiment.seek(1)];
  await Promise.resolve();
  for (let n = 2; n <= 50; n++) answers.push(experiment.seek(n));
  await Promise.all(answers);
  expect([experiment.cursor, experiment.state.total]).toEqual([50, 50]);
  expect(starts).toBeLessThanOrEqual(2);
});

test('W06: the state is made again at the cursor as soon as the engine was replaced, and the listener hears of it', async () => {
  const { experiment, changes } = experimentWith({ log: [add(1), add(2)] });
  const engine = fakeEngine();
  await experiment.begin(engine);
  await experiment.seek(1);
  engine.replace();
  await settled();
  expect(experiment.state).toEqual({ instance: 2, total: 1 });
  expect(changes.at(-1)).toMatchObject({ cause: 'load', cursor: 1, events: [{ total: 1 }] });
});

test('W06: a command that met the dying instance is asked once more of the new one', async () => {
  const engine = fakeEngine();
  const run = (living, state, command) => {
    if (command.by === 7 && living.instance === 1) engine.replace();
    return state.instance === living.instance
      ? counter.run(living, state, command)
      : { refused: 'engine-replaced' };
  };
  const { experiment } = experimentWith({ model: { run } });
  await experiment.begin(engine);
  expect(await experiment.apply(add(7))).toEqual([{ event: 'added', total: 7 }]);
  expect([experiment.log.length, experiment.state.instance]).toEqual([1, 2]);
});

test('W06: an instance that dies twice is a refusal, and the command after it works', async () => {
  const engine = fakeEngine();
  let deaths = 2;
  const run = (living, state, command) => {
    if (deaths-- <= 0) return counter.run(living, state, command);
    living.replace();
    return { refused: 'engine-replaced' };
  };
  const { experiment } = experimentWith({ model: { run } });
  await experiment.begin(engine);
  expect(await experiment.apply(add(7))).toEqual([{ refused: 'engine-replaced' }]);
  expect(await experiment.apply(add(1))).toEqual([{ event: 'added', total: 1 }]);
});

test('L10: a state that cannot be made again is reported, and the next command tries once more', async () => {
  let starts = 0;
  const start = (engine, scene) => {
    starts += 1;
    if (starts === 2) throw new Error('no memory');
    return counter.start(engine, scene);
  };
  const { experiment, failures } = experimentWith({ model: { start } });
  const engine = fakeEngine();
  await experiment.begin(engine);
  engine.replace();
  await settled();
  expect(failures).toHaveLength(1);
  expect(await experiment.apply(add(1))).toEqual([{ event: 'added', total: 1 }]);
});

test('L10: a check that throws, a run without an answer and a fold that throws are refusals', async () => {
  const boom = () => {
    throw new Error('a bug');
  };
  for (const model of [
    { check: boom },
    { run: () => undefined },
    { run: async () => boom() },
    { fold: boom },
  ]) {
    const { experiment, failures } = experimentWith({ model, log: [add(1), add(1)] });
    await experiment.begin(fakeEngine());
    const answer = model.fold ? await experiment.seek(2) : await experiment.apply(add(1));
    expect(answer).toEqual([{ refused: 'engine-failed' }]);
    expect(failures).toHaveLength(1);
    await experiment.reset();
    expect(experiment.state.total).toBe(0);
  }
});

test('L09: a picture that throws does not take the answer with it', async () => {
  const { experiment, failures } = experimentWith({
    onchange: ({ cause }) => {
      if (cause === 'apply') throw new Error('the picture');
    },
  });
  await experiment.begin(fakeEngine());
  expect(await experiment.apply(add(3))).toEqual([{ event: 'added', total: 3 }]);
  expect([experiment.log.length, failures.length]).toEqual([1, 1]);
});

test('W10: an answer that arrives after a later seek is dropped', async () => {
  let finish = () => {};
  const run = async (...given) => {
    await new Promise((resolve) => {
      finish = () => resolve(undefined);
    });
    return counter.run(...given);
  };
  const { experiment } = experimentWith({ model: { run } });
  await experiment.begin(fakeEngine());
  const late = experiment.apply(add(9));
  await settled();
  const sought = experiment.seek(0);
  finish();
  expect(await late).toEqual([{ refused: 'stopped' }]);
  await sought;
  expect([experiment.log, experiment.cursor, experiment.state.total]).toEqual([[], 0, 0]);
});

test('answers outlive a reset as far as the log is the same', async () => {
  let runs = 0;
  const run = (...given) => {
    runs += 1;
    return counter.run(...given);
  };
  const { experiment } = experimentWith({ model: { run }, log: [add(1), add(2), add(3)] });
  await experiment.begin(fakeEngine());
  for (const n of [1, 2, 3]) await experiment.seek(n);
  await experiment.seek(2);
  await experiment.apply(add(50));
  await experiment.reset();
  expect(runs).toBe(4);
  for (const n of [1, 2, 3]) await experiment.seek(n);
  expect(runs).toBe(5);
  expect(experiment.state.total).toBe(6);
});

test('a figure at rest keeps what is asked of it until it is woken, where it was', async () => {
  const { experiment } = experimentWith({ log: [add(1), add(2)] });
  const engine = fakeEngine();
  await experiment.begin(engine);
  await experiment.seek(1);
  experiment.rest();
  expect([experiment.state, engine.listeners.size]).toEqual([null, 0]);
  const asked = experiment.apply(add(10));
  await experiment.begin(engine);
  expect(await asked).toEqual([{ event: 'added', total: 11 }]);
  expect([experiment.cursor, engine.listeners.size]).toEqual([2, 1]);
});
