/**
 * What each kind of scenario asks and how its answer is written (conformance/README.md). One description
 * for all engines: a subject (wasm-subject.mjs, native-subject.mjs) answers the questions.
 *
 * @typedef {import('./subject.d.ts').Subject} Subject
 * @typedef {import('./subject.d.ts').RingSubject} RingSubject
 * @typedef {Map<string, unknown>} Input
 */
import { isRefused, wholeNumber } from '../../web/engine/checks.js';
import { policy, tiered } from './caches.mjs';
import { herd } from './herd.mjs';
import { count, granted, keys, list, object, position, Refusal, seed, servers, text } from './inputs.mjs';
import { angles, ringOf } from './rings.mjs';
import { steps } from './steps.mjs';

const WHOLE_CIRCLE = '18446744073709551616';

/** Bytes hashed in one scenario, at most: lengths add up to a triangle. */
const MOST_BYTES = 2 ** 33;

/** @type {Record<string, (subject: Subject, input: Input, surroundings: import('./scenarios.mjs').Surroundings) => Promise<unknown>>} */
export const KINDS = {
  hash: async (subject, input) =>
    granted(await subject.hash(list(input.get('texts')).map(text), seed(input.get('seed') ?? '0'))),
  'hash-lengths': hashLengths,
  ring: (subject, input) => withRing(subject, input, async (ring) => granted(await ring.tokens())),
  lookup: (subject, input) =>
    withRing(subject, input, async (ring) => {
      const asked = keys(input.get('keys'));
      return granted(await (input.get('digest') === true ? ring.digest(asked) : ring.place(asked)));
    }),
  'lookup-hash': (subject, input) =>
    withRing(subject, input, async (ring) => {
      const asked = list(input.get('hashes')).map(position);
      return granted(await (input.get('digest') === true ? ring.digestAt(asked) : ring.placeAt(asked)));
    }),
  modulo: async (subject, input) =>
    granted(await subject.modulo(servers(input.get('servers')), keys(input.get('keys')))),
  preference: (subject, input) =>
    withRing(subject, input, async (ring) => {
      // Any whole number: more servers than there are means all of them.
      const many = wholeNumber(input.get('count'), 0, Number.MAX_SAFE_INTEGER);
      if (many === null) throw new Refusal('count-out-of-range');
      return granted(await ring.preferences(spelled(keys(input.get('keys'))), many));
    }),
  movement,
  load,
  steps,
  angles,
  policy,
  tiered,
  herd,
  splitmix64: async (subject, input) =>
    granted(await subject.splitmix64(seed(input.get('seed')), count(input.get('count')))),
  zipf: async (subject, input) => {
    const objects = count(input.get('objects'));
    const many = count(input.get('count'));
    const from = seed(input.get('seed'));
    const skew = input.get('skew');
    if (typeof skew !== 'string' && typeof skew !== 'number') throw new Refusal('skew-unknown');
    return granted(await subject.zipf({ objects, skew: String(skew), seed: from, count: many }));
  },
};

/**
 * @param {Subject} subject
 * @param {Input} input
 * @param {(ring: RingSubject) => Promise<unknown>} question
 */
async function withRing(subject, input, question) {
  const ring = await ringOf(subject, object(input.get('ring')));
  try {
    return await question(ring);
  } finally {
    ring.delete();
  }
}

/**
 * The texts of a range, where an engine is asked about one after the other.
 * @param {ReturnType<typeof keys>} some
 */
const spelled = (some) =>
  Array.isArray(some) ? some : Array.from({ length: some.count }, (_, i) => `${some.prefix}${some.from + i}`);

/**
 * xxHash's sanity test buffer: byte i is the top byte of g, which is multiplied on.
 * @param {number} size
 */
export function sanityBuffer(size) {
  const bytes = new Uint8Array(size);
  let g = 2654435761n;
  for (let i = 0; i < size; i++) {
    bytes[i] = Number(g >> 56n);
    g = BigInt.asUintN(64, g * 11400714785074694797n);
  }
  return bytes;
}

/** @param {string} decimal */
const hex = (decimal) => BigInt(decimal).toString(16).padStart(16, '0');

/**
 * @param {Subject} subject
 * @param {Input} input
 */
async function hashLengths(subject, input) {
  const from = count(input.get('from'));
  const to = count(input.get('to'));
  const seeds = list(input.get('seeds')).map(seed);
  const lengths = Math.max(0, to - from + 1);
  if (((from + to) / 2) * lengths * seeds.length > MOST_BYTES) throw new Refusal('too-big');
  const hashes = lengths === 0 ? [] : granted(await subject.hashPrefixes(sanityBuffer(to), from, to, seeds));
  const bytes = new Uint8Array(BigUint64Array.from(hashes, BigInt).buffer);
  return {
    hashes: hashes.length,
    first: hashes.slice(0, 4).map(hex),
    last: hashes.length === 0 ? null : hex(hashes[hashes.length - 1]),
    digest: hex(granted(await subject.hashBytes(bytes))),
  };
}

/**
 * @param {Subject} subject
 * @param {Input} input
 */
async function movement(subject, input) {
  const from = servers(input.get('from'));
  const to = servers(input.get('to'));
  const asked = keys(input.get('keys'));
  const described = (/** @type {number} */ many) =>
    new Map([
      ['prefix', input.get('prefix')],
      ['count', many],
      ['vnodes', input.get('vnodes')],
    ]);
  const before = await ringOf(subject, described(from));
  try {
    const after = await ringOf(subject, described(to));
    try {
      const modulo = granted(await subject.remapModulo(from, to, asked));
      const ring = granted(await subject.remap(before, after, asked));
      // The census has the last word: what it counts differently from the two above, other engines show.
      const spec = { from, to, vnodes: input.get('vnodes'), prefix: text(input.get('prefix')) };
      const census = await subject.census?.(spec, { before, after }, asked);
      const tooLong = isRefused(census) && census.refused === 'text-too-long'; // a census has short prefixes
      const counted = census && !tooLong ? granted(census) : null;
      const moved = counted ?? { modulo: modulo.moved, ring: ring.moved, between: ring.between };
      return {
        keys: ring.keys,
        modulo_moved: moved.modulo,
        ring_moved: moved.ring,
        ring_kept: ring.keys - moved.ring,
        ring_moved_between_servers_present_in_both: moved.between,
        ring_moved_share_exact: [ring.share, WHOLE_CIRCLE],
        ring_moved_share: Number(BigInt(ring.share)) / 2 ** 64,
      };
    } finally {
      after.delete();
    }
  } finally {
    before.delete();
  }
}

/**
 * @param {Subject} subject
 * @param {Input} input
 */
async function load(subject, input) {
  const many = servers(input.get('servers'));
  const asked = keys(input.get('keys'));
  const rows = [];
  for (const vnodes of list(input.get('vnodes'))) {
    const ring = await ringOf(
      subject,
      new Map([
        ['prefix', input.get('prefix')],
        ['count', many],
        ['vnodes', vnodes],
      ]),
    );
    try {
      const { counts } = granted(await ring.digest(asked));
      const balance = granted(await subject.balance(counts));
      const arcs = granted(await ring.arcs());
      const arcBalance = granted(await ring.arcBalance());
      rows.push({
        vnodes,
        counts,
        mean: balance.mean,
        standard_deviation: balance.standardDeviation,
        relative_standard_deviation: balance.relativeStandardDeviation,
        max_over_mean: balance.peakToMean,
        min: balance.min,
        max: balance.max,
        arcs,
        arc_relative_standard_deviation: arcBalance.relativeStandardDeviation,
      });
    } finally {
      ring.delete();
    }
  }
  return rows;
}
