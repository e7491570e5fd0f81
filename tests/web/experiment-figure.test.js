// @vitest-environment happy-dom
// @ts-nocheck: the model and the engine here are fakes, small on purpose
// A figure in a page: its still, its script, its strip, its voice, and what it does when something in it breaks.
import { html } from 'lit';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { fromAddress } from '../../web/experiment/address.js';
import { controlStrip } from '../../web/experiment/control-strip.js';
import { FigureElement } from '../../web/experiment/figure-element.js';

const loader = { load: async () => engine, asked: 0, answers: async () => {} };
const engine = { onReplaced: () => () => {} };
let alive = 0;

/** A counter with a picture that can be told to break. */
class CounterFigure extends FigureElement {
  static loadEngine = () => {
    loader.asked += 1;
    return loader.load();
  };
  static model = {
    scene: (raw) => (Number.isInteger(raw?.total ?? 0) ? { total: raw?.total ?? 0 } : null),
    check: ({ by }) => (Number.isInteger(by) ? null : 'count-out-of-range'),
    start: async (_, { total }) => {
      await loader.answers();
      alive += 1;
      return { total };
    },
    run: (_, { total }, { by }) => {
      if (by === 13) throw new Error('the engine');
      alive += 1;
      return { state: { total: total + by }, events: [{ event: 'added', total: total + by }] };
    },
    fold: ({ total }, { by }) => ({ total: total + by }),
    dispose: () => {
      alive -= 1;
    },
  };
  state = null;
  animated = [];

  sceneFromMarkup() {
    return { total: Number(this.getAttribute('total') ?? 0) };
  }

  draw({ state, animate, command }) {
    this.state = state;
    this.animated.push(animate && command !== null);
    if (this.dataset.break === 'draw') throw new Error('draw');
    return this.dataset.break === 'telling' ? Promise.reject(new Error('telling')) : undefined;
  }

  describe() {
    if (this.dataset.break === 'words') throw new Error('words');
    return `The sum is ${this.state?.total}.`;
  }

  render() {
    if (!this.state) return super.render();
    if (this.dataset.break === 'render') throw new Error('render');
    return html`<output>${this.state.total}</output>${controlStrip(this)}`;
  }
}
customElements.define('counter-figure', CounterFigure);

const SCRIPT = '[{"at":40,"say":"one","do":"add","by":1},{"at":340,"do":"add-two","by":2}]';
const MARKUP = `<counter-figure><p class="still">1 + 2 = 3</p><script type="application/json" data-script>${SCRIPT}</script></counter-figure>`;

let errors;
const unhandled = vi.fn();
beforeEach(() => {
  loader.load = async () => engine;
  loader.answers = async () => {};
  errors = vi.spyOn(console, 'error').mockImplementation(() => {});
  process.on('unhandledRejection', unhandled);
});
afterEach(async () => {
  document.body.replaceChildren();
  await settled();
  process.off('unhandledRejection', unhandled);
  expect(unhandled).not.toHaveBeenCalled();
  unhandled.mockReset();
  vi.restoreAllMocks();
});

const wait = (ms = 0) => new Promise((resolve) => setTimeout(resolve, ms));
/** So long, and as many tasks more as a figure starts in: on a busy machine the time alone would not do. */
async function settled(ms = 20) {
  await wait(ms);
  for (let task = 0; task < 8; task++) await wait();
}

async function placed(markup = MARKUP, { paced = true } = {}) {
  const host = document.createElement('div');
  if (paced) host.dataset.paced = '';
  host.innerHTML = markup;
  document.body.append(host);
  await settled();
  return host.firstElementChild;
}
const named = (figure, name) =>
  figure.querySelector(`[aria-label="${name}"]`) ?? expect.fail(`no control ${name}`);

describe('from still to figure', () => {
  test('the still stays until the engine has answered, then the figure takes its place', async () => {
    let arrive = () => {};
    loader.load = () =>
      new Promise((resolve) => {
        arrive = () => resolve(engine);
      });
    const figure = await placed();
    expect(figure.dataset.state).toBe('waiting');
    expect(figure.textContent).toContain('1 + 2 = 3');
    const asked = figure.experiment.apply({ do: 'add', by: 5 });
    arrive();
    await asked;
    await settled();
    expect(figure.querySelector('.still')).toBeNull();
    expect(figure.querySelector('output').textContent).toBe('5');
    expect(figure.querySelectorAll('[role=status]')).toHaveLength(1);
  });

  test('every change is a bubbling event with cause, command, events and cursor', async () => {
    const figure = await placed();
    const heard = [];
    document.addEventListener('experiment-change', ({ detail, target }) => heard.push([target, detail]));
    await figure.experiment.apply({ do: 'add', by: 5 });
    await figure.experiment.seek(0);
    await figure.experiment.reset();
    expect(heard.map(([, { cause }]) => cause)).toEqual(['apply', 'seek', 'reset']);
    expect(heard[0]).toEqual([
      figure,
      { cause: 'apply', command: { do: 'add', by: 5 }, events: [{ event: 'added', total: 5 }], cursor: 1 },
    ]);
  });

  test('connected twice, moved and removed: one picture, and no state of the engine left behind', async () => {
    alive = 0;
    const figure = await placed();
    const other = document.createElement('section');
    other.dataset.paced = '';
    document.body.append(other);
    other.append(figure);
    await settled();
    await figure.experiment.apply({ do: 'add', by: 4 });
    await settled();
    expect([figure.querySelectorAll('output').length, figure.querySelector('output').textContent]).toEqual([
      1,
      '4',
    ]);
    figure.remove();
    await settled();
    expect(alive).toBe(0);
    other.append(figure);
    await settled();
    expect([figure.querySelector('output').textContent, alive]).toEqual(['4', 1]);
  });

  test('taken off the page while it starts and put back before that has stopped, it starts again', async () => {
    alive = 0;
    let answer = () => {};
    loader.answers = () =>
      new Promise((resolve) => {
        answer = resolve;
      });
    const figure = await placed();
    const host = figure.parentElement;
    figure.remove();
    await settled();
    loader.answers = async () => {};
    host.append(figure);
    await settled();
    expect(figure.dataset.state).toBe('waiting');
    answer();
    await settled();
    expect([figure.dataset.state, figure.querySelector('output')?.textContent, alive]).toEqual([
      'ready',
      '0',
      1,
    ]);
  });

  test('a script that its author got wrong is named in the console, and the figure works without it', async () => {
    const figure = await placed(MARKUP.replace('"at":40', '"at":"soon"'));
    expect(errors).toHaveBeenCalledOnce();
    expect(figure.scriptLength).toBe(0);
    await figure.experiment.apply({ do: 'add', by: 5 });
    expect(figure.dataset.state).toBe('done');
  });

  test('L06: two copies are independent', async () => {
    const [one, two] = [await placed(), await placed()];
    await one.experiment.apply({ do: 'add', by: 5 });
    expect([one.experiment.cursor, two.experiment.cursor]).toEqual([1, 0]);
  });
});

describe('the script and the hand', () => {
  test('on entry the script plays to its end, and each of its steps is told', async () => {
    const figure = await placed();
    figure.enter();
    expect(figure.dataset.state).toBe('running');
    await vi.waitFor(() => expect(figure.dataset.state).toBe('done'), 8000);
    expect([figure.experiment.cursor, figure.touched]).toEqual([2, false]);
    expect(figure.animated).toEqual([false, true, true]);
  });

  test('entered before the engine is there, it plays as soon as it is', async () => {
    let arrive = () => {};
    loader.load = () =>
      new Promise((resolve) => {
        arrive = () => resolve(engine);
      });
    const figure = await placed();
    figure.enter();
    arrive();
    await vi.waitFor(() => expect(figure.dataset.state).toBe('done'), 8000);
  });

  test('L01: left in mid script it stops where it is, and goes on when it is entered again', async () => {
    const figure = await placed();
    figure.enter();
    await vi.waitFor(() => expect(figure.experiment.cursor).toBe(1), { interval: 5, timeout: 8000 });
    figure.leave();
    await settled(450);
    expect([figure.experiment.cursor, figure.dataset.state]).toEqual([1, 'ready']);
    figure.enter();
    await vi.waitFor(() => expect(figure.experiment.cursor).toBe(2), 8000);
  });

  test('a pause by the viewer is remembered', async () => {
    const figure = await placed();
    figure.enter();
    await figure.updateComplete;
    named(figure, 'Pause').click();
    figure.leave();
    figure.enter();
    await settled(450);
    expect(figure.experiment.cursor).toBe(0);
    named(figure, 'Play').click();
    await vi.waitFor(() => expect(figure.experiment.cursor).toBe(2), 8000);
    expect(figure.touched).toBe(true);
  });

  test('play at the end begins again', async () => {
    const figure = await placed();
    await figure.finish();
    await figure.updateComplete;
    expect(figure.dataset.state).toBe('done');
    named(figure, 'Play').click();
    await vi.waitFor(() => expect(figure.experiment.cursor).toBe(0), { interval: 1, timeout: 8000 });
    await vi.waitFor(() => expect(figure.dataset.state).toBe('done'), 8000);
  });

  test('the clicker steps forward and back without taking the figure from its script', async () => {
    const figure = await placed();
    figure.enter();
    figure.seekScript(2);
    await settled();
    figure.seekScript(1);
    await settled(450);
    expect([figure.experiment.cursor, figure.touched]).toEqual([1, false]);
  });

  test('an address puts the figure in its state, and the script keeps its hands off', async () => {
    const [one, two] = [await placed(), await placed('<counter-figure total="7"></counter-figure>')];
    await one.experiment.apply({ do: 'add', by: 5 });
    expect(await two.load(fromAddress(one.experiment.toAddress()))).toBeNull();
    two.enter();
    await settled(400);
    expect([two.experiment.scene.total, two.experiment.cursor, two.state.total]).toEqual([0, 1, 5]);
    expect(await two.load({ scene: { total: 'x' }, log: [], cursor: 0 })).toBe('address-unreadable');
  });
});

describe('the strip', () => {
  test('steps, resets and says where it is; ends are marked, not removed', async () => {
    const figure = await placed();
    const press = async (name) => {
      named(figure, name).click();
      await settled();
    };
    expect(named(figure, 'Step back').getAttribute('aria-disabled')).toBe('true');
    await press('Step back');
    expect(figure.experiment.cursor).toBe(0);
    await press('Step');
    const range = named(figure, 'Place in the script');
    expect(range.getAttribute('aria-valuetext')).toBe('1 of 2: one');
    await press('Step');
    expect(range.getAttribute('aria-valuetext')).toBe('2 of 2: add two');
    expect(named(figure, 'Step').getAttribute('aria-disabled')).toBe('true');
    await press('Reset');
    expect([figure.experiment.cursor, range.value, figure.touched]).toEqual([0, '0', false]);
  });

  test('the slider seeks', async () => {
    const figure = await placed();
    const range = named(figure, 'Place in the script');
    range.value = '2';
    range.dispatchEvent(new Event('input'));
    await settled();
    expect([figure.experiment.cursor, figure.state.total, figure.touched]).toEqual([2, 3, true]);
  });

  test('speed goes round', async () => {
    const figure = await placed();
    const speeds = [];
    for (let i = 0; i < 4; i++) {
      figure.querySelector('.ctl-speed').click();
      await figure.updateComplete;
      speeds.push(figure.speed);
    }
    expect(speeds).toEqual([2, 4, 0.5, 1]);
  });

  test('a link is copied and says so; where the clipboard is closed it stands in a field', async () => {
    const figure = await placed();
    await settled(1100);
    let kept = '';
    vi.spyOn(navigator.clipboard, 'writeText').mockImplementation(async (text) => {
      kept = text;
    });
    named(figure, 'Copy link').click();
    await settled();
    expect(fromAddress(new URL(kept).searchParams.get('at'))).toMatchObject({
      tag: 'counter-figure',
      cursor: 0,
    });
    expect(figure.querySelector('[role=status]').textContent).toBe('Link copied.');
    navigator.clipboard.writeText.mockImplementation(() => Promise.reject(new Error('no')));
    named(figure, 'Copy link').click();
    await settled();
    expect(figure.querySelector('.ctl-link input').value).toBe(kept);
  });

  test('A01: the live region speaks at most once a second, and then says the latest', async () => {
    const figure = await placed();
    const said = [];
    const region = figure.querySelector('[role=status]');
    new MutationObserver(() => said.push(region.textContent)).observe(region, {
      childList: true,
      characterData: true,
      subtree: true,
    });
    for (let i = 0; i < 5; i++) await figure.experiment.apply({ do: 'add', by: 1 });
    await settled(1300);
    expect([...new Set(said)]).toEqual(['The sum is 5.']);
  });
});

describe('when something breaks', () => {
  test.each(['draw', 'telling', 'words', 'render'])(
    'L09: a figure whose %s throws shows its still and a reset; the others go on; the console names it once',
    async (where) => {
      const [broken, other] = [await placed(), await placed()];
      broken.dataset.break = where;
      await broken.experiment.apply({ do: 'add', by: 5 });
      await other.experiment.apply({ do: 'add', by: 5 });
      await settled(1200);
      expect(broken.dataset.state).toBe('failed');
      expect(broken.textContent).toContain('1 + 2 = 3');
      expect(broken.querySelector('[role=status]').textContent).toContain('This figure stopped.');
      expect(errors).toHaveBeenCalledOnce();
      expect([other.dataset.state, other.querySelector('output').textContent]).toEqual(['done', '5']);
      delete broken.dataset.break;
      broken.querySelector('.notice button').click();
      await settled();
      expect([broken.dataset.state, broken.querySelector('output').textContent]).toEqual(['ready', '0']);
      expect(broken.querySelector('.still')).toBeNull();
    },
  );

  test('L09: a handler that throws stops its figure alone', async () => {
    const figure = await placed();
    await figure.guard(() => {
      throw new Error('a handler');
    });
    expect(figure.dataset.state).toBe('failed');
    expect(errors).toHaveBeenCalledOnce();
  });

  test('W06: a model that throws is a refusal, the still, and a reset that works', async () => {
    const figure = await placed();
    expect(await figure.experiment.apply({ do: 'add', by: 13 })).toEqual([{ refused: 'engine-failed' }]);
    expect(figure.dataset.state).toBe('failed');
    figure.querySelector('.notice button').click();
    await settled();
    expect(figure.dataset.state).toBe('ready');
  });

  test.each([
    ['wasm-absent', 'This browser has no WebAssembly.'],
    ['wasm-missing', 'The engine could not be fetched.'],
    ['wasm-timeout', 'The engine did not arrive in time.'],
  ])('W01, W02: %s leaves the still with one sentence why, and trying again works', async (code, why) => {
    loader.load = () => Promise.reject(Object.assign(new Error(code), { code }));
    const figure = await placed();
    expect(figure.dataset.state).toBe('failed');
    expect(figure.textContent).toContain('1 + 2 = 3');
    expect(figure.querySelector('[role=status]').textContent).toContain(why);
    const { asked } = loader;
    figure.querySelector('.notice button').click();
    await settled();
    expect([loader.asked, figure.dataset.state]).toEqual([asked + 1, 'failed']);
    loader.load = async () => engine;
    figure.querySelector('.notice button').click();
    await vi.waitFor(() =>
      expect([figure.dataset.state, figure.querySelector('output')?.textContent]).toEqual(['ready', '0']),
    );
  });
});
