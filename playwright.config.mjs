// One runner, two browsers, both from the distribution's packages: nothing is downloaded.
//
// @playwright/test stays at 1.64.1: 1.65 sends Firefox ESR 153 a command it does not know. A browser that is missing stops
// everything here, at once and aloud: a test that silently runs nowhere is worse than none.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { defineConfig } from '@playwright/test';

/** @param {string} variable @param {string[]} names */
function browser(variable, ...names) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const found = names
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((path) => existsSync(path));
  const path = process.env[variable] ?? found;
  if (!path) throw new Error(`No ${names[0]} on this machine: node web/tooling/prepare.mjs --for test`);
  return path;
}

export default defineConfig({
  testDir: 'tests/deck',
  testMatch: '*.e2e.mjs',
  outputDir: 'test-results',
  fullyParallel: true,
  workers: 2,
  timeout: 30_000,
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ? [['line'], ['json']] : 'list',
  use: { viewport: { width: 1280, height: 720 } },
  projects: [
    {
      name: 'chromium',
      use: {
        browserName: 'chromium',
        launchOptions: {
          executablePath: browser('CHROMIUM_PATH', 'chromium', 'chromium-browser', 'google-chrome'),
        },
      },
    },
    {
      name: 'firefox',
      use: {
        browserName: 'firefox',
        channel: 'moz-firefox',
        launchOptions: { executablePath: browser('FIREFOX_PATH', 'firefox-esr', 'firefox') },
      },
    },
  ],
});
