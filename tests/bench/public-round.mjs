/**
 * One round through the public interface, as a page uses it; prints kernel -> {value, unit}. Run with
 * --disallow-code-generation-from-strings for what a strict policy leaves.
 */
import { isRefused } from '../../web/engine/checks.js';
import { newEngine } from '../../web/engine/node.js';
import { packed, secondsOf, serverNames, userKeys } from './measure.mjs';

/** Keys a call: what the peers of performance.md were asked too. */
const KEYS = 200_000;
const engine = await newEngine();
const servers = serverNames(100);

/** @template T @param {T} answer @returns {Exclude<T, {refused: any}>} */
function granted(answer) {
  if (isRefused(answer)) throw new Error(answer.refused);
  return /** @type {any} */ (answer);
}

/** Seconds from nothing to the first answer. */
function build() {
  const start = performance.now();
  const ring = granted(engine.ring({ servers, vnodes: 100 }));
  granted(ring.owner('user:0'));
  return { ring, seconds: (performance.now() - start) / 1000 };
}

const cold = build();
const { ring } = cold;

/** One server more, up to the first answer, without the copy it is done on. */
function addOne() {
  let added = 0;
  let calls = 0;
  for (; calls < 50; calls++) {
    const copy = granted(ring.copy());
    const start = performance.now();
    granted(copy.add('server-100', { vnodes: 100 }));
    granted(copy.owner('user:0'));
    added += performance.now() - start;
    copy.delete();
  }
  return added / 1000 / calls;
}

function buildWarm() {
  const { ring: another, seconds } = build();
  another.delete();
  return seconds;
}

const fastest = (/** @type {() => number} */ seconds) => Math.min(...Array.from({ length: 7 }, seconds));
const keys = userKeys(KEYS);
const bytes = packed(keys);
const into = new Uint32Array(KEYS);
const range = { prefix: 'user:', from: 0, count: KEYS };
const each = (/** @type {() => unknown} */ call) => ({
  value: (secondsOf(call) / KEYS) * 1e9,
  unit: 'ns a key',
});

console.log(
  JSON.stringify({
    'build-cold': { value: cold.seconds * 1e3, unit: 'ms' },
    'build-warm': { value: fastest(buildWarm) * 1e3, unit: 'ms' },
    'add-one': { value: fastest(addOne) * 1e3, unit: 'ms' },
    'count-range': each(() => ring.counts(range)),
    'place-range': each(() => ring.place(range, { into })),
    'place-packed': each(() => ring.place(bytes, { into })),
    'place-texts': each(() => ring.place(keys, { into })),
    'place-range-new-array': each(() => ring.place(range)),
    'hash-packed': each(() => engine.hashes(bytes)),
  }),
);
