/**
 * A place on the circle as JavaScript may hold it: hex digits for showing, a turn for drawing, decimal
 * text or a BigInt where a caller insists. Never the 64 bits in a Number.
 */

/** @typedef {import('./edgecache.d.ts').Position} Position */

/**
 * The sixteen hex digits of a 64-bit number.
 * @param {bigint} value
 */
export const hex = (value) => BigInt.asUintN(64, value).toString(16).padStart(16, '0');

/**
 * @param {bigint} value
 * @param {number} turn  as the core rounds it, in [0, 1)
 * @returns {Position}
 */
export const positionOf = (value, turn) =>
  Object.freeze({
    hex: hex(value),
    turn,
    degrees: turn * 360,
    decimal: BigInt.asUintN(64, value).toString(),
  });

/**
 * hi * 2^64 + lo: shares of the circle reach 2^64 itself, which is one more than 64 bits can say.
 * @param {bigint} lo
 * @param {bigint} hi
 */
export const wide = (lo, hi) => (hi << 64n) | lo;
