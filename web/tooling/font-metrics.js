// Reads from a TrueType font what a stand-in must match: the average width of running text, and the line's height.
//
// A font file is a directory of tables; `cmap` says which glyph a character is, `hmtx` how wide each glyph is, `hhea` how
// high a line stands. (OpenType 1.9, "Font file", "cmap format 4", "hmtx".)

/** How often each letter occurs in English text, per thousand characters with spaces between words of 4.7 letters. */
const perThousand = {
  space: 175,
  letters: '67 12 23 35 105 18 17 50 57 1 6 33 20 56 62 16 1 49 52 75 23 8 19 1 16 1',
};

/**
 * Mean advance of English text in em.
 * @param {Buffer | { space: number, letters: string }} font a font, or widths in thousandths of an em
 */
export function averageWidth(font) {
  const widths = Buffer.isBuffer(font) ? glyphWidths(font) : listed(font, 1000);
  const shares = listed(perThousand, 1);
  const total = shares.reduce((sum, share) => sum + share, 0);
  return shares.reduce((sum, share, i) => sum + share * (widths[i] ?? 0), 0) / total;
}

/** @param {{ space: number, letters: string }} numbers @param {number} unit */
function listed({ space, letters }, unit) {
  return [space, ...letters.split(' ').map(Number)].map((number) => number / unit);
}

/** Line metrics in em. @param {Buffer} font */
export function verticalMetrics(font) {
  const em = font.readUInt16BE(table(font, 'head') + 18);
  const hhea = table(font, 'hhea');
  return {
    ascent: font.readInt16BE(hhea + 4) / em,
    descent: -font.readInt16BE(hhea + 6) / em,
    lineGap: font.readInt16BE(hhea + 8) / em,
  };
}

/** Widths of the space and of a to z, in em. @param {Buffer} font */
function glyphWidths(font) {
  const em = font.readUInt16BE(table(font, 'head') + 18);
  const hmtx = table(font, 'hmtx');
  const measured = font.readUInt16BE(table(font, 'hhea') + 34); // glyphs after these are as wide as the last
  return Array.from(' abcdefghijklmnopqrstuvwxyz', (letter) => {
    const glyph = glyphOf(font, /** @type {number} */ (letter.codePointAt(0)));
    return font.readUInt16BE(hmtx + 4 * Math.min(glyph, measured - 1)) / em;
  });
}

/** @param {Buffer} font @param {number} code */
function glyphOf(font, code) {
  const cmap = table(font, 'cmap');
  const count = font.readUInt16BE(cmap + 2);
  for (let i = 0; i < count; i++) {
    const map = cmap + font.readUInt32BE(cmap + 8 + 8 * i);
    if (font.readUInt16BE(map) === 4) return glyphInSegments(font, map, code);
  }
  throw new Error('The font has no cmap of format 4');
}

/** @param {Buffer} font @param {number} map @param {number} code */
function glyphInSegments(font, map, code) {
  const twice = font.readUInt16BE(map + 6); // twice the number of segments
  for (let at = 0; at < twice; at += 2) {
    const end = font.readUInt16BE(map + 14 + at);
    const start = font.readUInt16BE(map + 16 + twice + at);
    if (code > end || code < start) continue;
    const delta = font.readUInt16BE(map + 16 + 2 * twice + at);
    const offsetAt = map + 16 + 3 * twice + at;
    const offset = font.readUInt16BE(offsetAt);
    if (offset === 0) return (code + delta) & 0xffff;
    const glyph = font.readUInt16BE(offsetAt + offset + 2 * (code - start));
    return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
  }
  return 0;
}

/** Where a table starts. @param {Buffer} font @param {string} tag */
function table(font, tag) {
  const count = font.readUInt16BE(4);
  for (let i = 0; i < count; i++) {
    const entry = 12 + 16 * i;
    if (font.toString('latin1', entry, entry + 4) === tag) return font.readUInt32BE(entry + 8);
  }
  throw new Error(`The font has no ${tag} table`);
}
