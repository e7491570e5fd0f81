// Numbers with receipts, in a browser: each slide's claims are computed there and agree with what was recorded, and a receipt opens,
// says how its number was made, and closes, by pointer and by keyboard.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from './the-deck.mjs';

const slip = (/** @type {import('@playwright/test').Page} */ page) => page.locator('dialog.claim-slip');

test('every slide’s claims, computed in this browser, are those recorded', async ({ deck, page }) => {
  test.setTimeout(120_000);
  await deck.open('title', '?still=end');
  const told = () =>
    page
      .locator('[data-claim]:not([data-claim=figure])')
      .evaluateAll((numbers) => numbers.map((n) => `${n.closest('section')?.id} ${n.textContent}`));
  const recorded = await told();
  expect(recorded.length).toBeGreaterThan(30);
  const slides = [...new Set(recorded.map((line) => line.split(' ')[0]))];
  for (const id of slides) {
    await deck.go(id);
    // What a figure is still telling may take its number away, and the slip with it.
    await page.waitForFunction((slide) => {
      const figure = /** @type {any} */ (document.querySelector(`#${slide} [data-figure]`));
      return !figure || (figure.experiment?.awake && figure.experiment.cursor === figure.scriptLength);
    }, id);
    await expect(page.locator(`#${id} [aria-haspopup=dialog]`)).not.toHaveCount(0); // the receipts have come
    // The receipt waits for the same answers: once it has a time, the slide's numbers have been compared.
    await page.keyboard.press('?');
    await expect(slip(page)).toBeVisible();
    const more = slip(page).getByRole('button', { name: /next number/ });
    const count = Number((await more.count()) ? (await more.textContent())?.match(/of (\d+)/)?.[1] : 1);
    for (let i = 0; i < count; i++) {
      await expect(slip(page).locator('[role=status]')).toHaveText(/ms$|clock tick/, { timeout: 30_000 });
      if (count > 1) await more.click();
    }
    await page.keyboard.press('Escape');
    await expect(slip(page)).toBeHidden();
  }
  expect(await told()).toEqual(recorded); // and a lie would have been a console error
});

test('slide 9: a number is pointed at, its receipt says how it was counted, and counts again', async ({
  deck,
  page,
}) => {
  await deck.open('the-math-that-saves', '?still=end');
  await deck.figure('the-math-that-saves').alive();
  await deck.figure('the-math-that-saves').atCursor(1);
  await page.locator('#the-math-that-saves .taken .claim').click();
  await expect(slip(page)).toContainText('9,546');
  await expect(slip(page)).toContainText('user:0…999999');
  await expect(slip(page)).toContainText('exact, every key');
  await expect(slip(page)).toContainText('cpp/sim/census.cpp');
  const took = slip(page).locator('[role=status]');
  await expect(took).toHaveText(/ms$/);
  await slip(page).getByRole('button', { name: 'run again' }).click();
  await expect(took).toHaveText(/ms$/);
  await page.mouse.click(20, 700);
  await expect(slip(page)).toBeHidden();
});

test('K06: a receipt by keyboard alone: Enter opens it, Esc closes it and not the slide, the focus is back', async ({
  deck,
  page,
}) => {
  await deck.open('pseudocode', '?still=end');
  await deck.figure('pseudocode').alive();
  const number = page.locator('#pseudocode .big .claim');
  await expect(number).toHaveAttribute('tabindex', '0');
  await number.focus();
  await page.keyboard.press('Enter');
  await expect(slip(page)).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await deck.onSlide('pseudocode');
  await page.keyboard.press('Escape');
  await expect(slip(page)).toBeHidden();
  await expect(number).toBeFocused();
  await expect(page.locator('.reveal')).not.toHaveClass(/overview/);
  await number.press('?');
  await expect(slip(page)).toBeVisible();
  await deck.go('python');
  await expect(slip(page)).toBeHidden();
});

test('slide 8: the ring answers for its own number, in the state it is in', { tag: '@chromium' }, async ({
  deck,
  page,
}) => {
  await deck.open('add-a-server', '?still=end');
  const figure = deck.figure('add-a-server');
  await figure.alive(); // a number whose figure is drawn anew closes its slip
  await figure.atCursor(1);
  await figure.picture();
  await figure.tag.locator('.big .claim').click();
  await expect(slip(page)).toContainText('20.83%');
  await expect(slip(page)).toContainText('45 A, 180 B, 120 C');
  await page.keyboard.press('Escape');
  await figure.apply({ do: 'remove-server', server: '45 A' });
  await expect(figure.tag.locator('.big .claim')).toHaveText('62.50');
  await figure.tag.locator('.big .claim').click();
  await expect(slip(page)).toContainText('62.50%');
});

test('on a phone the slip stays on the screen', async ({ deck, page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await deck.open('the-math', '?still=end');
  await deck.figure('the-math').alive();
  await deck.figure('the-math').atCursor(6);
  await page.locator('#the-math .big .claim').click();
  await expect(slip(page)).toContainText('99.01');
  await expect(slip(page).locator('[role=status]')).toHaveText(/ms$|clock tick/);
  const box = await slip(page).boundingBox();
  expect(box && box.x >= 0 && box.x + box.width <= 390 && box.y >= 0 && box.y + box.height <= 844).toBe(true);
});

test('axe finds nothing on an open slip', { tag: '@chromium' }, async ({ deck, page }) => {
  await deck.open('scene', '?theme=night&still=end');
  await deck.figure('scene').alive(); // a figure that takes the still's place takes the still's slip away
  await deck.figure('scene').atCursor(1);
  await page.locator('#scene p.receipt').press('Enter');
  await expect(slip(page)).toContainText('cpp/sim/outage.cpp');
  const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
  await page.evaluate(readFileSync(axe, 'utf8'));
  const found = await page.evaluate(() => Reflect.get(globalThis, 'axe').run('dialog.claim-slip'));
  expect(found.violations.map((/** @type {any} */ { id, help }) => `${id}: ${help}`)).toEqual([]);
});
