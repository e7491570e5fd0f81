/**
 * Runs scenarios through one engine and writes what it answered:
 *
 *   npm run -s conformance -- --engine wasm|native|python --in FIXTURE.json --out RESULTS.json [--traces DIR]
 *
 * Equal answers are equal bytes, whichever engine gave them. Nothing in a scenario ends the run.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { runScenarios } from './scenarios.mjs';
import { stringify } from './scenario-json.mjs';
import { subjects } from './subjects.mjs';

const USAGE =
  'usage: conformance --engine wasm|native|python --in FIXTURE.json --out RESULTS.json [--traces DIR]';

/** @param {string[]} args */
async function main(args) {
  const { values } = parseArgs({
    args,
    options: {
      engine: { type: 'string' },
      in: { type: 'string' },
      out: { type: 'string' },
      traces: { type: 'string' }, // the folder of the files that `trace` names
    },
  });
  if (!values.engine || !Object.hasOwn(subjects, values.engine) || !values.in || !values.out)
    throw new Error(USAGE);
  const scenarios = await readFile(values.in, 'utf8');
  const subject = await subjects[values.engine]();
  const results = await runScenarios(subject, scenarios, values.traces).finally(() => subject.close());
  await writeFile(values.out, `${stringify(results)}\n`);
  console.error(`${results.size} answers of ${values.engine} in ${values.out}`);
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
