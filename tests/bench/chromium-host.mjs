/**
 * A page in headless Chromium with the engine as it lies in the sources: no bundler between what is measured
 * and what is read. The host rewrites `#glue`, which only node and Vite understand.
 */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { chromium } from '@playwright/test';
import { programPath, root } from '../tools/processes.mjs';

const TYPES = /** @type {Record<string, string>} */ ({
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.wasm': 'application/wasm',
});
const PAGE = `<!doctype html><meta charset="utf-8"><title>bench</title><script type="module">
import factory from '/build/wasm/edgecache.mjs';
import { createEngine } from '/web/engine/engine.js';
import { createRunner } from '/web/engine/runner.js';
const createWorker = () => new Worker('/web/engine/worker.js', { type: 'module' });
const bytes = await (await fetch('/build/wasm/edgecache.wasm')).arrayBuffer();
window.engine = await createEngine(bytes, { factory, runner: { createRunner, createWorker } });
</script>`;

/** @param {string} path */
async function file(path) {
  const body = await readFile(join(root, path));
  const script = extname(path) === '.js';
  return script ? body.toString().replaceAll("'#glue'", "'/build/wasm/edgecache.mjs'") : body;
}

function host() {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://127.0.0.1').pathname;
    try {
      if (path === '/') return response.writeHead(200, { 'content-type': 'text/html' }).end(PAGE);
      const known = /^\/(web\/engine|build\/wasm)\/[\w./-]+$/.test(path) && !path.includes('..');
      if (!known) return response.writeHead(404).end();
      const body = await file(path.slice(1));
      return response.writeHead(200, { 'content-type': TYPES[extname(path)] }).end(body);
    } catch {
      return response.writeHead(404).end();
    }
  });
  return /** @type {Promise<{url: string, close: () => void}>} */ (
    new Promise((resolve) => {
      server.listen(0, '127.0.0.1', () => {
        const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
        resolve({ url: `http://127.0.0.1:${port}/`, close: () => server.close() });
      });
    })
  );
}

export const launch = () =>
  chromium.launch({
    executablePath: programPath('chromium', 'chromium-browser', 'google-chrome'),
    args: ['--no-sandbox'],
  });

/**
 * Runs `measure` on a page where `window.engine` is ready.
 * @template T
 * @param {(page: import('@playwright/test').Page) => Promise<T>} measure
 * @returns {Promise<T>}
 */
export async function withEnginePage(measure) {
  const served = await host();
  const browser = await launch();
  try {
    const page = await browser.newPage();
    await page.goto(served.url);
    await page.waitForFunction(() => 'engine' in window);
    return await measure(page);
  } finally {
    await browser.close();
    served.close();
  }
}
