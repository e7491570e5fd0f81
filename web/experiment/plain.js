// Commands and scenes as plain JSON that nobody can change from outside: copied on the way in, frozen for good.

/** @typedef {import('./experiment.js').Command} Command */

/** A command as plain JSON; null when it is none. @param {any} command @returns {Command|null} */
export function asPlain(command) {
  try {
    const plain = copied(command);
    return plain && typeof plain === 'object' && typeof plain.do === 'string' ? plain : null;
  } catch {
    return null; // a circle, a function, a depth beyond the stack
  }
}

/** @template T @param {T} value @returns {T} */
export const copied = (value) => deepFreeze(JSON.parse(JSON.stringify(value)));

/** @template T @param {T} value @returns {T} */
export function deepFreeze(value) {
  if (value && typeof value === 'object' && !ArrayBuffer.isView(value) && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) deepFreeze(part);
  }
  return value;
}
