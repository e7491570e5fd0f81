/**
 * One round of long work under node: a ring of a million tokens built in a worker, and a hundred million keys
 * counted by one worker, by two, and on the main thread in slices; meanwhile the main thread stays free.
 * Prints kernel -> {value, unit}.
 */
import { isRefused } from '../../web/engine/checks.js';
import { newEngine } from '../../web/engine/node.js';
import { serverNames } from './measure.mjs';

/** @type {import('../../web/engine/edgecache.d.ts').CensusJob} */
const CENSUS = { do: 'census', before: 100, after: 101, keys: { prefix: 'user:', count: 100_000_000 } };
const SOME = { ...CENSUS, keys: { prefix: 'user:', count: 20_000_000 } };

const engine = await newEngine();
await engine.run({ do: 'build', ring: { servers: ['A'] } }); // the worker is there before the clock runs

/**
 * Seconds until the answer, and the longest that the main thread waited for its turn meanwhile, in ms.
 * @param {import('../../web/engine/edgecache.d.ts').Job} job
 * @param {import('../../web/engine/edgecache.d.ts').RunOptions} [options]
 */
async function timed(job, options) {
  let waited = 0;
  let last = performance.now();
  const tick = setInterval(() => {
    const now = performance.now();
    waited = Math.max(waited, now - last - 1);
    last = now;
  }, 1);
  const start = performance.now();
  const answer = await engine.run(job, options);
  const seconds = (performance.now() - start) / 1000;
  clearInterval(tick);
  if (isRefused(answer)) throw new Error(answer.refused);
  return { seconds, waited };
}

/** The longest stretch on the main thread, in ms, where there are no workers; and the memory of the module. */
async function onPage() {
  let longest = 0;
  let began = 0;
  const timers = {
    set: (/** @type {() => void} */ task, /** @type {number} */ ms) => {
      if (began > 0) longest = Math.max(longest, performance.now() - began);
      return setTimeout(() => {
        began = performance.now();
        task();
      }, ms);
    },
    clear: (/** @type {any} */ id) => clearTimeout(id),
    now: () => performance.now(),
  };
  const alone = await newEngine({ timers });
  await alone.run(SOME); // code as good as it gets
  longest = 0;
  began = 0;
  const answer = await alone.run(SOME);
  if (isRefused(answer)) throw new Error(answer.refused);
  const bytes = alone.ask(({ native }) => native.HEAPU8.byteLength);
  return { longest, mebibytes: Number(bytes) / 2 ** 20 };
}

const built = await timed({ do: 'build', ring: { servers: serverNames(100), vnodes: 10_000 } });
await engine.run(SOME, { workers: 2 }); // both are there before the clock runs
let reports = 0;
const one = await timed(CENSUS, { workers: 1, onProgress: () => reports++ });
const two = await timed(CENSUS, { workers: 2 });
const page = await onPage();

console.log(
  JSON.stringify({
    'build-million': { value: built.seconds, unit: 's' },
    'main-thread-wait': { value: built.waited, unit: 'ms' },
    'census-one-worker': { value: one.seconds, unit: 's' },
    'census-two-workers': { value: two.seconds, unit: 's' },
    'census-main-thread-wait': { value: Math.max(one.waited, two.waited), unit: 'ms' },
    'census-reports': { value: reports / one.seconds, unit: 'a second' },
    'census-page-slice': { value: page.longest, unit: 'ms' },
    'census-memory': { value: page.mebibytes, unit: 'MiB' },
  }),
);
