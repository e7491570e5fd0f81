// Slides 2 and 5 in a browser: the night that every engine gives, and hands on its controls.
import { readFileSync } from 'node:fs';
import { expect, test, typed } from './the-deck.mjs';

const { runs } = JSON.parse(readFileSync(new URL('../vectors/outage.json', import.meta.url), 'utf8'));
/** What the native program gave, by scene. @param {string} scene */
const digestOf = (scene) =>
  runs.find((/** @type {any} */ run) => JSON.stringify(run.scene) === scene)?.digest;

test.use({ contextOptions: { reducedMotion: 'reduce' } });

test('same seed, same timeline, byte for byte: the digest that native gave, on both slides', async ({
  deck,
}) => {
  await deck.open('death-spiral', '?still=end');
  const night = deck.figure('death-spiral');
  await night.atCursor(6);
  expect(digestOf('{}')).toMatch(/^[0-9a-f]{16}$/);
  await expect(night.tag.locator('.receipt')).toContainText(`digest ${digestOf('{}')}`);
  await deck.go('scene');
  const desk = deck.figure('scene');
  await desk.alive();
  await expect(desk.tag.locator('.receipt')).toContainText(`digest ${digestOf('{}')}`);
});

test('N01 to N04: the cluster of slide 5 takes numbers only, the clock is scrubbed, and reset leads back', {
  tag: '@chromium',
}, async ({ deck }) => {
  await deck.open('death-spiral', '?still=end');
  const night = deck.figure('death-spiral');
  await night.atCursor(6);
  await night.tag.locator('summary').click();
  const hitRate = night.tag.getByLabel('hit rate, %');
  const { log } = await night.told();
  for (const text of ['', 'NaN', '-5', '1e300', '4294967296', '1.9', '0x10', '７', '100']) {
    await typed(hitRate, text);
    await expect(night.tag.locator('.refused'), text).toHaveText(/stays/);
    await expect(hitRate, text).toHaveValue('95');
    expect((await night.told()).log, text).toEqual(log);
  }
  const headroom = night.tag.getByLabel('headroom, ×');
  await typed(headroom, '12');
  await night.atCursor(7);
  await expect(night.tag.locator('.refused')).toHaveCount(0);
  await expect(night.tag.locator('.verdict')).toHaveText('The site stays up.');

  const moment = night.tag.getByLabel('Moment of the night');
  await moment.focus();
  await moment.press('Home');
  await night.atCursor(8);
  await expect(night.status).toContainText('3:46:57');
  await deck.onSlide('death-spiral'); // K02: the slider's key, not the deck's
  await moment.press('ArrowRight');
  await moment.press('ArrowRight');
  await expect.poll(async () => (await night.told()).log.at(-1)).toEqual({ do: 'scrub-to', second: -3.2 });
  expect((await night.told()).log, 'each press of a key is a step').toHaveLength(10);

  await night.button('Reset').click();
  await night.atCursor(0);
  expect((await night.told()).log).toEqual(log);
});

test('L01, L03: Add server 101, pressed many times and left in mid run, is one server and the end of the night', async ({
  deck,
  page,
}) => {
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await deck.open('scene', '?still=start');
  const desk = deck.figure('scene');
  await desk.alive();
  await expect(desk.tag.locator('.calm')).toHaveText('No incident.');
  const add = desk.tag.locator('button.add');
  await expect(add).toHaveText('Add server 101');
  await add.evaluate((button) => {
    for (let i = 0; i < 5; i++) /** @type {HTMLElement} */ (button).click();
  });
  await deck.go('what-happened');
  await deck.go('scene');
  await expect(desk.tag.locator('.incident')).toContainText('DATABASE DOWN');
  const { log, cursor } = await desk.told();
  expect([log.length, cursor]).toEqual([1, 1]);
  expect(await desk.moving(400)).toBe(false);
});
