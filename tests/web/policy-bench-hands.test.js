// @vitest-environment happy-dom
// @ts-nocheck: the figure is driven as a viewer would, through its fields and buttons
// The bench in a page, with the real engine: a run waits and goes on, is stopped, gives way to another wish; a slider that is
// dragged is one command; what is refused leaves its field.
import { readFile } from 'node:fs/promises';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createEngine } from '../../web/engine/engine.js';
import { createRunner } from '../../web/engine/runner.js';
import { PolicyBench } from '../../web/widgets/policy-bench.js';

let engine;
beforeAll(async () => {
  const { default: factory } = await import('#glue');
  const wasm = await readFile('build/wasm/edgecache.wasm');
  engine = await createEngine(wasm, { factory, runner: { createRunner } }); // no worker: the page does it in stretches
  PolicyBench.loadEngine = async () => engine;
});
beforeEach(() => {
  const list = Object.assign(new EventTarget(), { matches: false });
  vi.stubGlobal('matchMedia', () => list);
});
afterEach(() => {
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

/** The figure, awake, with nobody entered. */
async function placed(attributes = 'objects="2000" requests="20000"') {
  const host = document.createElement('div');
  host.dataset.paced = '';
  host.innerHTML = `<policy-bench ${attributes}></policy-bench>`;
  document.body.append(host);
  const figure = host.firstElementChild;
  figure.wake();
  await vi.waitFor(() => expect(figure.dataset.state).toBe('ready'));
  await figure.updateComplete;
  return figure;
}
const button = (figure, name) =>
  [...figure.querySelectorAll('button')].find((one) => one.textContent === name);
const input = (figure, name) =>
  [...figure.querySelectorAll('.tools label')].find((one) => one.textContent.trim().startsWith(name))
    .firstElementChild;
const set = (field, text) => {
  field.value = text;
  field.dispatchEvent(new Event('change'));
};
const until = (hope) => vi.waitFor(hope, { timeout: 15_000, interval: 5 });
const verbs = (figure) =>
  figure.experiment.log.map(({ do: verb, ...rest }) => [verb, ...Object.values(rest)]);

test('L01, L04: a run waits, goes on from there, gives way, and is stopped', async () => {
  const figure = await placed('objects="200000" requests="4000000"');
  button(figure, 'SIEVE').click();
  await until(() => expect(figure.querySelector('.run').textContent).toContain('requests so far'));
  button(figure, 'Pause').click();
  await until(() => expect(figure.querySelector('.run').textContent).toContain('waiting'));
  const rest = () => new Promise((resolve) => setTimeout(resolve, 80));
  await rest();
  const far = () => figure.querySelector('.run').textContent;
  const before = far();
  const curve = () => figure.querySelector('.curve.last').getAttribute('d');
  expect(curve()).toMatch(/^M[\d.]+ [\d.]+L/); // drawn while it runs
  await rest();
  expect(far()).toBe(before);
  expect(figure.experiment.log).toEqual([]);
  button(figure, 'Go on').click();
  await until(() => expect(far()).not.toBe(before));

  // Another wish ends it
  button(figure, 'Pause').click();
  await rest();
  set(input(figure, 'requests'), '30000');
  await until(() => expect(verbs(figure)).toEqual([['set-draws', 30_000]]));
  await until(() => expect(figure.querySelector('.run')).toBeNull());
  set(input(figure, 'requests'), '4000000');
  await until(() => expect(verbs(figure)).toHaveLength(2));
  button(figure, 'LRU').click();
  await until(() => expect(figure.querySelector('.run')).not.toBeNull());
  button(figure, 'Stop').click();
  await until(() => expect(figure.querySelector('.run')).toBeNull());
  expect(verbs(figure)).toHaveLength(2);
  expect(button(figure, 'LRU').getAttribute('aria-pressed')).toBe('false');
  expect(figure.dataset.state).toBe('done');
}, 40_000);

test('N06: the exponent dragged fast is one command, the last value wins, and other fields stay', async () => {
  const figure = await placed();
  button(figure, 'LRU').click();
  await until(() => expect(verbs(figure)).toHaveLength(1));
  set(input(figure, 'objects'), '700');
  const slider = input(figure, 'Zipf exponent');
  for (let step = 99; step >= 40; step--) {
    slider.value = String(step);
    slider.dispatchEvent(new Event('input'));
  }
  slider.dispatchEvent(new Event('change'));
  await until(() => expect(figure.experiment.state.scene).toMatchObject({ objects: 700, skew: '0.4' }));
  expect(verbs(figure)).toEqual([
    ['enter', 'LRU'],
    ['set-draws', 700],
    ['set-draws', '0.4'],
  ]);
  expect(figure.querySelector('.tools').textContent).toContain('Zipf exponent 0.4');
});

test('N01, N03, N04, N07: what is no number is said beside the fields, and the last value stays', async () => {
  const figure = await placed();
  for (const name of ['objects', 'requests', 'entries looked at']) {
    const last = input(figure, name).value;
    for (const wrong of [
      '',
      'NaN',
      '-1',
      '1e300',
      'Infinity',
      '4294967296',
      '9007199254740993',
      '1.9',
      '0x10',
      '７',
      '0',
    ]) {
      set(input(figure, name), wrong);
      await until(() => expect(figure.querySelector('[role=alert]').textContent).toContain('stays'));
      await until(() => expect(input(figure, name).value, `${name}: ${wrong}`).toBe(last));
    }
  }
  expect(figure.experiment.log).toEqual([]);
});

test('L03: 20 clicks in a row are 20 commands', async () => {
  const figure = await placed();
  for (let click = 0; click < 20; click++) {
    button(figure, click % 2 ? 'CLOCK' : 'LRU').click();
    await figure.updateComplete;
  }
  await until(() => expect(figure.experiment.log).toHaveLength(20));
});

test('a text over the limit is refused with the limit, and what was there stays', async () => {
  const figure = await placed();
  await figure.experiment.apply({ do: 'set-trace', text: 'a\nb\na' });
  await figure.updateComplete;
  const area = figure.querySelector('textarea');
  expect(area.value).toBe('a\nb\na');
  Object.defineProperty(area, 'value', { value: 'a\n'.repeat(2_000_001), configurable: true });
  figure.querySelector('.own form').dispatchEvent(new Event('submit'));
  await until(() => expect(figure.querySelector('[role=alert]').textContent).toContain('2,000,000 lines'));
  expect(figure.experiment.state.scene.text).toBe('a\nb\na');
  expect(figure.querySelector('.found').textContent).toContain('3 lines: 3 keys');
});
