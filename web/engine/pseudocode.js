/**
 * Slide 10's pseudocode, executed by C++ (cpp/ring/pseudocode) and told line by line. The ring is left as it is.
 */
import { isRefused, refused } from './checks.js';
import { HashRing } from './hash-ring.js';
import { positionOf } from './positions.js';
import { decode, encode } from './texts.js';

/**
 * @typedef {import('./edgecache.d.ts').PseudocodeRun} PseudocodeRun
 * @typedef {import('./edgecache.d.ts').Refused} Refused
 */

/** In the order of C++. */
const CALLS = ['add-server', 'get-server', 'remove-server'];
export const LINES = /** @type {const} */ ([
  'add-hash',
  'add-search',
  'add-insert',
  'get-empty',
  'get-hash',
  'get-search',
  'get-wrap',
  'get-return',
  'remove-take-out',
  'remove-fall',
]);

const MOST_STEPS = 64;
/** Words of a Step. */
const WORDS = 7;
const UNSET = 0xffffffff;

/**
 * @param {import('./edgecache.d.ts').HashRing} ring  plain: one token a server
 * @param {string} call  add-server, get-server or remove-server
 * @param {string} text  the server or the key
 * @returns {PseudocodeRun | Refused}
 */
export function runPseudocode(ring, call, text) {
  const number = CALLS.indexOf(call);
  if (number < 0) return refused('operation-unknown');
  const handle = HashRing.handleOf(ring);
  if (isRefused(handle)) return handle;
  if (!handle.kind.plain) return refused('mode-unknown');
  const bytes = encode(text);
  if (isRefused(bytes)) return bytes;
  const member = handle.slot(decode(bytes)) !== null;
  if (call === 'add-server' && bytes.length === 0) return refused('server-name-empty');
  if (call === 'add-server' && member) return refused('server-exists');
  if (call === 'remove-server' && !member) return refused('server-unknown');
  return handle.ask((ofRing, { memory, native }) => {
    const name = memory.put('text', bytes);
    const out = memory.keep('run', 24);
    const rows = memory.keep('run-steps', MOST_STEPS * WORDS * 4);
    native.runPseudocode(ofRing, number, name, bytes.length, out, rows);
    const [steps, walked] = memory.words(out + 16, 2);
    const set = (/** @type {number} */ word) => (word === UNSET ? null : word);
    const yes = (/** @type {number} */ word) => (word === UNSET ? null : word === 1);
    return {
      position: positionOf(memory.wides(out, 1)[0], memory.doubles(out + 8, 1)[0]),
      steps: Array.from({ length: steps }, (_, i) => {
        const [line, lo, hi, mid, atOrAfter, at, server] = memory.words(rows + i * WORDS * 4, WORDS);
        return {
          line: LINES[line],
          lo: set(lo),
          hi: set(hi),
          mid: set(mid),
          atOrAfter: yes(atOrAfter),
          i: set(at),
          server: handle.name(server),
        };
      }),
      walked,
    };
  });
}
