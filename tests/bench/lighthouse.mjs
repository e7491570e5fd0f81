// P12: what Lighthouse says of the built deck, as a first visitor on a phone and on a desk meets it. The deck is served from
// memory, compressed as hosts compress it; three runs of each kind, the median counts.
//
// node tests/bench/lighthouse.mjs prints the rows; npm run bench adds them to build/bench.json.
import { execFile, execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompressSync } from 'node:zlib';
import { chromium } from '@playwright/test';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));
const RUNS = 3;
/** Two hundred packages that only this measure needs: npx fetches them, at this version, when it is run. */
const LIGHTHOUSE = 'lighthouse@12.8.2';
const CHROME =
  '--headless --no-sandbox --disable-gpu --disable-background-networking --disable-component-update';
const TYPES = /** @type {Record<string, string>} */ ({
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
});

/** Everything in dist/, compressed once: the host must not be what is measured. */
function hostInMemory() {
  const files = new Map();
  for (const name of readdirSync(dist, { recursive: true, withFileTypes: false })) {
    const type = TYPES[extname(String(name))];
    if (!type) continue;
    const plain = readFileSync(join(dist, String(name)));
    const packed = type === TYPES['.woff2'] ? plain : brotliCompressSync(plain);
    files.set(`/${String(name)}`, { body: packed, type, packed: packed !== plain });
  }
  const server = createServer((request, response) => {
    const file = files.get(new URL(request.url ?? '/', 'http://127.0.0.1').pathname);
    if (!file) return response.writeHead(404).end();
    const encoding = file.packed ? { 'content-encoding': 'br' } : {};
    return response
      .writeHead(200, { 'content-type': file.type, 'cache-control': 'no-cache', ...encoding })
      .end(file.body);
  });
  return /** @type {Promise<{url: string, close: () => void}>} */ (
    new Promise((resolve) => {
      server.listen(0, '127.0.0.1', () => {
        const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
        resolve({ url: `http://127.0.0.1:${port}/episode6_revealjs.html`, close: () => server.close() });
      });
    })
  );
}

const median = (/** @type {number[]} */ values) => [...values].sort((a, b) => a - b)[values.length >> 1];

/** @param {string} url @param {'mobile'|'desktop'} kind */
async function once(url, kind) {
  const preset = kind === 'desktop' ? ['--preset=desktop'] : [];
  const args = [
    '--yes',
    LIGHTHOUSE,
    url,
    '--output=json',
    '--quiet',
    '--only-categories=performance',
    ...preset,
  ];
  const { stdout } = await promisify(execFile)('npx', [...args, `--chrome-flags=${CHROME}`], {
    env: { ...process.env, CHROME_PATH: program() },
    maxBuffer: 64 * 1024 * 1024,
  });
  const { audits, categories } = JSON.parse(stdout);
  const of = (/** @type {string} */ audit) => Number(audits[audit].numericValue);
  return {
    score: categories.performance.score * 100,
    lcp: of('largest-contentful-paint') / 1000,
    tbt: of('total-blocking-time'),
    cls: of('cumulative-layout-shift'),
  };
}

/** @param {string} url @param {'mobile'|'desktop'} kind */
async function measure(url, kind) {
  /** @type {Awaited<ReturnType<typeof once>>[]} */
  const runs = [];
  for (let i = 0; i < RUNS; i++) runs.push(await once(url, kind));
  const of = (/** @type {'score'|'lcp'|'tbt'|'cls'} */ name) => median(runs.map((run) => run[name]));
  return { score: of('score'), lcp: of('lcp'), tbt: of('tbt'), cls: of('cls') };
}

const program = () =>
  execFileSync('sh', ['-c', 'command -v chromium || command -v google-chrome'], { encoding: 'utf8' }).trim();

/** When the first slide's figure is live, in parts of when the deck says that it is ready. @param {string} url */
async function figureAfterDeck(url) {
  const browser = await chromium.launch({ executablePath: program(), args: ['--no-sandbox'] });
  const ratios = [];
  for (let i = 0; i < 7; i++) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
    await page.addInitScript(() => {
      const seen = /** @type {Record<string, number>} */ ({});
      Object.assign(globalThis, { seen });
      const look = () => {
        if (document.documentElement?.dataset.ready) seen.deck ??= performance.now();
        const figure = document.querySelector('.slides > section [data-figure]');
        const state = figure instanceof HTMLElement ? figure.dataset.state : 'waiting';
        if (state !== 'waiting') seen.figure ??= performance.now();
      };
      new MutationObserver(look).observe(document, { subtree: true, attributes: true, childList: true });
    });
    await page.goto(url);
    await page.waitForFunction(() => Object.keys(Reflect.get(globalThis, 'seen')).length === 2);
    const { deck, figure } = await page.evaluate(() => Reflect.get(globalThis, 'seen'));
    ratios.push(figure / deck);
    await page.close();
  }
  await browser.close();
  return median(ratios);
}

/** The rows of P12. */
export async function lighthouseRows() {
  const host = await hostInMemory();
  try {
    const mobile = await measure(host.url, 'mobile');
    const desktop = await measure(host.url, 'desktop');
    const figure = await figureAfterDeck(host.url);
    const row = (
      /** @type {string} */ what,
      /** @type {number} */ value,
      /** @type {string} */ unit,
      /** @type {number} */ budget,
      most = true,
    ) => ({
      id: 'P12',
      what,
      value: Number(value.toPrecision(3)),
      unit,
      budget,
      met: most ? value <= budget : value >= budget,
      detail: `median of ${RUNS} runs of Lighthouse on the built deck, served brotli`,
    });
    return [
      row('performance, mobile', mobile.score, 'points', 95, false),
      row('performance, desktop', desktop.score, 'points', 98, false),
      row('largest contentful paint, mobile', mobile.lcp, 's', 1.8),
      row('total blocking time, mobile', mobile.tbt, 'ms', 100),
      row('cumulative layout shift, mobile', mobile.cls, '', 0.02),
      {
        ...row('first figure usable, in parts of when the deck is ready', figure, 'x', 1.2),
        detail: 'median of 7 loads in headless Chromium, 1280x720, not throttled',
      },
    ];
  } finally {
    host.close();
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.table(await lighthouseRows());
