// The tournament as a viewer has it: buttons and fields by keyboard, a table that sorts, a list that is read line by line, a run
// that can be stopped, a link that leads back here, a phone, paper.
import { ALIVE, expect, test, typed } from './the-deck.mjs';

/** What the table says, without the times, which no two runs share. @param {import('@playwright/test').Locator} figure */
const table = (figure) =>
  figure.locator('.ranks tbody tr').evaluateAll((rows) =>
    rows.map((row) =>
      [...row.children]
        .slice(0, -1)
        .map((cell) => cell.textContent)
        .join(' | '),
    ),
  );

test('the tournament: entered, sorted, linked, pasted, stopped, on paper', async ({
  page,
  site,
  context,
  browserName,
}) => {
  test.setTimeout(120_000);
  await page.goto(`${site.url}demos.html?still=start#/tournament`);
  const figure = page.locator('placement-tournament');
  await expect(figure).toHaveAttribute('data-state', ALIVE);
  const status = figure.locator('[role=status]');
  const press = async (/** @type {string} */ name) => {
    await figure.getByRole('button', { name, exact: true }).focus();
    await page.keyboard.press('Enter');
  };

  // Fields: what is no number stays out, what is one is asked.
  const keys = figure.getByLabel('keys', { exact: true });
  for (const wrong of ['1e5', '', '-1', '0', '7.5']) {
    await typed(keys, wrong);
    await expect(figure.getByRole('alert')).toContainText('stays');
    await expect(keys).toHaveValue('1000000');
  }
  await typed(keys, '20000');
  for (const name of ['Modulo', 'Ring, 100 points each', 'Jump hash']) {
    await press(name);
    await expect(figure.getByRole('button', { name, exact: true })).toHaveAttribute('aria-pressed', 'true');
    await expect(figure.locator('.ranks')).toContainText(name);
  }
  await expect(status).toContainText('Jump hash: one server more moves');
  await expect(figure.locator('.arena')).toHaveAttribute(
    'aria-label',
    /Modulo: busiest server 1\.\d\d times/,
  );
  await expect(figure.locator('.ranks tbody tr').first().locator('td').last()).toContainText(/\d (ns|µs)/);

  // A head that is pressed sorts, and turns round when it is pressed again.
  const head = figure.getByRole('columnheader', { name: /^one joins/ });
  await head.getByRole('button').press('Enter');
  await expect(head).toHaveAttribute('aria-sort', 'ascending');
  await head.getByRole('button').press('Enter');
  await expect(head).toHaveAttribute('aria-sort', 'descending');
  await expect(figure.locator('.ranks tbody th').first()).toHaveText('Modulo');

  // The link is this state: the same table on another page.
  const said = await table(figure);
  const at = await figure.evaluate((/** @type {any} */ tag) => tag.experiment.toAddress());
  const other = await context.newPage();
  await other.goto(`${site.url}demos.html?at=${at}#/tournament`);
  await expect.poll(() => table(other.locator('placement-tournament')), { timeout: 20_000 }).toEqual(said);
  await other.close();

  // Back and forward count nothing again and show the same.
  await figure.getByRole('button', { name: 'Step back', exact: true }).click();
  await expect(head).toHaveAttribute('aria-sort', 'ascending');
  await figure.getByRole('button', { name: 'Step', exact: true }).click();
  await expect(head).toHaveAttribute('aria-sort', 'descending');
  expect(await table(figure)).toEqual(said);

  // One's own list, as text.
  await figure.getByText('Your own servers and weights').click();
  await figure
    .getByLabel(/^one server a line/)
    .fill('a 3\nb 1\nb 2\n<img src=x onerror=alert(1)>\n\nc ten\nd 4');
  await press('Use this list');
  await expect(figure.locator('.lines li')).toHaveText([
    'line 3: b 2, is there already',
    'line 4: <img src=x onerror=alert(1)>, more than a name and a weight',
    'line 6: c ten, its weight is not a whole number in digits',
  ]);
  await expect(figure.locator('.found').first()).toContainText('your busiest server carries');
  await expect(figure.locator('img')).toHaveCount(0);

  // A long run says how far it is, and is stopped.
  await typed(keys, '10000000');
  await expect(figure.locator('.run progress')).toBeVisible();
  await press('Stop');
  await expect(figure.locator('.run')).toHaveCount(0);
  await expect(keys).toHaveValue('20000');

  // A phone: nothing to scroll sideways; paper: the lanes and the table.
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  if (browserName !== 'chromium') return; // the others cannot be asked to print
  await page.emulateMedia({ media: 'print' });
  await expect(figure.locator('.tools')).toBeHidden();
  await expect(figure.locator('.own')).toBeHidden();
  await expect(figure.locator('.ranks')).toBeVisible();
});
