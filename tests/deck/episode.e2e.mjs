// The deck by itself: ?autoplay turns the pages on time, ?still holds the scripts at their start or end. The clock is turned by
// hand, so that minutes pass in seconds.
import { expect, test } from './the-deck.mjs';

test('?autoplay shows each slide for its data-timing, and its script with it', { tag: '@chromium' }, async ({
  deck,
  page,
}) => {
  test.setTimeout(120_000); // a minute and a half of frames
  await page.clock.install({ time: 0 });
  await page.clock.pauseAt(1000);
  await page.goto(`${deck.address}?autoplay`);
  await expect(async () => {
    await page.clock.runFor(50);
    await expect(page.locator('html')).toHaveAttribute('data-ready', 'true', { timeout: 200 });
  }).toPass();
  const timings = await page
    .locator('.slides > section')
    .evaluateAll((sections) => sections.map(({ id, dataset }) => ({ id, seconds: Number(dataset.timing) })));
  await page.clock.runFor(500); // always half a second into a slide, or half a second before its end
  for (const { id, seconds } of timings.slice(0, 3)) {
    await deck.onSlide(id);
    await page.clock.runFor((seconds - 1) * 1000);
    await deck.onSlide(id);
    if (id === 'what-happened') expect((await deck.figure(id).told()).cursor).toBe(3);
    await page.clock.runFor(1000);
  }
  await deck.onSlide(timings[3].id);
});

test('?still=start holds every script, ?still=end finishes them all', async ({ deck, page }) => {
  for (const [where, step] of /** @type {[string, (length: number) => number][]} */ ([
    ['start', () => 0],
    ['end', (length) => length],
  ])) {
    await deck.open('the-ring', `?still=${where}`);
    for (const id of ['what-happened', 'key-idea', 'the-ring', 'add-a-server']) {
      const figure = deck.figure(id);
      await figure.alive();
      await figure.atCursor(step((await figure.told()).log.length));
      expect((await figure.told()).playing).toBe(false);
    }
    await deck.go('add-a-server');
    const begun = await page.evaluate(() => performance.now());
    await page.waitForFunction((since) => performance.now() > since + 1600, begun);
    const { cursor, log, playing } = await deck.figure('add-a-server').told();
    expect([cursor, playing]).toEqual([step(log.length), false]);
  }
});

test('a figure plays its script by itself on entry, and says its result to the ear', async ({ deck }) => {
  await deck.open('the-ring');
  const figure = deck.figure('the-ring');
  await figure.atCursor(1);
  await expect(figure.tag).toHaveAttribute('data-state', 'done');
  await expect(figure.tag.locator('[role=status]').filter({ hasText: /105°|belongs to B/ })).not.toHaveCount(
    0,
  );
});
