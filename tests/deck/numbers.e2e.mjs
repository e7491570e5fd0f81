// The numbers the talk stands on, as a viewer reads them, held against what the engine answered in this very browser.
import { expect, test } from './the-deck.mjs';

test('slide 3: user:4615 goes to server 42 of 100 and to 87 of 101', async ({ deck }) => {
  await deck.open('what-happened', '?still=end');
  const router = deck.figure('what-happened');
  await router.atCursor(3);
  const { events } = await router.told();
  const routed = events.filter(({ event }) => event === 'routed');
  expect(routed).toEqual([
    { event: 'routed', servers: 100, server: 42 },
    { event: 'routed', servers: 101, server: 87 },
  ]);
  const words = await router.words();
  for (const { servers, server } of routed)
    await expect(router.tag.getByLabel(`${servers} servers, the key goes to server ${server}`)).toBeVisible();
  expect(words).toContain('r 42');
  expect(words).toContain('r 87');
  expect(words).toContain('Key moved!');
});

test('slide 6: user:123 is a hash, a part of the circle, 250.549 degrees', { tag: '@chromium' }, async ({
  deck,
}) => {
  await deck.open('key-idea', '?still=end');
  const figure = deck.figure('key-idea');
  await figure.atCursor(3);
  const asked = await figure.tag.evaluate((/** @type {any} */ tag) =>
    tag.experiment.state.engine.position('user:123'),
  );
  expect((asked.turn * 360).toFixed(3)).toBe('250.549');
  await expect(figure.tag.locator('.big')).toHaveText(/^250\.549°$/);
  await figure.seek(1);
  await expect(figure.tag.locator('.big')).toHaveText(asked.turn.toFixed(5));
  await figure.seek(0);
  expect((await figure.words()).replace(/\s/g, '').toLowerCase()).toContain(asked.hex);
});

test('slide 7: X at 75 degrees walks 105 degrees to B, found with 2 comparisons', {
  tag: '@chromium',
}, async ({ deck }) => {
  await deck.open('the-ring', '?still=end');
  const figure = deck.figure('the-ring');
  await figure.atCursor(1);
  const [found] = (await figure.told()).events;
  expect(found).toMatchObject({
    event: 'looked-up',
    key: '75 X',
    owner: '180 B',
    comparisons: 2,
    wrapped: false,
  });
  await expect(figure.tag.locator('text.walked')).toHaveText('105°');
  await expect(figure.tag.getByLabel(/2 comparisons/)).toBeVisible();
});

test('slide 8: C takes 20.83 % of the circle, 55.6 % of what B had, and nothing from A', async ({ deck }) => {
  await deck.open('add-a-server', '?still=end');
  const figure = deck.figure('add-a-server');
  await figure.atCursor(1);
  const { events } = await figure.told();
  const taken = events.filter(({ event }) => event === 'arc-taken');
  expect(taken).toHaveLength(1);
  expect(taken[0].fraction).toBeCloseTo(75 / 360, 12);
  expect(BigInt(taken[0].numerator) / (1n << 40n)).toBe((75n * (1n << 64n)) / 360n / (1n << 40n));
  expect(taken[0].ofLoser).toBeCloseTo(75 / 135, 5);
  const counted = events.find(({ event }) => event === 'keys-moved');
  expect(counted).toMatchObject({ keys: 120, elsewhere: 0 });
  await expect(figure.tag.locator('.big')).toHaveText('20.83%');
  const words = await figure.words();
  expect(words).toContain(`${(taken[0].ofLoser * 100).toFixed(1)} %`);
  expect(words).toContain('55.6 %');
  expect(words).toContain(`${counted.count} of these 120 keys change owner`);
});

test('slide 8 unlocked: what a newcomer really took stands beside the average of 1 in N', async ({
  deck,
}) => {
  await deck.open('add-a-server', '?still=end');
  const figure = deck.figure('add-a-server');
  await figure.atCursor(1);
  await figure.button(/Unlock/).click();
  await figure.atCursor(2);
  for (let n = 3; n <= 6; n++) {
    await figure.button('Add server').click();
    await figure.atCursor(n);
  }
  const { events } = await figure.told();
  const moved = events.find(({ event }) => event === 'keys-moved');
  await expect(figure.tag.locator('.big')).toHaveText(`${(moved.fraction * 100).toFixed(2)}%`);
  expect(moved.elsewhere).toBe(0);
});
