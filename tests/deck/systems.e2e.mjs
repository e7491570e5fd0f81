// Slides 14 and 17 in a browser: fields that take numbers only, a run that is stopped, a trace in a worker, GETs by hand.
import { expect, test, typed } from './the-deck.mjs';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

test('R19, N01 to N04, N07: slide 14 takes whole numbers, says why it refuses one, and runs the race again', {
  tag: '@chromium',
}, async ({ deck }) => {
  await deck.open('hierarchy', '?still=end');
  const race = deck.figure('hierarchy');
  await race.atCursor(3);
  await expect(race.status).toContainText('Still on the way: database 115.7 days');
  const { log } = await race.told();
  await race.tag.getByText('Change the numbers').click();
  const wait = race.tag.getByLabel('L2 answers in');
  for (const text of ['', '-5', '1e3', '4294967296999', '1.9', '７', '0']) {
    await typed(wait, text);
    await expect(race.tag.locator('.refused'), text).toHaveText(/stays/);
    await expect(wait, text).toHaveValue('100');
    expect((await race.told()).log, text).toEqual(log);
  }
  await wait.fill('1e3'); // as a paste comes: all at once
  await wait.press('Tab');
  await expect(wait).toHaveValue('100');
  await typed(race.tag.getByLabel('L2 holds, GB'), '200000');
  await expect(race.tag.locator('.refused')).toHaveText(/no less than that/);
  await expect(race.tag.getByLabel('L2 holds, GB')).toHaveValue('1000');
  await typed(wait, '16');
  await race.atCursor(4);
  await expect(race.tag.locator('.refused')).toHaveCount(0);
  await expect(race.status).toContainText('L2 4.4 hours');
  await race.tag.getByText('Change the numbers').click();
  await race.button('database').click();
  await race.atCursor(5);
  await expect(race.status).toContainText('Nobody is still on the way');
  await race.tag.getByText('Where they come from').click();
  await expect(race.tag.getByRole('link').first()).toHaveAttribute('href', /^https:/);
  await race.button('Reset').click();
  await race.atCursor(0);
  await expect(wait).toHaveValue('100');
});

test('R26, T03, L01, L03: slide 17 stops a run of ten million, keeps the last numbers, and goes from place to place', {
  tag: '@chromium',
}, async ({ deck, page }) => {
  await deck.open('everywhere', '?still=start');
  const systems = deck.figure('everywhere');
  await systems.alive();
  await systems.apply({ do: 'replay', requests: 20_000 });
  const before = await systems.picture();
  await systems.tag.getByText('Trace', { exact: true }).click();
  await typed(systems.tag.getByLabel('requests'), '10000000');
  await expect(systems.tag.locator('.ways')).toContainText('still running');
  await systems.button('Stop').click();
  await expect(systems.button('Replay')).toBeVisible();
  await systems.looksLike(before);
  expect((await systems.told()).log).toEqual([{ do: 'replay', requests: 20_000 }]);
  await typed(systems.tag.getByLabel('requests'), '99999999');
  await expect(systems.tag.locator('.refused')).toContainText('10,000,000');

  await systems.tag.getByLabel('requests').press('Enter');
  await systems.tag.getByText('Trace', { exact: true }).click();
  await systems.button('Inside the CDN').click();
  await systems.atCursor(2);
  await systems.tag.getByLabel('key').fill('👩‍👩‍👧 \u202eabc');
  for (const place of ['FRA', 'AMS', 'FRA']) await systems.button(place).click();
  await systems.atCursor(5);
  expect((await systems.told()).log.map(({ point }) => point)).toEqual([
    undefined,
    undefined,
    'FRA',
    'AMS',
    'FRA',
  ]);
  await expect(systems.status).toContainText('Answered by the edge at FRA after 10 ms');
  await expect(systems.tag.getByRole('img').first()).toHaveAccessibleName(/Copies now: 4/);

  // Left in mid run, and back: the run is over or done, never half
  const again = systems.apply({ do: 'replay', requests: 500_000 });
  await page.keyboard.press('Escape');
  await deck.go('hierarchy');
  await deck.go('everywhere');
  const [first] = await again;
  expect(first.refused ?? first.event).toMatch(/^(stopped|replayed)$/);
  await systems.alive();
});
