// @vitest-environment happy-dom
// The receipt on a page: who gets one, how it opens, how it closes, and what happens to a number that lies.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const engine = vi.hoisted(() => ({ fraction: 0.990099, fails: false, asked: 0 }));
vi.mock('../../web/engine/whole.js', () => ({
  loadEngine: async () => {
    if (engine.fails) throw new Error('no engine');
    return {
      run: async () => ({ refused: 'stopped' }),
      ring: () => ({ refused: 'engine-failed' }),
      position: () => ({ refused: 'engine-failed' }),
      remapModulo() {
        engine.asked++;
        return { moved: { numerator: 100n, denominator: 101n, fraction: engine.fraction } };
      },
    };
  },
}));
const { startClaims } = await import('../../web/claims/start.js');
const { duration } = await import('../../web/claims/receipt.js');

const PAGE = `<div class="slides">
  <section id="the-math"><h2 tabindex="-1">Moves <span data-claim="moved-101">99.01</span> %</h2>
    <figure><svg role="img"><text data-claim="moved-101-round">99</text></svg>
    <p class="big"><span data-claim="moved-101" class="claim">99.01</span></p><p class="receipt">remapModulo</p></figure></section>
  <section id="other"><p class="receipt">nothing here</p><p data-read>Then <span data-claim="hit-after">0.94</span> %.</p></section>
  <section id="python"><p class="big"><span data-claim="loop-looks" class="claim">4,987</span></p></section>
  <section id="live"><hash-ring data-figure><span class="claim">7</span><p class="receipt">arcs()</p></hash-ring></section>
</div>`;

/** @type {ReturnType<typeof startClaims>} */
let started;
const find = (/** @type {string} */ selector) =>
  /** @type {HTMLElement} */ (document.querySelector(selector));
const slip = () => /** @type {HTMLDialogElement} */ (find('dialog.claim-slip'));
const settle = () => new Promise((resolve) => setTimeout(resolve, 20));
const press = (/** @type {HTMLElement} */ target, /** @type {string} */ key) => {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, composed: true });
  target.dispatchEvent(event);
  return event;
};

beforeEach(async () => {
  Object.assign(engine, { fraction: 0.990099, fails: false, asked: 0 });
  document.body.innerHTML = PAGE;
  started = startClaims(find('.slides'), { shortcut: () => true });
});
afterEach(() => {
  started.stop();
  vi.restoreAllMocks();
});

test('nothing is asked for slides that nobody sees, and once for the one that is shown', async () => {
  await settle();
  expect(engine.asked).toBe(0);
  await started.enter(find('#the-math'));
  expect(engine.asked).toBe(1);
  await started.enter(find('#other'));
  await started.enter(find('#the-math'));
  expect(engine.asked).toBe(1);
});

test('a number that lies is put right everywhere, and reported once', async () => {
  const reported = vi.spyOn(console, 'error').mockImplementation(() => {});
  engine.fraction = 0.5;
  await started.enter(find('#the-math'));
  expect(find('h2 [data-claim]').textContent).toBe('50');
  expect(find('.big [data-claim]').textContent).toBe('50');
  const lines = reported.mock.calls.flat().filter((line) => String(line).includes('"moved-101"'));
  expect(lines).toEqual(['Claim "moved-101" of the-math, death-spiral: recorded 99.01, computed 50']);
});

test('true numbers are left alone, and so are all where there is no engine', async () => {
  const reported = vi.spyOn(console, 'error');
  const text = find('.big [data-claim]').firstChild;
  await started.enter(find('#the-math'));
  expect(find('.big [data-claim]').firstChild).toBe(text);
  engine.fails = true;
  await started.enter(find('#other'));
  expect(find('#other [data-claim]').textContent).toBe('0.94');
  expect(reported).not.toHaveBeenCalled();
});

test('a claim that was stopped or failed leaves what is recorded', async () => {
  const reported = vi.spyOn(console, 'error');
  await started.enter(find('#python'));
  expect(find('#python [data-claim]').textContent).toBe('4,987');
  expect(reported).not.toHaveBeenCalled();
});

test('a number is one stop for the keyboard: what the drawing says, its headline does not repeat', async () => {
  await started.enter(find('#the-math'));
  const stops = [...document.querySelectorAll('#the-math [role=button]')].map((stop) => stop.textContent);
  expect(stops).toEqual(['99.01', 'remapModulo']);
  expect(find('h2 [data-claim]').hasAttribute('tabindex')).toBe(false);
  expect(find('svg [data-claim]').hasAttribute('role')).toBe(false); // one picture to a listener
  await started.enter(find('#other'));
  expect(find('#other [data-claim]').getAttribute('role')).toBe('button');
});

test.each(['Enter', ' ', '?'])(
  'K01: %j on a number opens its receipt, Esc closes it and gives the focus back',
  async (key) => {
    await started.enter(find('#the-math'));
    const number = find('.big [data-claim]');
    number.focus();
    expect(press(number, key).defaultPrevented).toBe(true);
    expect(slip().open).toBe(true);
    expect(document.activeElement).toBe(slip());
    await settle();
    expect(slip().textContent).toContain('99.01');
    expect(slip().textContent).toContain('remapModulo(100, 101)');
    expect(slip().textContent).toContain('exact');
    expect(slip().textContent).toContain('cpp/ring/remap.cpp');
    press(slip(), 'Escape');
    expect(slip().open).toBe(false);
    expect(document.activeElement).toBe(number);
  },
);

test('K03: `?` from anywhere opens the slide’s first receipt, but not from a field and not when letters are off', async () => {
  await started.enter(find('#the-math'));
  const field = document.body.appendChild(document.createElement('input'));
  press(field, '?');
  expect(slip().open).toBe(false);
  press(document.body, '?');
  expect(slip().open).toBe(true);
  started.stop();
  started = startClaims(find('.slides'), { shortcut: () => false });
  await started.enter(find('#the-math'));
  press(document.body, '?');
  expect(slip().open).toBe(false);
});

test('keys of the slip are not keys of the deck, but for the pages', async () => {
  await started.enter(find('#the-math'));
  find('.big [data-claim]').click();
  /** @type {string[]} */
  const heard = [];
  document.addEventListener('keydown', ({ key }) => heard.push(key));
  for (const key of ['ArrowRight', ' ', 'n', 'PageDown']) press(slip(), key);
  expect(heard).toEqual(['PageDown']);
});

test('the slip goes through all numbers of the slide, runs again when asked, and closes with the slide', async () => {
  await started.enter(find('#the-math'));
  find('h2 [data-claim]').click();
  await settle();
  const [next, again] = slip().querySelectorAll('button');
  expect(next.textContent).toContain('1 of 2');
  const asked = engine.asked;
  again.click();
  await settle();
  expect(engine.asked).toBe(asked + 1);
  next.click();
  await settle();
  expect(slip().textContent).toContain('rounded');
  await started.enter(find('#other'));
  expect(slip().open).toBe(false);
});

test('a live figure answers for its own number', async () => {
  const figure = /** @type {any} */ (find('hash-ring'));
  figure.receipt = async () => ({
    number: '7',
    unit: '%',
    sentence: 'of the circle',
    rows: [['ƒ', 'arcs()']],
    sure: 'exact',
    file: 'cpp/ring/balance.cpp',
    ms: 0.5,
  });
  await started.enter(find('#live'));
  find('hash-ring .claim').click();
  await settle();
  expect(slip().textContent).toContain('of the circle');
  expect(slip().textContent).toContain('0.50 ms');
});

test('a slip whose number is drawn anew is put away: at once, when asked again, and when the answer comes late', async () => {
  const figure = /** @type {any} */ (find('hash-ring'));
  let arrive = () => {};
  figure.receipt = () =>
    new Promise((resolve) => {
      arrive = () =>
        resolve({ number: '7', unit: '%', sentence: 's', rows: [], sure: 'exact', file: 'f', ms: 1 });
    });
  const drawAnew = () => {
    find('hash-ring').innerHTML = '<span class="claim">8</span><p class="receipt">arcs()</p>';
  };
  const unheard = vi.fn();
  process.on('unhandledRejection', unheard);
  await started.enter(find('#live'));

  find('hash-ring .claim').click();
  drawAnew();
  figure.dispatchEvent(new CustomEvent('experiment-change', { bubbles: true }));
  await settle();
  expect(slip().open).toBe(false);

  find('hash-ring .claim').click();
  arrive();
  await settle();
  const again = [...slip().querySelectorAll('button')].find((b) => b.textContent?.includes('run again'));
  drawAnew();
  again?.click();
  expect(slip().open).toBe(false);

  find('hash-ring .claim').click();
  drawAnew();
  arrive();
  await settle();
  expect(slip().open).toBe(false);
  expect(unheard).not.toHaveBeenCalled();
  process.off('unhandledRejection', unheard);
});

test('without an engine the receipt says so and shows the recorded number', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  engine.fails = true;
  await started.enter(find('#the-math'));
  find('.big [data-claim]').click();
  await settle();
  expect(slip().textContent).toContain('This is the recorded number');
  expect(slip().textContent).toContain('99.01');
});

test('times are told as a clock can tell them', () => {
  expect([null, 0, 0.1, 9.994, 62.4].map(duration)).toEqual([
    '…',
    'under a clock tick',
    '0.10 ms',
    '9.99 ms',
    '62 ms',
  ]);
});
