/**
 * A ring as data to draw: its tokens, the arc of each server, the token nearest to a pointer.
 */
import { refused } from './checks.js';
import { hex, wide } from './positions.js';

/**
 * @typedef {import('./edgecache.d.ts').Refused} Refused
 * @typedef {import('./ring-handle.js').RingHandle} RingHandle
 */

/** Bytes of an ArcView in ring_views.hpp: two halves of a whole number, and it as a fraction. */
const ARC_BYTES = 24;

/**
 * All tokens clockwise from 12 o'clock, in typed arrays: there may be a million.
 * @param {RingHandle} ring
 * @returns {import('./edgecache.d.ts').Tokens | Refused}
 */
export function tokenList(ring) {
  return ring.ask((native, { memory }) => {
    const length = native.tokenCount();
    const positionsAt = memory.keep('token-positions', length * 8);
    const turnsAt = memory.keep('token-turns', length * 8);
    const serversAt = memory.keep('token-servers', length * 4);
    native.tokens(positionsAt, turnsAt, serversAt);
    const positions = memory.wides(positionsAt, length).slice();
    return {
      length,
      turns: memory.doubles(turnsAt, length).slice(),
      servers: memory.words(serversAt, length).slice(),
      hex: (/** @type {number} */ index) => hex(positions[index]),
    };
  });
}

/**
 * The tokens' exact positions, in the same order.
 * @param {RingHandle} ring
 * @returns {BigUint64Array | Refused}
 */
export function tokenPositions(ring) {
  return ring.ask((native, { memory }) => {
    const length = native.tokenCount();
    const at = memory.keep('token-positions', length * 8);
    native.tokens(at, 0, 0);
    return memory.wides(at, length).slice();
  });
}

/**
 * How much of the circle each server owns, in order of joining, exactly: numerator / 2^64.
 * @param {RingHandle} ring
 * @returns {import('./edgecache.d.ts').Arc[] | Refused}
 */
export function arcList(ring) {
  return ring.ask((native, { memory }) => {
    const at = memory.keep('arcs', ring.names.size * ARC_BYTES);
    native.arcs(at);
    return [...ring.names.values()].map((server, i) => {
      const [lo, hi] = memory.wides(at + i * ARC_BYTES, 2);
      const [fraction] = memory.doubles(at + i * ARC_BYTES + 16, 1);
      return { server, numerator: wide(lo, hi), fraction };
    });
  });
}

/**
 * The token nearest to `turn`, whichever way round; null on an empty ring.
 * @param {RingHandle} ring
 * @param {unknown} turn
 * @returns {import('./edgecache.d.ts').NearestToken | null | Refused}
 */
export function nearestToken(ring, turn) {
  if (typeof turn !== 'number' || !(turn >= 0 && turn < 1)) return refused('position-out-of-range');
  return ring.ask((native, { memory }) => {
    if (native.tokenCount() === 0) return null;
    const out = memory.keep('nearest', 16);
    native.nearestToken(turn, out);
    const [index, slot] = memory.words(out + 8, 2);
    return { index, server: /** @type {string} */ (ring.name(slot)), turn: memory.doubles(out, 1)[0] };
  });
}
