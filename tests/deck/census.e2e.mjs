// Slides 3, 4 and 9 as a viewer drives them: a bet by keyboard before the story goes on, a hundred million keys counted while the
// page is watched, stopped and left.
import { expect, test } from './the-deck.mjs';

const moved = (/** @type {import('./the-deck.mjs').Figure} */ figure) => figure.tag.locator('.lost .claim');

test('slide 9: a hundred million keys are counted while one watches, by both rules, to the last key', async ({
  deck,
  page,
}) => {
  await deck.open('the-math-that-saves', '?still=end');
  const figure = deck.figure('the-math-that-saves');
  await figure.atCursor(1);
  await expect(figure.tag.locator('.big .claim')).toHaveText('104');
  // What is written between two counts: parts of the great one, each more than the last.
  const seen = page.evaluate(async () => {
    /** @type {number[]} */
    const numbers = [];
    const at = () =>
      Number(document.querySelector('#the-math-that-saves .lost .claim')?.textContent?.replaceAll(',', ''));
    for (;;) {
      if (at() !== numbers.at(-1)) numbers.push(at());
      if (numbers.at(-1) === 99_009_682) return numbers;
      await new Promise((done) => requestAnimationFrame(done));
    }
  });
  await figure.button(/^Count 100\sM keys$/).click();
  const numbers = await seen;
  expect(numbers[0]).toBe(990_077);
  const parts = numbers.slice(1);
  expect(parts.length).toBeGreaterThan(2);
  expect(parts).toEqual([...parts].sort((a, b) => a - b));
  await expect(figure.tag.locator('.taken .claim')).toHaveText('953,598');
  await expect(figure.status).toContainText('99,046,402 stay');
  expect(await figure.told()).toMatchObject({
    log: [
      { do: 'count', keys: 1_000_000 },
      { do: 'count', keys: 100_000_000 },
    ],
    events: [{ event: 'counted', ring: { moved: 953_598, movedBetweenPresentInBoth: 0 } }],
  });

  // Stepping back shows the first count again; a copied link, the second: neither counts anew.
  await figure.button('Step back').click();
  await expect(moved(figure)).toHaveText('990,077');
  await figure.button('Step').click();
  await expect(moved(figure)).toHaveText('99,009,682');
});

test('L01: a count is stopped by its button, and by leaving the slide, and the figure stands where it was', async ({
  deck,
  page,
}) => {
  await deck.open('the-math-that-saves', '?still=end');
  const figure = deck.figure('the-math-that-saves');
  await figure.atCursor(1);
  const stop = figure.button('Stop');
  await figure.tag.evaluate((/** @type {any} */ tag) => {
    // Two rings that no other test counted on, and as many keys as the figure takes.
    return tag.experiment.apply({ do: 'set-servers', before: 90, after: 91 });
  });
  await figure.button(/^Count 100\sM keys$/).click();
  await stop.click();
  await expect(stop).toHaveCount(0);
  expect((await figure.told()).cursor).toBe(2);

  // Left at once: a quick machine counts a hundred million while a test looks on.
  await figure.button(/^Count 100\sM keys$/).evaluate(async (/** @type {HTMLElement} */ button) => {
    const tag = button.closest('[data-figure]');
    button.click();
    const counts = () =>
      [...(tag?.querySelectorAll('button') ?? [])].some((b) => b.textContent?.trim() === 'Stop');
    while (!counts()) await new Promise((done) => requestAnimationFrame(done));
    location.hash = '#/pseudocode';
  });
  await deck.onSlide('pseudocode');
  await deck.go('the-math-that-saves');
  await expect(stop).toHaveCount(0);
  expect((await figure.told()).cursor).toBe(2);
  await figure.button(/^Count 1\sM keys$/).click();
  await figure.atCursor(3);
  await expect(figure.tag.locator('.big .claim')).toHaveText(/^\d+$/);
  expect(await page.evaluate(() => document.querySelectorAll('#the-math-that-saves canvas').length)).toBe(2);
});

test('slide 4: a bet is committed by keyboard, the story goes on by itself, and the bet is remembered', async ({
  deck,
  page,
}) => {
  await deck.open('the-math', '?still=start');
  const figure = deck.figure('the-math');
  await figure.alive();
  await expect(figure.tag).not.toContainText('99.01');
  const slider = figure.tag.locator('form.bet input');
  await slider.focus();
  await page.keyboard.press('Home');
  for (let i = 0; i < 10; i++) await page.keyboard.press('ArrowRight');
  await deck.onSlide('the-math'); // K02: the keys are the slider's
  await expect(figure.tag.locator('form.bet output')).toHaveText('10 %');
  await page.keyboard.press('Tab');
  await expect(figure.button('Commit your bet')).toBeFocused();
  await page.keyboard.press('Enter');
  await figure.atCursor(2);
  await expect(figure.tag.locator('figure.bet')).toHaveAttribute(
    'aria-label',
    /Your bet was 10 %: 89 points short/,
  );
  const kept = await page.evaluate(() => JSON.parse(sessionStorage.getItem('edgecache-bets') ?? '[]'));
  expect(kept).toMatchObject([{ id: 'the-math', guess: 10, unit: '%' }]);
  expect(kept[0].truth).toBeCloseTo(99.0099, 4);
  await figure.button('104').click();
  await expect(figure.tag.locator('.big .claim')).toHaveText('96.15');
});

test('slide 3: keys that stay are found one after the other', { tag: '@chromium' }, async ({ deck }) => {
  await deck.open('what-happened', '?still=end');
  const figure = deck.figure('what-happened');
  await figure.atCursor(3);
  for (const key of ['user:84', 'user:97', 'user:156']) {
    await figure.button('Find a key that stays').click();
    await expect(figure.tag.getByLabel('key', { exact: true })).toHaveValue(key);
    await expect(figure.tag).toContainText('Key stays.');
  }
});
