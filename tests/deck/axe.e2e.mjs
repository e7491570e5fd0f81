// Accessibility as a machine can judge it: no violation on any slide, at first and used, by day and by night, on a phone, on the
// page of all figures. What only a person can judge is in the keyboard tests and in the words.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from './the-deck.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds in a part of the page, one line each. @param {import('@playwright/test').Page} page @param {string} [part] */
async function violations(page, part = 'html') {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe);
  return page.evaluate(async (where) => {
    const found = await Reflect.get(globalThis, 'axe').run(where, { resultTypes: ['violations'] });
    return found.violations.flatMap((/** @type {any} */ { id, nodes }) =>
      nodes.map(
        (/** @type {any} */ { target, failureSummary }) =>
          `${id} ${target.join(' ')}: ${failureSummary.split('\n')[1]?.trim()}`,
      ),
    );
  }, part);
}

for (const theme of ['day', 'night']) {
  for (const still of ['start', 'end']) {
    test(`21 slides by ${theme}, figures at their ${still}: nothing to complain about`, {
      tag: '@chromium',
    }, async ({ deck, page }) => {
      test.setTimeout(90_000);
      await deck.open('title', `?still=${still}&theme=${theme}`);
      const ids = await page.locator('.slides > section').evaluateAll((all) => all.map(({ id }) => id));
      expect(ids).toHaveLength(21);
      /** @type {Record<string, string[]>} */
      const found = {};
      for (const id of ids) {
        await deck.go(id);
        const wrong = await violations(page, id === 'title' ? 'html' : `#${id}`); // what stands around the slides, once
        if (wrong.length > 0) found[id] = wrong;
      }
      expect(found).toEqual({});
    });
  }
}

for (const theme of ['day', 'night']) {
  test(`the deck on a phone by ${theme}: nothing to complain about`, { tag: '@chromium' }, async ({
    deck,
    page,
  }) => {
    test.setTimeout(90_000);
    await page.setViewportSize({ width: 390, height: 844 });
    await deck.open('title', `?still=end&theme=${theme}`);
    expect(await violations(page)).toEqual([]);
  });
}

test('the page of all figures: nothing to complain about', { tag: '@chromium' }, async ({ page, site }) => {
  test.setTimeout(120_000);
  for (const theme of ['day', 'night']) {
    await page.goto(`${site.url}demos.html?still=end&theme=${theme}`);
    for (const figure of await page.locator('[data-figure]').all())
      await expect(figure).toHaveAttribute('data-state', /ready|done/, { timeout: 45_000 }); // the tournament counts
    expect(await violations(page), theme).toEqual([]);
  }
});
