// @ts-nocheck: the model and the engine here are fakes, small on purpose
// W06, the worst of it: a state that kills every instance it is made on is given up, alone and in company.
import { expect, test } from 'vitest';
import { Experiment } from '../../web/experiment/experiment.js';

const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

/** An engine whose every replacement is counted; a test that would go on for ever is stopped by it. */
function fakeEngine() {
  const listeners = new Set();
  return {
    deaths: 0,
    onReplaced(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    die() {
      this.deaths += 1;
      if (this.deaths > 100) return;
      for (const listener of listeners) listener();
    },
  };
}

/** Its state is fatal while `fatal` says so. */
function figure(fatal, { late = false, code = 'engine-failed' } = {}) {
  const failures = [];
  const start = (engine, scene) => {
    if (!fatal()) return { ...scene };
    engine.die();
    throw Object.assign(new Error('trap'), { code });
  };
  const experiment = new Experiment({
    tag: 'a-figure',
    model: {
      scene: (raw) => raw,
      check: () => null,
      start: late ? async (...given) => settled().then(() => start(...given)) : start,
      run: (_, state) => ({ state: { ...state }, events: [] }),
      fold: (scene) => scene,
    },
    scene: { n: 1 },
    onfail: (error) => failures.push(error),
  });
  return { experiment, failures };
}

test.each([
  ['at once', {}],
  ['some time later', { late: true }],
  ['and asks to be asked again', { code: 'engine-replaced' }],
])('W06: a state that always traps, %s, is given up and said once', async (_, options) => {
  const engine = fakeEngine();
  const { experiment, failures } = figure(() => true, options);
  await experiment.begin(engine);
  for (let i = 0; i < 20; i++) await settled();
  expect(engine.deaths).toBeLessThan(6);
  expect(failures).toHaveLength(1);
});

test('W06: two such figures do not keep killing each other, and a third lives on', async () => {
  const engine = fakeEngine();
  const [one, two, healthy] = [figure(() => true), figure(() => true), figure(() => false)];
  for (const { experiment } of [healthy, one, two]) await experiment.begin(engine);
  for (let i = 0; i < 20; i++) await settled();
  expect(engine.deaths).toBeLessThan(12);
  expect([one.failures.length, two.failures.length, healthy.failures.length]).toEqual([1, 1, 0]);
  expect(await healthy.experiment.apply({ do: 'step' })).toEqual([]);
  expect(healthy.experiment.state).toEqual({ n: 1 });
});

test('W06: a figure that was given up lives again when it is asked for something that works, and is then revived as before', async () => {
  let fatal = false;
  const engine = fakeEngine();
  const { experiment, failures } = figure(() => fatal);
  await experiment.begin(engine);
  fatal = true;
  engine.die();
  await settled();
  expect(failures).toHaveLength(1);
  fatal = false;
  await experiment.reset();
  const before = experiment.state;
  engine.die();
  await settled();
  expect(experiment.state).toEqual({ n: 1 });
  expect(experiment.state).not.toBe(before);
});
