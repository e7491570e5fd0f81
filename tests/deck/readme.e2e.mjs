// What README promises to authors and readers: its two examples, pasted as they stand, and the transcript.
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from '@playwright/test';
import { root } from '../tools/processes.mjs';
import { serve } from '../tools/serve.mjs';

const readme = readFileSync(join(root, 'README.md'), 'utf8');
const [threeLines, driven] = [...readme.matchAll(/```html\n([\s\S]*?)```/g)].map(([, html]) => html);

/** @type {string} */
let folder;
test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'readme-'));
  copyFileSync(join(root, 'dist/edgecache.js'), join(folder, 'edgecache.js'));
});
test.afterAll(() => rmSync(folder, { recursive: true }));

/** A page on the reader's own disk, beside a copy of edgecache.js. @param {string} name @param {string} html */
function pageOf(name, html) {
  writeFileSync(join(folder, name), html);
  return pathToFileURL(join(folder, name)).href;
}

/** @param {import('@playwright/test').Page} page */
function complaints(page) {
  /** @type {string[]} */
  const heard = [];
  page.on('console', (message) => message.type() === 'error' && heard.push(message.text()));
  page.on('pageerror', (error) => heard.push(String(error)));
  return heard;
}

test('the page of three lines shows the servers it names', async ({ page }) => {
  const heard = complaints(page);
  await page.goto(pageOf('three.html', threeLines));
  await expect(page.locator('hash-ring')).toHaveAttribute('data-state', /^(ready|running|done)$/);
  const servers = await page.evaluate(() =>
    /** @type {any} */ (document.querySelector('hash-ring')).experiment.scene.servers.map(
      (/** @type {{name: string, vnodes: number}} */ { name, vnodes }) => `${name} ${vnodes}`,
    ),
  );
  expect(servers).toEqual(['Lyon 3', 'Oslo 3', 'Porto 3']);
  expect(heard).toEqual([]);
});

test('the page that drives a figure hears what happened', async ({ page }) => {
  const heard = complaints(page);
  /** @type {string[]} */
  const causes = [];
  page.on('console', (message) => message.type() === 'log' && causes.push(message.text().split(' ')[0]));
  await page.goto(
    pageOf('driven.html', `<!doctype html>\n<script src="edgecache.js" defer></script>\n${driven}`),
  );
  await expect.poll(() => causes).toEqual(expect.arrayContaining(['apply', 'seek']));
  const ring = page.locator('#ring');
  await expect.poll(() => ring.evaluate((element) => /** @type {any} */ (element).experiment.cursor)).toBe(0);
  const log = await ring.evaluate((element) => /** @type {any} */ (element).experiment.log);
  expect(log).toEqual([{ do: 'add-server', server: '300 D' }]); // the viewer's command cut the script ahead
  expect(heard).toEqual([]);
});

test('the closing slide leads to the transcript: 21 slides in words, under the policy, without a complaint', async ({
  page,
}) => {
  const heard = complaints(page);
  const site = await serve(join(root, 'dist'));
  try {
    // Firefox gives up what a page that is left was still fetching, and that page says so: first all of it is there.
    await page.goto(`${site.url}index.html#/closing`);
    await page.waitForFunction(() =>
      [...document.querySelectorAll('[data-figure]')].every(({ localName }) => customElements.get(localName)),
    );
    await page.waitForLoadState('networkidle');
    await page.getByRole('link', { name: 'in words' }).click();
    await expect(page).toHaveURL(/transcript\.html$/);
    await expect(page.locator('section h2')).toHaveCount(21);
    await expect(page.locator('#add-a-server')).toContainText('20.83');
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await page.locator('#promotion .place a').click();
    await expect(page).toHaveURL(/index\.html#\/promotion$/);
    await expect(page.locator('html')).toHaveAttribute('data-ready', 'true');
    expect(heard).toEqual([]);
  } finally {
    await site.close();
  }
});
