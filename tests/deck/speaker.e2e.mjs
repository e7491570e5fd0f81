// Two windows, one experiment: the speaker's previews and a second screen show the state of the deck that leads.
import { expect, test } from './the-deck.mjs';

/** @typedef {import('@playwright/test').Page | import('@playwright/test').Frame} Place */

/** The same deck on a second screen. @param {import('./the-deck.mjs').Deck} deck */
async function secondScreen(deck) {
  const screen = await deck.page.context().newPage();
  await screen.goto(`${deck.address}?follow`);
  await expect(screen.locator('html')).toHaveAttribute('data-ready', 'true');
  return screen;
}

/** Scene, log and cursor of one figure. @param {Place} place @param {string} id */
const standing = (place, id) =>
  place.locator(`#${id} [data-figure]`).evaluate((/** @type {any} */ figure) => {
    const { scene, log, cursor } = figure.experiment;
    return { scene, log, cursor };
  });

/**
 * Has every change of a figure write down when it happened, on a scale that all windows share.
 * @param {Place} place @param {string} id
 */
const keepTime = (place, id) =>
  place.locator(`#${id} [data-figure]`).evaluate((figure) => {
    /** @type {Record<string, number>} */
    const times = {};
    Object.assign(globalThis, { times });
    figure.addEventListener('experiment-change', () => {
      const { experiment } = /** @type {any} */ (figure);
      times[JSON.stringify([experiment.log, experiment.cursor])] ??=
        performance.timeOrigin + performance.now();
    });
  });

/** @param {Place} place @returns {Promise<Record<string, number>>} */
const timesOf = (place) => place.evaluate(() => Reflect.get(globalThis, 'times'));

test('?follow shows the slide and the experiment of the deck that leads, within 200 ms of each command', async ({
  deck,
  page,
}) => {
  await deck.open('add-a-server', '?still=start');
  const screen = await secondScreen(deck);
  await expect(screen.locator('.slides > section.present')).toHaveAttribute('id', 'add-a-server');
  await deck.figure('add-a-server').alive();
  await expect(screen.locator('#add-a-server [data-figure]')).toHaveAttribute('data-state', /ready|done/);
  await keepTime(page, 'add-a-server');
  await keepTime(screen, 'add-a-server');
  const commands = [
    { do: 'add-server', server: '120 C' },
    { do: 'set-hash', hash: 'xxh64' },
    { do: 'set-vnodes', vnodes: 50 },
    { do: 'add-server', server: 'server-D' },
    { do: 'remove-server', server: 'server-A' },
  ];
  for (const command of commands) {
    await deck.figure('add-a-server').apply(command);
    await expect.poll(() => standing(screen, 'add-a-server')).toEqual(await standing(page, 'add-a-server'));
  }
  await deck.figure('add-a-server').seek(1);
  await expect.poll(() => standing(screen, 'add-a-server')).toEqual(await standing(page, 'add-a-server'));
  const [here, there] = [await timesOf(page), await timesOf(screen)];
  const lags = Object.entries(here).map(([state, time]) => there[state] - time);
  expect(lags.length).toBeGreaterThanOrEqual(commands.length);
  expect(Math.max(...lags)).toBeLessThan(200);
});

test('a follower turns the page with the leader, joins late, and plays nothing by itself', async ({
  deck,
  page,
}) => {
  await deck.open('the-ring', '?still=start');
  await deck.figure('the-ring').apply({ do: 'set-key', key: '200 Y' });
  const screen = await secondScreen(deck);
  await expect(screen.locator('.slides > section.present')).toHaveAttribute('id', 'the-ring');
  await expect.poll(() => standing(screen, 'the-ring')).toEqual(await standing(page, 'the-ring'));
  await deck.go('key-idea');
  await expect(screen.locator('.slides > section.present')).toHaveAttribute('id', 'key-idea');
  await screen.bringToFront();
  await screen.waitForTimeout(2000); // its script would have taken its first step
  expect((await standing(screen, 'key-idea')).cursor).toBe(0);
  expect(
    await screen.locator('#key-idea [data-figure]').evaluate((/** @type {any} */ figure) => figure.playing),
  ).toBe(false);
});

test('L06: two decks that follow nobody leave each other alone', async ({ deck, page }) => {
  await deck.open('the-ring', '?still=start');
  const other = await page.context().newPage();
  await other.goto(`${deck.address}?still=start#/add-a-server`);
  await expect(other.locator('html')).toHaveAttribute('data-ready', 'true');
  await deck.figure('the-ring').apply({ do: 'set-key', key: '200 Y' });
  await deck.figure('add-a-server').apply({ do: 'add-server', server: '10 D' });
  await other.waitForTimeout(300);
  expect((await standing(other, 'the-ring')).cursor).toBe(0);
  expect((await standing(other, 'add-a-server')).cursor).toBe(0);
  await expect(other.locator('.slides > section.present')).toHaveAttribute('id', 'add-a-server');
});

test('P02: the speaker window has the notes of 21 slides, and its previews show the experiment as it stands', async ({
  deck,
  page,
  context,
}) => {
  test.setTimeout(90_000);
  await deck.open('add-a-server', '?still=start');
  const opened = context.waitForEvent('page');
  await page.keyboard.press('s');
  const speaker = await opened;
  const notes = speaker.locator('.speaker-controls-notes .value');
  await expect(notes).toContainText('SAY', { timeout: 15_000 }); // two more decks have to start first
  await expect
    .poll(() => speaker.frames().filter((frame) => frame.url().includes('receiver')).length)
    .toBe(2);
  const previews = speaker.frames().filter((frame) => frame.url().includes('receiver'));
  for (const preview of previews) await expect(preview.locator('html')).toHaveAttribute('data-ready', 'true');
  await deck.figure('add-a-server').apply({ do: 'add-server', server: '20 D' });
  for (const preview of previews)
    await expect
      .poll(() => standing(preview, 'add-a-server'), { timeout: 15_000 })
      .toEqual(await standing(page, 'add-a-server'));
  const ids = await page.locator('.slides > section').evaluateAll((all) => all.map(({ id }) => id));
  const said = new Set();
  for (const id of ids) {
    await deck.go(id);
    const own = (await page.locator(`#${id} aside.notes`).textContent())
      ?.replace(/\s+/g, ' ')
      .trim()
      .slice(0, 40);
    await expect
      .poll(async () => (await notes.textContent())?.replace(/\s+/g, ' ').trim().slice(0, 40))
      .toBe(own);
    await expect(previews[0].locator('.slides > section.present')).toHaveAttribute('id', id);
    said.add(own);
  }
  expect(said.size).toBe(21);
});
