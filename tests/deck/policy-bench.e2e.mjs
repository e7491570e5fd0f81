// The bench as a viewer has it: policies by keyboard, a curve that grows, a table that sorts, a link that leads back here, one's own
// trace of a million lines, a run that waits and is stopped, a phone, paper.
import { ALIVE, expect, test } from './the-deck.mjs';

/** What the table says. @param {import('@playwright/test').Locator} figure */
const table = (figure) =>
  figure
    .locator('.ranks tbody tr')
    .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent).join(' | ')));

test('the bench: run, sorted, linked, pasted, held, stopped, on paper @chromium', async ({
  page,
  site,
  context,
}) => {
  test.setTimeout(120_000);
  await page.goto(`${site.url}demos.html?still=start#/policy-bench`);
  const figure = page.locator('policy-bench');
  await expect(figure).toHaveAttribute('data-state', ALIVE);
  const status = figure.locator('[role=status]');
  const press = async (/** @type {string} */ name) => {
    await figure.getByRole('button', { name, exact: true }).focus();
    await page.keyboard.press('Enter');
  };
  const field = async (/** @type {string} */ name, /** @type {string} */ text) => {
    await figure.getByLabel(name, { exact: true }).fill(text);
    await page.keyboard.press('Tab');
  };

  await field('requests', '1e5');
  await expect(figure.getByRole('alert')).toContainText('stays');
  await field('requests', '30000');
  await field('objects', '3000');
  for (const name of ['FIFO', 'SIEVE', 'Belady’s MIN', 'LRU']) {
    await press(name);
    await expect(figure.getByRole('button', { name, exact: true })).toHaveAttribute('aria-pressed', 'true');
    await expect(figure.locator('.ranks')).toContainText(name);
  }
  await expect(status).toContainText(/LRU misses [\d.]+\s%.*Belady’s MIN/);
  await expect(figure.locator('.curve')).toHaveCount(4);
  await expect(figure.locator('svg.curves')).toHaveAttribute('aria-label', /With 30 entries: FIFO misses/);
  await field('entries looked at', '300');
  await expect(figure.locator('.ranks caption')).toContainText('300 entries');

  // A head that is pressed sorts, and turns round when it is pressed again.
  const head = figure.getByRole('columnheader', { name: /^miss ratio/ });
  for (const order of ['ascending', 'descending']) {
    await head.getByRole('button').press('Enter');
    await expect(head).toHaveAttribute('aria-sort', order);
  }
  await expect(figure.locator('.ranks tbody th').last()).toContainText('Belady');

  // The link is this state; back and forward run nothing again and show the same.
  const said = await table(figure);
  const at = await figure.evaluate((/** @type {any} */ tag) => tag.experiment.toAddress());
  const other = await context.newPage();
  await other.goto(`${site.url}demos.html?at=${at}#/policy-bench`);
  await expect.poll(() => table(other.locator('policy-bench')), { timeout: 20_000 }).toEqual(said);
  await other.close();
  await figure.getByRole('button', { name: 'Step back', exact: true }).click();
  await expect(head).toHaveAttribute('aria-sort', 'ascending');
  await figure.getByRole('button', { name: 'Step', exact: true }).click();
  await expect(head).toHaveAttribute('aria-sort', 'descending');
  expect(await table(figure)).toEqual(said);

  // The receipt names inputs, what was counted, and the page of the lesson.
  await figure.locator('p.receipt[role=button]').press('Enter');
  const slip = page.getByRole('dialog');
  await expect(slip).toContainText('cpp/cache/lru_cache.hpp');
  await expect(slip).toContainText('30,000, each of them');
  await page.keyboard.press('Escape');

  // One's own trace: a million lines from a file, none lost; markup stays text, and it does not fit a link.
  await figure.getByText('Your own trace').click();
  const lines = Array.from({ length: 1_000_000 }, (_, i) => (i % 4 ? `<b>${(i * 7919) % 997}</b>` : 'hot'));
  await figure
    .getByLabel('or a file')
    .setInputFiles({ name: 'access.log', mimeType: 'text/plain', buffer: Buffer.from(lines.join('\n')) });
  await expect(figure.locator('.found')).toContainText(
    '1,000,000 lines: 1,000,000 keys, 998 of them different, 0 blank.',
    { timeout: 60_000 },
  );
  await expect(figure.locator('.found')).toContainText('Too long for a link');
  await figure.getByRole('button', { name: 'Copy link', exact: true }).click();
  await expect(status).toContainText('too long for a link');

  // A long run says how far it is, waits, and is stopped.
  await press('Back to draws');
  await field('requests', '10000000');
  await expect(figure.locator('.run')).toContainText('%');
  await press('Pause');
  await expect(figure.locator('.run')).toContainText('waiting');
  await press('Stop');
  await expect(figure.locator('.run')).toHaveCount(0);
  await expect(figure.getByLabel('requests', { exact: true })).toHaveValue('30000');

  // A phone: nothing to scroll sideways; paper: the curves and the table.
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.emulateMedia({ media: 'print' });
  await expect(figure.locator('.tools')).toBeHidden();
  await expect(figure.locator('.own')).toBeHidden();
  await expect(figure.locator('.ranks')).toBeVisible();
});
