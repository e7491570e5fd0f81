// The talk from end to end: 21 slides in order, nothing complained about, nothing empty, every second accounted for.
import { expect, test } from './the-deck.mjs';

const IDS =
  'title scene what-happened the-math death-spiral key-idea the-ring add-a-server the-math-that-saves pseudocode python virtual-nodes who-uses-this hierarchy promotion tiers-pseudocode everywhere invalidation strategies season closing'.split(
    ' ',
  );

test('the policy sent is the one the build ships', async ({ site, page }) => {
  const answer = await page.goto(`${site.url}episode6_revealjs.html`);
  expect(answer?.headers()['content-security-policy']).toContain("script-src 'self' 'wasm-unsafe-eval'");
});

test('a keyboard walks through 21 slides in order and back, and nothing is complained about', async ({
  deck,
  page,
}) => {
  await deck.open();
  const walked = [await deck.slide()];
  for (let press = 0; press < 200 && walked.length < IDS.length; press++) {
    await page.keyboard.press('PageDown');
    const now = await deck.slide();
    if (now !== walked.at(-1)) walked.push(now);
  }
  expect(walked).toEqual(IDS);
  for (let press = 0; press < 200 && (await deck.slide()) !== 'title'; press++)
    await page.keyboard.press('PageUp');
  await deck.onSlide('title');
});

test('the timings add up to 900 seconds', { tag: '@chromium' }, async ({ deck, page }) => {
  await deck.open();
  const timings = await page
    .locator('.slides > section')
    .evaluateAll((sections) => sections.map((section) => Number(section.dataset.timing)));
  expect(timings).toHaveLength(21);
  expect(timings.every((seconds) => seconds > 0)).toBe(true);
  expect(timings.reduce((sum, seconds) => sum + seconds)).toBe(900);
});

test('every slide has a heading, a picture that is drawn, and two sentences for a reader alone', async ({
  deck,
  page,
}) => {
  await deck.open();
  for (const id of IDS) {
    await deck.go(id);
    const slide = page.locator(`#${id}`);
    await expect(slide.locator('h1, h2').first()).toBeVisible();
    await expect(slide.locator('[data-still] svg, [data-still] pre').first()).toBeVisible();
    expect(await slide.locator('[data-read]').textContent()).toMatch(/\w+ \w+.*\./s);
    for (const figure of await slide.locator('[data-figure]').all())
      await expect(figure).toHaveAttribute('data-state', /^(ready|running|done)$/);
  }
});

test('all 21 slides have notes that say, do and name their sources', { tag: '@chromium' }, async ({
  deck,
  page,
  site,
}) => {
  await deck.open();
  const from = await page.locator('meta[name="notes"]').getAttribute('content');
  const inside = await page.locator('.slides aside.notes').count();
  const notes = from
    ? await (await page.request.get(new URL(from, site.url).href)).text()
    : await page.locator('.slides').innerHTML();
  const of = [...notes.matchAll(/<aside[^>]*data-of="([\w-]+)"[^>]*>([\s\S]*?)<\/aside>/g)];
  expect(inside === 21 || of.length === 21).toBe(true);
  expect(of.map(([, id]) => id).sort()).toEqual([...IDS].sort());
  for (const [, id, words] of of) expect(words.length, id).toBeGreaterThan(100);
});
