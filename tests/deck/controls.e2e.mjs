// Numbers and names as viewers and mischief bring them to the controls: what cannot be is refused in words beside the control,
// and nothing has changed.
import { expect, test, typed } from './the-deck.mjs';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

/** @typedef {import('./the-deck.mjs').Deck} Deck */

/** Slide 8 with real names, as after Unlock. @param {Deck} deck */
async function unlocked(deck) {
  await deck.open('add-a-server', '?still=start');
  const ring = deck.figure('add-a-server');
  await ring.apply({ do: 'set-hash', hash: 'xxh64' });
  await ring.picture();
  return ring;
}

/** @param {Deck} deck */
async function router(deck) {
  await deck.open('what-happened', '?still=end');
  const figure = deck.figure('what-happened');
  await figure.atCursor(3);
  return figure;
}

test('N01, N02, N03, N04: no number in a number field: the last number stays, with a message', async ({
  deck,
}) => {
  const TEXTS = {
    'N01: an empty field, NaN': ['', 'NaN'],
    'N02: negative numbers': ['-5', '-0', '−3'],
    'N03: numbers that would wrap': ['1e300', 'Infinity', '4294967296', '9007199254740993', '4294967297'],
    'N04: fractions and other spellings': ['1.9', '"7"', '0x10', '1e2', '７', '7 7', '0', '121'],
  };
  const figure = await router(deck);
  const { log, scene } = await figure.told();
  const field = figure.tag.getByLabel('servers', { exact: true });
  for (const [row, texts] of Object.entries(TEXTS))
    for (const text of texts) {
      const which = `${row}: ${text}`;
      await typed(field, text);
      await expect(figure.tag.locator('.refused'), which).toHaveText(/\w+ .*stays/);
      await expect(field, which).toHaveValue('100');
      expect(await figure.told(), which).toMatchObject({ log, scene, cursor: 3 });
    }
  await typed(field, '7');
  await expect(figure.tag.locator('.refused')).toHaveCount(0);
  await expect(figure.tag.getByLabel(/^before: 7 servers/)).toBeVisible();
});

test('N05: a slider moved past its end by hand is refused, by the figure and by the engine', {
  tag: '@chromium',
}, async ({ deck }) => {
  const ring = await unlocked(deck);
  const { log } = await ring.told();
  const before = await ring.picture();
  const slider = ring.tag.getByLabel(/virtual nodes/);
  for (const value of ['20000', '0', '-1']) {
    await slider.evaluate((/** @type {HTMLInputElement} */ input, wanted) => {
      input.min = '-10';
      input.max = '99999';
      input.value = wanted;
      input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    }, value);
    await expect(ring.tag.locator('.refused'), value).toHaveText(/1 to 10,000|Digits only/);
    expect((await ring.told()).log, value).toEqual(log);
  }
  await ring.looksLike(before);
  await slider.fill('40');
  await expect
    .poll(async () => (await ring.told()).scene && (await ring.told()).log.at(-1))
    .toEqual({ do: 'set-vnodes', vnodes: 40 });
  await slider.evaluate((/** @type {HTMLInputElement} */ input) => {
    for (const value of ['50', '20000']) {
      input.value = value;
      input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    }
  });
  await expect(ring.tag.locator('.refused')).toHaveText(/1 to 10,000/);
  expect((await ring.told()).log.slice(0, log.length)).toEqual(log);
  expect((await ring.told()).log.at(-1)).toMatchObject({ do: 'set-vnodes' });
  const answers = await ring.tag.evaluate((/** @type {any} */ tag) =>
    [0, -1, 1.5, 10_001, Number.NaN, '3'].map((vnodes) =>
      tag.experiment.state.engine.ring({ hash: 'xxh64', servers: [{ name: 'a', vnodes }] }),
    ),
  );
  for (const answer of answers) expect(answer.refused).toBe('vnodes-out-of-range');
});

test('N06: a slider dragged over its whole range: the last value wins, one build a frame at most', async ({
  deck,
}) => {
  const ring = await unlocked(deck);
  const changes = await ring.tag
    .getByLabel(/virtual nodes/)
    .evaluate(async (/** @type {HTMLInputElement} */ input) => {
      const tag = /** @type {any} */ (input.closest('hash-ring'));
      let count = 0;
      tag.addEventListener('experiment-change', () => count++);
      for (let value = 2; value <= 150; value++) {
        input.value = String(value);
        input.dispatchEvent(new InputEvent('input', { bubbles: true }));
      }
      for (let frame = 0; frame < 20; frame++) await new Promise((done) => requestAnimationFrame(done));
      await tag.experiment.apply({ do: 'nothing' }); // refused, after everything before it
      return count;
    });
  const { scene, log, cursor } = await ring.told();
  expect(log[cursor - 1]).toEqual({ do: 'set-vnodes', vnodes: 150 });
  expect(scene.vnodes).not.toBe(0);
  await expect(ring.tag.getByLabel(/virtual nodes: 150/)).toBeVisible();
  expect(changes).toBeLessThanOrEqual(20);
});

test('N07: what is pasted is checked like what is typed, and a wheel changes nothing', {
  tag: '@chromium',
}, async ({ deck, page }) => {
  const figure = await router(deck);
  const { log } = await figure.told();
  const field = figure.tag.getByLabel('servers', { exact: true });
  await field.focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText('1e2');
  await page.keyboard.press('Tab');
  await expect(figure.tag.locator('.refused')).toHaveText(/Digits only/);
  await field.hover();
  await field.focus();
  await page.mouse.wheel(0, 200);
  await page.keyboard.press('Tab');
  await expect(field).toHaveValue('100');
  expect((await figure.told()).log).toEqual(log);
});

test('R01: the last server removed: "no servers", and a look-up answers nobody', {
  tag: '@chromium',
}, async ({ deck }) => {
  await deck.open('the-ring', '?still=start');
  const ring = deck.figure('the-ring');
  await ring.apply({ do: 'remove-server', server: '45 A' });
  await ring.apply({ do: 'remove-server', server: '180 B' });
  const [found] = await ring.apply({ do: 'set-key', key: '75 X' });
  expect(found).toMatchObject({ event: 'looked-up', owner: null });
  expect(await ring.words()).toMatch(/no servers/i);
});

test('R02: servers removed to the last and added again own the same keys', { tag: '@chromium' }, async ({
  deck,
}) => {
  const ring = await unlocked(deck);
  const keys = () =>
    ring.tag
      .locator('g.keys')
      .evaluate((group) =>
        group.outerHTML.replace(/<!--.*?-->|class="moved"|r="[\d.]+"/g, '').replace(/\s+/g, ' '),
      );
  const names = /** @type {string[]} */ ((await ring.told()).scene && ['server-A', 'server-B']);
  await ring.seek(1);
  const owned = await keys();
  const cursor = (await ring.told()).cursor;
  for (const [i, name] of names.entries()) {
    await ring.tag.getByLabel('remove').selectOption(name);
    await ring.atCursor(cursor + i + 1);
  }
  await expect(ring.tag).toContainText(/no servers/i);
  expect(await keys()).not.toBe(owned);
  for (const server of names) await ring.apply({ do: 'add-server', server });
  await ring.apply({ do: 'set-key', key: null }); // no newcomer in the picture, no key marked as moved
  await ring.picture();
  expect(await keys()).toBe(owned);
});

test('R03, R04: an empty name is refused, a blank one too, in words', { tag: '@chromium' }, async ({
  deck,
}) => {
  const ring = await unlocked(deck);
  const { log } = await ring.told();
  expect(await ring.apply({ do: 'add-server', server: '' })).toEqual([{ refused: 'server-name-empty' }]);
  await ring.tag.getByLabel('new server').fill('   ');
  await ring.button('Add server').click();
  await expect(ring.tag.locator('.refused')).toHaveText(/blank/);
  expect((await ring.told()).log).toEqual(log);
});

test('R05: same server twice: refused in words beside the control and to the ear, the ring unchanged', async ({
  deck,
}) => {
  const ring = await unlocked(deck);
  const { log } = await ring.told();
  await ring.tag.getByLabel('new server').fill('server-A');
  await ring.button('Add server').click();
  await expect(ring.tag.locator('.refused')).toHaveText(/in the ring already/);
  await expect(
    ring.tag.locator('[role=status], [role=alert], [aria-live]').filter({ hasText: /in the ring already/ }),
  ).not.toHaveCount(0);
  expect((await ring.told()).log).toEqual(log);
  await ring.tag.getByLabel('new server').fill('server-Q');
  await ring.button('Add server').click();
  await ring.atCursor(2);
  await expect(ring.tag.locator('.refused')).toHaveCount(0);
});

test('R06: an unknown server cannot be removed', { tag: '@chromium' }, async ({ deck }) => {
  const ring = await unlocked(deck);
  const { log } = await ring.told();
  for (const server of ['nobody', 'SERVER-A', 'server-A '])
    expect(await ring.apply({ do: 'remove-server', server })).toEqual([{ refused: 'server-unknown' }]);
  expect((await ring.told()).log).toEqual(log);
});

test('R13: virtual nodes from 1 to 10,000 and nothing else', { tag: '@chromium' }, async ({ deck }) => {
  const ring = await unlocked(deck);
  const { log } = await ring.told();
  for (const vnodes of [0, -1, 1.5, 10_001, '7', null]) {
    expect(await ring.apply({ do: 'set-vnodes', vnodes })).toEqual([{ refused: 'vnodes-out-of-range' }]);
    if (vnodes !== null)
      expect(await ring.apply({ do: 'add-server', server: 'x', vnodes })).toEqual([
        { refused: 'vnodes-out-of-range' },
      ]);
  }
  expect((await ring.told()).log).toEqual(log);
  expect((await ring.apply({ do: 'set-vnodes', vnodes: 10_000 }))[0]).toMatchObject({ tokens: 20_000 });
});
