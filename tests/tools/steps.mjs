// The steps of npm test: how each runner is called, and how its answer is counted.
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { countCtest, countPlaywright, countUnittest, countVitest } from './counts.mjs';
import { root, run } from './processes.mjs';
import { checkSizes } from './sizes.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number, log: string }} Outcome */
/** @typedef {{ name: string, run: () => Promise<Outcome> }} Step */

const reports = join(root, 'build', 'reports');
const bin = (/** @type {string} */ name) => join(root, 'node_modules', '.bin', name);

/** One command, one check. @param {string} command @param {string[]} args @returns {Promise<Outcome>} */
async function asOne(command, args) {
  const { status, log } = await run(command, args);
  return status === 0 ? { passed: 1, failed: 0, skipped: 0, log } : { passed: 0, failed: 1, skipped: 0, log };
}

/** @param {string} folder @param {RegExp} pattern @returns {string[]} */
function filesIn(folder, pattern) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => pattern.test(name))
    .map((name) => join(folder, name));
}

/** Any runner that leaves a report: its cases are counted, and a bad end without a failed case is one failure. */
async function reported(
  /** @type {string} */ name,
  /** @type {string} */ command,
  /** @type {string[]} */ args,
  /** @type {(file: string) => import('./counts.mjs').Counts} */ count,
  env = {},
) {
  const file = join(reports, name);
  const { status, log } = await run(command, args, { env, fresh: file });
  const counts = existsSync(file) ? count(file) : { passed: 0, failed: 0, skipped: 0 };
  if (status !== 0 && counts.failed === 0) counts.failed = 1;
  if (counts.passed + counts.failed === 0) counts.failed = 1; // a runner that ran nothing did not pass
  return { ...counts, log };
}

/** @type {(build: 'native' | 'wasm') => Step} */
const ctest = (build) => ({
  name: `ctest ${build}`,
  run: () =>
    reported(
      `ctest-${build}.xml`,
      'ctest',
      [
        '--test-dir',
        `build/${build}`,
        '--output-on-failure',
        '--parallel',
        '2',
        '--output-junit',
        join(reports, `ctest-${build}.xml`),
      ],
      countCtest,
    ),
});

/** @type {(project: string) => Step} */
const playwright = (project) => ({
  name: `e2e ${project}`,
  run: () =>
    reported(`${project}.json`, bin('playwright'), ['test', '--project', project], countPlaywright, {
      PLAYWRIGHT_JSON_OUTPUT_FILE: join(reports, `${project}.json`),
    }),
});

/** @type {Step[]} */
export const steps = [
  { name: 'types', run: () => asOne(bin('tsc'), ['--noEmit']) },
  { name: 'lint', run: () => asOne(bin('biome'), ['ci', '.']) },
  { name: 'html', run: () => asOne(bin('html-validate'), filesIn('slides', /\.html$/)) },
  {
    name: 'clang-format',
    run: () =>
      asOne('clang-format', [
        '--dry-run',
        '-Werror',
        ...filesIn('cpp', /\.[ch]pp$/),
        ...filesIn('tests', /\.[ch]pp$/),
      ]),
  },
  ctest('native'),
  ctest('wasm'),
  {
    name: 'python',
    run: async () => {
      const { status, log } = await run('python3', [
        '-m',
        'unittest',
        'discover',
        '-s',
        'tests/python',
        '-v',
      ]);
      return { ...countUnittest(log, status), log };
    },
  },
  {
    name: 'vitest',
    run: () => {
      const file = join(reports, 'vitest.json');
      const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
      return reported('vitest.json', bin('vitest'), args, countVitest);
    },
  },
  {
    name: 'clang-tidy',
    run: async () => {
      // A folder's sources as one: what clang-tidy spends its time on are the standard headers, and so it reads them once a folder.
      const asked = ['ring', 'cache', 'sim'].map((folder) => {
        const all = join(root, 'build', 'tidy', `${folder}.cpp`);
        const lines = filesIn(`cpp/${folder}`, /\.cpp$/).map((file) => `#include "${join(root, file)}"\n`);
        mkdirSync(dirname(all), { recursive: true });
        writeFileSync(all, lines.join(''));
        // Two sources may each have a name of their own that is the same; the compiler sees them one by one.
        const asOneSource = ['--checks=-bugprone-suspicious-include', '--extra-arg=-Wno-shadow'];
        return asOne('clang-tidy', ['-p', 'build/native', '--quiet', ...asOneSource, all]);
      });
      const outcomes = await Promise.all(asked);
      return outcomes.find(({ failed }) => failed > 0) ?? outcomes[0];
    },
  },
  { name: 'pages', run: () => asOne(process.execPath, ['web/tooling/build.mjs']) },
  { name: 'sizes', run: async () => checkSizes() },
  playwright('chromium'),
  playwright('firefox'),
  {
    name: 'e2e webkit',
    run: () =>
      reported(
        'webkit.json',
        'xvfb-run',
        ['-a', process.execPath, 'tests/tools/webkit.mjs', join(reports, 'webkit.json')],
        countVitest,
      ),
  },
];
