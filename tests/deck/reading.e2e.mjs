// The same talk for other readers: without movement, on a phone, on paper, without a script.
import { expect, test } from './the-deck.mjs';

const FIGURES = ['what-happened', 'key-idea', 'the-ring', 'add-a-server'];

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('21 sections stand one under the other, none wider than the window', async ({ deck, page }) => {
    await deck.open();
    const tops = await page
      .locator('.slides > section')
      .evaluateAll((all) =>
        all.map((section) => [section.getBoundingClientRect().top, section.clientHeight]),
      );
    expect(tops).toHaveLength(21);
    tops.forEach(([top, height], i) => {
      expect(height).toBeGreaterThan(200);
      if (i) expect(top).toBeGreaterThanOrEqual(tops[i - 1][0] + tops[i - 1][1] - 1);
    });
    for (const section of await page.locator('.slides > section').all()) {
      const [id, wide] = await section.evaluate(async (part) => {
        part.scrollIntoView();
        // whether or not it moves, it is laid out in the frame after it came into view
        for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
        const page = document.scrollingElement ?? document.body;
        const wider = [...part.querySelectorAll('*')].filter((child) => {
          const { left, right, width } = child.getBoundingClientRect();
          const scrolls = child.closest('pre, .scrolls');
          return (
            !scrolls &&
            !child.closest('.visually-hidden') &&
            width > 0 &&
            (right > innerWidth + 1 || left < -1) &&
            !child.closest('svg')
          );
        });
        const told = wider.map((child) => child.outerHTML.slice(0, 80));
        return [part.id, page.scrollWidth > innerWidth ? ['the page', ...told] : told];
      });
      expect(wide, String(id)).toEqual([]);
    }
  });

  test('every control is 44 pixels or more for a finger', async ({ deck, page }) => {
    await deck.open('title', '?still=start');
    const ids = await page.locator('.slides > section').evaluateAll((all) => all.map(({ id }) => id));
    expect(ids).toHaveLength(21);
    for (const id of ids) {
      const figure = deck.figure(id);
      await figure.cameNear();
      if (id === 'add-a-server') await figure.apply({ do: 'set-hash', hash: 'xxh64' });
      await figure.picture();
      // asked while it is seen: what stands far away is not laid out
      const small = await page.locator(`#${id} :is(button, select, input)`).evaluateAll((all) =>
        all
          .map((control) => ({ control, box: (control.closest('label') ?? control).getBoundingClientRect() }))
          .filter(({ box }) => box.width > 0 && (box.width < 44 || box.height < 44))
          .map(({ control, box }) => `${control.outerHTML.slice(0, 70)} ${box.width} x ${box.height}`),
      );
      expect.soft(small, id).toEqual([]);
    }
  });

  test('a figure works under a finger', async ({ deck }) => {
    await deck.open('add-a-server', '?still=start');
    const figure = deck.figure('add-a-server');
    await figure.alive();
    await figure.button('Step').click();
    await figure.atCursor(1);
    expect(await figure.words()).toContain('55.6 %');
    await figure.button(/Unlock/).click();
    await figure.atCursor(2);
    await figure.button('Add server').click();
    await figure.atCursor(3);
  });

  test('the script plays when its section is scrolled to', async ({ deck }) => {
    await deck.open();
    const figure = deck.figure('the-ring');
    await expect(figure.tag).toHaveAttribute('data-state', 'waiting'); // nothing is made for sections that are far
    await figure.cameNear();
    await figure.atCursor(1);
  });

  test('a link to a slide scrolls to its section', async ({ deck, page }) => {
    await deck.open('virtual-nodes');
    await expect(page.locator('#virtual-nodes .kicker')).toBeInViewport();
    await page.evaluate(() => document.fonts.ready);
    await expect
      .poll(() => page.locator('#virtual-nodes').evaluate((section) => section.getBoundingClientRect().top))
      .toBeLessThan(100);
    await expect(page.locator('#virtual-nodes .kicker')).toBeInViewport();
  });
});

test('L07: a phone turned and turned back keeps log and cursor, and draws anew', async ({ deck, page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await deck.open('add-a-server', '?still=start');
  const figure = deck.figure('add-a-server');
  await figure.apply({ do: 'add-server', server: '300 D' });
  await figure.apply({ do: 'remove-server', server: '45 A' });
  await figure.seek(1);
  const { log, cursor, scene } = await figure.told();
  const narrow = await figure.picture();
  await page.setViewportSize({ width: 1280, height: 720 });
  await expect(page.locator('html')).toHaveClass(/stage/);
  await expect.poll(() => figure.picture()).not.toBe(narrow);
  expect(await figure.told()).toMatchObject({ log, cursor, scene });
  await deck.onSlide('add-a-server');
  await figure.button('Step').click();
  await figure.atCursor(2);
  await figure.button('Step back').click();
  await figure.atCursor(1);
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(page.locator('html')).toHaveClass(/page/);
  await expect(page.locator('#closing')).toBeVisible();
  await expect(async () => figure.looksLike(narrow)).toPass();
  expect(await figure.told()).toMatchObject({ log, cursor, scene });
});

test('?view=scroll reads the talk as one document in a wide window too', async ({ deck, page }) => {
  await deck.open('title', '?view=scroll');
  for (const section of await page.locator('.slides > section').all()) await expect(section).toBeVisible();
  expect(await page.evaluate(() => (document.scrollingElement?.scrollWidth ?? 0) <= innerWidth)).toBe(true);
});

test.describe('A03: without movement', { tag: '@chromium' }, () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });

  for (const id of FIGURES)
    test(`${id} shows each step at once`, async ({ deck }) => {
      await deck.open(id, '?still=start');
      const figure = deck.figure(id);
      await figure.alive();
      const { length } = (await figure.told()).log;
      for (let step = 1; step <= length; step++) {
        await figure.button('Step').click();
        await figure.atCursor(step);
        expect(await figure.moving()).toBe(false);
      }
    });
});

test.describe('on paper', { tag: '@chromium' }, () => {
  test('P01: 21 pages, each with its words and its picture, figures at the end of their scripts', async ({
    deck,
    page,
  }) => {
    await deck.open('title', '?print-pdf');
    await expect(page.locator('.pdf-page')).toHaveCount(21);
    const pages = await page.locator('.pdf-page').evaluateAll((all) =>
      all.map((sheet) => {
        const section = sheet.querySelector('section');
        const pictures = [...(section?.querySelectorAll('svg, pre, table') ?? [])];
        const area = pictures.reduce(
          (sum, { clientWidth, clientHeight }) => sum + clientWidth * clientHeight,
          0,
        );
        return {
          id: section?.id,
          words: (sheet.textContent ?? '').trim().length,
          drawn: area > 30_000, // square pixels, of a sheet of 921,600
        };
      }),
    );
    expect(pages.filter(({ words, drawn }) => words < 30 || !drawn)).toEqual([]);
    expect(new Set(pages.map(({ id }) => id)).size).toBe(21);
    for (const id of FIGURES) {
      const figure = deck.figure(id);
      await figure.alive(); // until then its still is at the end of its script
      await figure.atCursor((await figure.told()).log.length);
    }
    await expect(deck.figure('add-a-server').tag).toContainText('20.83');
    const paper = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(paper.match(/\/Type\s*\/Page[^s]/g)).toHaveLength(21);
    const boxes = [...paper.matchAll(/\/MediaBox\s*\[([^\]]*)\]/g)].map(([, box]) =>
      box.trim().split(/\s+/).map(Number),
    );
    for (const [, , width, height] of boxes) expect(width / height).toBeCloseTo(16 / 9, 1);
  });
});

test.describe('L14: JavaScript off', { tag: '@chromium' }, () => {
  test.use({ javaScriptEnabled: false });

  test('21 sections in one document, each with its picture, and one line that says so', async ({
    page,
    site,
  }) => {
    await page.goto(`${site.url}episode6_revealjs.html`);
    const sections = page.locator('.slides > section');
    await expect(sections).toHaveCount(21);
    for (const section of await sections.all()) {
      await expect(section.locator('h1, h2').first()).toBeVisible();
      await expect(section.locator('[data-still] :is(svg, pre):visible').first()).toBeVisible();
      await expect(section.locator('[data-read]')).toBeVisible();
    }
    await expect(page.getByText(/JavaScript is off/)).toBeVisible();
    await expect(page.locator('#add-a-server')).toContainText('20.83');
  });
});
