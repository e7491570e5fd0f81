// What strangers put into an address, a message or the storage: read as text, measured, checked field by field, never run.
import { expect, test } from './the-deck.mjs';

/** @typedef {import('./the-deck.mjs').Deck} Deck */

const address = (/** @type {unknown} */ value, version = '1') =>
  `${version}.${Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')}`;
const scene = { hash: 'xxh64', plain: true, vnodes: 1, servers: ['a', 'b'], keys: [], key: null, as: 'ring' };

const UNREADABLE = /** @type {[string, string][]} */ ([
  ['nothing', ''],
  ['no version', 'abc'],
  ['bad base64', '1.%%%'],
  ['bad JSON', address('{"a":')],
  ['bytes that are no text', `1.${Buffer.from([0xff, 0xfe, 0x80]).toString('base64url')}`],
  ['another shape', address({ tag: 'hash-ring' })],
  ['another version', address(['hash-ring', scene, [], 0], '2')],
  ['wrong types in the scene', address(['hash-ring', { ...scene, vnodes: 'many' }, [], 0])],
  ['a server that is no server', address(['hash-ring', { ...scene, servers: [{}] }, [], 0])],
  ['an unknown verb', address(['hash-ring', scene, [{ do: 'eval', code: 'alert(1)' }], 1])],
  ['a command of wrong types', address(['hash-ring', scene, [{ do: 'set-vnodes', vnodes: '3' }], 1])],
  ['a cursor past its log', address(['hash-ring', scene, [], 5])],
  [
    'a command that the engine refuses',
    address(['hash-ring', scene, [{ do: 'add-server', server: 'a' }], 1]),
  ],
  ['a tag that is none', address(['script', scene, [], 0])],
  ['a figure that is not in the deck', address(['other-figure', {}, [], 0])],
  ['more than 8 KiB', address(['hash-ring', { ...scene, key: 'k'.repeat(9000) }, [], 0])],
]);

/** The deck has started, is whole, and plays. @param {Deck} deck */
async function works(deck) {
  const ring = deck.figure('the-ring');
  await ring.alive();
  const { scene: shown } = await ring.told();
  expect(shown.servers.map((/** @type {{name: string}} */ { name }) => name)).toEqual(['45 A', '180 B']);
  expect((await ring.apply({ do: 'set-key', key: '75 X' }))[0].owner).toBe('180 B');
}

for (const [what, at] of UNREADABLE)
  test(`S02: ?at= with ${what}: a message, and the deck works`, { tag: '@chromium' }, async ({
    deck,
    page,
  }) => {
    await deck.open('the-ring', `?still=start&at=${at}`);
    await expect(page.locator('main > .notice').first()).toHaveText(/\w+ \w+/);
    await works(deck);
  });

test('S02: an address too long for any server is not read', { tag: '@chromium' }, async ({ deck, page }) => {
  // A server refuses so long a request line before any page sees it: the page itself must meet it, so it is put in place.
  await page.addInitScript(() => {
    if (location.search.length < 1000)
      history.replaceState(
        null,
        '',
        `${location.pathname}?still=start&at=1.${'A'.repeat(100_000)}${location.hash}`,
      );
  });
  await deck.open('the-ring');
  await expect(page.locator('main > .notice').first()).toHaveText(/\w+ \w+/);
  await works(deck);
});

test('S02, S08: unknown fields are left behind, __proto__ and constructor among them', async ({
  deck,
  page,
}) => {
  const poisoned = `["hash-ring",{"hash":"xxh64","servers":["a","b"],"key":"k","extra":1,"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}},[{"do":"set-key","key":"z","__proto__":{"polluted":1},"onclick":"alert(1)"}],1]`;
  await page.addInitScript(() => {
    try {
      localStorage.setItem(
        'edgecache-settings',
        '{"__proto__":{"polluted":1},"theme":"<img src=x>","letters":"no"}',
      );
    } catch {
      // no storage here, nothing to tamper with
    }
  });
  await deck.open('the-ring', `?at=${address(poisoned)}`);
  const ring = deck.figure('the-ring');
  await ring.atCursor(1);
  expect(await page.evaluate(() => /** @type {any} */ ({}).polluted)).toBeUndefined();
  const { scene: read } = await ring.told();
  expect(Object.keys(read).sort()).toEqual(['as', 'hash', 'key', 'keys', 'plain', 'servers', 'vnodes']);
  expect(await page.locator('html').getAttribute('data-theme')).toMatch(/^(day|night)$/);
});

for (const hash of [
  '/99999',
  '/-1',
  '/%E0%A4%A',
  '/"]%5B',
  '/<img src=x onerror=alert(1)>',
  '/__proto__',
  '/constructor',
  '/7/99',
])
  test(`S03: #${hash} opens some slide, and no error`, { tag: '@chromium' }, async ({ deck, page }) => {
    await page.goto(`${deck.address}?still=start#${hash}`);
    await deck.ready();
    await expect(page.locator('.slides > section.present')).toHaveCount(1);
    await expect(
      page.locator('.slides > section.present h1, .slides > section.present h2').first(),
    ).toBeVisible();
    await page.keyboard.press('Home');
    await deck.onSlide('title');
  });

test('S03: the same on a phone', { tag: '@chromium' }, async ({ deck, page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const hash of ['/99999', '/%E0%A4%A', '/"]%5B', '/__proto__']) {
    await page.goto('about:blank');
    await page.goto(`${deck.address}#${hash}`);
    await deck.ready();
    await expect(page.locator('#closing')).toBeVisible();
  }
});

test('S04: messages to the deck move nothing, and the address sets no option of reveal', async ({
  deck,
  page,
}) => {
  await page.goto(
    `${deck.address}?postMessage=true&keyboard=false&width=10&controls=true&autoSlide=100&still=start&receiver#/the-ring`,
  );
  await deck.ready();
  const messages = [
    { method: 'slide', args: [1] },
    { method: 'configure', args: [{ keyboard: false }] },
    { method: 'destroy' },
    { method: 'setState', args: [{ indexh: 3 }] },
    { namespace: 'reveal', method: 'next' },
    { namespace: 'reveal-notes', type: 'state', state: { indexh: 4 } },
  ];
  await page.evaluate(async (all) => {
    for (const message of all) {
      postMessage(JSON.stringify(message), '*');
      postMessage(message, '*');
    }
    postMessage('{bad}', '*');
    await new Promise((done) => setTimeout(done, 100));
  }, messages);
  await deck.onSlide('the-ring');
  expect(await page.locator('.slides').evaluate((slides) => slides.style.width)).toBe('1280px');
  expect(new URL(page.url()).search).not.toMatch(/postMessage|keyboard|width|controls|autoSlide/);
  await page.keyboard.press('PageDown');
  await page.keyboard.press('PageDown');
  await deck.onSlide('add-a-server');
});
