/**
 * One round of the census in plain JavaScript, which the census in WebAssembly is measured against: tuned (a
 * 32-bit mix of the number instead of a text, one table for the ring), and as anybody would write it (a text
 * a key, FNV-1a, two binary searches). Both count every key. Prints kernel -> {value, unit}.
 */
import { secondsOf } from './measure.mjs';

const SERVERS = 100;
const VNODES = 100;
const TABLE_BITS = 18;
const STAYS = 0;
const MOVES = 1;
const LOOK_CLOSER = 2;

/** @param {string} text */
function fnv1a(text) {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** Sorted positions and, in the same order, servers. @param {number} servers */
function ringOf(servers) {
  const points = Array.from({ length: servers * VNODES }, (_, i) => {
    const server = Math.floor(i / VNODES);
    return { position: fnv1a(`server-${server}-${i % VNODES}`), server };
  }).sort((a, b) => a.position - b.position);
  return {
    positions: Uint32Array.from(points, ({ position }) => position),
    servers: Uint16Array.from(points, ({ server }) => server),
  };
}

/** @param {ReturnType<typeof ringOf>} ring @param {number} position */
function owner({ positions, servers }, position) {
  let low = 0;
  for (let high = positions.length; low < high; ) {
    const middle = (low + high) >>> 1;
    if (positions[middle] < position) low = middle + 1;
    else high = middle;
  }
  return servers[low === positions.length ? 0 : low];
}

const before = ringOf(SERVERS);
const after = ringOf(SERVERS + 1);

/** What happens to the keys of each bucket of the circle: one thing, or look closer. */
const table = (() => {
  const answers = new Uint8Array(1 << TABLE_BITS);
  const cut = new Uint8Array(1 << TABLE_BITS); // a point lies inside
  for (const { positions } of [before, after]) {
    for (const position of positions) cut[position >>> (32 - TABLE_BITS)] = 1;
  }
  for (let bucket = 0; bucket < answers.length; bucket++) {
    const position = bucket * 2 ** (32 - TABLE_BITS);
    const moves = owner(before, position) === owner(after, position) ? STAYS : MOVES;
    answers[bucket] = cut[bucket] ? LOOK_CLOSER : moves;
  }
  return answers;
})();

/** @param {number} keys */
function tuned(keys) {
  let byModulo = 0;
  let byRing = 0;
  for (let i = 0; i < keys; i++) {
    let hash = Math.imul(i ^ (i >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    hash = (hash ^ (hash >>> 16)) >>> 0;
    if (hash % SERVERS !== hash % (SERVERS + 1)) byModulo++;
    let answer = table[hash >>> (32 - TABLE_BITS)];
    if (answer === LOOK_CLOSER) answer = owner(before, hash) === owner(after, hash) ? STAYS : MOVES;
    byRing += answer;
  }
  return [byModulo, byRing];
}

/** @param {number} keys */
function texts(keys) {
  let byModulo = 0;
  let byRing = 0;
  for (let i = 0; i < keys; i++) {
    const hash = fnv1a(`user:${i}`);
    if (hash % SERVERS !== hash % (SERVERS + 1)) byModulo++;
    if (owner(before, hash) !== owner(after, hash)) byRing++;
  }
  return [byModulo, byRing];
}

// Nonsense would be fast as well: both find about what there is to be found.
for (const [byModulo, byRing] of [tuned(1e6), texts(1e5).map((count) => count * 10)]) {
  if (Math.abs(byModulo / 1e6 - 100 / 101) > 0.01) throw new Error(`modulo moved ${byModulo} of a million`);
  if (Math.abs(byRing / 1e6 - 1 / 101) > 0.005) throw new Error(`the ring moved ${byRing} of a million`);
}

const each = (/** @type {() => unknown} */ call, /** @type {number} */ keys) => ({
  value: (secondsOf(call) / keys) * 1e9,
  unit: 'ns a key',
});

console.log(
  JSON.stringify({
    'census-js-tuned': each(() => tuned(1e6), 1e6),
    'census-js-texts': each(() => texts(1e5), 1e5),
  }),
);
