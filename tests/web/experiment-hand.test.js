// @vitest-environment happy-dom
// @ts-nocheck: the model and the engine here are fakes, small on purpose
// What comes to a figure from outside and is of no use: a link, a step of a script, a reset. None of it takes the figure away.
import { html } from 'lit';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { controlStrip } from '../../web/experiment/control-strip.js';
import { FigureElement } from '../../web/experiment/figure-element.js';

const engine = { onReplaced: () => () => {} };
const broken = { start: false };

/** A sum that stays under 100. */
class SumFigure extends FigureElement {
  static loadEngine = async () => engine;
  static model = {
    scene: (raw) => (Number.isInteger(raw?.total ?? 0) ? { total: raw?.total ?? 0 } : null),
    check: ({ by }) => (Number.isInteger(by) ? null : 'count-out-of-range'),
    start: (_, scene) => {
      if (broken.start) throw Object.assign(new Error('no'), { code: 'too-big' });
      return scene;
    },
    run: (_, { total }, { by }) =>
      total + by > 100 ? { refused: 'too-big' } : { state: { total: total + by }, events: [] },
    fold: ({ total }, { by }) => ({ total: total + by }),
  };
  render() {
    return html`<output>${this.experiment.state?.total}</output>${controlStrip(this)}`;
  }
}
customElements.define('sum-figure', SumFigure);

const wait = (ms = 0) => new Promise((resolve) => setTimeout(resolve, ms));
/** So long, and as many tasks more as a figure starts in: on a busy machine the time alone would not do. */
async function settled(ms = 20) {
  await wait(ms);
  for (let task = 0; task < 8; task++) await wait();
}
const SCRIPT = [1, 2, 3].map((by) => ({ at: by * 150, say: `add ${by}`, do: 'add', by }));
async function placed(script = SCRIPT) {
  const host = document.createElement('div');
  host.dataset.paced = '';
  host.innerHTML = `<sum-figure><p>still</p><script type="application/json" data-script>${JSON.stringify(script)}</script></sum-figure>`;
  document.body.append(host);
  const figure = document.querySelector('sum-figure');
  await vi.waitFor(() => expect(figure.dataset.state).not.toBe('waiting'), 8000);
  await settled();
  return figure;
}

let errors;
beforeEach(() => {
  errors = vi.spyOn(console, 'error').mockImplementation(() => {});
});
afterEach(async () => {
  broken.start = false;
  document.body.replaceChildren();
  await settled();
  vi.restoreAllMocks();
});

test.each([
  ['no figure can read', { scene: { total: 'x' }, log: [], cursor: 0 }, 'address-unreadable'],
  ['the engine refuses', { scene: { total: 99 }, log: [{ do: 'add', by: 9 }], cursor: 1 }, 'too-big'],
])('S02: a link that %s leaves the script playing and the figure nobody’s', async (_, given, code) => {
  const figure = await placed();
  figure.enter();
  expect(await figure.load(given)).toBe(code);
  await vi.waitFor(() => expect([figure.touched, figure.playing]).toEqual([false, true]));
  await vi.waitFor(() => expect(figure.experiment.state.total).toBe(6), 8000);
});

test('a link that fits is the viewer’s from the first event on, and the script keeps its hands off', async () => {
  const figure = await placed();
  const touched = [];
  figure.addEventListener('experiment-change', () => touched.push(figure.touched));
  figure.enter();
  expect(await figure.load({ scene: { total: 7 }, log: [{ do: 'add', by: 1 }], cursor: 0 })).toBeNull();
  figure.enter();
  await settled(500);
  expect(touched).toEqual([true]);
  expect([figure.playing, figure.experiment.state.total]).toEqual([false, 7]);
});

test('a figure entered while a link is read waits for it, and plays when it is refused', async () => {
  const figure = await placed();
  const loaded = figure.load({ scene: { total: 99 }, log: [{ do: 'add', by: 9 }], cursor: 1 });
  figure.enter();
  expect(figure.playing).toBe(false);
  await loaded;
  await vi.waitFor(() => expect(figure.playing).toBe(true), 8000);
  figure.leave();
});

test('a figure left while a link is read does not play behind its slide', async () => {
  const figure = await placed();
  figure.enter();
  const loaded = figure.load({ scene: { total: 99 }, log: [{ do: 'add', by: 9 }], cursor: 1 });
  figure.leave();
  await loaded;
  expect(figure.playing).toBe(false);
});

test('a step of a script that the figure cannot take is named and left out, the others keep their times', async () => {
  const figure = await placed([SCRIPT[0], { at: 200, say: 'nonsense', do: 'ad', by: 'two' }, SCRIPT[2]]);
  expect(figure.scriptLength).toBe(2);
  expect(errors.mock.calls[0][1]).toBe('step 2 of the script, ad, is left out: count-out-of-range');
  await figure.finish();
  expect([figure.experiment.state.total, figure.stepName(2)]).toEqual([4, 'add 3']);
});

test('W06: a reset that the engine refuses says so again, and works once the engine takes it', async () => {
  const figure = await placed();
  await figure.guard(() => {
    throw new Error('a handler');
  });
  broken.start = true;
  const press = async () => {
    figure.querySelector('.notice button').click();
    await settled();
  };
  await press();
  expect(figure.dataset.state).toBe('failed');
  expect(figure.querySelector('.notice').textContent).toContain('This figure stopped.');
  broken.start = false;
  await press();
  expect([figure.dataset.state, figure.querySelector('output').textContent]).toEqual(['ready', '0']);
});

test('W06: a figure that stopped before its engine came is woken by its reset', async () => {
  const load = SumFigure.loadEngine;
  SumFigure.loadEngine = async () => {
    throw new Error('no engine');
  };
  const figure = await placed();
  SumFigure.loadEngine = load;
  figure.dataset.state = 'waiting';
  await figure.guard(() => {
    throw new Error('a handler');
  });
  figure.querySelector('.notice button').click();
  await vi.waitFor(() => expect(figure.dataset.state).toBe('ready'), 8000);
});

test('the field with a link goes as soon as the figure is somewhere else', async () => {
  const figure = await placed();
  vi.spyOn(navigator.clipboard, 'writeText').mockImplementation(() => Promise.reject(new Error('no')));
  figure.querySelector('[aria-label="Copy link"]').click();
  await settled();
  expect(figure.querySelector('.ctl-link input').value).toContain('at=');
  figure.querySelector('[aria-label="Step"]').click();
  await settled();
  expect(figure.querySelector('.ctl-link')).toBeNull();
});
