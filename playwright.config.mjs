// One runner, two browsers, both from the distribution's packages: nothing is downloaded.
//
// @playwright/test stays at 1.64.1: 1.65 sends Firefox ESR 153 a command it does not know. A browser that is missing stops
// everything here, at once and aloud: a test that silently runs nowhere is worse than none.
import { defineConfig } from '@playwright/test';
import { programPath } from './tests/tools/processes.mjs';

export default defineConfig({
  testDir: 'tests/deck',
  testMatch: '*.e2e.mjs',
  outputDir: 'test-results',
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 }, // a machine with other work to do is slow, not wrong
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ? [['line'], ['json']] : 'list',
  use: { viewport: { width: 1280, height: 720 } },
  projects: [
    {
      name: 'chromium',
      use: {
        browserName: 'chromium',
        launchOptions: {
          executablePath: programPath('chromium', 'chromium-browser', 'google-chrome'),
        },
      },
    },
    {
      name: 'firefox',
      grepInvert: /@chromium/, // what only Chromium can be asked to do, such as printing
      use: {
        browserName: 'firefox',
        channel: 'moz-firefox',
        launchOptions: { executablePath: programPath('firefox-esr', 'firefox') },
      },
    },
  ],
});
