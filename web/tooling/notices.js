// THIRD-PARTY-NOTICES.txt: the licences of what travels inside dist/.
//
// Only packages whose code or glyphs a viewer receives: the dependencies (and theirs), and the fonts. Tools stay at home. The C++
// module carries xxHash (BSD-2-Clause) and doctest is a test tool.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const modules = join(root, 'node_modules');

export function notices() {
  const { dependencies = {}, devDependencies = {} } = readJson(join(root, 'package.json'));
  const fonts = Object.keys(devDependencies).filter((name) => name.startsWith('@fontsource'));
  /** @type {Set<string>} */
  const shipped = new Set();
  for (const name of [...Object.keys(dependencies), ...fonts]) addWithNeeds(name, shipped);
  const parts = [...shipped].sort().map(packageNotice);
  return [...parts, xxhashNotice()].join(`\n\n${'-'.repeat(80)}\n\n`);
}

/** @param {string} name @param {Set<string>} shipped */
function addWithNeeds(name, shipped) {
  // Types and server rendering are needed to build, and are not part of what a page loads.
  if (shipped.has(name) || name.startsWith('@types/') || name === '@lit-labs/ssr-dom-shim') return;
  shipped.add(name);
  for (const need of Object.keys(readJson(join(modules, name, 'package.json')).dependencies ?? {})) {
    addWithNeeds(need, shipped);
  }
}

/** @param {string} name */
function packageNotice(name) {
  const folder = join(modules, name);
  const { version, license } = readJson(join(folder, 'package.json'));
  const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)(\.|$)/i.test(entry));
  if (!file && !license) throw new Error(`${name} says nothing about its licence`);
  const text = file
    ? readFileSync(join(folder, file), 'utf8').trim()
    : '(the package carries no licence text)';
  return `${name} ${version} (${license})\n\n${text}`;
}

/** The hash in the WebAssembly module comes from a header of the system; its own first lines are the notice. */
function xxhashNotice() {
  const header = ['/usr/include/xxhash.h', join(root, 'build/wasm/host-include/xxhash.h')].find(existsSync);
  const comment = header && readFileSync(header, 'utf8').match(/\/\*[\s\S]*?\*\//)?.[0];
  if (!comment) throw new Error('xxhash.h is not where its licence could be read');
  return `xxHash (BSD-2-Clause), inside the WebAssembly module\n\n${comment.replace(/^\/\*|\*\/$|^ \* ?/gm, '').trim()}`;
}

/** @param {string} file */
function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}
