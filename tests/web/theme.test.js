// Inks are measured, not trusted: words at 4.5:1, marks at 3:1 on their own paper, and servers, tiers, the database and the
// moved key apart for every kind of eye, by day and by night. The bounds are what was measured when the inks were chosen.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ciede2000, contrast, EYES, labOf, linearOf, seenBy, shown } from './colour-maths.js';

const css = readFileSync(new URL('../../web/theme/tokens.css', import.meta.url), 'utf8');

/** The custom properties of the first block one of whose selectors is `selector`. @param {string} selector */
function block(selector) {
  const plain = css.replace(/\/\*[\s\S]*?\*\//g, '');
  for (const [, selectors, body] of plain.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    if (!selectors.split(',').some((text) => text.trim() === selector)) continue;
    return new Map(
      Array.from(body.matchAll(/(--[\w-]+):\s*([^;]+);/g), ([, name, value]) => [name, value.trim()]),
    );
  }
  throw new Error(`no block for ${selector}`);
}

const servers = Array.from('abcdefgh', (letter) => `--server-${letter}`);
const tiers = ['--tier-1', '--tier-2', '--tier-3'];
const words = ['--ink', '--ink-2', '--ink-3', '--database-text', '--alarm'];
const marks = [...servers, ...tiers, '--database', '--line'];
const editions = { day: block(':root'), night: block('.night') };

/** @param {Map<string, string>} edition @param {string} name */
function ink(edition, name) {
  const value = edition.get(name);
  if (!value) throw new Error(`${name} is missing`);
  return shown(linearOf(value));
}

/** The smallest difference between any two of these inks for one kind of eye. */
function nearest(
  /** @type {Map<string, string>} */ edition,
  /** @type {string[]} */ names,
  /** @type {string} */ eye,
) {
  const labs = names.map((name) => labOf(seenBy(ink(edition, name), eye)));
  const pairs = labs.flatMap((one, i) =>
    labs.slice(i + 1).map((other, j) => ({ i, j: i + 1 + j, d: ciede2000(one, other) })),
  );
  const { i, j, d } = pairs.reduce((best, pair) => (pair.d < best.d ? pair : best));
  return { names: `${names[i]} and ${names[j]}`, difference: d };
}

describe('the colour maths', () => {
  it('knows black on white: 21 to 1', () => {
    expect(contrast([0, 0, 0], [1, 1, 1])).toBeCloseTo(21, 9);
  });

  // Sharma, Wu, Dalal 2005, table 1, pairs 1, 7, 17, 21, 25: each guards another branch of the formula.
  it.each([
    [[50, 2.6772, -79.7751], [50, 0, -82.7485], 2.0425],
    [[50, 0, 0], [50, -1, 2], 2.3669],
    [[50, 2.5, 0], [73, 25, -18], 27.1492],
    [[50, 2.5, 0], [50, 3.2592, 0.335], 1.0],
    [[60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644],
  ])('agrees with the published CIEDE2000 of %j and %j', (one, other, difference) => {
    const [a, b] = /** @type {[import('./colour-maths.js').Triple, any]} */ ([one, other]);
    expect(ciede2000(a, b)).toBeCloseTo(difference, 4);
    expect(ciede2000(b, a)).toBeCloseTo(difference, 4);
  });
});

describe.each(Object.entries(editions))('A05: the %s edition', (name, edition) => {
  it('uses colours that a screen can show', () => {
    for (const token of [...words, ...marks, '--paper']) {
      for (const channel of linearOf(edition.get(token) ?? '')) {
        expect(channel, token).toBeGreaterThan(-0.004);
        expect(channel, token).toBeLessThan(1.004);
      }
    }
  });

  it.each(words)('sets words in %s at 4.5 to 1', (token) => {
    expect(contrast(ink(edition, token), ink(edition, '--paper'))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(marks)('draws %s at 3 to 1', (token) => {
    expect(contrast(ink(edition, token), ink(edition, '--paper'))).toBeGreaterThanOrEqual(3);
  });

  it('says in tokens.css the contrast each ink has', () => {
    const text = css.slice(css.indexOf(name === 'day' ? ':root' : '.night'));
    const said = Array.from(
      text.matchAll(/(--[\w-]+):\s+(oklch\([^)]*\));\s*\/\*[^*]*?(\d+\.\d)\b[^*]*\*\//g),
    );
    const own = said.filter(([, token, value]) => edition.get(token) === value);
    expect(own.length).toBeGreaterThanOrEqual(15);
    for (const [, token, , value] of own) {
      const measured = contrast(ink(edition, token), ink(edition, '--paper'));
      expect(Math.abs(measured - Number(value)), `${token}: ${measured}`).toBeLessThan(0.06);
    }
  });
});

// look/README.md, "Measured": normal, protan, deutan, tritan. The table is rounded to tenths.
const sets = {
  'eight servers': servers,
  'eight servers, the moved key and the database': [...servers, '--alarm', '--database'],
  'A, B, C and the moved key': [...servers.slice(0, 3), '--alarm'],
  'tiers, the database and the moved key': [...tiers, '--database', '--alarm'],
};
const measured = [
  ['day', 'eight servers', 16.6, 12.4, 11.8, 11.7],
  ['day', 'eight servers, the moved key and the database', 16.6, 10.2, 11.8, 11.7],
  ['day', 'A, B, C and the moved key', 28.2, 22.6, 21.6, 24.8],
  ['day', 'tiers, the database and the moved key', 17.4, 15.1, 11.8, 16.2],
  ['night', 'eight servers', 22.1, 9.8, 8.9, 10.7],
  ['night', 'eight servers, the moved key and the database', 20.6, 8.3, 8.9, 10.7],
  ['night', 'A, B, C and the moved key', 29.0, 17.0, 19.3, 20.4],
  ['night', 'tiers, the database and the moved key', 18.2, 16.2, 10.1, 14.0],
];

describe('A05: inks stay apart for every kind of eye', () => {
  it.each(measured)('%s: %s', (edition, set, ...bounds) => {
    const found = Object.keys(EYES).map((eye) =>
      nearest(editions[/** @type {'day'} */ (edition)], sets[/** @type {'eight servers'} */ (set)], eye),
    );
    found.forEach(({ names, difference }, i) => {
      expect(difference, `${Object.keys(EYES)[i]}: ${names}`).toBeGreaterThanOrEqual(
        Number(bounds[i]) - 0.05,
      );
    });
  });
});
