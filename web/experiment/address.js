// The exact state of a figure as text that fits in an address: "1." and base64url of JSON [tag, scene, log, cursor].
// Whatever comes in from an address is somebody else's text: it is measured, parsed and checked for shape here, and field by field
// by the figure's model afterwards; it is never evaluated.

/** Longest value of `?at=`, in characters. */
export const MOST_CHARACTERS = 8192;
const VERSION = '1';
/** Longest log; older commands fold into the scene. */
export const MOST_COMMANDS = 1000;

/** @typedef {{tag: string, scene: any, log: any[], cursor: number}} Address */
/** @typedef {{refused: 'address-too-long'|'address-unreadable'|'address-version'}} Unreadable */

/**
 * @param {string} tag @param {any} scene @param {any[]} log @param {number} cursor
 * @returns {string|null} null when it would be longer than an address may be
 */
export function toAddress(tag, scene, log, cursor) {
  const bytes = new TextEncoder().encode(JSON.stringify([tag, scene, log, cursor]));
  if (bytes.length > MOST_CHARACTERS) return null;
  const text = btoa(String.fromCharCode(...bytes));
  const address = `${VERSION}.${text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')}`;
  return address.length <= MOST_CHARACTERS ? address : null;
}

/** @param {unknown} text @returns {Address | Unreadable} */
export function fromAddress(text) {
  if (typeof text !== 'string') return { refused: 'address-unreadable' };
  if (text.length > MOST_CHARACTERS) return { refused: 'address-too-long' };
  const dot = text.indexOf('.');
  if (dot < 1 || !/^[0-9]+$/.test(text.slice(0, dot))) return { refused: 'address-unreadable' };
  if (text.slice(0, dot) !== VERSION) return { refused: 'address-version' };
  try {
    return shapeOf(parsed(text.slice(dot + 1)));
  } catch {
    return { refused: 'address-unreadable' };
  }
}

/** @param {string} text base64url */
function parsed(text) {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  const bytes = Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
  return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
}

/** @param {any} value @returns {Address | Unreadable} */
function shapeOf(value) {
  const unreadable = /** @type {Unreadable} */ ({ refused: 'address-unreadable' });
  if (!Array.isArray(value) || value.length !== 4) return unreadable;
  const [tag, scene, log, cursor] = value;
  if (typeof tag !== 'string' || !/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(tag)) return unreadable;
  if (!scene || typeof scene !== 'object' || Array.isArray(scene)) return unreadable;
  if (!Array.isArray(log) || log.length > MOST_COMMANDS) return unreadable;
  if (log.some((command) => typeof command?.do !== 'string')) return unreadable;
  if (!Number.isInteger(cursor) || cursor < 0 || cursor > log.length) return unreadable;
  return { tag, scene, log, cursor };
}
