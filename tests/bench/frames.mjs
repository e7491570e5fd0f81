/**
 * P13: how often a figure that moves is drawn, and whether anything holds it up while a hundred million keys are counted beside it.
 * In headless Chromium at 1280 x 720, software raster, on the built deck. npm run bench adds the rows.
 *
 *   node tests/bench/frames.mjs
 */
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { programPath, root } from '../tools/processes.mjs';
import { serve } from '../tools/serve.mjs';

const WARM_UP_MS = 1000;
const WATCHED_MS = 5000;

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {{intervals: number[], tasks: number[]}} Watched frames and the long tasks of the page, in ms */

/** Frames as fast as they can be drawn, or sixty a second as on a screen. @param {boolean} uncapped */
const launch = (uncapped) =>
  chromium.launch({
    executablePath: programPath('chromium', 'chromium-browser', 'google-chrome'),
    args: ['--no-sandbox', ...(uncapped ? ['--disable-frame-rate-limit', '--disable-gpu-vsync'] : [])],
  });

/** The figure of a slide, once it is alive. @param {Page} page @param {string} slide */
async function shown(page, slide) {
  await page.evaluate((id) => {
    location.hash = `#/${id}`;
  }, slide);
  const tag = page.locator(`#${slide} [data-figure]`);
  await page.waitForFunction(
    (id) =>
      /ready|running|done/.test(
        document.querySelector(`#${id} [data-figure]`)?.getAttribute('data-state') ?? '',
      ),
    slide,
  );
  return tag;
}

/**
 * On one slide: its figure is told the same commands over and over, with movement.
 * @param {Page} page
 * @param {{slide: string, before?: any[], again: any[], counting?: boolean}} act
 * @returns {Promise<Watched>}
 */
async function watched(page, act) {
  const tag = await shown(page, act.slide);
  return tag.evaluate(
    async (/** @type {any} */ figure, { before = [], again, counting, warmUp, watch }) => {
      const { experiment } = figure;
      const counter = /** @type {any} */ (document.querySelector('key-census[view=lanes]'));
      figure.touch(); // its script does not play into what is measured
      await experiment.seek(experiment.log.length);
      for (const command of before) await experiment.apply(command);
      const start = experiment.cursor;
      for (const command of again) await experiment.apply(command);
      let done = false;
      const move = async () => {
        while (!done) {
          for (let step = start; step <= start + again.length; step++) {
            await experiment.seek(step);
            // going back is shown at once, and a page on which nothing moves is not drawn
            if (step > start) await new Promise((resolve) => setTimeout(resolve, 700));
          }
        }
      };
      // Other servers each time, so that no count is known already.
      const count = async () => {
        for (let after = 102; !done && counting; after++) {
          await counter.experiment.apply({ do: 'set-servers', before: 100, after });
          await counter.experiment.apply({ do: 'count', keys: 100_000_000 });
        }
      };
      const both = [again.length > 0 && move(), count()]; // the one that counts is not sought: that would stop it
      await new Promise((resolve) => setTimeout(resolve, warmUp));
      /** @type {number[]} */
      const tasks = [];
      const observer = new PerformanceObserver((list) =>
        tasks.push(...list.getEntries().map((entry) => entry.duration)),
      );
      observer.observe({ type: 'longtask' });
      /** @type {number[]} */
      const intervals = [];
      let last = performance.now();
      for (const end = last + watch; last < end; ) {
        const now = await new Promise((resolve) => requestAnimationFrame(() => resolve(performance.now())));
        intervals.push(now - last);
        last = now;
      }
      done = true;
      observer.disconnect();
      if (counting) counter.experiment.seek(counter.experiment.cursor);
      await Promise.all(both);
      return { intervals, tasks };
    },
    { ...act, warmUp: WARM_UP_MS, watch: WATCHED_MS },
  );
}

/** @param {number[]} values @param {number} part */
function quantile(values, part) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;
}

const servers = [...'ABCDEFGHI'].map((letter) => ({ do: 'add-server', server: `cache-${letter}` }));
/** A thousand tokens and a thousand keys; a server comes and goes. */
const RING = {
  slide: 'add-a-server',
  before: [
    { do: 'set-hash', hash: 'xxh64' },
    { do: 'place', keys: { prefix: 'user:', from: 0, count: 1000 } },
    ...servers.slice(0, 7),
    { do: 'set-vnodes', vnodes: 100 },
  ],
  again: [servers[7]],
};
/** Twenty thousand dots; the telling of a count. */
const DOTS = {
  slide: 'the-math-that-saves',
  before: [{ do: 'set-servers', before: 100 }],
  again: [{ do: 'count', keys: 100_000 }],
};
/** The figures that move while the census runs: slides 1 to 5, and 9, where it is told. */
const BESIDE = [
  { slide: 'title', again: [{ do: 'serve', requests: 40 }] },
  { slide: 'scene', again: [{ do: 'add-server' }] },
  { slide: 'what-happened', again: [{ do: 'set-key', key: 'user:84' }] },
  { slide: 'the-math', again: [{ do: 'set-servers', before: 100, after: 150 }] },
  { slide: 'death-spiral', again: [{ do: 'scrub-to', second: 5 }] },
  { slide: 'the-math-that-saves', again: [] },
];

/** @param {string} what @param {number} value @param {number} budget @param {string} detail */
const row = (what, value, budget, detail) => ({
  id: 'P13',
  what,
  value: Number(value.toPrecision(3)),
  unit: 'ms',
  budget,
  met: value <= budget,
  detail,
});

/** @param {boolean} uncapped @param {(page: Page) => Promise<void>} measure */
async function onDeck(uncapped, measure) {
  const site = await serve(join(root, 'dist'));
  const browser = await launch(uncapped);
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
    await page.goto(`${site.url}episode6_revealjs.html`);
    await page.waitForSelector('html[data-ready=true]');
    await measure(page);
  } finally {
    await browser.close();
    await site.close();
  }
}

export async function frameRows() {
  /** @type {ReturnType<typeof row>[]} */
  const rows = [];
  await onDeck(true, async (page) => {
    const ring = await watched(page, RING);
    rows.push(
      row(
        '1,000 tokens and 1,000 keys moving: 95th percentile between frames',
        quantile(ring.intervals, 0.95),
        8.3,
        `${ring.intervals.length} frames`,
      ),
    );
    const dots = await watched(page, DOTS);
    rows.push(
      row(
        'slide 9 telling a count: median between frames',
        quantile(dots.intervals, 0.5),
        8.3,
        `${dots.intervals.length} frames`,
      ),
    );
  });
  await onDeck(false, async (page) => {
    /** @type {string[]} */
    const said = [];
    let longest = 0;
    let task = 0;
    await shown(page, 'the-math-that-saves'); // the one that counts
    for (const act of BESIDE) {
      const { intervals, tasks } = await watched(page, { ...act, counting: true });
      longest = Math.max(longest, ...intervals);
      task = Math.max(task, 0, ...tasks);
      said.push(`${act.slide} ${Math.round(Math.max(...intervals))}`);
    }
    rows.push(
      row(
        'figures moving while the census runs: longest time without a frame',
        longest,
        100,
        said.join(', '),
      ),
    );
    rows.push(
      row('the same: longest task of the page (0: none over 50)', task, 50, 'PerformanceObserver, longtask'),
    );
  });
  return rows;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const { what, value, unit, budget, met, detail } of await frameRows())
    console.log(`${value} ${unit}  budget ${budget}  ${met ? 'met' : 'MISSED'}  ${what} (${detail})`);
}
