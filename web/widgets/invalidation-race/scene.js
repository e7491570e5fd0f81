// What slide 19's race is told by: its parameters, the moment that is looked at, and in what order a purge goes down. What a
// parameter may be the engine knows (engine.run({do: 'invalidation', scene})); here is which of them a viewer may turn.

/**
 * @typedef {object} Settings
 * @property {number} places
 * @property {number} readsPerSecond of an average place
 * @property {number} ttlSeconds
 * @property {number} purgeMs until the median place hears of it
 */
/** @typedef {'top-down'|'bottom-up'|'twice'|'ttl'|'inclusive'} Order */
/** `at`: a mark, or seconds after the write. @typedef {{settings: Settings, at: number|string, order: Order|null, bet: number|null}} RaceScene */

export const USUAL = /** @type {Settings} */ ({
  places: 24,
  readsPerSecond: 10,
  ttlSeconds: 60,
  purgeMs: 150,
});

/** What a setting may be; the engine refuses a run of more than 150,000 reads besides. @type {Record<keyof Settings, {least: number, most: number}>} */
export const LIMITS = {
  places: { least: 2, most: 60 },
  readsPerSecond: { least: 1, most: 100 },
  ttlSeconds: { least: 1, most: 600 },
  purgeMs: { least: 0, most: 60_000 },
};
const MOST_READS = 150_000;
const MOST_SECONDS = 600;

/** Moments that a script may name: nothing is written yet, it just was, the purge has gone around, a TTL later. */
export const MARKS = ['before', 'write', 'wave', 'end'];
/** When the purge has gone around, in seconds. */
const WAVE = 1;

/** @type {Order[]} */
export const ORDERS = ['top-down', 'bottom-up', 'twice', 'ttl', 'inclusive'];

const SETTINGS = /** @type {(keyof Settings)[]} */ (Object.keys(LIMITS));

/** The settings that an object has, copied by name; null when one of them is none. @param {any} raw @returns {Partial<Settings>|null} */
export function settingsOf(raw) {
  /** @type {Partial<Settings>} */
  const settings = {};
  for (const name of SETTINGS) {
    if (raw[name] === undefined) continue;
    const { least, most } = LIMITS[name];
    if (!Number.isInteger(raw[name]) || raw[name] < least || raw[name] > most) return null;
    settings[name] = raw[name] + 0; // -0 is 0
  }
  return settings;
}

/** Whether the engine takes so many reads. @param {Settings} settings */
export const fits = ({ places, readsPerSecond, ttlSeconds }) =>
  places * readsPerSecond * ttlSeconds <= MOST_READS;

/** @param {unknown} second */
export const isSecond = (second) => typeof second === 'number' && second >= 0 && second <= MOST_SECONDS;

/** Out of 100 reads. @type {import('../shared/bet.js').Wager} */
export const WAGER = {
  id: 'strategies',
  question:
    'One write, and nobody is told. Of 100 reads until the TTL is over, how many are told something old?',
  unit: '%',
  range: [0, 100],
};

/** @param {unknown} guess */
export const isGuess = (guess) => typeof guess === 'number' && guess >= 0 && guess <= 100;

/** The scene, its own fields copied by name; null when it cannot be used. @param {any} raw @returns {RaceScene|null} */
export function readScene(raw) {
  if (!raw || typeof raw !== 'object') return null;
  const { settings = {}, at = 'before', order = null, bet = null } = raw;
  const given = settings && typeof settings === 'object' ? settingsOf(settings) : null;
  if (!given || !(MARKS.includes(at) || isSecond(at))) return null;
  if (!(order === null || ORDERS.includes(order)) || !(bet === null || isGuess(bet))) return null;
  const whole = { ...USUAL, ...given };
  return fits(whole) ? { settings: whole, at, order, bet } : null;
}

/** Seconds after the write; null before it. @param {RaceScene} scene @returns {number|null} */
export function secondOf({ at, settings: { ttlSeconds } }) {
  if (typeof at === 'number') return Math.min(at, ttlSeconds);
  if (at === 'before') return null;
  return { write: 0, wave: Math.min(WAVE, ttlSeconds), end: ttlSeconds }[at] ?? ttlSeconds;
}

/** A raw scene from the tag's attributes; what is no number there is refused with the scene. @param {(name: string) => string|null} attribute */
export function attributesOf(attribute) {
  const number = (/** @type {string} */ name) => {
    const text = attribute(name);
    return text === null ? undefined : Number(text);
  };
  return {
    settings: {
      places: number('places'),
      readsPerSecond: number('reads'),
      ttlSeconds: number('ttl'),
      purgeMs: number('purge'),
    },
  };
}
