// One deck, any host: a sub-path, the shipped policy, a wrong type, a lost module, no host at all.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from '@playwright/test';
import { root } from '../tools/processes.mjs';
import { serve } from '../tools/serve.mjs';

const dist = join(root, 'dist');
const under = '/talks/ep6/';
const alive = /^(ready|running|done)$/;
const ring = (/** @type {import('@playwright/test').Page} */ page) => page.locator('#the-ring hash-ring');

/** What a page complains about while it is open. @param {import('@playwright/test').Page} page */
function complaints(page) {
  /** @type {string[]} */
  const heard = [];
  page.on('console', (message) => {
    if (message.type() === 'error') heard.push(message.text());
  });
  page.on('pageerror', (error) => heard.push(String(error)));
  return heard;
}

test('under a sub-path with the shipped policy the ring is drawn, and nothing is asked elsewhere or in vain', async ({
  page,
}) => {
  const site = await serve(dist, { under, policy: true });
  const heard = complaints(page);
  /** @type {string[]} */
  const strangers = [];
  page.on('request', (request) => {
    if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(site.url))
      strangers.push(request.url());
  });
  await page.goto(`${site.url}episode6_revealjs.html#/the-ring`);
  await expect(ring(page)).toHaveAttribute('data-state', alive);
  expect(strangers).toEqual([]);
  expect(site.misses).toEqual([]);
  expect(heard).toEqual([]);
  await site.close();
});

test('S06: no slide breaks the policy', async ({ page }) => {
  const site = await serve(dist, { under, policy: true });
  await page.addInitScript(() => {
    /** @type {string[]} */
    const broken = [];
    Object.assign(globalThis, { broken });
    document.addEventListener('securitypolicyviolation', (event) => {
      broken.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  await page.goto(`${site.url}episode6_revealjs.html`);
  await expect(page.locator('html')).toHaveAttribute('data-ready', 'true');
  const ids = await page.locator('.slides > section').evaluateAll((sections) => sections.map(({ id }) => id));
  expect(ids).toHaveLength(21);
  for (const id of ids) {
    await page.evaluate((target) => {
      location.hash = `#/${target}`;
    }, id);
    await expect(page.locator(`#${id}`)).toBeVisible();
  }
  expect(await page.evaluate(() => Reflect.get(globalThis, 'broken'))).toEqual([]);
  await site.close();
});

for (const type of ['text/plain', 'application/octet-stream', '']) {
  const tag = type === '' ? [] : ['@chromium']; // in Firefox the strangest speaks for all, here and below
  test(`W03: the module sent as ${type || 'nothing in particular'} works`, { tag }, async ({ page }) => {
    const site = await serve(dist, { under, wasmType: type });
    await page.goto(`${site.url}episode6_revealjs.html#/the-ring`);
    await expect(ring(page)).toHaveAttribute('data-state', alive);
    await site.close();
  });
}

for (const fault of /** @type {const} */ ([404, 500, 'cut', 'broken', 'corrupt', 'html', 'empty'])) {
  const tag = fault === 404 || fault === 'corrupt' ? [] : ['@chromium'];
  test(`W02: the module ${fault}: the still stays, one sentence says why, and trying again works`, {
    tag,
  }, async ({ page }) => {
    const site = await serve(dist, { under, faults: { '.wasm': fault } });
    await page.goto(`${site.url}episode6_revealjs.html#/the-ring`);
    await expect(ring(page)).toHaveAttribute('data-state', 'failed');
    await expect(ring(page).locator('svg').first()).toBeVisible();
    delete site.faults['.wasm'];
    await ring(page).getByRole('button', { name: /again/i }).click();
    await expect(ring(page)).toHaveAttribute('data-state', alive);
    await site.close();
  });
}

test('W01: a policy without wasm leaves the slides whole, with the still and one sentence', {
  tag: '@chromium',
}, async ({ page }) => {
  const site = await serve(dist, { under, policy: "script-src 'self'" });
  await page.goto(`${site.url}episode6_revealjs.html#/the-ring`);
  await expect(ring(page)).toHaveAttribute('data-state', 'failed');
  await expect(ring(page).locator('svg').first()).toBeVisible();
  await page.keyboard.press('PageDown');
  await expect(page.locator('#add-a-server')).toBeVisible();
  await site.close();
});

test('index.html is the same deck', async ({ page }) => {
  const site = await serve(dist, { under, policy: true });
  await page.goto(`${site.url}#/the-ring`);
  await expect(ring(page)).toHaveAttribute('data-state', alive);
  await site.close();
});

test('P02: the speaker window has the notes under the shipped policy', { tag: '@chromium' }, async ({
  page,
  context,
}) => {
  const site = await serve(dist, { under, policy: true });
  await page.goto(`${site.url}episode6_revealjs.html`);
  await expect(page.locator('html')).toHaveAttribute('data-ready', 'true');
  const popup = context.waitForEvent('page');
  await page.keyboard.press('s');
  const speaker = await popup;
  await expect(speaker.locator('.speaker-controls-notes .value')).toContainText(/\w+ \w+/);
  await site.close();
});

test('one file opened from disk draws the ring and asks for nothing', async ({ page }) => {
  const file = pathToFileURL(join(dist, 'episode6_single.html')).href;
  const heard = complaints(page);
  /** @type {string[]} */
  const asked = [];
  page.on('request', (request) => {
    if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(file)) asked.push(request.url());
  });
  await page.goto(`${file}#/the-ring`);
  await expect(ring(page)).toHaveAttribute('data-state', alive);
  expect(asked).toEqual([]);
  expect(heard).toEqual([]);
});

test('edgecache.js makes one tag on a page from disk draw', async ({ page }) => {
  const folder = mkdtempSync(join(tmpdir(), 'pasted-'));
  const script = pathToFileURL(join(dist, 'edgecache.js')).href;
  const html = `<!doctype html><meta charset="utf-8"><script src="${script}" defer></script><hash-ring vnodes="3"></hash-ring>`;
  writeFileSync(join(folder, 'page.html'), html);
  await page.goto(pathToFileURL(join(folder, 'page.html')).href);
  await expect(page.locator('hash-ring')).toHaveAttribute('data-state', alive);
  rmSync(folder, { recursive: true });
});
