// @vitest-environment happy-dom
// @ts-nocheck: figures are driven as a viewer would, through their fields
// The widgets in a page, with the real engine: a typed word is one command, what is refused leaves its field, what is left is still.
import { readFile } from 'node:fs/promises';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createEngine } from '../../web/engine/engine.js';
import { createRunner } from '../../web/engine/runner.js';
import { HashRing } from '../../web/widgets/hash-ring.js';
import { KeyRouter } from '../../web/widgets/key-router.js';

let engine;
beforeAll(async () => {
  const { default: factory } = await import('#glue');
  const wasm = await readFile('build/wasm/edgecache.wasm');
  engine = await createEngine(wasm, { factory, runner: { createWorker: () => null, createRunner } });
  for (const widget of [HashRing, KeyRouter]) widget.loadEngine = async () => engine;
});

const lists = [];
beforeEach(() => {
  vi.stubGlobal('matchMedia', (query) => {
    const list = Object.assign(new EventTarget(), { matches: false, query, heard: 0 });
    const { addEventListener, removeEventListener } = list;
    list.addEventListener = (...given) => {
      list.heard += 1;
      addEventListener.apply(list, given);
    };
    list.removeEventListener = (...given) => {
      list.heard -= 1;
      removeEventListener.apply(list, given);
    };
    lists.push(list);
    return list;
  });
});
afterEach(async () => {
  document.body.replaceChildren();
  await settled();
  lists.length = 0;
  vi.unstubAllGlobals();
});

const settled = (ms = 20) => new Promise((resolve) => setTimeout(resolve, ms));
async function placed(markup) {
  const host = document.createElement('div');
  host.dataset.paced = '';
  host.innerHTML = markup;
  document.body.append(host);
  await vi.waitFor(() => expect(host.firstElementChild.dataset.state).toMatch(/ready|running|done/), 5000);
  await settled();
  return host.firstElementChild;
}
const RING = '<hash-ring servers="A, B" key="user:1" tools="key vnodes"></hash-ring>';
const ROUTER = '<key-router key="user:1" before="100" after="101"></key-router>';

/** Types into a field, a letter at a time, as fast as the page takes it. */
function type(field, text) {
  for (let n = 1; n <= text.length; n++) {
    field.value = text.slice(0, n);
    field.dispatchEvent(new Event('input'));
  }
}
const keyField = (figure) => figure.querySelector('input[spellcheck="false"]');

test('a figure that is removed listens to no media query any more', async () => {
  const figure = await placed(RING);
  const heard = () => lists.reduce((sum, list) => sum + list.heard, 0);
  expect(heard()).toBe(1);
  figure.remove();
  await settled();
  expect([heard(), lists.some((list) => list.heard < 0)]).toEqual([0, false]);
});

test.each([
  ['hash-ring', RING],
  ['key-router', ROUTER],
])('L03: in %s a word being typed is one command, the next word another', async (_, markup) => {
  const figure = await placed(markup);
  const field = keyField(figure);
  for (const word of ['user:4615', 'user:97']) {
    type(field, word);
    expect(field.value).toBe(word);
    field.dispatchEvent(new Event('change')); // left at once, while letters are still being asked
    await settled(60);
  }
  expect(figure.experiment.log).toEqual([
    { do: 'set-key', key: 'user:4615' },
    { do: 'set-key', key: 'user:97' },
  ]);
  expect([figure.touched, field.value]).toEqual([true, 'user:97']);
});

test.each([
  ['hash-ring', RING],
  ['key-router', ROUTER],
])('while the figure of %s catches up, nobody writes into the field', async (_, markup) => {
  const figure = await placed(markup);
  const field = keyField(figure);
  const value = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value');
  const written = [];
  type(field, 'abc');
  Object.defineProperty(field, 'value', {
    configurable: true,
    get: () => value.get.call(field),
    set: (text) => {
      written.push(text);
      value.set.call(field, text);
    },
  });
  await settled(60);
  Reflect.deleteProperty(field, 'value');
  type(field, 'abcd');
  await settled(60);
  expect([written, field.value]).toEqual([[], 'abcd']);
});

test.each([
  ['hash-ring', RING],
  ['key-router', ROUTER],
])('T06: a key of 1,025 bytes leaves the field of %s again, each time', async (_, markup) => {
  const figure = await placed(markup);
  const field = keyField(figure);
  for (let times = 0; times < 2; times++) {
    field.value = 'x'.repeat(1025);
    field.dispatchEvent(new Event('input'));
    await settled(60);
    expect(field.value).toBe('user:1');
    expect(figure.querySelector('.refused').textContent).toContain('1,024 bytes');
  }
  expect(figure.experiment.log).toEqual([]);
});

test('N04: a number of servers that is none gives way to the last one, each time', async () => {
  const figure = await placed(ROUTER);
  const [first] = figure.querySelectorAll('input[inputmode="numeric"]');
  for (const text of ['1e2', '121', '', '0']) {
    first.value = text;
    first.dispatchEvent(new Event('change'));
    await settled(60);
    expect(first.value).toBe('100');
  }
  first.value = '7';
  first.dispatchEvent(new Event('change'));
  await settled(60);
  expect([first.value, figure.experiment.state.scene.before]).toEqual(['7', 7]);
});

test('the viewer’s own question stands on the finished script', async () => {
  const script = [{ at: 900, do: 'set-servers', before: 100, after: 101 }];
  const figure = await placed(
    `<key-router key="user:1"><script type="application/json" data-script>${JSON.stringify(script)}</script></key-router>`,
  );
  type(keyField(figure), 'abc');
  await settled(60);
  expect(figure.experiment.log.map((command) => command.do)).toEqual(['set-servers', 'set-key']);
  expect([figure.experiment.state.scene.key, figure.experiment.state.after.servers]).toEqual(['abc', 101]);
});

test('L01: left while a server lands, the ring shows the end at once and draws no more', async () => {
  const figure = await placed(RING);
  figure.enter();
  await figure.experiment.apply({ do: 'add-server', server: 'C' });
  await settled(60);
  const dropping = figure.querySelector('.ring').innerHTML;
  figure.leave();
  await figure.updateComplete;
  const end = figure.querySelector('.ring').innerHTML;
  expect(end).not.toBe(dropping);
  let drawn = 0;
  const { performUpdate } = figure;
  figure.performUpdate = function counted() {
    drawn += 1;
    performUpdate.call(this);
  };
  await settled(200);
  expect(drawn).toBeLessThan(2); // the live region, not sixty frames a second
  await figure.experiment.seek(0);
  await figure.experiment.seek(1);
  await figure.updateComplete;
  expect(figure.querySelector('.ring').innerHTML.replace(/<!--.*?-->/g, '')).toBe(
    end.replace(/<!--.*?-->/g, ''),
  );
});
