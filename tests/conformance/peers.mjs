/**
 * npm run peers -- --dir DIR: every vector file of other projects in DIR through the engine. Prints
 * `N equal, N different` a file; "not yet" for what the engine does not do so far.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { newEngine } from '../../web/engine/node.js';
import { PEER_FILES } from './peer-files.mjs';

const { values } = parseArgs({ options: { dir: { type: 'string' } } });
if (!values.dir) {
  console.error('usage: peers --dir DIR');
  process.exit(1);
}

const engine = await newEngine();
for (const name of (await readdir(values.dir)).sort()) {
  const compare = Object.hasOwn(PEER_FILES, name) ? PEER_FILES[name] : null;
  if (!compare) {
    console.log(`${name}: not yet`);
    continue;
  }
  let equal = 0;
  let different = 0;
  for (const [expected, answered] of compare(
    engine,
    JSON.parse(await readFile(join(values.dir, name), 'utf8')),
  )) {
    if (answered === expected) {
      equal++;
    } else {
      different++;
      process.exitCode = 1;
      console.error(`${name}: expected ${expected}, answered ${JSON.stringify(answered)}`);
    }
  }
  console.log(`${name}: ${equal} equal, ${different} different`);
}
