// One keyboard for two masters: what has the focus gets the key; all other keys turn pages, and next drives the figure first.
import { expect, test } from './the-deck.mjs';

test('next and back play the steps of the script, then turn the page, and back again', async ({
  deck,
  page,
}) => {
  await deck.open('what-happened', '?still=start');
  const router = deck.figure('what-happened');
  await router.alive();
  for (const step of [1, 2, 3]) {
    await page.keyboard.press('ArrowRight');
    await router.atCursor(step);
    await deck.onSlide('what-happened');
  }
  await page.keyboard.press('ArrowRight');
  await deck.onSlide('the-math');
  await page.keyboard.press('ArrowLeft');
  await deck.onSlide('what-happened');
  await router.atCursor(3);
  for (const step of [2, 1, 0]) {
    await page.keyboard.press('ArrowLeft');
    await router.atCursor(step);
    await deck.onSlide('what-happened');
  }
  await page.keyboard.press('ArrowLeft');
  await deck.onSlide('scene');
});

test('a step by the clicker stops the script and goes one further, never two', { tag: '@chromium' }, async ({
  deck,
  page,
}) => {
  await deck.open('key-idea');
  const figure = deck.figure('key-idea');
  await figure.alive();
  await expect.poll(async () => (await figure.told()).playing).toBe(true);
  // Read and pressed at one moment: on a busy machine the script goes on between two calls from outside.
  const before = await page.evaluate(() => {
    const playing = /** @type {any} */ (document.querySelector('#key-idea [data-figure]'));
    const { cursor } = playing.experiment;
    const press = { key: 'ArrowRight', keyCode: 39, bubbles: true };
    document.body.dispatchEvent(new KeyboardEvent('keydown', press));
    return cursor;
  });
  await figure.atCursor(before + 1);
  expect((await figure.told()).playing).toBe(false);
});

test('once the viewer has touched a figure, next means next slide; after a reset its steps are back', async ({
  deck,
  page,
}) => {
  await deck.open('what-happened', '?still=start');
  const router = deck.figure('what-happened');
  await router.button('Step').click();
  await router.atCursor(1);
  await page.keyboard.press('ArrowRight');
  await deck.onSlide('the-math');
  await page.keyboard.press('ArrowLeft');
  await deck.onSlide('what-happened');
  await router.atCursor(1);
  await router.button('Reset').click();
  await router.atCursor(0);
  await router.tag.locator('..').locator('h2').click();
  await page.keyboard.press('ArrowRight');
  await router.atCursor(1);
  await deck.onSlide('what-happened');
});

test('K01: Space and Enter press the button that has the focus, and the slide stays', async ({
  deck,
  page,
}) => {
  await deck.open('what-happened', '?still=start');
  const router = deck.figure('what-happened');
  await router.alive();
  await router.button('Step').focus();
  await page.keyboard.press('Space');
  await router.atCursor(1);
  await page.keyboard.press('Enter');
  await router.atCursor(2);
  await deck.onSlide('what-happened');
});

test('K02: arrows, Home, End and page keys on a slider change its value, and the slide stays', async ({
  deck,
  page,
}) => {
  await deck.open('add-a-server', '?still=start');
  const figure = deck.figure('add-a-server');
  await figure.apply({ do: 'set-hash', hash: 'xxh64' });
  for (const server of ['a', 'b', 'c']) await figure.apply({ do: 'add-server', server });
  await figure.scrubber.focus();
  for (const [key, cursor] of /** @type {[string, number][]} */ ([
    ['Home', 0],
    ['ArrowRight', 1],
    ['ArrowUp', 2],
    ['ArrowLeft', 1],
    ['End', 4],
    ['ArrowDown', 3],
  ])) {
    await page.keyboard.press(key);
    await figure.atCursor(cursor);
  }
  for (const key of ['PageUp', 'PageDown']) await page.keyboard.press(key);
  await figure.tag.locator('select').focus();
  for (const key of ['ArrowDown', 'Home', 'End']) await page.keyboard.press(key);
  await deck.onSlide('add-a-server');
});

test('K03: letters in a control are never shortcuts', { tag: '@chromium' }, async ({
  deck,
  page,
  context,
}) => {
  await deck.open('what-happened', '?still=start');
  const router = deck.figure('what-happened');
  await router.alive();
  const controls = [router.tag.getByLabel('key'), router.button('Step'), router.scrubber];
  for (const control of controls) {
    await control.first().focus();
    for (const letter of 'fsobnphjklgav.') await page.keyboard.press(letter);
    await deck.onSlide('what-happened');
    expect(await page.locator('.reveal').getAttribute('class')).not.toMatch(/overview|paused/);
    expect(await page.evaluate(() => document.fullscreenElement)).toBeNull();
    await expect(
      page.locator('.reveal .r-overlay, .reveal .overlay, .reveal .jump-to-slide:visible'),
    ).toHaveCount(0);
  }
  expect(context.pages()).toHaveLength(1);
  await expect(router.tag.getByLabel('key').first()).toHaveValue(/fsobnphjklgav\.$/);
});

test('K04: Esc leaves the widget first, and opens the overview only from outside', {
  tag: '@chromium',
}, async ({ deck, page }) => {
  await deck.open('what-happened', '?still=start');
  const router = deck.figure('what-happened');
  await router.alive();
  for (const control of [router.tag.getByLabel('key').first(), router.button('Step'), router.scrubber]) {
    await control.focus();
    await page.keyboard.press('Escape');
    await expect(control).not.toBeFocused();
    await expect(page.locator('.reveal')).not.toHaveClass(/overview/);
  }
  await page.keyboard.press('Escape');
  await expect(page.locator('.reveal')).toHaveClass(/overview/);
  await page.keyboard.press('Escape');
  await expect(page.locator('.reveal')).not.toHaveClass(/overview/);
  await deck.onSlide('what-happened');
});

/** Where the focus is, and how that looks: everything a theme may change to show it. */
function focused() {
  const element = document.activeElement;
  if (!element || element === document.body || element === document.documentElement) return null;
  const looks = (/** @type {Element} */ part) => {
    const { outline, boxShadow, backgroundColor, color, fill, stroke } = getComputedStyle(part);
    return [outline, boxShadow, backgroundColor, color, fill, stroke].join();
  };
  const box = element.getBoundingClientRect();
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  const section = element.closest('.slides > section');
  const before = Reflect.get(globalThis, 'focusedBefore');
  const now = { element, looked: [element, ...element.children].map(looks).join() };
  Object.assign(globalThis, { focusedBefore: now });
  return {
    what: element.getAttribute('aria-label') ?? element.outerHTML.slice(0, 60),
    in: section?.id ?? (element.closest('nav') ? 'nav' : 'page'),
    covered: !(top && (element.contains(top) || top.contains(element))),
    follows:
      !before?.element.isConnected ||
      (before.element.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING) > 0,
    // Told one stop later, when the one before has lost the focus again
    unseen: before && [before.element, ...before.element.children].map(looks).join() === before.looked,
  };
}

for (const slide of ['what-happened', 'add-a-server', 'title'])
  test(`K05: Tab goes through ${slide} in order, always seen, never into hidden slides`, async ({
    deck,
    page,
  }) => {
    await deck.open(slide, '?still=start');
    // In idle moments the code of all figures comes and the neighbours start: both change how many elements stand before a stop.
    await page.waitForFunction((id) => {
      const sections = [...document.querySelectorAll('.slides > section')];
      const at = sections.findIndex((section) => section.id === id);
      const waits = (/** @type {Element} */ section, /** @type {number} */ i) => {
        const figure = /** @type {HTMLElement | null} */ (section.querySelector('[data-figure]'));
        return (
          figure &&
          (!figure.matches(':defined') || (Math.abs(i - at) < 2 && figure.dataset.state === 'waiting'))
        );
      };
      return !sections.some(waits);
    }, slide);
    if (slide === 'add-a-server') await deck.figure(slide).apply({ do: 'set-hash', hash: 'xxh64' });
    /** @type {NonNullable<ReturnType<typeof focused>>[]} */
    const stops = [];
    for (let press = 0; press < 60; press++) {
      await page.keyboard.press('Tab');
      const stop = await page.evaluate(focused);
      if (!stop || stop.what === stops[0]?.what) break;
      stops.push(stop);
    }
    expect(stops.filter((stop) => !['nav', 'page', slide].includes(stop.in))).toEqual([]);
    if (slide !== 'title') expect(stops.filter((stop) => stop.in === slide).length).toBeGreaterThan(5);
    expect(stops.filter(({ covered }) => covered).map(({ what }) => what)).toEqual([]);
    expect(stops.flatMap(({ unseen }, i) => (unseen ? [stops[i - 1].what] : []))).toEqual([]);
    expect(stops.filter(({ follows }) => !follows).map(({ what }) => what)).toEqual([]);
  });

test('K08: a slide changed while a control has the focus takes the focus along', async ({ deck, page }) => {
  await deck.open('what-happened', '?still=end');
  const router = deck.figure('what-happened');
  await router.atCursor(3);
  await router.button('Reset').focus();
  await page.keyboard.press('PageDown');
  await deck.onSlide('the-math');
  expect(await page.evaluate(() => document.activeElement?.closest('section')?.id)).toBe('the-math');
});

test('the story line takes a mouse to any slide', { tag: '@chromium' }, async ({ deck, page }) => {
  await deck.open('title');
  for (const id of ['death-spiral', 'closing', 'the-ring', 'title']) {
    await page.locator(`nav.story a[href="#/${id}"]`).click();
    await deck.onSlide(id);
    await expect(page.locator('nav.story a[aria-current=step]')).toHaveAttribute('href', `#/${id}`);
  }
});

test('day and night by the button, and the choice survives a reload', async ({ deck, page }) => {
  await deck.open('the-ring');
  const theme = () => page.locator('html').getAttribute('data-theme');
  const before = await theme();
  await page.getByRole('button', { name: 'Day or night edition' }).click();
  const after = await theme();
  expect(after).not.toBe(before);
  await deck.reload();
  expect(await theme()).toBe(after);
});
