// Slides 20 and 21 by hand: the season's structure and the bets of the talk, the ring as a linked list.
import { expect, test } from './the-deck.mjs';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

test('slide 20: an episode is pressed, a bet made on slide 12 is weighed, and is there after a reload', {
  tag: '@chromium',
}, async ({ deck, page }) => {
  await deck.open('season', '?still=start');
  const season = deck.figure('season');
  await season.alive();
  await expect(season.tag.locator('.bets')).toContainText('None yet');
  await season.tag.getByRole('button', { name: /LRU Cache/ }).press('Enter');
  await expect(season.tag.locator('.big')).toHaveText(/^16\s*pointers$/);
  await expect(season.status).toContainText('after 7 requests, 1 of them a hit');
  await season.button('Step back').click();
  await expect(season.tag.locator('.big')).toHaveText(/^5\s*pointers$/);
  await season.tag.locator('.big .claim').click();
  await expect(page.locator('dialog.claim-slip')).toContainText('counted from the drawings');
  await page.keyboard.press('Escape');

  await deck.go('virtual-nodes');
  const balance = deck.figure('virtual-nodes');
  await balance.alive();
  await balance.tag.locator('form.bet input').fill('30');
  await balance.tag.getByRole('button', { name: 'Commit your bet' }).click();
  await deck.go('season');
  await expect(season.tag.locator('.bets li')).toHaveText(/^A hundred positions each.*30\s%\s*not told yet$/);
  await deck.reload();
  await season.alive();
  await expect(season.tag.locator('.bets li')).toContainText('not told yet');
});

test('slide 21: any key, any start, 256 servers, hop by hop; what is no server is refused beside the field', {
  tag: '@chromium',
}, async ({ deck, page }) => {
  await deck.open('closing', '?still=end');
  const chord = deck.figure('closing');
  await chord.alive();
  await expect(chord.tag.locator('.big')).toContainText('63');
  await expect(chord.tag.locator('.way.fingers')).toContainText('½ log₂ N + 1 = 4.0');
  await chord.button('256 servers').click();
  await expect(chord.tag.locator('.big')).toHaveText(/^256\s*servers$/);
  await chord.tag.getByLabel('key', { exact: true }).fill('node.next');
  await chord.tag.getByLabel('from server-').fill('256');
  await page.keyboard.press('Enter');
  await expect(chord.tag.getByRole('alert')).toContainText('0 to 255');
  await expect(chord.tag.getByLabel('from server-')).not.toHaveValue('256');
  await chord.tag.getByLabel('from server-').fill('7');
  await page.keyboard.press('Enter');
  await expect(chord.status).toContainText('server-7 is asked for node.next');
  await chord.button('Hop').click();
  await expect(chord.tag.locator('.big')).toHaveText(/^1\s*hop$/);
  await chord.button('Look up').press('Enter');
  await expect(chord.button('Hop')).toHaveAttribute('aria-disabled', 'true');
  await expect(chord.status).toContainText('to its owner, server-');
  await deck.onSlide('closing');
  await chord.tag.locator('.big .claim').click();
  await expect(page.locator('dialog.claim-slip')).toContainText('cpp/ring/chord.cpp');
});
