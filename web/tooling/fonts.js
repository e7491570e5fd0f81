// Cuts the three typefaces down to what the talk says, and measures the stand-ins.
//
// A full variable font costs 50 kB or more; the letters, weights and optical sizes in use cost a third of that. While a font
// is on its way the browser draws with a local one: `size-adjust` and the ascent and descent make that one take the same
// room, so nothing on the slide jumps when the real one lands.
//
// Leaves build/fonts/*.woff2 and build/fonts/fonts.css; skipped when nothing changed. The page gets them from font-links.js.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import subsetFont from 'subset-font';
import { averageWidth, verticalMetrics } from './font-metrics.js';

export const fontFolder = join(import.meta.dirname, '..', '..', 'build', 'fonts');
const packages = createRequire(import.meta.url);

const range = (/** @type {number} */ from, /** @type {number} */ to) =>
  Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i)).join('');

/** ASCII, Latin-1 and the signs the talk uses. Signs that a file lacks fall to the system's font, one by one. */
export const characters = `${range(0x20, 0x7e)}${range(0xa0, 0xff)}·×÷≥≤→←↑↓°µ…–—−’‘“”√²⁶⁴₂ƒ½±∞`;

/**
 * @typedef {object} Face what is kept of a typeface, and which local font stands in
 * @property {string} family
 * @property {string} file
 * @property {string} name of our file
 * @property {Record<string, number | { min: number, max: number }>} axes
 * @property {string} weight as CSS says it
 * @property {string[]} features OpenType features that stay
 * @property {{ local: string[], like: 'arial' | 'times-bold' | 'courier' }} standIn
 * @property {Record<string, number>} drawnAt how it is mostly drawn: there the stand-in is measured against it
 */

/** @type {Face[]} */
const faces = [
  {
    family: 'Piazzolla',
    file: '@fontsource-variable/piazzolla/files/piazzolla-latin-standard-normal.woff2',
    name: 'piazzolla',
    axes: { wght: 800, opsz: 30 }, // headlines and great numbers only: one weight, drawn for large sizes
    weight: '800',
    features: ['kern', 'liga', 'ccmp', 'lnum', 'tnum', 'pnum', 'onum'],
    standIn: { local: ['Times New Roman Bold', 'Liberation Serif Bold', 'Tinos Bold'], like: 'times-bold' },
    drawnAt: { wght: 800, opsz: 30 },
  },
  {
    family: 'Inter',
    file: '@fontsource-variable/inter/files/inter-latin-standard-normal.woff2',
    name: 'inter',
    axes: { wght: { min: 400, max: 700 }, opsz: 16 }, // labels of 14 to 24 px
    weight: '400 700',
    features: ['kern', 'ccmp', 'locl', 'mark', 'tnum'],
    standIn: { local: ['Arial', 'Liberation Sans', 'Arimo', 'Helvetica'], like: 'arial' },
    drawnAt: { wght: 400, opsz: 16 },
  },
  {
    family: 'JetBrains Mono',
    file: '@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2',
    name: 'jetbrains-mono',
    axes: { wght: { min: 400, max: 700 } },
    weight: '400 700',
    features: ['ccmp', 'mark'], // no ligatures: `>=` on a slide must look like what is typed
    standIn: { local: ['Courier New', 'Liberation Mono', 'Cousine'], like: 'courier' },
    drawnAt: { wght: 400 },
  },
];

/** Makes the fonts unless they are there already. Returns whether anything was made. */
export async function makeFonts() {
  const stamp = join(fontFolder, '.made-from');
  const now = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return false;
  mkdirSync(fontFolder, { recursive: true });
  const rules = [];
  for (const face of faces) {
    const whole = readFileSync(packages.resolve(face.file));
    const subset = await subsetFont(whole, characters, {
      targetFormat: 'woff2',
      variationAxes: face.axes,
      keepFeatures: face.features,
      noHinting: true,
    });
    writeFileSync(join(fontFolder, `${face.name}.woff2`), subset);
    const still = await subsetFont(whole, characters, { targetFormat: 'sfnt', variationAxes: face.drawnAt });
    rules.push(faceRule(face), standInRule(face, still));
  }
  writeFileSync(join(fontFolder, 'fonts.css'), `${rules.join('\n')}\n`);
  writeFileSync(stamp, now);
  return true;
}

/** @param {Face} face */
function faceRule({ family, name, weight }) {
  return `@font-face {
  font-family: "${family} Variable";
  src: url("./${name}.woff2") format("woff2");
  font-weight: ${weight};
  font-display: swap;
}`;
}

/** @param {Face} face @param {Buffer} font the face as it is mostly drawn */
function standInRule({ family, weight, standIn }, font) {
  const size = averageWidth(font) / standInWidths[standIn.like];
  const { ascent, descent, lineGap } = verticalMetrics(font);
  const percent = (/** @type {number} */ part) => `${((part * 100) / size).toFixed(2)}%`;
  return `@font-face {
  font-family: "${family} fallback";
  src: ${standIn.local.map((name) => `local("${name}")`).join(', ')};
  font-weight: ${weight};
  size-adjust: ${(size * 100).toFixed(2)}%;
  ascent-override: ${percent(ascent)};
  descent-override: ${percent(descent)};
  line-gap-override: ${percent(lineGap)};
}`;
}

/** Mean width of a letter of English, in em, as averageWidth() weighs it; from Adobe's metrics of the core fonts. */
/** @type {Record<string, number>} */
const standInWidths = {
  arial: averageWidth({
    space: 278,
    letters:
      '556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 500',
  }),
  'times-bold': averageWidth({
    space: 250,
    letters:
      '500 556 444 556 444 333 500 556 278 333 556 278 833 556 500 556 556 444 389 333 556 500 722 500 500 444',
  }),
  courier: 0.6,
};

function fingerprint() {
  const hash = createHash('sha256');
  for (const { file } of faces) hash.update(readFileSync(packages.resolve(file)));
  for (const source of ['fonts.js', 'font-metrics.js'])
    hash.update(readFileSync(join(import.meta.dirname, source)));
  hash.update(readFileSync(join(dirname(packages.resolve('subset-font')), 'package.json')));
  return hash.digest('hex');
}
