// What the night of slides 2 and 5 is told by: the settings of the run, the moment that is looked at, the placement that is read.
// A setting is in the engine's own units; what may be asked is asked of the engine (engine.run({do: 'outage', scene})), which has
// the last word on every number.

/** @typedef {'modulo'|'ring'|'ring-warm'} LaneName */
/**
 * @typedef {object} Settings
 * @property {number} hitRate of a calm night, 0 .. 0.99
 * @property {number} headroom what the database can serve, in calm loads
 * @property {number} retries further tries of a caller that gave up, 0 .. 9
 * @property {boolean} backoff each wait before a retry twice the one before
 * @property {boolean} coalesce misses for one key at one time share a query
 * @property {boolean} shed half a minute after the join, queries that nobody waits for are dropped
 */
/**
 * @typedef {object} OutageScene
 * @property {Settings} settings
 * @property {number | string} at the moment that is looked at: seconds after 3:47:00, or an event of the run by its name
 * @property {LaneName} lane
 * @property {boolean} found whether the smallest headroom that survives has been asked for
 */

/** The story's cluster on a night like any other. */
export const USUAL = /** @type {Settings} */ ({
  hitRate: 0.95,
  headroom: 3,
  retries: 3,
  backoff: false,
  coalesce: false,
  shed: false,
});
export const LANES = /** @type {const} */ (['modulo', 'ring', 'ring-warm']);
/** Seconds around 3:47:00 that a figure shows; the run goes on for a minute. */
export const WINDOW = { from: -3.4, until: 10.4 };
/** The server joins this long after the run began: the clock of the story starts then. */
export const JOIN_MS = 5000;
const SHED_AT_MS = JOIN_MS + 30_000;

/** What a setting may be. */
export const LIMITS = /** @type {const} */ ({
  hitRate: { least: 0, most: 0.99 },
  headroom: { least: 0.1, most: 50 },
  retries: { least: 0, most: 9 },
});

/** Moments that a script may name: the run's own events, and the end of what is shown. */
export const MARKS = new Set([
  ...['server-joins', 'first-miss', 'pool-full', 'overload', 'first-timeout', 'pool-exhausted'],
  ...['retries-dominate', 'alert', 'down', 'recovered', 'end'],
]);

/** @param {unknown} value @param {{least: number, most: number}} limits */
const within = (value, { least, most }) =>
  typeof value === 'number' && Number.isFinite(value) && value >= least && value <= most;

/** @type {Record<keyof Settings, (value: unknown) => boolean>} */
const FITS = {
  hitRate: (value) => within(value, LIMITS.hitRate),
  headroom: (value) => within(value, LIMITS.headroom),
  retries: (value) => Number.isInteger(value) && within(value, LIMITS.retries),
  backoff: (value) => typeof value === 'boolean',
  coalesce: (value) => typeof value === 'boolean',
  shed: (value) => typeof value === 'boolean',
};
export const SETTINGS = /** @type {(keyof Settings)[]} */ (Object.keys(FITS));

/** @param {unknown} second */
export const isMoment = (second) => within(second, { least: WINDOW.from, most: WINDOW.until });
/** @param {unknown} lane @returns {lane is LaneName} */
export const isLane = (lane) => LANES.includes(/** @type {any} */ (lane));
/** -0 is 0: a log says one number in one way. @template T @param {T} value @returns {T} */
export const plain = (value) => /** @type {any} */ (value === 0 ? 0 : value);

/** The settings among the fields of a command, copied by name; null when one of them is wrong. @param {any} raw @returns {Partial<Settings>|null} */
export function settingsOf(raw) {
  /** @type {any} */
  const settings = {};
  for (const name of SETTINGS) {
    if (!Object.hasOwn(raw, name) || raw[name] === undefined) continue;
    if (!FITS[name](raw[name])) return null;
    settings[name] = plain(raw[name]);
  }
  return settings;
}

/** The scene, its own fields copied by name and checked; null when it cannot be used. @param {any} raw @returns {OutageScene|null} */
export function readScene(raw) {
  if (!raw || typeof raw !== 'object') return null;
  const { settings = {}, at = 0, lane = 'modulo', found = false } = raw;
  const given = settings && typeof settings === 'object' ? settingsOf(settings) : null;
  if (!given || !(isMoment(at) || MARKS.has(at)) || !isLane(lane) || typeof found !== 'boolean') return null;
  return { settings: { ...USUAL, ...given }, at: plain(at), lane, found };
}

/** Shedding load takes its time: the run is followed for two minutes then. */
const SHED_SECONDS = 120;

/**
 * What the engine is asked: these settings, and its own for the rest. The usual night is the engine's own, which counts the
 * database's queries a second in whole numbers.
 * @param {Settings} settings @param {LaneName} lane
 */
export function askedOf({ shed, headroom, ...settings }, lane) {
  const lanes = lane === 'ring-warm' ? LANES : LANES.slice(0, 2);
  const usual = headroom === USUAL.headroom && settings.hitRate === USUAL.hitRate;
  return {
    ...settings,
    ...(usual ? {} : { headroom }),
    ...(shed ? { shedAtMs: SHED_AT_MS, seconds: SHED_SECONDS } : {}),
    lanes: [...lanes],
    joinMs: JOIN_MS,
  };
}

/**
 * A raw scene from the tag's attributes; what is no number there is refused with the scene. A timeline that says no moment is shown
 * to its end, a desk waits for somebody to press.
 * @param {(name: string) => string|null} attribute
 */
export function attributesOf(attribute) {
  const number = (/** @type {string} */ name) => {
    const text = attribute(name);
    return text === null ? undefined : Number(text);
  };
  const at = attribute('at') ?? (attribute('view') === 'dashboard' ? '0' : 'end');
  return {
    settings: { hitRate: number('hit-rate'), headroom: number('headroom'), retries: number('retries') },
    at: MARKS.has(at) ? at : Number(at),
    lane: attribute('lane') ?? undefined,
  };
}
