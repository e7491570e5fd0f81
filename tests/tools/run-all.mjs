// npm test: every check of the project, cheapest first, and one line at the end that sums them up.
//
// A failing step never stops the next one: whoever reads the end of the log sees everything that is wrong at once.
// `npm test -- vitest e2e` runs only the steps whose names contain one of the words.
import { steps } from './steps.mjs';

const words = process.argv.slice(2);
const wanted = steps.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
if (wanted.length === 0) {
  console.error(`No step is called so. There are: ${steps.map(({ name }) => name).join(', ')}`);
  process.exit(1);
}

const total = { passed: 0, failed: 0, skipped: 0 };
/** @type {string[]} */
const broken = [];
for (const { name, run } of wanted) {
  const start = performance.now();
  const { passed, failed, skipped, log } = await attempt(run);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  if (failed > 0) {
    console.log(`\n${log.trim()}\n`);
    broken.push(name);
  }
  console.log(
    `${failed > 0 ? 'FAILED' : 'ok    '} ${name}: ${passed} passed, ${failed} failed, ${skipped} skipped (${seconds} s)`,
  );
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
}

if (broken.length > 0) console.log(`\nLook above for: ${broken.join(', ')}`);
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(total.failed > 0 ? 1 : 0);

/** A step that breaks is a failed step. @param {import('./steps.mjs').Step['run']} run */
async function attempt(run) {
  try {
    return await run();
  } catch (error) {
    return {
      passed: 0,
      failed: 1,
      skipped: 0,
      log: error instanceof Error ? (error.stack ?? '') : String(error),
    };
  }
}
