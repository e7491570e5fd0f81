/**
 * What scenarios say, read without trust: a missing field, a number where a text belongs, a count of
 * -1.5. Whatever cannot be read is a refusal, thrown here and caught once a scenario.
 */
import { MAX_TEXT_BYTES, unsigned64, wholeNumber } from '../../web/engine/checks.js';

/** @typedef {import('../../web/engine/edgecache.d.ts').Code} Code */

/** Ends a scenario, or a step of one: its answer is {refused: code}. */
export class Refusal extends Error {
  /** @param {Code} code */
  constructor(code) {
    super(code);
    this.answer = { refused: code };
  }
}

/** More draws or list entries than this make no scenario. */
const MOST_LISTED = 10_000_000;

/**
 * An answer that is not refused, or the end of the scenario.
 * @template T
 * @param {T} answer
 * @returns {Exclude<T, {refused: any}>}
 */
export function granted(answer) {
  if (typeof answer === 'object' && answer !== null && 'refused' in answer) {
    throw new Refusal(/** @type {any} */ (answer).refused);
  }
  return /** @type {any} */ (answer);
}

/**
 * @param {unknown} value
 * @returns {Map<string, unknown>}
 */
export function object(value) {
  if (!(value instanceof Map)) throw new Refusal('input-unreadable');
  return value;
}

/**
 * @param {unknown} value
 * @returns {unknown[]}
 */
export function list(value) {
  if (!Array.isArray(value)) throw new Refusal('input-unreadable');
  return value;
}

/**
 * A text, or {"repeat": [text, times]}; at most 16 MiB of UTF-8.
 * @param {unknown} value
 * @returns {string}
 */
export function text(value) {
  const written = value instanceof Map ? repeated(value.get('repeat')) : value;
  if (typeof written !== 'string') throw new Refusal('input-unreadable');
  if (written.length > MAX_TEXT_BYTES) throw new Refusal('text-too-long');
  if (written.length * 3 > MAX_TEXT_BYTES && Buffer.byteLength(written) > MAX_TEXT_BYTES) {
    throw new Refusal('text-too-long');
  }
  return written;
}

/** @param {unknown} value */
function repeated(value) {
  const [part, times] = list(value);
  const many = wholeNumber(times, 0, Number.MAX_SAFE_INTEGER);
  if (typeof part !== 'string' || many === null) throw new Refusal('input-unreadable');
  if (part.length * many > MAX_TEXT_BYTES) throw new Refusal('text-too-long');
  return part.repeat(many);
}

/**
 * Keys: a list of texts, or a range {prefix, count, from?}.
 * @param {unknown} value
 * @returns {string[] | {prefix: string, from: number, count: number}}
 */
export function keys(value) {
  if (!(value instanceof Map)) return list(value).map(text);
  return {
    prefix: text(value.get('prefix')),
    from: count(value.get('from') ?? 0),
    count: count(value.get('count')),
  };
}

/**
 * How many of something, no more than can be listed.
 * @param {unknown} value
 */
export function count(value) {
  const many = wholeNumber(value, 0, Number.MAX_SAFE_INTEGER);
  if (many === null) throw new Refusal('count-out-of-range');
  if (many > MOST_LISTED) throw new Refusal('too-big');
  return many;
}

/**
 * A number of servers for modulo.
 * @param {unknown} value
 */
export function servers(value) {
  const many = wholeNumber(value, 1, 0xffffffff);
  if (many === null) throw new Refusal('servers-out-of-range');
  return many;
}

/**
 * @param {unknown} value
 * @returns {string} decimal
 */
export function seed(value) {
  const number = unsigned64(value);
  if (number === null) throw new Refusal('seed-out-of-range');
  return number.toString();
}

/**
 * @param {unknown} value
 * @returns {string} decimal
 */
export function position(value) {
  const number = unsigned64(value);
  if (number === null) throw new Refusal('position-out-of-range');
  return number.toString();
}
