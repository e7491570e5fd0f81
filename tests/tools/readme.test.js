// README names only what exists: paths, scripts, keys of the address, tags with their verbs.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hashRingModel } from '../../web/widgets/hash-ring/model.js';
import { keyRouterModel } from '../../web/widgets/key-router/model.js';
import { policyBenchModel } from '../../web/widgets/policy-bench/model.js';
import { TAGS } from '../../web/widgets/tags.js';
import { tournamentModel } from '../../web/widgets/placement-tournament/model.js';
import { root } from './processes.mjs';

const readme = readFileSync(join(root, 'README.md'), 'utf8');
const quoted = [...readme.matchAll(/`([^`\n]+)`/g)].map(([, words]) => words);
const read = (/** @type {string} */ path) => readFileSync(join(root, path), 'utf8');

/** @param {unknown[]} list */
const some = (list) => {
  expect(list.length).toBeGreaterThan(0);
  return list;
};

describe('README', () => {
  it('names paths that are there', () => {
    const folders = readdirSync(root).filter((name) => statSync(join(root, name)).isDirectory());
    const paths = quoted.filter(
      (words) =>
        folders.includes(words.split('/')[0]) &&
        /^[\w./-]+$/.test(words) &&
        !/^(dist|build)\b|my-figure/.test(words),
    );
    const links = [...readme.matchAll(/\]\(([^)#:]+)\)/g)].map(([, path]) => path);
    for (const path of some([...paths, ...links]))
      expect(existsSync(join(root, String(path))), `${path}`).toBe(true);
  });

  it('names commands that are there', () => {
    const { scripts } = JSON.parse(read('package.json'));
    const named = [...readme.matchAll(/npm (?:run )?(?:-s )?([a-z:]+)/g)]
      .map(([, name]) => name)
      .filter((name) => name !== 'packages');
    for (const name of some(named)) expect(scripts, `npm run ${name}`).toHaveProperty(String(name));
    for (const [, file] of readme.matchAll(/`(?:node|python3) ([\w./-]+)`/g))
      expect(existsSync(join(root, file)), file).toBe(true);
  });

  it('names pages that the build writes', () => {
    const writes = ['web/tooling/build.mjs', 'web/tooling/policy.js', 'vite.config.js'].map(read).join('\n');
    const pages = [
      ...readme.matchAll(/`(?:dist\/)?([\w-]+\.html|edgecache\.js|_headers|THIRD-PARTY-NOTICES\.txt)`/g),
    ];
    for (const name of some([...new Set(pages.map(([, page]) => page))]))
      expect(writes).toContain(String(name));
  });

  it('names fields of the address that the deck reads', () => {
    const reads = read('web/deck/query.js');
    for (const field of some([...new Set([...readme.matchAll(/`\?([a-z-]+)/g)].map(([, name]) => name))]))
      expect(reads).toMatch(new RegExp(`'${field}'`));
  });

  it('names every tag, and none that is not there', () => {
    const named = [...readme.matchAll(/`<([a-z]+-[a-z]+)>`/g)].map(([, tag]) => tag);
    expect(named.sort()).toEqual(Object.keys(TAGS).sort());
  });

  it('lists every verb that a tag takes, and no other', () => {
    const models = {
      'hash-ring': hashRingModel,
      'key-router': keyRouterModel,
      'placement-tournament': tournamentModel,
      'policy-bench': policyBenchModel,
    };
    for (const [tag, model] of Object.entries(models)) {
      const row = readme.match(new RegExp(`^\\| \`<${tag}>\` .*$`, 'm'))?.[0].split('|')[3] ?? '';
      const verbs = [...row.matchAll(/`([a-z-]+) \{/g)].map(([, verb]) => verb);
      const taken = [...read(`web/widgets/${tag}/model.js`).matchAll(/case '([a-z-]+)':(?: \{)?\n/g)].map(
        ([, verb]) => verb,
      );
      expect(new Set(some(verbs)), tag).toEqual(new Set(taken));
      for (const verb of verbs) expect(model.check({ do: verb }), verb).not.toBe('operation-unknown');
    }
  });

  it('has a picture that is small and said in words', () => {
    const [, words, path] = readme.match(/!\[([^\]]+)\]\(([^)]+)\)/) ?? [];
    expect(words.length).toBeGreaterThan(40);
    expect(statSync(join(root, path)).size).toBeLessThan(150_000);
    expect(readFileSync(join(root, path)).subarray(1, 4).toString()).toBe('PNG');
  });
});
