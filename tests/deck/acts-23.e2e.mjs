// Slides 10 to 13 by hand: each figure driven once, by what a viewer can see and press.
import { expect, test } from './the-deck.mjs';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

test('slide 10: a call of the viewer’s own runs line by line, and steps back', async ({ deck, page }) => {
  await deck.open('pseudocode', '?still=end');
  const figure = deck.figure('pseudocode');
  await figure.alive();
  await figure.tag.getByLabel('key to get').fill('user:9');
  await page.keyboard.press('Enter');
  await expect(figure.tag.locator('.lit')).toHaveText('return the server of ring[i]', { timeout: 30_000 });
  const owner = figure.tag.locator('.array .own');
  await expect(owner).toHaveCount(1);
  const status = figure.tag.locator('[role=status]');
  await expect(status).toContainText('comes to the same server');
  await figure.button('Step back').click();
  await expect(figure.tag.locator('.lit')).toHaveText('if i is past the end: i = 0');
  await figure.tag.getByLabel('server to add').fill('server-A');
  await page.keyboard.press('Enter');
  await expect(figure.tag.getByRole('alert')).toContainText('in the ring already');
});

test('slide 11: the badge is red for a switch, names a key, and is well again', async ({ deck }) => {
  await deck.open('python', '?still=end');
  const figure = deck.figure('python');
  await figure.alive();
  const number = figure.tag.locator('.big');
  await expect(number).toHaveText('0');
  for (const name of ['> for ≥', 'no wrap', 'a token overwrites', 'keys not rebuilt']) {
    const key = figure.tag.locator('.switches').getByRole('button', { name });
    await key.click();
    await expect(key).toHaveAttribute('aria-pressed', 'true');
    await expect(number).toHaveClass(/red/);
    await expect(figure.tag.locator('.first')).toContainText('Python: server-');
    await key.click();
    await expect(number).toHaveText('0');
  }
});

test('slide 12: a bet, a thousand rings, a hot key and its cure', async ({ deck, page }) => {
  await deck.open('virtual-nodes', '?still=start');
  const figure = deck.figure('virtual-nodes');
  await figure.alive();
  await expect(figure.tag.locator('.bars')).toContainText('90.8');
  await figure.tag.locator('form.bet input').fill('30');
  await figure.tag.getByRole('button', { name: 'Commit your bet' }).click();
  await expect(figure.tag.locator('.kept')).toHaveText('Your bet: 30 %.');
  await figure.apply({ do: 'set-servers', servers: 10 });
  await figure.tag.getByRole('button', { name: /^100 positions each/ }).click();
  await expect(figure.tag.locator('.big')).toContainText('±9.6');
  await expect(figure.tag.locator('.kept')).toContainText('20 points over');
  await expect(figure.tag.locator('.swarm')).toHaveCount(1);
  await figure.tag.getByRole('button', { name: 'a hot key', exact: true }).click();
  await expect(figure.tag.locator('.cap')).toContainText('the fair load, on Server B');
  await figure.tag.getByRole('button', { name: 'near cache' }).click();
  await expect(figure.tag.locator('.cap2')).toContainText('604 of 1,000 reach it');
  expect(await page.evaluate(() => sessionStorage.getItem('edgecache-bets'))).toContain('virtual-nodes');
});

test('slide 13: one more host, another algorithm, another key', async ({ deck }) => {
  await deck.open('who-uses-this', '?still=start');
  const figure = deck.figure('who-uses-this');
  await figure.alive();
  await expect(figure.tag.locator('.big')).toHaveText('1,025');
  await figure.tag.getByRole('button', { name: 'One host more' }).click();
  await expect(figure.tag.locator('.cap')).toContainText('5 → 6 hosts');
  await figure.tag.getByRole('button', { name: 'Envoy Maglev' }).click();
  await expect(figure.tag.locator('.big')).toContainText('16.8');
  await figure.tag.getByRole('textbox', { name: 'key' }).fill('user:7');
  await expect(figure.tag.locator('[role=status]')).toContainText('user:7 goes to 10.0.0.');
});
