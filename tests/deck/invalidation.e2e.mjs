// Slides 18 and 19 by hand: each figure driven once, by what a viewer can see and press.
import { expect, test } from './the-deck.mjs';

test('slides 18 and 19: a write is told over time, left and told to its end; a race is bet on, scrubbed, changed, and purged in three tiers', {
  tag: '@chromium',
}, async ({ deck, page }) => {
  await deck.open('invalidation', '?still=start');
  const copies = deck.figure('invalidation');
  await copies.alive();
  const big = copies.tag.locator('.big');
  await expect(big).toHaveText('0stale copies');
  await copies.button('Write').click();
  await expect(big).toHaveText('24stale copies');
  await copies.button('Wait 5 s').click();
  await expect(copies.tag.locator('.cap')).toContainText(/^[1-9]\d? of [1-9]\d? readers/); // on its way
  await deck.go('strategies'); // L01: left in mid run
  await deck.go('invalidation');
  await expect(copies.tag.locator('.cap')).toContainText('115 of 120 readers were told something old.');
  expect(await copies.moving(300)).toBe(false);
  await copies.button('Purge').click();
  await expect(big).toHaveText('0stale copies');
  const places = copies.tag.getByRole('textbox', { name: 'places' });
  for (const text of ['', '-5', '1.5', '0x10', '７', '61']) {
    await places.fill(text);
    await places.press('Enter');
    await expect(copies.tag.getByRole('alert'), text).toContainText('stays');
    await expect(places).toHaveValue('24');
  }

  await page.emulateMedia({ reducedMotion: 'reduce' });
  await deck.go('strategies');
  const race = deck.figure('strategies');
  await race.alive();
  await race.seek(0);
  await race.tag.locator('form.bet input').fill('10');
  await race.button('Commit your bet').press('Enter');
  await expect(race.tag.locator('.kept')).toContainText('Your bet: 10 %.');
  await race.seek(4);
  await expect(race.tag.locator('.kept')).toContainText('39 points short');
  expect(await page.evaluate(() => sessionStorage.getItem('edgecache-bets'))).toContain('strategies');
  const moment = race.tag.getByLabel('Time after the write');
  await moment.focus();
  await moment.press('Home');
  await expect(race.tag.locator('.purge .stale')).toHaveText('0');
  await moment.press('ArrowRight'); // K02: the slider's key, not the deck's
  await expect(moment).toHaveAttribute('aria-valuetext', /^100\sms$/);
  await deck.onSlide('strategies');
  await race.tag.getByRole('textbox', { name: 'reads/s' }).fill('1');
  await race.tag.getByRole('textbox', { name: 'reads/s' }).press('Enter');
  await expect(race.tag.locator('.receipt')).toContainText('1 reads/s each');
  await race.tag.getByRole('textbox', { name: 'TTL, s' }).fill('1e2');
  await race.tag.getByRole('textbox', { name: 'TTL, s' }).press('Enter');
  await expect(race.tag.getByRole('alert')).toContainText('Digits only');
  await race.button('A purge in three tiers').click();
  await expect(race.tag.locator('.big')).toHaveText('for ever');
  await race.button('L3 first').click();
  await expect(race.tag.locator('.big')).toHaveText(/^140\sms$/);
  await expect(race.status).toContainText('L3 first');
  await race.button('Back to the race').click();
  await expect(race.tag.locator('table')).toBeVisible();
});
