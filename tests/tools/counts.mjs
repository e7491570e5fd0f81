// Reads how many cases passed, failed and were skipped from what each runner leaves behind.
import { readFileSync } from 'node:fs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/**
 * CTest's JUnit file. A doctest binary is one entry there and says inside how many cases it ran; those are counted, so that a
 * thousand cases do not look like one. An entry that fails without a failed case inside (a crash) is one failure.
 * @param {string} file @returns {Counts}
 */
export function countCtest(file) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const [, attributes = '', body = ''] of readFileSync(file, 'utf8').matchAll(
    /<testcase\b([^>]*)>([\s\S]*?)<\/testcase>/g,
  )) {
    const status = attributes.match(/status="(\w+)"/)?.[1];
    const inside = [
      ...body.matchAll(/test cases:\s*\d+\s*\|\s*(\d+) passed\s*\|\s*(\d+) failed\s*\|\s*(\d+) skipped/g),
    ].at(-1);
    if (status === 'notrun' || status === 'disabled') {
      counts.failed += 1; // a program that was not built tests nothing
    } else if (inside && attributes.includes('name="doctest"')) {
      counts.passed += Number(inside[1]);
      counts.failed += status === 'fail' ? Math.max(1, Number(inside[2])) : Number(inside[2]);
      counts.skipped += Number(inside[3]);
    } else {
      counts[status === 'run' ? 'passed' : 'failed'] += 1;
    }
  }
  return counts;
}

/** vitest's JSON, which is jest's. @param {string} file @returns {Counts} */
export function countVitest(file) {
  const report = JSON.parse(readFileSync(file, 'utf8'));
  // A file that could not be loaded has no cases: it fails as a whole.
  const unloaded = (report.testResults ?? []).filter(
    (/** @type {{ status: string, assertionResults: unknown[] }} */ result) =>
      result.status === 'failed' && result.assertionResults.length === 0,
  ).length;
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded,
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
  };
}

/** A test that passed only on the second try did not pass. @param {string} file @returns {Counts} */
export function countPlaywright(file) {
  const { stats, errors = [] } = JSON.parse(readFileSync(file, 'utf8'));
  const failed = stats.unexpected + stats.flaky;
  return {
    passed: stats.expected,
    failed: failed + (failed === 0 ? errors.length : 0),
    skipped: stats.skipped,
  };
}

/** Python's unittest, from its last lines. @param {string} log @param {number} status @returns {Counts} */
export function countUnittest(log, status) {
  const ran = Number(log.match(/^Ran (\d+) tests? in/m)?.[1] ?? 0);
  const named = (/** @type {string} */ word) => Number(log.match(new RegExp(`\\b${word}=(\\d+)`))?.[1] ?? 0);
  const skipped = named('skipped');
  const failed = Math.max(named('failures') + named('errors'), status === 0 && ran > 0 ? 0 : 1);
  return { passed: Math.max(0, ran - failed - skipped), failed, skipped };
}
