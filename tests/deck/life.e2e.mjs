// The life of a page: slides left in mid run, hidden tabs, impatient fingers, reloads, two figures at once, a figure that breaks.
// Whatever happens, a figure is in a state that its log explains.
import { expect, test } from './the-deck.mjs';

/** @typedef {import('./the-deck.mjs').Figure} Figure */

/** The picture that the log alone gives, without any telling on the way. @param {Figure} figure */
async function fromItsLog(figure) {
  const { cursor } = await figure.told();
  await figure.seek(0);
  await figure.seek(cursor);
  await figure.seek(cursor);
  return figure.picture();
}

test('L01: a slide left in mid run stops, and goes on where it was', async ({ deck, page }) => {
  await deck.open('what-happened');
  const router = deck.figure('what-happened');
  await router.atCursor(1);
  await deck.go('the-math');
  const { playing, cursor } = await router.told();
  expect(playing).toBe(false);
  await page.waitForFunction(
    (since) => performance.now() > since + 2500,
    await page.evaluate(() => performance.now()),
  );
  expect((await router.told()).cursor).toBe(cursor);
  await deck.go('what-happened');
  await router.atCursor(3);
  await expect.poll(() => router.moving()).toBe(false);
  const told = await router.picture();
  expect(await fromItsLog(router)).toBe(told);
});

test('L02: a hidden tab gets no frames, and does not catch up with a jump', { tag: '@chromium' }, async ({
  deck,
  page,
}) => {
  await page.addInitScript(() => {
    const request = globalThis.requestAnimationFrame.bind(globalThis);
    /** @type {FrameRequestCallback[]} */
    const waiting = [];
    Object.assign(globalThis, {
      hide: (/** @type {boolean} */ hidden) => {
        Object.assign(globalThis, { hiddenNow: hidden });
        if (!hidden) for (const callback of waiting.splice(0)) request(callback);
      },
    });
    globalThis.requestAnimationFrame = (callback) =>
      Reflect.get(globalThis, 'hiddenNow') ? waiting.push(callback) : request(callback);
  });
  await deck.open('key-idea');
  const figure = deck.figure('key-idea');
  await figure.atCursor(1);
  await page.evaluate(() => Reflect.get(globalThis, 'hide')(true));
  const since = await page.evaluate(() => performance.now());
  // Longer than the rest of the script takes
  await page.waitForFunction((start) => performance.now() > start + 4500, since, { polling: 200 });
  expect((await figure.told()).cursor).toBe(1);
  const after = await figure.tag.evaluate(async (/** @type {any} */ tag) => {
    Reflect.get(globalThis, 'hide')(false);
    for (let i = 0; i < 10; i++) await new Promise((done) => requestAnimationFrame(done));
    return tag.experiment.cursor;
  });
  expect(after).toBe(1);
  await figure.atCursor(3);
});

test('L03: 20 quick clicks on Add server are 20 servers', async ({ deck, page }) => {
  await deck.open('add-a-server', '?still=start');
  const ring = deck.figure('add-a-server');
  await ring.apply({ do: 'set-hash', hash: 'xxh64' });
  const box = await ring.button('Add server').boundingBox();
  const [x, y] = [(box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2];
  for (let click = 0; click < 20; click++) await page.mouse.click(x, y);
  await ring.atCursor(21);
  const tokens = await ring.tag.evaluate((/** @type {any} */ tag) => tag.experiment.state.ring.servers());
  expect(tokens).toHaveLength(22);
  expect(new Set(tokens).size).toBe(22);
});

test('L04: add and remove in turn during the telling end as the same steps without it', {
  tag: '@chromium',
}, async ({ deck }) => {
  await deck.open('add-a-server', '?still=start');
  const ring = deck.figure('add-a-server');
  await ring.apply({ do: 'set-hash', hash: 'xxh64' });
  await ring.apply({ do: 'set-vnodes', vnodes: 2 });
  for (const server of ['one', 'two', 'three']) {
    await ring.apply({ do: 'add-server', server });
    await ring.apply({ do: 'remove-server', server: server === 'two' ? 'one' : server });
  }
  await expect.poll(() => ring.moving(1200)).toBe(false); // a removal rests for 800 ms before keys turn
  const told = await ring.picture();
  const { scene, log, cursor } = await ring.told();
  await deck.open('add-a-server', `?at=${(await ring.told()).address}`);
  await ring.atCursor(cursor);
  await ring.looksLike(told);
  expect(await ring.told()).toMatchObject({ scene, log });
});

test('L05: reload in mid run, back and forward: a fresh state or the very one, never half', {
  tag: '@chromium',
}, async ({ deck, page }) => {
  await deck.open('what-happened');
  const router = deck.figure('what-happened');
  await router.atCursor(1);
  await deck.reload();
  await router.alive();
  expect((await router.told()).cursor).toBeLessThanOrEqual(1);
  await router.atCursor(3);
  await page.goto('about:blank');
  await page.goBack({ waitUntil: 'commit' }); // a page out of the back-forward cache never loads
  await deck.ready();
  await router.alive();
  await deck.onSlide('what-happened');
  await router.atCursor(3);
});

test('L06: two figures of one kind know nothing of each other', { tag: '@chromium' }, async ({
  deck,
  page,
}) => {
  await deck.open('the-ring', '?still=start');
  const [one, other] = [deck.figure('the-ring'), deck.figure('add-a-server')];
  await other.alive();
  const { log, cursor } = await other.told();
  const before = await other.picture();
  await one.apply({ do: 'add-server', server: '300 Z' });
  await one.apply({ do: 'set-key', key: 'only here' });
  expect(await other.told()).toMatchObject({ log, cursor });
  await other.looksLike(before);
  await page.evaluate(() => {
    const copy = document.createElement('hash-ring');
    copy.id = 'copy';
    document.querySelector('#the-ring')?.append(copy);
  });
  await expect(page.locator('#copy')).toHaveAttribute('data-state', /ready|running|done/);
  const count = await page.locator('#copy').evaluate(async (/** @type {any} */ tag) => {
    await tag.experiment.apply({ do: 'add-server', server: 'x' });
    return [tag.experiment.scene.servers.length, tag.experiment.log.length];
  });
  expect(count).toEqual([3, 1]);
  expect((await one.told()).log).toHaveLength(2);
});

for (const [key, shown] of [
  ['Escape', /overview/],
  ['b', /paused/],
])
  test(`L08: ${key} in mid run stops the figure, again and it goes on`, { tag: '@chromium' }, async ({
    deck,
    page,
  }) => {
    await deck.open('key-idea');
    const figure = deck.figure('key-idea');
    await figure.atCursor(1);
    await page.keyboard.press(String(key));
    await expect(page.locator('.reveal')).toHaveClass(shown);
    const { playing, cursor } = await figure.told();
    expect(playing).toBe(false);
    await page.keyboard.press(String(key));
    await expect(page.locator('.reveal')).not.toHaveClass(shown);
    await deck.onSlide('key-idea');
    expect((await figure.told()).cursor).toBe(cursor);
    await figure.atCursor(3);
  });

test('L08: a jump to a slide in mid run', async ({ deck, page }) => {
  await deck.open('key-idea');
  const figure = deck.figure('key-idea');
  await figure.atCursor(1);
  await page.keyboard.press('g');
  await page.keyboard.type('9');
  await page.keyboard.press('Enter');
  await deck.onSlide('the-math-that-saves');
  expect((await figure.told()).playing).toBe(false);
});

for (const [id, what, breakIt] of /** @type {[string, string, string][]} */ ([
  ['L09', 'throws while it draws', 'throw'],
  ['L10', 'rejects while it tells', 'reject'],
]))
  test(`${id}: a figure that ${what} says so and can be reset, the others work, nothing reaches the window`, async ({
    deck,
    page,
  }) => {
    deck.troubled = true;
    await deck.open('add-a-server', '?still=start');
    const ring = deck.figure('add-a-server');
    await ring.alive();
    await ring.tag.evaluate((/** @type {any} */ tag, how) => {
      tag.draw = () => {
        delete tag.draw; // once
        if (how === 'throw') throw new Error('broken on purpose');
        return Promise.reject(new Error('broken on purpose'));
      };
    }, breakIt);
    await ring.apply({ do: 'add-server', server: '300 Z' });
    await expect(ring.tag).toHaveAttribute('data-state', 'failed');
    await expect(ring.tag.getByText(/stopped/)).toBeVisible();
    expect(await page.evaluate(() => Reflect.get(globalThis, 'broken'))).toEqual([]);
    expect(deck.heard.filter((line) => line.startsWith('uncaught'))).toEqual([]);
    expect(deck.heard.length).toBe(1);
    await ring.button('Reset').click();
    await expect(ring.tag).toHaveAttribute('data-state', /ready|running|done/);
    expect((await ring.apply({ do: 'add-server', server: '300 Z' }))[0].event).toBe('server-added');
    await deck.go('the-ring');
    expect((await deck.figure('the-ring').apply({ do: 'set-key', key: '10 K' }))[0].event).toBe('looked-up');
  });
