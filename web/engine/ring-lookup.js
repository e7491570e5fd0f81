/**
 * One look-up, told step by step: where the key stands, every token the binary search compared it with,
 * and whose token it found. Rows as C++ writes them (LookupView and ProbeView in ring_views.hpp).
 */
import { isRefused } from './checks.js';
import { hex, positionOf } from './positions.js';
import { encode } from './texts.js';

const LOOKUP_BYTES = 40;
const PROBE_BYTES = 32;
/** A search among a million tokens compares twenty times. */
const PROBE_ROWS = 64;

/**
 * @param {import('./ring-handle.js').RingHandle} ring
 * @param {string} key
 * @returns {import('./edgecache.d.ts').Lookup | null | import('./edgecache.d.ts').Refused}
 */
export function lookupSteps(ring, key) {
  const bytes = encode(key);
  if (isRefused(bytes)) return bytes;
  return ring.ask((native, { memory }) => {
    if (native.tokenCount() === 0) return null;
    const text = memory.put('text', bytes);
    const out = memory.keep('lookup', LOOKUP_BYTES);
    const rows = memory.keep('probes', PROBE_ROWS * PROBE_BYTES);
    native.lookup(text, bytes.length, out, rows);
    const [owner, found, wrapped, comparisons] = memory.words(out + 16, 4);
    const probes = Array.from({ length: comparisons }, (_, i) => {
      const row = rows + i * PROBE_BYTES;
      const [index, server, atOrAfter] = memory.words(row + 16, 3);
      return {
        index,
        turn: memory.doubles(row + 8, 1)[0],
        hex: hex(memory.wides(row, 1)[0]),
        server: /** @type {string} */ (ring.name(server)),
        atOrAfter: atOrAfter === 1,
      };
    });
    return {
      position: positionOf(memory.wides(out, 1)[0], memory.doubles(out + 8, 1)[0]),
      owner: /** @type {string} */ (ring.name(owner)),
      comparisons,
      probes,
      found,
      wrapped: wrapped === 1,
      distance: { turn: memory.doubles(out + 32, 1)[0] },
    };
  });
}
