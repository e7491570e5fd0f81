// The clock and the movements, with time turned by hand.
import { afterEach, expect, test, vi } from 'vitest';
import { createClock, createHandClock } from '../../web/motion/clock.js';
import { ease, MS, prefersReducedMotion, tween } from '../../web/motion/motion.js';

const settled = () => new Promise((resolve) => setTimeout(resolve));
afterEach(() => vi.unstubAllGlobals());

test('a task runs once, at its time and not before', () => {
  const clock = createHandClock();
  /** @type {number[]} */
  const ran = [];
  clock.after(100, () => ran.push(clock.now()));
  clock.turn(96);
  expect(ran).toEqual([]);
  clock.turn(500);
  expect(ran).toEqual([112]);
});

test('frames tell the time since they began, until their signal stops them', () => {
  const clock = createHandClock();
  clock.after(1000, () => {});
  clock.turn(160);
  const stop = new AbortController();
  /** @type {number[]} */
  const seen = [];
  clock.frames((ms) => seen.push(ms), { signal: stop.signal });
  clock.turn(48);
  stop.abort();
  clock.turn(48);
  expect(seen).toEqual([16, 32, 48]);
});

test('an aborted task never runs, not even in the frame that aborts it', () => {
  const clock = createHandClock();
  const stop = new AbortController();
  let ran = 0;
  clock.frames(() => stop.abort());
  clock.after(0, () => ran++, { signal: stop.signal });
  clock.frames(() => ran++, { signal: stop.signal });
  clock.frames(() => ran++, { signal: AbortSignal.abort() });
  clock.turn(64);
  expect(ran).toBe(0);
});

test('L02: a tab that was hidden for an hour comes back a quarter of a second later', () => {
  const clock = createHandClock();
  let last = 0;
  clock.frames((ms) => {
    last = ms;
  });
  clock.turn(32);
  clock.turn(3_600_000, 3_600_000);
  expect(last).toBe(32 + 250);
});

test('L15: a clock set back does not run backwards', () => {
  let real = 1000;
  /** @type {() => void} */
  let frame = () => {};
  const { now, frames } = createClock({
    now: () => real,
    requestFrame: (callback) => {
      frame = callback;
    },
  });
  frames(() => {});
  real = 1100;
  frame();
  real = 500;
  frame();
  expect(now()).toBe(100);
});

test('L09: a frame that throws is dropped, the frames of others go on', () => {
  const clock = createHandClock();
  let broken = 0;
  let others = 0;
  clock.frames(() => {
    broken += 1;
    throw new Error('a bug');
  });
  clock.frames(() => {
    others += 1;
  });
  expect(() => clock.turn(16)).toThrow('a bug');
  clock.turn(32);
  expect([broken, others]).toEqual([1, 3]);
});

test('L11: an hour of frames leaves no task behind and no drift', () => {
  const clock = createHandClock();
  const stop = new AbortController();
  let frames = 0;
  clock.frames(() => frames++, { signal: stop.signal });
  let ticks = 0;
  const tick = () => {
    ticks += 1;
    clock.after(1000, tick, { signal: stop.signal });
  };
  clock.after(1000, tick, { signal: stop.signal });
  clock.turn(3_600_000, 20);
  expect([frames, ticks, clock.now()]).toEqual([180_000, 3600, 3_600_000]);
  stop.abort();
  clock.turn(1000, 20);
  expect(frames).toBe(180_000);
});

test('the durations are those of the stylesheet', async () => {
  const { readFileSync } = await import('node:fs');
  const css = readFileSync(new URL('../../web/theme/tokens.css', import.meta.url), 'utf8');
  for (const [name, ms] of Object.entries(MS)) expect(css).toMatch(new RegExp(`--t-${name}:\\s*${ms}ms`));
  expect(css).toMatch(/--ease:\s*cubic-bezier\(0\.2, 0, 0, 1\)/);
});

test('the easing is cubic-bezier(0.2, 0, 0, 1): steady, from 0 to 1, and on its curve', () => {
  expect([ease(-1), ease(0), ease(1), ease(2)]).toEqual([0, 0, 1, 1]);
  let before = 0;
  for (let s = 0.05; s < 1; s += 0.05) {
    const x = 3 * 0.2 * s * (1 - s) ** 2 + s ** 3;
    const y = 3 * s * s * (1 - s) + s ** 3;
    expect(ease(x)).toBeCloseTo(y, 5);
    expect(ease(x)).toBeGreaterThan(before);
    before = ease(x);
  }
});

test('a tween goes from its beginning to exactly 1 in its time, and then says so', async () => {
  const clock = createHandClock();
  /** @type {number[]} */
  const parts = [];
  let done = false;
  tween({ ms: 160, linear: true, clock, reduced: false, onFrame: (part) => parts.push(part) }).then(() => {
    done = true;
  });
  clock.turn(144);
  await settled();
  expect([parts.length, done]).toEqual([9, false]);
  clock.turn(160);
  await settled();
  expect([parts.length, parts.at(-1), done]).toEqual([10, 1, true]);
});

test('a stopped tween shows nothing more and lets go of whoever waits', async () => {
  const clock = createHandClock();
  const stop = new AbortController();
  let frames = 0;
  const told = tween({ ms: 1000, clock, reduced: false, signal: stop.signal, onFrame: () => frames++ });
  clock.turn(160);
  stop.abort();
  await told;
  clock.turn(2000);
  expect(frames).toBe(10);
  await tween({ ms: 10, clock, signal: stop.signal, onFrame: () => frames++ });
  expect(frames).toBe(10);
});

test('L09: a tween whose frame throws rejects once and stops', async () => {
  const clock = createHandClock();
  let frames = 0;
  const told = tween({
    ms: 1000,
    clock,
    reduced: false,
    onFrame: () => {
      frames += 1;
      throw new Error('a bug');
    },
  });
  const caught = told.catch((error) => error.message);
  clock.turn(320);
  expect([await caught, frames]).toEqual(['a bug', 1]);
});

test('A03: reduced motion, asked for at any time, shows the end state at once', async () => {
  const clock = createHandClock();
  expect(prefersReducedMotion()).toBe(false);
  vi.stubGlobal('matchMedia', (/** @type {string} */ query) => ({
    matches: /reduced-motion: reduce/.test(query),
  }));
  expect(prefersReducedMotion()).toBe(true);
  /** @type {number[]} */
  const parts = [];
  await tween({ ms: 600, clock, onFrame: (part) => parts.push(part) });
  expect(parts).toEqual([1]);
});
