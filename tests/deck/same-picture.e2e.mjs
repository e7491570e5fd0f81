// An experiment is a scene plus a log: whatever way a state is reached, it looks the same. For the verbs of every figure, in one log:
// done, stepped back, stepped forward, scrubbed, reset, opened again from its address. Everything is read as a viewer would
// read it, from what is drawn and written; stillness is asked for, so that a picture is at its end as soon as it is there.
import { expect, test } from './the-deck.mjs';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

/** By slide, commands that stand in one log: each must show. @type {Record<string, any[]>} */
const LOGS = {
  title: [
    { do: 'serve', requests: 9 },
    { do: 'remove-server', server: 'server-B' },
  ],
  'what-happened': [
    { do: 'set-key', key: 'user:84' },
    { do: 'set-key', key: 'user:4615' },
    { do: 'set-servers', before: 10, after: 12 },
  ],
  'the-math': [
    { do: 'sweep', to: 140 },
    { do: 'bet', guess: 10 },
  ],
  'death-spiral': [
    { do: 'run-to', mark: 'down' },
    { do: 'set', headroom: 12, retries: 1 },
  ],
  'key-idea': [{ do: 'show', as: 'line' }],
  'the-ring': [
    { do: 'set-key', key: 'user:4615' },
    { do: 'set-key', key: null },
  ],
  'add-a-server': [
    { do: 'add-server', server: '120 C' },
    { do: 'remove-server', server: '180 B' },
    { do: 'set-key', key: '75 X' },
    { do: 'set-key', key: null },
    { do: 'place', keys: { prefix: 'video:', from: 3, count: 40 } },
    { do: 'set-hash', hash: 'xxh64' },
    { do: 'set-vnodes', vnodes: 3 },
    { do: 'add-server', server: 'server-é 🦊', vnodes: 2 },
    { do: 'remove-server', server: 'server-A' },
    { do: 'place', keys: ['a', 'b', 'user:4615'] },
  ],
  'the-math-that-saves': [{ do: 'count', keys: 200_000 }],
  pseudocode: [
    { do: 'call', call: 'get-server', text: 'user:1' },
    { do: 'step' },
    { do: 'call', call: 'remove-server', text: 'server-A' },
  ],
  python: [{ do: 'set-mistake', mistake: 'stale', on: true }],
  'virtual-nodes': [
    { do: 'set-vnodes', vnodes: 50 },
    { do: 'ask-hot', cure: 'near' },
    { do: 'set-servers', servers: 10 },
    { do: 'bet', guess: 30 },
  ],
  'who-uses-this': [
    { do: 'set-hosts', hosts: 7 },
    { do: 'load-preset', preset: 'envoy-maglev' },
  ],
  hierarchy: [
    { do: 'race', to: 'L2' },
    { do: 'set-latency', of: 'L2', ns: 16_000 },
    { do: 'race', to: 'database' },
    { do: 'set-capacity', of: 'L2', gb: 25_000 },
  ],
  promotion: [
    { do: 'get', key: 'user:4' },
    { do: 'step' },
    { do: 'get', key: 'nobody' },
    { do: 'step' },
    { do: 'set-capacity', capacity: [1, 5, 9] },
    { do: 'set-contents', contents: [['a'], ['b'], []] },
  ],
  everywhere: [
    { do: 'get', key: 'a', point: 'FRA' },
    { do: 'replay', requests: 20_000, skew: '0.8' },
    { do: 'pick', by: 'any' },
    { do: 'show', system: 'cdn' },
    { do: 'get', key: 'é', point: 'ORD' },
  ],
  'tiers-pseudocode': [
    { do: 'get', key: 'user:1' },
    { do: 'step' },
    { do: 'set-line', line: 'fill', on: true },
    { do: 'get', key: 'user:1' },
    { do: 'write', key: 'user:1' },
    { do: 'wait', seconds: 60 },
  ],
  invalidation: [
    { do: 'write' },
    { do: 'wait', seconds: 5 },
    { do: 'purge' },
    { do: 'set-places', places: 9 },
  ],
  strategies: [
    { do: 'bet', guess: 10 },
    { do: 'run-to', mark: 'wave' },
    { do: 'scrub-to', second: 20 },
    { do: 'set', places: 12 },
    { do: 'purge-order', order: 'twice' },
  ],
  season: [
    { do: 'show', episode: 5 },
    { do: 'show', episode: 2 },
    { do: 'show', episode: 6 },
  ],
  closing: [
    { do: 'hop' },
    { do: 'look-up' },
    { do: 'set-fingers', on: true },
    { do: 'hop' },
    { do: 'measure' },
    { do: 'set-servers', servers: 16 },
    { do: 'set-key', key: 'node.next' },
    { do: 'set-start', server: 3 },
    { do: 'look-up' },
  ],
};

/** What a command does is the engine's and the experiment's, alike in every browser: in Firefox two figures speak for all. */
const IN_BOTH = new Set(['what-happened', 'add-a-server']);

for (const [slide, commands] of Object.entries(LOGS)) {
  const tag = IN_BOTH.has(slide) ? [] : ['@chromium'];
  test(`${slide}: each state of a log is the same picture by every way that leads there`, { tag }, async ({
    deck,
  }) => {
    await deck.open(slide, '?still=start');
    const figure = deck.figure(slide);
    await figure.alive();
    const script = (await figure.told()).log;
    const pictures = [await figure.picture()];
    for (const command of commands) {
      const events = await figure.apply(command);
      expect(events[0].refused).toBeUndefined();
      pictures.push(await figure.picture());
      expect(pictures.at(-1) === pictures.at(-2), `${command.do} must show`).toBe(false);
    }
    const end = commands.length;
    const done = await figure.told();
    expect(done).toMatchObject({ log: commands, cursor: end });

    for (let n = end - 1; n >= 0; n--) {
      await figure.button('Step back').click();
      await figure.atCursor(n);
      await figure.looksLike(pictures[n], `stepped back to ${n}`);
    }
    await figure.button('Step').click();
    await figure.atCursor(1);
    await figure.looksLike(pictures[1], 'stepped on to 1');
    for (const n of [end, 0, end >> 1, end]) {
      await figure.scrubber.fill(String(n));
      await figure.atCursor(n);
      await figure.looksLike(pictures[n], `scrubbed to ${n}`);
    }
    expect((await figure.told()).events).toEqual(done.events);

    await figure.button('Reset').click();
    await figure.atCursor(0);
    await figure.looksLike(pictures[0], 'reset');
    expect((await figure.told()).log).toEqual(script);

    await deck.open(slide, `?at=${done.address}`);
    await figure.atCursor(end);
    await figure.looksLike(pictures[end], 'from its address');
    const { log, cursor, events, address } = done;
    expect(await figure.told()).toMatchObject({ log, cursor, events, address });
    await figure.button('Step back').click();
    await figure.atCursor(end - 1);
    await figure.looksLike(pictures[end - 1], 'from its address, stepped back');
  });
}

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

test('an apply after a step back cuts the tail', { tag: '@chromium' }, async ({ deck }) => {
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
