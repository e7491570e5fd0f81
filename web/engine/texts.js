/**
 * Text crosses as UTF-8 bytes, and TextEncoder alone makes them: a lone surrogate becomes U+FFFD, as
 * the rules say. (The glue's own encoder would let it swallow its neighbour.) Nothing is trimmed,
 * folded or normalised; NUL, a byte-order mark and U+202E are bytes like any other.
 */
import { MAX_TEXT_BYTES, refused } from './checks.js';

/** @typedef {import('./edgecache.d.ts').Refused} Refused */

const encoder = new TextEncoder();
// ignoreBOM: a name that starts with U+FEFF keeps it.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * The UTF-8 bytes of `text`; refused when it is no text or longer than 16 MiB. A text of more
 * characters than that is refused before it is encoded.
 * @param {unknown} text
 * @returns {Uint8Array | Refused}
 */
export function encode(text) {
  if (typeof text !== 'string') return refused('input-unreadable');
  if (text.length > MAX_TEXT_BYTES) return refused('text-too-long');
  const bytes = encoder.encode(text);
  return bytes.length > MAX_TEXT_BYTES ? refused('text-too-long') : bytes;
}

/**
 * The text that these bytes spell: how the engine names a server back to its caller.
 * @param {Uint8Array} bytes
 */
export const decode = (bytes) => decoder.decode(bytes);

/**
 * The text as the engine reads it: a lone surrogate has become U+FFFD. Names are the same when these are.
 * @param {string} text
 */
export const asRead = (text) => decode(encoder.encode(text));

/**
 * Writes `text` into `target` from `start` and answers the end, or -1 when it does not fit. Keys are
 * mostly short ASCII: for those a plain loop beats encodeInto, whose call costs more than the copy.
 * @param {string} text
 * @param {Uint8Array} target
 * @param {number} start
 */
export function write(text, target, start) {
  const length = text.length;
  if (start + length > target.length) return -1;
  if (length < 64) {
    let at = start;
    for (let i = 0; i < length; i++) {
      const unit = text.charCodeAt(i);
      if (unit > 127) return writeEncoded(text, target, start);
      target[at++] = unit;
    }
    return at;
  }
  return writeEncoded(text, target, start);
}

/**
 * @param {string} text
 * @param {Uint8Array} target
 * @param {number} start
 */
function writeEncoded(text, target, start) {
  const { read, written } = encoder.encodeInto(text, target.subarray(start));
  return read === text.length ? start + written : -1;
}
