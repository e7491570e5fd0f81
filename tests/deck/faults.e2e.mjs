// What goes wrong on the way to the engine and inside it. The slides stay whole, each figure keeps its still and says in one
// sentence why, and where there is hope there is a button.
import { serve } from '../tools/serve.mjs';
import { Deck, dist, expect, shippedPolicy, test, under } from './the-deck.mjs';

/** A deck of its own behind a host that can be made to fail. @param {import('@playwright/test').Page} page @param {import('../tools/serve.mjs').Options} options */
async function troubledDeck(page, options) {
  const site = await serve(dist, { under, policy: shippedPolicy(), ...options });
  const deck = new Deck(page, site);
  deck.troubled = true;
  await deck.listen();
  return { deck, site };
}

/** @param {Deck} deck @param {RegExp} why */
async function stillsAndWhy(deck, why) {
  for (const id of ['the-ring', 'what-happened']) {
    await deck.go(id);
    const figure = deck.figure(id);
    await expect(figure.tag).toHaveAttribute('data-state', 'failed');
    await expect(figure.tag.locator('svg').first()).toBeVisible();
    await expect(figure.tag.getByText(why)).toBeVisible();
  }
}

test('W01: a browser without WebAssembly: stills and one sentence', async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'WebAssembly'));
  const { deck, site } = await troubledDeck(page, {});
  await deck.open('the-ring');
  await stillsAndWhy(deck, /This browser has no WebAssembly\./);
  await deck.go('add-a-server');
  await expect(deck.figure('add-a-server').tag).toContainText('20.83');
  await site.close();
});

test('W01: a policy that blocks WebAssembly: stills and one sentence', async ({ page }) => {
  const { deck, site } = await troubledDeck(page, {
    policy: shippedPolicy().replace("'wasm-unsafe-eval' ", ''),
  });
  await deck.open('the-ring');
  await stillsAndWhy(deck, /does not allow WebAssembly|damaged/);
  await site.close();
});

test('W02: the sentence tells a missing file from a damaged one, and trying again mends every figure', async ({
  page,
}) => {
  const { deck, site } = await troubledDeck(page, { faults: { '.wasm': 404 } });
  await deck.open('the-ring');
  await stillsAndWhy(deck, /could not be fetched/);
  site.faults['.wasm'] = 'corrupt';
  await deck.figure('what-happened').button(/again/i).click();
  await expect(deck.figure('what-happened').tag.getByText(/arrived damaged/)).toBeVisible();
  delete site.faults['.wasm'];
  for (const id of ['what-happened', 'the-ring']) {
    await deck.go(id);
    await deck.figure(id).button(/again/i).click();
    await deck.figure(id).alive();
  }
  expect((await deck.figure('the-ring').apply({ do: 'set-key', key: '75 X' }))[0].owner).toBe('180 B');
  await site.close();
});

test('W04: an engine that never arrives is given up after 10 seconds, and can be asked again', async ({
  page,
}) => {
  await page.clock.install();
  const { deck, site } = await troubledDeck(page, { faults: { '.wasm': 'silent' } });
  await deck.open('the-ring');
  const ring = deck.figure('the-ring');
  await page.clock.runFor(4000);
  await expect(ring.tag).toHaveAttribute('data-state', 'waiting');
  await expect(ring.tag.locator('svg').first()).toBeVisible();
  await page.clock.runFor(7000);
  await expect(ring.tag).toHaveAttribute('data-state', 'failed');
  await expect(ring.tag.getByText(/did not arrive in time/)).toBeVisible();
  delete site.faults['.wasm'];
  await ring.button(/again/i).click();
  await ring.alive();
  await site.close();
});

test('W06: a trap in a call: the instance is replaced, the state replayed, the other figures too', async ({
  deck,
  page,
}) => {
  await page.addInitScript(() => {
    const { Instance, Table, RuntimeError } = WebAssembly;
    const get = Table.prototype.get;
    let trap = false;
    let made = 0;
    Object.assign(globalThis, { trapNext: () => (trap = true), instances: () => made });
    Table.prototype.get = function (index) {
      const compiled = get.call(this, index);
      if (typeof compiled !== 'function') return compiled;
      return (/** @type {unknown[]} */ ...given) => {
        if (trap) {
          trap = false;
          throw new RuntimeError('unreachable');
        }
        return compiled(...given);
      };
    };
    WebAssembly.Instance = /** @type {any} */ (
      new Proxy(Instance, {
        construct(target, given) {
          made++;
          return Reflect.construct(target, given);
        },
      })
    );
  });
  await deck.open('add-a-server', '?still=start');
  const [ring, other] = [deck.figure('add-a-server'), deck.figure('the-ring')];
  await other.apply({ do: 'set-key', key: '75 X' });
  await ring.apply({ do: 'add-server', server: '120 C' });
  await expect.poll(() => ring.moving()).toBe(false);
  const before = await other.picture();
  const made = await page.evaluate(() => Reflect.get(globalThis, 'instances')());
  await page.evaluate(() => Reflect.get(globalThis, 'trapNext')());
  const events = await ring.apply({ do: 'add-server', server: '300 D' });
  expect(await page.evaluate(() => Reflect.get(globalThis, 'instances')())).toBe(made + 1);
  const { cursor, log } = await ring.told();
  if (events[0].refused) expect([cursor, log.length]).toEqual([1, 1]);
  else expect(events[0]).toEqual({ event: 'server-added', server: '300 D' });
  expect((await ring.apply({ do: 'add-server', server: '200 E' }))[0]).toEqual({
    event: 'server-added',
    server: '200 E',
  });
  await other.looksLike(before);
  expect((await other.apply({ do: 'set-key', key: '46 X' }))[0]).toMatchObject({ owner: '180 B' });
});

const COUNT = /** @type {const} */ ({
  do: 'place',
  ring: { hash: 'xxh64', vnodes: 100, servers: ['a', 'b', 'c'] },
  keys: { prefix: 'user:', from: 0, count: 300_000 },
});

/** @param {Deck} deck */
const counted = (deck) =>
  deck
    .figure('add-a-server')
    .tag.evaluate((/** @type {any} */ tag, job) => tag.experiment.state.engine.run(job), COUNT);

/** @type {[string, import('../tools/serve.mjs').Options][]} */
const WORKERS = [
  ['works', {}],
  ['is blocked by a policy', { policy: "script-src 'self' 'wasm-unsafe-eval'; worker-src 'none'" }],
  ['is not there', { faults: { worker: 404 } }],
  ['has a syntax error', { faults: { worker: 'cut' } }],
  ['never answers', { faults: { worker: 'silent' } }],
];
for (const [what, options] of WORKERS) {
  const tag = what === 'works' || what === 'is blocked by a policy' ? [] : ['@chromium'];
  test(`W08: a worker that ${what}: the same work is done`, { tag }, async ({ page }) => {
    const { deck, site } = await troubledDeck(page, options);
    await page.addInitScript(() => {
      /** @type {string[]} */
      const escaped = [];
      Object.assign(globalThis, { escaped });
      for (const type of ['error', 'unhandledrejection'])
        addEventListener(type, (event) => escaped.push(`${event.type} ${Reflect.get(event, 'message')}`));
    });
    await deck.open('add-a-server', '?still=start');
    await deck.figure('add-a-server').alive();
    const { keys, counts } = await counted(deck);
    expect(keys).toBe(300_000);
    expect(site.asked.some((path) => /worker/.test(path))).toBe(what !== 'is blocked by a policy');
    expect(Object.values(counts).reduce((sum, count) => sum + count)).toBe(300_000);
    const onPage = await deck
      .figure('add-a-server')
      .tag.evaluate((/** @type {any} */ tag, { ring, keys: all }) => {
        const placed = tag.experiment.state.engine.ring(ring);
        return Object.values(placed.counts(all));
      }, COUNT);
    expect(Object.values(counts)).toEqual(onPage);
    // Browsers report the lost worker on their console; nothing of it may escape as an error of the page.
    expect(await page.evaluate(() => Reflect.get(globalThis, 'escaped'))).toEqual([]);
    await site.close();
  });
}
