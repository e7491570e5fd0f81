// A ring's arcs as dashes of one circle for each server: what many virtual nodes leave of an arc is too short for a path of its own.

/** The whole circle, in dashes' units. */
export const AROUND = 999;

/**
 * A server's arcs as dashes of a circle of 999: drawn, left out, drawn ... from 12 o'clock on.
 * @param {Float64Array} turns of the tokens, clockwise @param {Uint32Array} owners their servers @param {number} server
 */
export function ringDashes(turns, owners, server) {
  const lengths = [0];
  const extend = (/** @type {boolean} */ drawn, /** @type {number} */ length) => {
    if ((lengths.length % 2 === 1) === drawn) lengths[lengths.length - 1] += length;
    else lengths.push(length);
  };
  const stops = Array.from(turns, (turn) => Math.round(turn * AROUND));
  for (const [i, stop] of stops.entries()) extend(owners[i] === server, stop - (stops[i - 1] ?? 0));
  extend(owners[0] === server, AROUND - stops[stops.length - 1]);
  return (lengths.length % 2 ? [...lengths, 0] : lengths).join(' ');
}
