/**
 * One round of long work: a ring of a million tokens built in a worker, while the main thread stays free.
 * Prints kernel -> {value, unit}.
 */
import { newEngine } from '../../web/engine/node.js';
import { serverNames } from './measure.mjs';

const engine = await newEngine();
await engine.run({ do: 'build', ring: { servers: ['A'] } }); // the worker is there before the clock runs

let waited = 0;
let last = performance.now();
const tick = setInterval(() => {
  const now = performance.now();
  waited = Math.max(waited, now - last - 1);
  last = now;
}, 1);
const start = performance.now();
const built = await engine.run({ do: 'build', ring: { servers: serverNames(100), vnodes: 10_000 } });
const seconds = (performance.now() - start) / 1000;
clearInterval(tick);
if ('refused' in built) throw new Error(built.refused);

console.log(
  JSON.stringify({
    'build-million': { value: seconds, unit: 's' },
    'main-thread-wait': { value: waited, unit: 'ms' },
  }),
);
