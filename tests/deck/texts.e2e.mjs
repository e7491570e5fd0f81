// Any text is a key: hashed by its bytes, shown as text, harmless to its neighbours. The expected hashes come from another
// implementation of XXH64, in this process.
import xxhash from 'xxhash-wasm';
import { expect, test } from './the-deck.mjs';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

/** @typedef {import('./the-deck.mjs').Deck} Deck */

const { h64Raw } = await xxhash();
const encoder = new TextEncoder();
const hexOf = (/** @type {string} */ text) => h64Raw(encoder.encode(text)).toString(16).padStart(16, '0');

/** Puts a text into the field of slide 3, as typing or pasting would, and answers the hash that is shown. @param {Deck} deck @param {string} text */
async function shownHash(deck, text) {
  const router = deck.figure('what-happened');
  await router.tag.locator('label.key input').evaluate((/** @type {HTMLInputElement} */ input, given) => {
    input.value = given;
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }, text);
  await expect
    .poll(async () => (await router.told()).scene && (await router.told()).log.at(-1).key)
    .toBe(text);
  await router.picture();
  return (await router.tag.locator('dd.hex').innerText()).trim();
}

test('T01, T02, T03, T04, T08, T09, T11: any text is a key, hashed by its bytes', async ({ deck }) => {
  await deck.open('what-happened', '?still=end');
  const router = deck.figure('what-happened');
  await router.atCursor(3);
  const width = (await router.tag.locator('.ask').boundingBox())?.width ?? 0;
  const seen = new Set();
  const TEXTS = {
    'T01: the empty key': [''],
    'T02: composed and decomposed é': ['caf\u00e9', 'cafe\u0301'],
    'T03: emoji, joined emoji, CJK, right-to-left': ['🦊', '👩‍👩‍👧‍👦', '分布式缓存', 'מפתח', 'مفتاح:١'],
    'T04: NUL inside': ['a\0b', '\0'],
    'T08: names of object members': ['__proto__', 'constructor', 'toString', 'hasOwnProperty'],
    'T09: overrides, marks and zero widths': ['a\u202eb', '\ufeffkey', 'a\u200bb', 'a\u2066b'],
    'T11: texts that look like numbers': ['-0', '1e308', 'NaN', 'null', 'undefined', '007'],
  };
  for (const [row, texts] of Object.entries(TEXTS))
    for (const text of texts) {
      const which = `${row}: ${JSON.stringify(text)}`;
      const hash = await shownHash(deck, text);
      expect(hash, which).toBe(hexOf(text));
      expect((await router.told()).log.at(-1), which).toEqual({ do: 'set-key', key: text });
      expect((await router.tag.locator('.ask').boundingBox())?.width, which).toBe(width);
      expect(seen.has(hash), which).toBe(false);
      seen.add(hash);
      if (text === '') expect(hash).toBe('ef46db3751d8e999');
      if (text.includes('\0')) expect(await router.words()).toContain('␀');
    }
});

test('T05: a lone surrogate is read as U+FFFD and swallows no neighbour', async ({ deck }) => {
  await deck.open('what-happened', '?still=end');
  const router = deck.figure('what-happened');
  await router.atCursor(3);
  for (const text of ['a\ud800b', '\udc00', 'x\ud83d', '\ud83dy'])
    expect((await router.apply({ do: 'set-key', key: text }))[0].hex, JSON.stringify(text)).toBe(hexOf(text));
});

test('T06: a field takes 1,024 bytes, and says so when it is more', { tag: '@chromium' }, async ({
  deck,
}) => {
  for (const slide of ['what-happened', 'the-ring']) {
    await deck.open(slide, '?still=end');
    const figure = deck.figure(slide);
    await expect.poll(async () => (await figure.told()).cursor).toBeGreaterThan(0);
    const field = figure.tag.locator('input[type=text]').first();
    await field.fill('k'.repeat(1024));
    await expect.poll(async () => (await figure.told()).log.at(-1).key.length).toBe(1024);
    const { log } = await figure.told();
    for (const long of ['k'.repeat(1025), 'é'.repeat(513)]) {
      await field.fill(long);
      await expect(figure.tag.locator('.refused')).toHaveText(/1,024 bytes/);
      expect((await figure.told()).log).toEqual(log);
    }
  }
});

test('T08: servers may be called like members of an object', { tag: '@chromium' }, async ({ deck }) => {
  await deck.open('add-a-server', '?still=start');
  const ring = deck.figure('add-a-server');
  await ring.apply({ do: 'set-hash', hash: 'xxh64' });
  for (const server of ['__proto__', 'constructor', 'toString']) {
    expect((await ring.apply({ do: 'add-server', server }))[0]).toEqual({ event: 'server-added', server });
    expect(await ring.words()).toContain(server);
  }
  expect((await ring.apply({ do: 'remove-server', server: '__proto__' }))[0].event).toBe('server-removed');
});

test('T09: a name that writes the other way turns no words beside it', { tag: '@chromium' }, async ({
  deck,
}) => {
  await deck.open('add-a-server', '?still=start');
  const ring = deck.figure('add-a-server');
  await ring.apply({ do: 'set-hash', hash: 'xxh64' });
  await ring.apply({ do: 'add-server', server: 'a\u202eb' });
  const words = `${await ring.words()} ${await ring.tag.locator('svg.ring').getAttribute('aria-label')}`;
  expect(words).toContain('\u2068a\u202eb\u2069');
  expect(words.replaceAll('\u2068a\u202eb\u2069', '').replaceAll(/^a\u202eb$/gm, '')).not.toContain('\u202e');
});

test('T10: a name of 10,000 characters is drawn short and said in full', { tag: '@chromium' }, async ({
  deck,
  page,
}) => {
  await deck.open('add-a-server', '?still=start');
  const ring = deck.figure('add-a-server');
  await ring.apply({ do: 'set-hash', hash: 'xxh64' });
  const name = `long-${'x'.repeat(9995)}`;
  await ring.apply({ do: 'add-server', server: name });
  await ring.picture();
  const longest = await ring.tag.evaluate((tag) =>
    Math.max(
      ...[...tag.querySelectorAll('text, .cap, .cap2, .receipt')].map(
        (part) => (part.textContent ?? '').length,
      ),
    ),
  );
  expect(longest).toBeLessThan(1000);
  const sheet = await page.locator('#add-a-server').boundingBox();
  for (const part of await ring.tag.locator('.cap, .cap2, .tools').all()) {
    const box = await part.boundingBox();
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual((sheet?.x ?? 0) + (sheet?.width ?? 0));
  }
  const said = await ring.tag.evaluate((tag) =>
    [...tag.querySelectorAll('[aria-label], option, title, [title]')].map((part) => part.outerHTML).join(),
  );
  expect(said).toContain(name);
});

const MARKUP = [
  '<img src=x onerror=alert(1)>',
  '"><script>alert(1)</script>',
  'javascript:alert(1)',
  "<svg onload=alert(1)>'",
  '&lt;b&gt;',
];

test('S01: markup as server name or key is shown as text, and nothing runs', async ({ deck, page }) => {
  await deck.open('add-a-server', '?still=start');
  const ring = deck.figure('add-a-server');
  await ring.apply({ do: 'set-hash', hash: 'xxh64' });
  // A figure's own script is data, and is taken out of its markup when the figure's code comes.
  const elements = () =>
    page.locator('img, script:not([data-script]), iframe, object, .slides svg[onload]').count();
  const before = await elements();
  for (const [i, text] of MARKUP.entries()) {
    await ring.tag.getByLabel('new server').fill(text);
    await ring.button('Add server').click();
    await ring.atCursor(i + 2);
    expect(await ring.tag.locator('option').allTextContents()).toContain(text);
  }
  await deck.go('the-ring');
  const keyed = deck.figure('the-ring');
  for (const text of MARKUP) {
    await keyed.tag.locator('.tools input').first().fill(text);
    await expect
      .poll(async () => (await keyed.told()).scene && (await keyed.told()).log.at(-1).key)
      .toBe(text);
    await keyed.picture();
  }
  await deck.go('what-happened');
  for (const text of MARKUP) expect(await shownHash(deck, text)).toBe(hexOf(text));
  const { address } = await ring.told();
  await deck.open('add-a-server', `?at=${address}`);
  await ring.atCursor(MARKUP.length + 1);
  expect(await elements()).toBe(before);
});
