// From disk, offline: the single file in full; the hosted files as a document that says where the single file is.
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from '@playwright/test';
import { root } from '../tools/processes.mjs';
import { serve } from '../tools/serve.mjs';

const single = pathToFileURL(join(root, 'dist/episode6_single.html')).href;
const alive = /^(ready|running|done)$/;

test('the single file alone in a folder: 21 slides, a typed key, a shared address, no request, no complaint', async ({
  page,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'taken-home-'));
  copyFileSync(join(root, 'dist/episode6_single.html'), join(folder, 'talk.html'));
  const file = pathToFileURL(join(folder, 'talk.html')).href;
  /** @type {string[]} */
  const heard = [];
  page.on('console', (message) => message.type() === 'error' && heard.push(message.text()));
  page.on('pageerror', (error) => heard.push(String(error)));
  page.on('request', (request) => {
    if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(file))
      heard.push(`asked ${request.url()}`);
  });
  await page.goto(`${file}?still=start`);
  await expect(page.locator('html')).toHaveAttribute('data-ready', 'true');
  const ids = await page.locator('.slides > section').evaluateAll((all) => all.map(({ id }) => id));
  expect(ids).toHaveLength(21);
  for (const id of ids) {
    await page.evaluate((target) => {
      location.hash = `#/${target}`;
    }, id);
    await expect(page.locator('.slides > section.present')).toHaveAttribute('id', id);
    for (const figure of await page.locator(`#${id} [data-figure]`).all())
      await expect(figure).toHaveAttribute('data-state', alive);
  }
  await page.evaluate(() => {
    location.hash = '#/the-ring';
  });
  await page.locator('#the-ring').getByLabel('key', { exact: true }).fill('200 Y');
  await expect(page.locator('#the-ring [role=status]')).toContainText('A');
  const at = await page
    .locator('#the-ring [data-figure]')
    .evaluate((/** @type {any} */ figure) => figure.experiment.toAddress());
  await page.goto(`${file}?at=${at}#/the-ring`);
  await expect
    .poll(() =>
      page
        .locator('#the-ring [data-figure]')
        .evaluate(
          (/** @type {any} */ figure) => figure.experiment.scene && figure.experiment.log.at(-1)?.key,
        ),
    )
    .toBe('200 Y');
  expect(await page.locator('[data-hosted]').count()).toBe(0);
  expect(heard).toEqual([]);
  rmSync(folder, { recursive: true });
});

test('P02: the speaker window opens from disk too, with notes and previews that follow', async ({
  page,
  context,
}) => {
  test.setTimeout(60_000);
  await page.goto(`${single}?still=start#/pseudocode`);
  await expect(page.locator('html')).toHaveAttribute('data-ready', 'true');
  const opened = context.waitForEvent('page');
  await page.keyboard.press('s');
  const speaker = await opened;
  await expect(speaker.locator('.speaker-controls-notes .value')).toContainText(/\w+ \w+/, {
    timeout: 15_000,
  });
  const shown = page.locator('.slides > section.present');
  for (let press = 0; press < 60 && (await shown.getAttribute('id')) === 'pseudocode'; press++)
    await page.keyboard.press('PageDown'); // the steps of its figure come first
  const current = speaker.frames().find((frame) => frame.url().includes('postMessageEvents'));
  await expect.poll(() => current?.locator('.slides > section.present').getAttribute('id')).toBe('python');
});

test('W14: the hosted files opened from disk are a document with 21 pictures that names the single file', {
  tag: '@chromium',
}, async ({ page }) => {
  await page.goto(pathToFileURL(join(root, 'dist/episode6_revealjs.html')).href);
  const line = page.locator('.not-started');
  await expect(line).toBeVisible({ timeout: 12_000 });
  await expect(line).toContainText('episode6_single.html');
  await expect(line).toContainText('Chrome 111');
  expect(await page.locator('body').evaluate((body) => getComputedStyle(body).margin)).toBe('0px'); // its style sheet came along
  const pictures = page.locator('.slides > section [data-still] :is(svg, pre):visible');
  expect(await pictures.count()).toBeGreaterThanOrEqual(21);
  await line.getByRole('link').click();
  await expect(page).toHaveURL(new RegExp(`^${single.replaceAll('.', '\\.')}`));
  await expect(page.locator('html')).toHaveAttribute('data-ready', 'true');
});

test('the line about figures that have not started is gone where they have', async ({ page }) => {
  const site = await serve(join(root, 'dist'), { policy: true });
  await page.goto(site.url);
  await expect(page.locator('html')).toHaveAttribute('data-ready', 'true');
  await expect(page.locator('.not-started')).toHaveCount(0);
  await site.close();
});

test('the deck offers the single file and the page of all figures, and both are there', async ({ page }) => {
  const site = await serve(join(root, 'dist'), { under: '/talks/ep6/', policy: true });
  await page.goto(`${site.url}#/closing`);
  const links = page.locator('#closing .take a');
  await expect(links.filter({ hasText: 'single file' })).toHaveAttribute('href', './episode6_single.html');
  await expect(links.filter({ hasText: 'every figure' })).toHaveAttribute('href', './demos.html');
  for (const link of await links.all()) {
    await expect(link).toBeVisible();
    const answer = await page.request.get(new URL((await link.getAttribute('href')) ?? '', site.url).href);
    expect(answer.status()).toBe(200);
  }
  await site.close();
});
