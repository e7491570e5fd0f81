// Runs tests/deck/*.webkit.mjs in WebKitGTK, the engine of Safari's family that Debian has.
//
// xvfb-run -a node tests/tools/webkit.mjs [REPORT.json]
// Playwright brings its own WebKit and cannot drive the system's; WebKitWebDriver can, through selenium. A file of cases is
//   export const cases = { 'S05: a name of what is true': async ({ browser, site, single, until }) => { ... } };
// where `site` is the hosted build under a sub-path with the policy, `single` the address of the one file on disk, and
// `another(env)` a second browser, in an environment of its own.
import { spawn } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Builder } from 'selenium-webdriver';
import { programPath, root } from './processes.mjs';
import { serve } from './serve.mjs';

/** @typedef {import('selenium-webdriver').WebDriver} Browser */
/** @typedef {{ browser: Browser, site: import('./serve.mjs').Site, single: string, until: typeof until, another: typeof another }} Tools */

const site = await serve(join(root, 'dist'), { under: '/talks/ep6/', policy: true });
const single = pathToFileURL(join(root, 'dist/episode6_single.html')).href;
/** @type {(() => Promise<void>)[]} */
const stops = [];
const totals = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0 };
try {
  const browser = await another();
  const folder = join(root, 'tests/deck');
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.webkit.mjs'))) {
    /** @type {{ cases: Record<string, (tools: Tools) => Promise<void>> }} */
    const { cases } = await import(pathToFileURL(join(folder, file)).href);
    for (const [name, run] of Object.entries(cases)) {
      try {
        await run({ browser, site, single, until, another });
        totals.numPassedTests += 1;
        console.log(`ok     ${name}`);
      } catch (error) {
        totals.numFailedTests += 1;
        console.log(`FAILED ${name}\n${error instanceof Error ? error.stack : error}`);
      }
    }
  }
} finally {
  for (const stop of stops) await stop();
  await site.close();
}
if (process.argv[2]) writeFileSync(process.argv[2], JSON.stringify(totals));
process.exit(totals.numFailedTests > 0 || totals.numPassedTests === 0 ? 1 : 0);

/**
 * A browser of its own, closed when all is done. No path is given: WebKitWebDriver starts the MiniBrowser it was packaged with.
 * @param {Record<string, string>} [env] @returns {Promise<Browser>}
 */
async function another(env = {}) {
  const port = await freePort();
  const options = { stdio: /** @type {const} */ ('ignore'), env: { ...process.env, ...env } };
  const driver = spawn(programPath('WebKitWebDriver'), [`--port=${port}`], options);
  stops.push(async () => void driver.kill());
  const address = `http://127.0.0.1:${port}`;
  await until(async () => (await fetch(`${address}/status`).catch(() => undefined))?.ok, Boolean);
  const browser = await new Builder()
    .usingServer(address)
    .withCapabilities({ browserName: 'MiniBrowser' })
    .build();
  stops.unshift(() => browser.quit().catch(() => {}));
  return browser;
}

/**
 * Asks until the answer is good; says the last answer when it never is.
 * @template T @param {() => Promise<T>} ask @param {(answer: T) => boolean} good @param {number} [limitMs]
 */
async function until(ask, good, limitMs = 10_000) {
  const end = performance.now() + limitMs;
  for (;;) {
    const answer = await ask();
    if (good(answer)) return answer;
    if (performance.now() > end) throw new Error(`Still ${JSON.stringify(answer)} after ${limitMs} ms`);
    await new Promise((again) => setTimeout(again, 100));
  }
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port: found } = /** @type {import('node:net').AddressInfo} */ (server.address());
      server.close(() => done(found));
    });
  });
}
