// How numbers are written on every slide: one place, so that 20.83 % is never "20.8333%" next door.

const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** 990077 -> "990,077". @param {number} value */
export const count = (value) => grouped.format(value);

/** 0.208333 -> "20.83"; the sign is set apart in the drawing. @param {number} fraction */
export const percentNumber = (fraction, digits = 2) => (fraction * 100).toFixed(digits);

/** 0.625 -> "62.5 %", with a space that does not break. @param {number} fraction */
export const percent = (fraction, digits = 1) => `${percentNumber(fraction, digits)}\u00a0%`;

/** A turn as degrees: 0.125 -> "45°", 0.695970 -> "250.549°". Whole degrees are written whole. @param {number} turn */
export function degrees(turn, digits = 3) {
  const value = Number((turn * 360).toFixed(digits));
  return `${value}°`;
}

/** A few words of a long text: the rest is in the accessible name. @param {string} text */
export function shorten(text, most = 24) {
  const letters = Array.from(visible(text));
  return letters.length <= most ? letters.join('') : `${letters.slice(0, most - 1).join('')}…`;
}

/** Control characters drawn as their symbols, so that a NUL or a line feed in a key can be seen. @param {string} text */
export function visible(text) {
  return Array.from(String(text), (letter) => {
    const code = letter.codePointAt(0) ?? 0;
    if (code < 0x20) return String.fromCodePoint(0x2400 + code);
    return code === 0x7f ? '\u2421' : letter;
  }).join('');
}

/** In a sentence without markup, a name that writes the other way must not turn its neighbours. @param {string} text */
export const isolated = (text) => (/^[ -~]*$/.test(text) ? text : `\u2068${text}\u2069`);
