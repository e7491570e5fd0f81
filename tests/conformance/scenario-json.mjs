/**
 * JSON as scenarios need it. Objects become Maps, because a plain object would put the server "10" before
 * the server "a", and take `__proto__` for something else; answers are written with sorted keys, so that
 * equal answers are equal bytes.
 */

/** Strings of a JSON text, and whether a colon makes them a name. */
const STRINGS = /"(?:[^"\\]|\\.)*"(\s*:)?/g;

/**
 * @param {string} text
 * @returns {unknown} with every object a Map in the order written; of two equal names the last counts
 */
export function parse(text) {
  // A name that starts with "=" can neither be an array index nor have a meaning of its own.
  const marked = text.replace(STRINGS, (string, colon) => (colon ? `"=${string.slice(1)}` : string));
  return toMaps(JSON.parse(marked));
}

/**
 * @param {unknown} value
 * @returns {unknown}
 */
function toMaps(value) {
  if (Array.isArray(value)) return value.map(toMaps);
  if (typeof value !== 'object' || value === null) return value;
  return new Map(Object.entries(value).map(([name, inner]) => [name.slice(1), toMaps(inner)]));
}

/**
 * One line of JSON, names sorted. Takes Maps and plain objects alike.
 * @param {unknown} value
 * @returns {string}
 */
export function stringify(value) {
  if (Array.isArray(value)) return `[${value.map(stringify).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const entries = value instanceof Map ? [...value] : Object.entries(value);
  entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${entries.map(([name, inner]) => `${JSON.stringify(name)}:${stringify(inner)}`).join(',')}}`;
}
