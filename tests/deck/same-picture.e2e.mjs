// An experiment is a scene plus a log: whatever way a state is reached, it looks the same. For every command of both figures:
// done, stepped back, stepped forward, scrubbed, reset, opened again from its address. Everything is read as a viewer would
// read it, from what is drawn and written; stillness is asked for, so that a picture is at its end as soon as it is there.
import { expect, test } from './the-deck.mjs';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

/** @typedef {{name: string, slide: string, before?: any[], command: any, same?: boolean}} Case */

/** @type {Case[]} */
const CASES = [
  { name: 'serve', slide: 'title', command: { do: 'serve', requests: 9 } },
  {
    name: 'remove-server of the globe',
    slide: 'title',
    command: { do: 'remove-server', server: 'server-B' },
  },
  { name: 'add-server', slide: 'add-a-server', command: { do: 'add-server', server: '300 D' } },
  {
    name: 'add-server with its own virtual nodes',
    slide: 'add-a-server',
    before: [{ do: 'set-hash', hash: 'xxh64' }],
    command: { do: 'add-server', server: 'cache-7', vnodes: 5 },
  },
  { name: 'remove-server', slide: 'add-a-server', command: { do: 'remove-server', server: '180 B' } },
  { name: 'set-key', slide: 'the-ring', command: { do: 'set-key', key: 'user:4615' } },
  {
    name: 'set-key to none',
    slide: 'the-ring',
    before: [{ do: 'set-key', key: 'x' }],
    command: { do: 'set-key', key: null },
  },
  { name: 'set-vnodes', slide: 'add-a-server', command: { do: 'set-vnodes', vnodes: 7 } },
  {
    name: 'place',
    slide: 'add-a-server',
    command: { do: 'place', keys: { prefix: 'video:', from: 3, count: 40 } },
  },
  { name: 'set-hash', slide: 'add-a-server', command: { do: 'set-hash', hash: 'xxh64' } },
  { name: 'show', slide: 'key-idea', command: { do: 'show', as: 'line' } },
  { name: 'set-key of the router', slide: 'what-happened', command: { do: 'set-key', key: 'user:84' } },
  {
    name: 'set-servers of the router',
    slide: 'what-happened',
    before: [{ do: 'set-key', key: 'user:4615' }],
    command: { do: 'set-servers', before: 10, after: 12 },
  },
  { name: 'count', slide: 'the-math-that-saves', command: { do: 'count', keys: 200_000 } },
  { name: 'sweep', slide: 'the-math', command: { do: 'sweep', to: 140 } },
  { name: 'bet', slide: 'the-math', command: { do: 'bet', guess: 10 } },
  {
    name: 'step of the pseudocode',
    slide: 'pseudocode',
    before: [{ do: 'call', call: 'get-server', text: 'user:1' }],
    command: { do: 'step' },
  },
  {
    name: 'call of the pseudocode',
    slide: 'pseudocode',
    command: { do: 'call', call: 'remove-server', text: 'server-A' },
  },
  { name: 'set-mistake', slide: 'python', command: { do: 'set-mistake', mistake: 'stale', on: true } },
  { name: 'set-vnodes of the rings', slide: 'virtual-nodes', command: { do: 'set-vnodes', vnodes: 50 } },
  {
    name: 'bet on the spread',
    slide: 'virtual-nodes',
    before: [{ do: 'set-servers', servers: 10 }],
    command: { do: 'bet', guess: 30 },
  },
  { name: 'ask-hot', slide: 'virtual-nodes', command: { do: 'ask-hot', cure: 'near' } },
  { name: 'set-hosts', slide: 'who-uses-this', command: { do: 'set-hosts', hosts: 7 } },
  { name: 'load-preset', slide: 'who-uses-this', command: { do: 'load-preset', preset: 'envoy-maglev' } },
  { name: 'race', slide: 'hierarchy', command: { do: 'race', to: 'database' } },
  {
    name: 'set-latency',
    slide: 'hierarchy',
    before: [{ do: 'race', to: 'L2' }],
    command: { do: 'set-latency', of: 'L2', ns: 16_000 },
  },
  { name: 'set-capacity', slide: 'hierarchy', command: { do: 'set-capacity', of: 'L2', gb: 25_000 } },
  {
    name: 'set of the night',
    slide: 'death-spiral',
    before: [{ do: 'run-to', mark: 'down' }],
    command: { do: 'set', headroom: 12, retries: 1 },
  },
];

/** What a command does is the engine's and the experiment's, alike in every browser: in Firefox the first figures speak for all. */
const IN_BOTH = new Set(['what-happened', 'key-idea', 'the-ring', 'add-a-server']);

for (const { name, slide, before = [], command } of CASES) {
  test(`${name}: the same picture by every way that leads there${IN_BOTH.has(slide) ? '' : ' @chromium'}`, async ({
    deck,
  }) => {
    await deck.open(slide, '?still=start');
    const figure = deck.figure(slide);
    await figure.alive();
    const script = (await figure.told()).log;
    const start = await figure.picture();
    for (const earlier of before) await figure.apply(earlier);
    const without = await figure.picture();

    const events = await figure.apply(command);
    expect(events[0].refused).toBeUndefined();
    const done = await figure.picture();
    expect(done === without, 'the command must show').toBe(false);
    const { log, cursor, address } = await figure.told();
    expect(log).toEqual([...before, command]);

    await figure.button('Step back').click();
    await figure.atCursor(cursor - 1);
    await figure.looksLike(without);
    await figure.button('Step').click();
    await figure.atCursor(cursor);
    await figure.looksLike(done);

    await figure.scrubber.fill('0');
    await figure.atCursor(0);
    await figure.looksLike(start);
    await figure.scrubber.fill(String(cursor));
    await figure.atCursor(cursor);
    await figure.looksLike(done);
    expect((await figure.told()).events).toEqual(events);

    await figure.button('Reset').click();
    await figure.atCursor(0);
    await figure.looksLike(start);
    expect((await figure.told()).log).toEqual(script);

    await deck.open(slide, `?at=${address}`);
    await figure.atCursor(cursor);
    await figure.looksLike(done);
    expect(await figure.told()).toMatchObject({ log, cursor, events, address });
    await figure.button('Step back').click();
    await figure.atCursor(cursor - 1);
    await figure.looksLike(without);
  });
}

test('a long log of every verb: each of its states again backwards, by jumps, and from its address', async ({
  deck,
}) => {
  await deck.open('add-a-server', '?still=start');
  const figure = deck.figure('add-a-server');
  await figure.alive();
  const commands = [
    { do: 'add-server', server: '120 C' },
    { do: 'set-key', key: '75 X' },
    { do: 'set-key', key: null },
    { do: 'set-hash', hash: 'xxh64' },
    { do: 'set-vnodes', vnodes: 3 },
    { do: 'add-server', server: 'server-é 🦊', vnodes: 2 },
    { do: 'remove-server', server: 'server-A' },
    { do: 'place', keys: ['a', 'b', 'user:4615'] },
  ];
  const pictures = [await figure.picture()];
  for (const command of commands) {
    await figure.apply(command);
    pictures.push(await figure.picture());
  }
  for (const n of [7, 6, 5, 4, 3, 2, 1, 0, 5, 2, 8, 3, 4, 0, 8]) {
    await figure.seek(n);
    await figure.looksLike(pictures[n], `after seek(${n})`);
  }
  for (const n of [2, 5]) {
    await figure.seek(n);
    const { address } = await figure.told();
    await deck.open('add-a-server', `?at=${address}`);
    await figure.atCursor(n);
    await figure.looksLike(pictures[n], `from the address of ${n}`);
    expect((await figure.told()).log).toEqual(commands);
  }
});

test('the link that Copy link gives opens this very state', async ({ deck, page }) => {
  await deck.open('add-a-server', '?still=start');
  const figure = deck.figure('add-a-server');
  await figure.apply({ do: 'add-server', server: '200 C' });
  const done = await figure.picture();
  await page.evaluate(() => {
    /** @type {any} */ (globalThis).copied = '';
    const clipboard = {
      writeText: async (/** @type {string} */ text) => Object.assign(globalThis, { copied: text }),
    };
    Object.defineProperty(navigator, 'clipboard', { value: clipboard, configurable: true });
  });
  await figure.button('Copy link').click();
  await expect.poll(() => page.evaluate(() => Reflect.get(globalThis, 'copied'))).toContain('?at=');
  const link = await page.evaluate(() => String(Reflect.get(globalThis, 'copied')));
  await page.goto('about:blank');
  await page.goto(link);
  await deck.ready();
  await deck.onSlide('add-a-server');
  await figure.atCursor(1);
  await figure.looksLike(done);
});

test('an apply after a step back cuts the tail', async ({ deck }) => {
  await deck.open('the-ring', '?still=start');
  const figure = deck.figure('the-ring');
  for (const key of ['one', 'two', 'three']) await figure.apply({ do: 'set-key', key });
  await figure.button('Step back').click();
  await figure.atCursor(2);
  expect((await figure.told()).log).toHaveLength(3);
  await figure.apply({ do: 'set-key', key: 'four' });
  expect((await figure.told()).log.map(({ key }) => key)).toEqual(['one', 'two', 'four']);
});

test.describe('with movement', () => {
  test.use({ contextOptions: { reducedMotion: 'no-preference' } });

  for (const { slide, before, command } of [
    { slide: 'add-a-server', before: [], command: { do: 'add-server', server: '120 C' } },
    {
      slide: 'what-happened',
      before: [{ do: 'set-key', key: 'user:84' }],
      command: { do: 'set-servers', before: 100 },
    },
  ]) {
    test(`${command.do} on ${slide} ends in the picture that a seek shows at once`, async ({ deck }) => {
      await deck.open(slide, '?still=start');
      const figure = deck.figure(slide);
      await figure.alive();
      for (const earlier of before) await figure.apply(earlier);
      expect(await figure.moving(2500, command), 'this test must see it move').toBe(true);
      await expect.poll(() => figure.moving()).toBe(false);
      const told = await figure.picture();
      await figure.seek(0);
      await figure.seek(before.length + 1);
      await figure.seek(before.length + 1); // a step forward is told again, the same place once more is shown at once
      await figure.looksLike(told);
    });
  }
});
