// npm run shots [-- --only 7,8]: photographs of every slide, to look at beside the drawings they should be like.
//
// build/shots/slide-NN-start.png   the slide just entered, its script held at the beginning
// build/shots/slide-NN-used.png    the same, its script played to the end
// build/shots/phone-NN.png         the end again, as a phone shows it
// build/shots/picture.png          slide 8, small: what README shows, where it is kept as slides/picture.png
// The deck holds or finishes its scripts by itself when its address says `?still=start` or `?still=end`.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { programPath, root } from './processes.mjs';
import { serve } from './serve.mjs';

const { values } = parseArgs({ options: { only: { type: 'string' } } });
const only = values.only?.split(',').map(Number);
const folder = join(root, 'build', 'shots');
mkdirSync(folder, { recursive: true });

const site = await serve(join(root, 'dist'));
const browser = await chromium.launch({
  executablePath: programPath('chromium', 'chromium-browser', 'google-chrome'),
});
/** @type {string[]} */
const troubles = [];
try {
  const stage = { width: 1280, height: 720 };
  await photograph({ viewport: stage, still: 'start', name: (n) => `slide-${n}-start.png` });
  await photograph({ viewport: stage, still: 'end', name: (n) => `slide-${n}-used.png` });
  await photograph({ viewport: { width: 390, height: 844 }, still: 'end', name: (n) => `phone-${n}.png` });
  const small = { width: 800, height: 450 };
  if (!only) await photograph({ viewport: small, still: 'end', name: () => 'picture.png', these: [8] });
} finally {
  await browser.close();
  await site.close();
}
for (const trouble of troubles) console.error(trouble);
console.log(`${folder}${troubles.length > 0 ? `: ${troubles.length} troubles, above` : ''}`);
process.exit(troubles.length > 0 ? 1 : 0);

/** @param {{ viewport: { width: number, height: number }, still: string, name: (n: string) => string, these?: number[] }} how */
async function photograph({ viewport, still, name, these = only }) {
  const page = await browser.newPage({ viewport });
  page.on('pageerror', (error) => troubles.push(`${still}: ${error.message}`));
  await page.goto(`${site.url}episode6_revealjs.html?still=${still}`);
  await page.waitForFunction(() => document.documentElement.dataset.ready === 'true');
  await page.evaluate(async () => void (await document.fonts.ready));
  const ids = await page.locator('.slides > section').evaluateAll((sections) => sections.map(({ id }) => id));
  for (const [index, id] of ids.entries()) {
    if (these && !these.includes(index + 1)) continue;
    const trouble = await show(page, id);
    if (trouble) troubles.push(`${id}, ${still}, ${viewport.width} px: ${trouble}`);
    await page.screenshot({ path: join(folder, name(String(index + 1).padStart(2, '0'))) });
  }
  await page.close();
}

/** Goes to a section and waits until its figures stand still. @param {import('@playwright/test').Page} page @param {string} id */
async function show(page, id) {
  await page.evaluate((target) => {
    location.hash = `#/${target}`;
    document.getElementById(target)?.scrollIntoView();
  }, id);
  const resting = page.waitForFunction(
    (target) => {
      const section = document.getElementById(target);
      const figures = [...(section?.querySelectorAll('[data-state]') ?? [])].filter(
        (figure) => 'experiment' in figure,
      );
      return figures.every((figure) =>
        ['ready', 'done', 'failed'].includes(figure.getAttribute('data-state') ?? ''),
      );
    },
    id,
    { timeout: 10_000 },
  );
  const rested = await resting.then(
    () => true,
    () => false,
  );
  await page.waitForTimeout(250); // the last frame of a transition
  const failed = await page.locator(`#${id} [data-state=failed]`).count();
  if (failed > 0) return 'a figure says "failed"';
  return rested ? undefined : 'a figure did not come to rest in 10 s';
}
