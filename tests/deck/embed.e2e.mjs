// Three lines on somebody else's page: edgecache.js from disk, offline, and the rest of the page as it was.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test as base } from '@playwright/test';
import { root } from '../tools/processes.mjs';
import { serve } from '../tools/serve.mjs';

const script = pathToFileURL(join(root, 'dist/edgecache.js')).href;
const alive = /^(ready|running|done)$/;
const tag = `<script src="${script}" defer></script>`;
const threeLines = `<!doctype html><meta charset="utf-8">\n${tag}\n<hash-ring vnodes="3"></hash-ring>`;

/** @typedef {{open: (html: string, query?: string) => Promise<void>, heard: string[]}} Pasted */

const test = base.extend(
  /** @type {any} */ ({
    /** A page of somebody's own on their disk, and everything it complained about or asked for. */
    pasted: async (
      /** @type {{page: import('@playwright/test').Page}} */ { page },
      /** @type {(pasted: Pasted) => Promise<void>} */ use,
    ) => {
      const folder = mkdtempSync(join(tmpdir(), 'pasted-'));
      const file = pathToFileURL(join(folder, 'page.html')).href;
      /** @type {string[]} */
      const heard = [];
      page.on('console', (message) => message.type() === 'error' && heard.push(message.text()));
      page.on('pageerror', (error) => heard.push(String(error)));
      page.on('request', (request) => {
        const url = request.url();
        if (!/^(data|blob):/.test(url) && !url.startsWith(file) && url !== script) heard.push(`asked ${url}`);
      });
      await use({
        heard,
        open: async (html, query = '') => {
          writeFileSync(join(folder, 'page.html'), html);
          await page.goto(file + query);
        },
      });
      rmSync(folder, { recursive: true });
    },
  }),
);
/** @typedef {{page: import('@playwright/test').Page, pasted: Pasted}} Hands */
/** @type {(name: string, body: (hands: Hands) => Promise<void>) => void} */
const pastedTest = /** @type {any} */ (test);

pastedTest(
  'three lines on a page from disk show a live ring, and nothing is fetched or complained about',
  async ({ page, pasted }) => {
    await pasted.open(threeLines);
    const ring = page.locator('hash-ring');
    await expect(ring).toHaveAttribute('data-state', alive);
    await expect(ring.locator('[data-letter]').first()).toBeVisible();
    await ring.getByRole('button', { name: 'Add server' }).click();
    await expect(ring.getByRole('status')).toContainText('server-D');
    expect(pasted.heard).toEqual([]);
  },
);

const host = `<style>html{overflow-y:scroll}h1{color:teal}p{margin:3em;color:green}</style>
<h1>Mine</h1><p class="cap">a word</p><ul><li>one</li></ul><table><tr><td>cell</td></tr></table>
<button class="ctl-button">press</button><input class="key"><pre class="panel">code</pre><section><h2>mine too</h2></section>`;

/** How everything of the host's own looks, in the browser's words. @param {import('@playwright/test').Page} page */
const looks = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('html, body, h1, p, ul, li, table, td, button, input, pre, section, h2')]
      .filter((element) => !element.closest('hash-ring'))
      .map((element) => {
        const style = getComputedStyle(element);
        const said = [
          'color',
          'backgroundColor',
          'font',
          'margin',
          'padding',
          'display',
          'boxSizing',
          'order',
          'borderTopWidth',
          'width',
        ];
        return `${element.localName}: ${said.map((name) => Reflect.get(style, name)).join(' | ')}`;
      }),
  );

pastedTest('the page around a figure looks exactly as it did without it', async ({ page, pasted }) => {
  await pasted.open(`<!doctype html><meta charset="utf-8">${host}`);
  const before = await looks(page);
  await pasted.open(`<!doctype html><meta charset="utf-8">${tag}${host}<hash-ring vnodes="3"></hash-ring>`);
  await expect(page.locator('hash-ring')).toHaveAttribute('data-state', alive);
  expect(await looks(page)).toEqual(before);
  expect(await page.locator('hash-ring .cap').evaluate((words) => getComputedStyle(words).color)).not.toBe(
    'rgb(0, 128, 0)',
  );
});

pastedTest('on pages from 320 to 1200 px wide nothing sticks out of the figure', async ({ page, pasted }) => {
  await pasted.open(`${threeLines}<key-router key="user:4615" before="100" after="101"></key-router>`);
  for (const width of [1200, 768, 480, 320]) {
    await page.setViewportSize({ width, height: 800 });
    for (const figure of ['hash-ring', 'key-router']) {
      const box = page.locator(figure);
      await expect(box).toHaveAttribute('data-state', alive);
      await expect
        .poll(() => box.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth), figure)
        .toBeLessThanOrEqual(0);
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
});

pastedTest(
  'L06: the snippet pasted twice gives two figures that know nothing of each other',
  async ({ page, pasted }) => {
    await pasted.open(`${threeLines}\n${tag}\n<hash-ring id="other" vnodes="3"></hash-ring>`);
    const [one, other] = [page.locator('hash-ring').first(), page.locator('#other')];
    await expect(one).toHaveAttribute('data-state', alive);
    await expect(other).toHaveAttribute('data-state', alive);
    await one.getByRole('button', { name: 'Add server' }).click();
    await expect(one.getByRole('status')).toContainText('server-D');
    expect(await other.evaluate((/** @type {any} */ figure) => figure.experiment.log.length)).toBe(0);
    expect(await page.locator('style[data-from=edgecache]').count()).toBe(1);
    expect(pasted.heard).toEqual([]);
  },
);

pastedTest('a copied link opens the page with that figure in that state', async ({ page, pasted }) => {
  const two = `${threeLines}<hash-ring id="other" vnodes="3"></hash-ring>`;
  await pasted.open(two);
  const other = page.locator('#other');
  await expect(other).toHaveAttribute('data-state', alive);
  const at = await other.evaluate(async (/** @type {any} */ figure) => {
    await figure.experiment.apply({ do: 'add-server', server: 'new' });
    return figure.experiment.toAddress();
  });
  await pasted.open(two, `?at=${at}#other`);
  await expect
    .poll(() => other.evaluate((/** @type {any} */ figure) => figure.experiment.log))
    .toEqual([{ do: 'add-server', server: 'new' }]);
});

pastedTest(
  'the page of all figures: each alive on its own, opened by a link, under the shipped policy',
  async ({ page }) => {
    const site = await serve(join(root, 'dist'), { under: '/talks/ep6/', policy: true });
    /** @type {string[]} */
    const heard = [];
    page.on('console', (message) => message.type() === 'error' && heard.push(message.text()));
    await page.goto(`${site.url}demos.html`);
    const figures = page.locator('[data-figure]');
    expect(await figures.count()).toBeGreaterThanOrEqual(5);
    for (const figure of await figures.all()) await expect(figure).toHaveAttribute('data-state', alive);
    await expect(page.locator('[data-read]')).toHaveCount(await figures.count());
    const at = await page.locator('#free-ring hash-ring').evaluate(async (/** @type {any} */ figure) => {
      await figure.experiment.apply({ do: 'add-server', server: 'from a link' });
      return figure.experiment.toAddress();
    });
    await page.goto(`${site.url}demos.html?at=${at}#/free-ring`);
    await expect(page.locator('#free-ring [role=status]')).toContainText('from a link');
    await expect(page.locator('#free-ring h2')).toBeInViewport();
    expect(heard).toEqual([]);
    expect(site.misses).toEqual([]);
    await site.close();
  },
);
