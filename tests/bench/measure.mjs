/**
 * How long a call takes, on a machine that does other things too: the fastest of a few windows, because
 * what others do can only ever add. (The core's own benchmark, native_bench.cpp, measures alike.)
 */

const WINDOW_MS = 5; // short and many: some fall between two time slices of the others
const WINDOWS = 25;

/**
 * @param {() => unknown} call
 * @param {number} [windows]
 * @returns {number} seconds a call
 */
export function secondsOf(call, windows = WINDOWS) {
  call(); // warms up
  let fastest = Number.POSITIVE_INFINITY;
  for (let window = 0; window < windows; window++) {
    const start = performance.now();
    let passed = 0;
    let calls = 0;
    do {
      call();
      calls++;
      passed = performance.now() - start;
    } while (passed < WINDOW_MS);
    fastest = Math.min(fastest, passed / 1000 / calls);
  }
  return fastest;
}

/** Keys as everybody here names them. @param {number} count */
export const userKeys = (count) => Array.from({ length: count }, (_, i) => `user:${i}`);

/** @param {number} count */
export const serverNames = (count) => Array.from({ length: count }, (_, i) => `server-${i}`);

/** @param {string[]} keys */
export function packed(keys) {
  const offsets = new Uint32Array(keys.length + 1);
  keys.forEach((key, i) => {
    offsets[i + 1] = offsets[i] + key.length; // ASCII: a unit is a byte
  });
  return { bytes: new TextEncoder().encode(keys.join('')), offsets };
}
