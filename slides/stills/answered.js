// A still is drawn while the deck is built: a refusal there is a mistake of ours and stops the build, loudly.
import { isRefused } from '../../web/engine/checks.js';

/**
 * The engine's answer, never a refusal.
 * @template T
 * @param {T} answer
 * @returns {Exclude<NonNullable<T>, import('../../web/engine/edgecache.d.ts').Refused>}
 */
export function answered(answer) {
  if (answer === null || answer === undefined || isRefused(answer)) {
    throw new Error(`The engine refused a still: ${JSON.stringify(answer)}`);
  }
  return /** @type {any} */ (answer);
}
