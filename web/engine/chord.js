/**
 * Chord on a ring, as C++ walks it (cpp/ring/chord): who the fingers of a server are, whom a look-up meets, and how
 * many hops many look-ups take. A node is a number clockwise, as tokens() lists them. The ring is left as it is.
 */
import { isRefused, refused, wholeNumber } from './checks.js';
import { HashRing } from './hash-ring.js';
import { encode } from './texts.js';

/**
 * @typedef {import('./edgecache.d.ts').HashRing} PublicRing
 * @typedef {import('./edgecache.d.ts').Refused} Refused
 * @typedef {'next' | 'fingers'} Route
 */

/** One for each bit of a position. */
const FINGERS = 64;
/** Look-ups of one question. */
export const MOST_LOOKUPS = 100_000;

const isRoute = (/** @type {unknown} */ route) => route === 'next' || route === 'fingers';

/** The inside of a ring, and `node` where it is one of its nodes. @param {PublicRing} ring @param {unknown} node */
function asked(ring, node) {
  const handle = HashRing.handleOf(ring);
  if (isRefused(handle)) return handle;
  const nodes = handle.ask((native) => native.tokenCount());
  if (isRefused(nodes)) return nodes;
  if (wholeNumber(node, 0, nodes - 1) === null) return refused('server-unknown');
  return { handle, nodes };
}

/**
 * finger[k] for k = 0 ... 63: the first node at or after the position of `node` + 2^k.
 * @param {PublicRing} ring
 * @param {number} node
 * @returns {Uint32Array | Refused}
 */
export function chordFingers(ring, node) {
  const known = asked(ring, node);
  if (isRefused(known)) return known;
  return known.handle.ask((ofRing, { memory, native }) => {
    const out = memory.keep('chord-fingers', FINGERS * 4);
    native.chordFingers(ofRing, node, out);
    return memory.words(out, FINGERS).slice();
  });
}

/**
 * Every node that a look-up of `key` meets, from `from` to the owner.
 * @param {PublicRing} ring
 * @param {number} from
 * @param {string} key
 * @param {Route} route
 * @returns {Uint32Array | Refused}
 */
export function chordWalk(ring, from, key, route) {
  if (!isRoute(route)) return refused('mode-unknown');
  const known = asked(ring, from);
  if (isRefused(known)) return known;
  const bytes = encode(key);
  if (isRefused(bytes)) return bytes;
  return known.handle.ask((ofRing, { memory, native }) => {
    const text = memory.put('text', bytes);
    const out = memory.keep('chord-path', (known.nodes + 1) * 4);
    const met = native.chordWalk(ofRing, from, text, bytes.length, route === 'fingers', out);
    return memory.words(out, met).slice();
  });
}

/**
 * Hops of many look-ups: the i-th is of the i-th position, asked by the i-th node, and round again.
 * @param {PublicRing} ring  not empty
 * @param {BigUint64Array} positions  of the keys, 1 .. 100,000
 * @param {Route} route
 * @returns {{lookups: number, sum: number, most: number} | Refused}
 */
export function chordHops(ring, positions, route) {
  if (!isRoute(route)) return refused('mode-unknown');
  if (Object.prototype.toString.call(positions) !== '[object BigUint64Array]')
    return refused('input-unreadable');
  const lookups = wholeNumber(positions.length, 1, MOST_LOOKUPS);
  if (lookups === null) return refused('count-out-of-range');
  const known = asked(ring, 0);
  if (isRefused(known)) return known;
  return known.handle.ask((ofRing, { memory, native }) => {
    const keys = memory.keep('chord-keys', lookups * 8);
    const out = memory.keep('chord-hops', 16);
    memory.wides(keys, lookups).set(positions);
    native.chordHops(ofRing, keys, lookups, route === 'fingers', out);
    const [sum, most] = memory.doubles(out, 2);
    return { lookups, sum, most };
  });
}
