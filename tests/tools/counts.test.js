// npm test's last line is only as true as these readers: each is shown a pass, a failure and the ways to fail without saying so.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { countCtest, countPlaywright, countUnittest, countVitest } from './counts.mjs';

const folder = mkdtempSync(join(tmpdir(), 'counts-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** @param {string} text */
function file(text) {
  const path = join(folder, 'report');
  writeFileSync(path, text);
  return path;
}

describe('counts of CTest', () => {
  const entry = (/** @type {string} */ status, /** @type {string} */ out, name = 'doctest') =>
    `<testcase name="${name}" classname="${name}" time="1" status="${status}"><system-out>${out}</system-out></testcase>`;
  const summary = (/** @type {string} */ cases) =>
    `[doctest] test cases: ${cases}\n[doctest] assertions: 9 | 9 passed |`;

  it('counts the cases inside a doctest binary, not the binary', () => {
    const report = entry('run', summary(' 12 |  12 passed | 0 failed | 3 skipped'));
    expect(countCtest(file(report))).toEqual({ passed: 12, failed: 0, skipped: 3 });
  });

  it('counts failed cases', () => {
    const report = entry('fail', summary('12 | 10 passed | 2 failed | 0 skipped'));
    expect(countCtest(file(report))).toEqual({ passed: 10, failed: 2, skipped: 0 });
  });

  it('counts a binary that crashed after its summary as a failure', () => {
    const report = entry('fail', summary('12 | 12 passed | 0 failed | 0 skipped'));
    expect(countCtest(file(report)).failed).toBe(1);
  });

  it('counts a binary that crashed before its summary, or was never built, as a failure', () => {
    expect(countCtest(file(entry('fail', 'Segmentation fault')))).toEqual({
      passed: 0,
      failed: 1,
      skipped: 0,
    });
    expect(countCtest(file(entry('notrun', '')))).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  it('counts any other entry once', () => {
    expect(countCtest(file(entry('run', '', 'every-case-runs')))).toEqual({
      passed: 1,
      failed: 0,
      skipped: 0,
    });
  });
});

describe('counts of the other runners', () => {
  it('counts a vitest file that could not be loaded as a failure', () => {
    const report = {
      numPassedTests: 4,
      numFailedTests: 0,
      numPendingTests: 1,
      testResults: [{ status: 'failed', assertionResults: [] }],
    };
    expect(countVitest(file(JSON.stringify(report)))).toEqual({ passed: 4, failed: 1, skipped: 1 });
  });

  it('does not take a flaky browser test for a passed one', () => {
    const report = { stats: { expected: 5, unexpected: 0, flaky: 1, skipped: 2 }, errors: [] };
    expect(countPlaywright(file(JSON.stringify(report)))).toEqual({ passed: 5, failed: 1, skipped: 2 });
  });

  it('counts an error outside of any browser test', () => {
    const report = {
      stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0 },
      errors: [{ message: 'no file' }],
    };
    expect(countPlaywright(file(JSON.stringify(report))).failed).toBe(1);
  });

  it('reads the last lines of unittest', () => {
    expect(countUnittest('Ran 7 tests in 0.1s\n\nOK (skipped=2)', 0)).toEqual({
      passed: 5,
      failed: 0,
      skipped: 2,
    });
    expect(countUnittest('Ran 7 tests in 0.1s\n\nFAILED (failures=1, errors=2)', 1)).toEqual({
      passed: 4,
      failed: 3,
      skipped: 0,
    });
    expect(countUnittest('Ran 0 tests in 0.0s\n\nOK', 0).failed).toBe(1);
    expect(countUnittest('SyntaxError: invalid syntax', 1).failed).toBe(1);
  });
});
