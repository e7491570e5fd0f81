// How things move: four durations and a stagger with names, one easing, and nothing at all for a reader who asked for stillness.
import { clock as pageClock } from './clock.js';

/** The durations of theme/tokens.css, in ms: a mark appears, a key walks, a server lands, the slide tells, between two keys. */
export const MS = { mark: 150, walk: 240, land: 400, tell: 600, stagger: 16 };

/** cubic-bezier(0.2, 0, 0, 1): starts at once, settles gently. @param {number} t part of the time, in [0, 1] */
export function ease(t) {
  if (t <= 0) return 0;
  if (t >= 1) return 1;
  // x(s) = 0.6 s (1-s)^2 + s^3 grows steadily, so halving finds s; y(s) = 3 s^2 (1-s) + s^3.
  let low = 0;
  let high = 1;
  for (let i = 0; i < 24; i++) {
    const s = (low + high) / 2;
    if (0.6 * s * (1 - s) ** 2 + s ** 3 < t) low = s;
    else high = s;
  }
  return 3 * low ** 2 * (1 - low) + low ** 3;
}

/** Whether the reader asked for stills in place of movement; asked anew each time, since the answer may change. */
export const prefersReducedMotion = () =>
  globalThis.matchMedia?.('(prefers-reduced-motion: reduce)').matches ?? false;

/**
 * Calls `onFrame(part)` from 0 to 1 over `ms`, eased unless `linear`; under reduced motion only the end, at once.
 * @param {{ms: number, onFrame: (part: number) => void, linear?: boolean, signal?: AbortSignal, clock?: import('./clock.js').Clock, reduced?: boolean}} options
 * @returns {Promise<void>} resolved at the end, or when the signal stops it; rejected when a frame throws
 */
export function tween({
  ms,
  onFrame,
  linear = false,
  signal,
  clock = pageClock,
  reduced = prefersReducedMotion(),
}) {
  if (signal?.aborted) return Promise.resolve();
  if (reduced || ms <= 0) {
    onFrame(1);
    return Promise.resolve();
  }
  const end = new AbortController();
  return new Promise((resolve, reject) => {
    const stop = () => {
      end.abort();
      signal?.removeEventListener('abort', stop);
      resolve();
    };
    signal?.addEventListener('abort', stop);
    clock.frames(
      (gone) => {
        const part = Math.min(1, gone / ms);
        try {
          onFrame(linear ? part : ease(part));
        } catch (error) {
          reject(error);
          return stop();
        }
        if (part === 1) stop();
      },
      { signal: end.signal },
    );
  });
}
