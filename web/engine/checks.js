/**
 * What may cross into the engine. JavaScript hands over anything: NaN from an empty field, 1.5 from a
 * slider moved in the devtools, 2^64 that a Number has already rounded. Every argument passes one of
 * these questions first, and what does not pass is refused with a code, as a value: nothing throws,
 * nothing is wrapped or clamped in silence. (C++ asks again, so that no other way in is softer.)
 *
 * @typedef {import('./edgecache.d.ts').Code} Code
 * @typedef {import('./edgecache.d.ts').Refused} Refused
 */

/** The longest text that crosses: 16 MiB of UTF-8. */
export const MAX_TEXT_BYTES = 16 * 1024 * 1024;

/** The most that one question may ask about: what a 32-bit count can say. */
export const MAX_COUNT = 0xffffffff;

const UNSIGNED_64 = 1n << 64n;

/**
 * A refusal: why not, as data. It changes nothing.
 * @param {Code} code
 * @returns {Refused}
 */
export const refused = (code) => Object.freeze({ refused: code });

/**
 * Is this answer a refusal?
 * @param {unknown} answer
 * @returns {answer is Refused}
 */
export const isRefused = (answer) => typeof answer === 'object' && answer !== null && 'refused' in answer;

/**
 * Options as an object whatever came: null and 5 hold no options.
 * @template {object} T
 * @param {T | undefined} options
 * @returns {Partial<T>}
 */
export const optionsOf = (options) => (typeof options === 'object' && options !== null ? options : {});

/** Thrown inside the engine's folder alone: keys that turn out, in the middle of a question, to be none. */
export class Unreadable extends Error {}

/**
 * A whole number in [least, most], or null. Only numbers count: "7", 7n and true are not numbers, and
 * beyond 2^53 a Number no longer says which whole number it is. -0 is 0.
 * @param {unknown} value
 * @param {number} least
 * @param {number} most
 * @returns {number | null}
 */
export function wholeNumber(value, least, most) {
  if (!Number.isSafeInteger(value)) return null;
  const number = /** @type {number} */ (value) + 0; // -0 + 0 is 0
  return number >= least && number <= most ? number : null;
}

/**
 * A whole number in [0, 2^64), or null: a BigInt, decimal digits, or a Number that is still exact.
 * Seeds and positions are such numbers; most of them are past 2^53.
 * @param {unknown} value
 * @returns {bigint | null}
 */
export function unsigned64(value) {
  if (typeof value === 'bigint') return value >= 0n && value < UNSIGNED_64 ? value : null;
  if (typeof value === 'number') {
    const number = wholeNumber(value, 0, Number.MAX_SAFE_INTEGER);
    return number === null ? null : BigInt(number);
  }
  // Twenty digits spell every 64-bit number; a few more allow leading zeros. The bound keeps a text of
  // a million digits from being multiplied out.
  if (typeof value !== 'string' || !/^[0-9]{1,40}$/.test(value)) return null;
  const number = BigInt(value);
  return number < UNSIGNED_64 ? number : null;
}

/**
 * Is this a typed array of that name? Asked by its tag, because an array from another window or worker
 * is an instance of that window's class.
 * @template {'Uint8Array' | 'Uint32Array'} Name
 * @param {unknown} value
 * @param {Name} name
 * @returns {value is (Name extends 'Uint8Array' ? Uint8Array : Uint32Array)}
 */
export const isTypedArray = (value, name) => Object.prototype.toString.call(value) === `[object ${name}]`;

/** The largest answer, in bytes: twice what the module's own memory can hold. */
const MAX_ANSWER_BYTES = 2 ** 31;

/**
 * An array for an answer, or a refusal: JavaScript's memory ends too, on some devices early.
 * @template T
 * @param {{new (count: number): T, BYTES_PER_ELEMENT: number}} ArrayType
 * @param {number} count
 * @returns {T | Refused}
 */
export function allot(ArrayType, count) {
  if (count * ArrayType.BYTES_PER_ELEMENT > MAX_ANSWER_BYTES) return refused('too-big');
  try {
    return new ArrayType(count);
  } catch {
    return refused('too-big');
  }
}
