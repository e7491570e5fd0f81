/**
 * P16: what a slide at rest costs, and what 20 visits of every slide leave behind (W12 asks for 1,000 of one:
 * --visits). In headless Chromium, on the built deck. npm run bench adds the rows.
 *
 *   node tests/bench/idle.mjs [--visits 20]
 */
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { join } from 'node:path';
import { root } from '../tools/processes.mjs';
import { serve } from '../tools/serve.mjs';
import { launch } from './chromium-host.mjs';

/** What starts on entry comes to rest: until the page's thread has done nothing for half a second, at most so long. */
const SETTLE_MS = 10_000;
const QUIET_MS = 500;
const REST_MS = 4000;
/** A stretch over the budget is watched again: what Chromium tidies up now and then ends, what a slide does goes on. */
const STRETCHES = 3;
const BUDGET = 0.01;
/** A visit: long enough for the figure to start, and to be left in the middle of its script. */
const VISIT_MS = 120;

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('@playwright/test').CDPSession} Session */

/** @param {Page} page @param {string} id */
async function visit(page, id) {
  await page.evaluate((section) => {
    location.hash = `#/${section}`;
  }, id);
  await page.waitForFunction(
    (section) => document.getElementById(section)?.classList.contains('present'),
    id,
  );
}

/** The end of every script on the slide: nothing is left to be played. @param {Page} page @param {string} id */
async function bringToRest(page, id) {
  const figures = page.locator(`#${id} [data-figure]`);
  for (const figure of await figures.all()) {
    await figure.evaluate(async (/** @type {any} */ tag) => {
      for (let i = 0; i < 100 && !/^(ready|running|done)$/.test(tag.dataset.state); i++) {
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      await tag.experiment?.seek(tag.experiment.log.length);
    });
  }
}

/** Seconds of processor that all of this browser's processes have used. @param {Session} browser */
async function processorSeconds(browser) {
  const { processInfo } = await browser.send('SystemInfo.getProcessInfo');
  return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
}

/** @param {Session} session @param {string} wanted */
async function metric(session, wanted) {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === wanted)?.value ?? Number.NaN;
}

/** @param {Session} session */
async function heapBytes(session) {
  for (let i = 0; i < 3; i++) await session.send('HeapProfiler.collectGarbage');
  return metric(session, 'JSHeapUsedSize');
}

/** @param {Page} page @param {Session} session */
async function settle(page, session) {
  for (let waited = 0; waited < SETTLE_MS; waited += QUIET_MS) {
    const busy = await metric(session, 'TaskDuration');
    await page.waitForTimeout(QUIET_MS);
    if ((await metric(session, 'TaskDuration')) - busy < QUIET_MS / 1e5) return; // less than one percent
  }
}

/** Part of one processor that the browser takes while nothing happens. @param {Page} page @param {Session} browser */
async function atRest(page, browser) {
  let least = Infinity;
  for (let i = 0; i < STRETCHES && least > BUDGET; i++) {
    const [used, start] = [await processorSeconds(browser), performance.now()];
    await page.waitForTimeout(REST_MS);
    const share = (((await processorSeconds(browser)) - used) / (performance.now() - start)) * 1000;
    least = Math.min(least, share);
  }
  return least;
}

/** @param {number} visits */
export async function idleRows(visits = 20) {
  const site = await serve(join(root, 'dist'));
  const browser = await launch();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
    await page.goto(`${site.url}episode6_revealjs.html`);
    const ids = await page.evaluate(() =>
      [...document.querySelectorAll('.slides > section')].map((section) => section.id),
    );
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable');
    const whole = await browser.newBrowserCDPSession();

    /** @type {{id: string, share: number}[]} */
    const shares = [];
    for (const id of ids) {
      await visit(page, id);
      await bringToRest(page, id);
      await settle(page, session);
      shares.push({ id, share: await atRest(page, whole) });
    }
    shares.sort((a, b) => b.share - a.share);

    const tour = async () => {
      for (const id of ids) {
        await visit(page, id);
        await page.waitForTimeout(VISIT_MS);
      }
    };
    for (let i = 0; i < 2; i++) await tour(); // what comes once has come
    const before = await heapBytes(session);
    for (let i = 0; i < visits; i++) await tour();
    const grown = (await heapBytes(session)) - before;

    const row = (
      /** @type {string} */ what,
      /** @type {number} */ value,
      /** @type {string} */ unit,
      /** @type {number} */ budget,
      /** @type {string} */ detail,
    ) => ({
      id: 'P16',
      what,
      value: Number(value.toPrecision(3)),
      unit,
      budget,
      met: value <= budget,
      detail,
    });
    const worst = shares.slice(0, 3).map(({ id, share }) => `${id} ${(share * 100).toFixed(2)} %`);
    return [
      row(
        'processor time of the busiest slide at rest',
        shares[0].share * 100,
        '%',
        BUDGET * 100,
        worst.join(', '),
      ),
      row(
        `heap left by ${visits} visits of every slide`,
        Math.max(0, grown / 2 ** 20),
        'MiB',
        1,
        `${ids.length} slides, ${VISIT_MS} ms each`,
      ),
    ];
  } finally {
    await browser.close();
    await site.close();
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { values } = parseArgs({ options: { visits: { type: 'string', default: '20' } } });
  console.table(await idleRows(Number(values.visits)));
}
