// Slides 15 and 16 by keyboard alone: a GET is typed, walks, and is stepped back; a line of the code is switched off.
import { expect, test } from './the-deck.mjs';

test('K06: a key typed on slide 15 walks to its answer, and the next GET of it hits L1', {
  tag: '@chromium',
}, async ({ deck, page }) => {
  await deck.open('promotion', '?still=end');
  const walk = deck.figure('promotion');
  await walk.atCursor(7);
  const field = walk.tag.getByLabel('GET key');
  await field.fill('nobody:yet');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await walk.told()).log.length).toBe(7 + 1 + 8);
  await walk.seek(16);
  await expect(walk.tag.locator('.bars')).toContainText('11.1001');
  await expect(walk.tag.locator('.bars .next')).toContainText('100');
  await expect(walk.tag.locator('p.status')).toHaveText(
    /L3; fwd=uri-miss; stored, L2; fwd=uri-miss; stored, L1/,
  );
  await field.press('Enter');
  await expect.poll(async () => (await walk.told()).log.length).toBe(16 + 1 + 2);
  await walk.seek(19);
  await expect(walk.tag.locator('p.status')).toHaveText(/L1; hit$/);

  const tiers = walk.tag.locator('summary');
  await tiers.focus();
  await page.keyboard.press('Enter');
  await walk.tag.getByLabel('L1 room').fill('9');
  await walk.tag.getByLabel('L1 room').press('Tab');
  await expect(walk.tag.locator('.refused')).toHaveText(/L1 ≤ L2 ≤ L3/);
  await page.keyboard.press('Escape');
  await expect(walk.tag.getByLabel('L1 room')).toBeHidden();
  await expect(tiers).toBeFocused();
  await deck.onSlide('promotion');
});

test('K06: without the fill a GET on slide 16 lights the draft’s last line, and nothing is stored', {
  tag: '@chromium',
}, async ({ deck, page }) => {
  await deck.open('tiers-pseudocode', '?still=end');
  const code = deck.figure('tiers-pseudocode');
  await code.atCursor(27);
  await code.button('+ fill on a miss').press('Enter');
  await code.atCursor(28);
  await code.tag.getByLabel('GET key').fill('user:9');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await code.told()).log.length).toBe(28 + 1 + 4);
  await code.seek(33);
  await expect(code.tag.locator('[aria-current=step]')).toHaveText('return MISS → fetch from database');
  expect(await code.words()).toMatch(/0 of 2\s+(.|\n)*0 of 3\s+(.|\n)*0 of 4/);
  await code.button('Step back').press('Enter');
  await code.atCursor(32);
  await expect(code.tag.locator('[aria-current=step]')).toHaveText('if key in L3:');
});
