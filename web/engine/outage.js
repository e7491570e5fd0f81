/**
 * The C++ outage run as JavaScript holds it: made of a scene, run on a slice at a time, read at its end.
 */
import { isRefused, refused } from './checks.js';
import { OutOfMemory } from './memory.js';
import { outageInput } from './outage-scene.js';

/**
 * @typedef {import('./edgecache.d.ts').OutageLane} OutageLane
 * @typedef {import('./edgecache.d.ts').OutageRun} OutageRun
 * @typedef {import('./edgecache.d.ts').Refused} Refused
 * @typedef {import('./outage-scene.js').OutageInput} OutageInput
 */

/** The dozen numbers that begin a lane in Run::report (outage.cpp). */
const HEAD = 12;

/** Count of outage_record.hpp: series, and totals by the same names. */
const COUNTS = /** @type {const} */ ([
  'requests',
  'lookups',
  'hits',
  'firstMisses',
  'queries',
  'answered',
  'errors',
  'timeouts',
  'turnedAway',
  'retries',
  'fills',
  'wasted',
  'coalesced',
  'warmed',
]);

/** Gauge of outage_record.hpp. */
const GAUGES = /** @type {const} */ ([
  'hitRate',
  'queriesPerSecond',
  'errorRate',
  'poolInUse',
  'queue',
  'p50Ms',
  'p99Ms',
]);

/** Moment of outage_record.hpp. */
const MOMENTS = /** @type {const} */ ([
  'server-joins',
  'first-miss',
  'first-timeout',
  'pool-full',
  'pool-exhausted',
  'overload',
  'alert',
  'retries-dominate',
  'down',
  'recovered',
]);

export class OutageHandle {
  #engine;
  #instance;
  #native;
  #input;

  /**
   * @param {import('./engine.js').Engine} engine
   * @param {unknown} scene
   * @returns {OutageHandle | Refused}
   */
  static of(engine, scene) {
    const input = outageInput(scene);
    if (isRefused(input)) return input;
    return engine.ask((instance) => {
      const { native, memory, codes } = instance;
      const numbers = memory.keep('outage', input.numbers.length * 8);
      memory.doubles(numbers, input.numbers.length).set(input.numbers);
      const seed = memory.keep('seed', 8);
      memory.write64(seed, input.seed);
      const skew = memory.put('text', input.skew);
      const why = memory.keep('outage-why', 8);
      memory.words(why, 1)[0] = 0;
      const run = new native.Outage(numbers, skew, input.skew.length, seed, why);
      const code = memory.words(why, 1)[0];
      return code === 0 ? new OutageHandle(engine, instance, run, input) : refused(codes[code]);
    });
  }

  /**
   * @param {import('./engine.js').Engine} engine
   * @param {import('./instance.js').Instance} instance
   * @param {any} native
   * @param {OutageInput} input
   */
  constructor(engine, instance, native, input) {
    this.#engine = engine;
    this.#instance = instance;
    this.#native = native;
    this.#input = input;
  }

  get scene() {
    return this.#input.scene;
  }

  /**
   * Runs so many requests further; false when the run is over.
   * @param {number} requests
   * @returns {boolean | Refused}
   */
  advance(requests) {
    return this.#engine.askOf(this.#instance, () => this.#native.advance(requests));
  }

  /** Virtual milliseconds so far. @returns {number | Refused} */
  now() {
    return this.#engine.askOf(this.#instance, () => this.#native.now());
  }

  /** @returns {OutageRun | Refused} */
  report() {
    return this.#engine.askOf(this.#instance, ({ native, memory }) => {
      const about = memory.keep('outage-about', 16);
      const block = this.#native.report(about);
      if (block === 0) throw new OutOfMemory();
      const [digest, count] = memory.wides(about, 2);
      const numbers = memory.doubles(block, Number(count)).slice();
      native.release(block);
      return described(this.#input, numbers, digest);
    });
  }

  delete() {
    if (!this.#instance.dead) this.#engine.askOf(this.#instance, () => this.#native.delete());
  }
}

/**
 * The numbers by their names.
 * @param {OutageInput} input
 * @param {Float64Array} numbers
 * @param {bigint} digest
 * @returns {OutageRun}
 */
function described({ scene, numbers: given }, numbers, digest) {
  const { tickMs, seconds, connections, rate, hitRate } = scene;
  const databasePerSecond = given[12];
  const calmPerSecond = rate * (1 - hitRate);
  const size = numbers.length / scene.lanes.length;
  return {
    digest: digest.toString(16).padStart(16, '0'),
    scene,
    tickMs,
    ticks: Math.floor((seconds * 1000) / tickMs),
    databasePerSecond,
    serviceMs: (connections * 1000) / databasePerSecond,
    calmPerSecond,
    headroom: calmPerSecond > 0 ? databasePerSecond / calmPerSecond : null,
    lanes: scene.lanes.map((lane, i) => laneOf(lane, scene.keys, numbers.subarray(i * size, (i + 1) * size))),
  };
}

/**
 * @param {import('./edgecache.d.ts').LaneName} lane
 * @param {number} keys
 * @param {Float64Array} numbers
 * @returns {OutageLane}
 */
function laneOf(lane, keys, numbers) {
  const [moved, requests, expected, traffic, first, peak, isDown] = numbers;
  const [started, waited, meanWaitMs, meanPoolInUse, mostQueue] = numbers.subarray(7, HEAD);
  const totals = numbers.subarray(HEAD);
  const moments = totals.subarray(COUNTS.length);
  const series = moments.subarray(MOMENTS.length);
  const names = [...COUNTS, ...GAUGES];
  const ticks = series.length / names.length;
  const times = (/** @type {number} */ rise) => (rise < 0 ? null : rise);
  return {
    lane,
    moved: { keys: moved, of: keys, fraction: moved / keys, requests },
    rise: { expected: times(expected), traffic: times(traffic), first: times(first), peak: times(peak) },
    events: MOMENTS.map((event, i) => ({ event, at: moments[i] }))
      .filter(({ at }) => at >= 0)
      .sort((a, b) => a.at - b.at),
    ended: isDown ? 'down' : 'up',
    totals: {
      .../** @type {any} */ (Object.fromEntries(COUNTS.map((name, i) => [name, totals[i]]))),
      ...{ started, waited, meanWaitMs, meanPoolInUse, mostQueue },
    },
    series: /** @type {any} */ (
      Object.fromEntries(names.map((name, i) => [name, series.slice(i * ticks, (i + 1) * ticks)]))
    ),
  };
}
