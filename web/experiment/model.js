// What a figure teaches the experiment about itself, and what is asked of it before anything from outside is believed.
import { MOST_COMMANDS } from './address.js';
import { asPlain } from './plain.js';

/** @typedef {import('../engine/edgecache.d.ts').Engine} Engine */
/** @typedef {import('./experiment.js').Command} Command */
/** @typedef {import('./experiment.js').Event} Event */

/**
 * Pure of the page.
 * @typedef {object} Model
 * @property {(raw: any) => any} scene the scene, own fields copied by name and checked; null when it cannot be used
 * @property {(command: any) => string|null} check the code of what is wrong with a command, before the engine is asked
 * @property {(engine: Engine, scene: any) => any} start the state a scene stands for, or a promise of it
 * @property {(engine: Engine, state: any, command: Command, options: {signal: AbortSignal, onProgress: (progress: any) => void}) => any} run
 *   the state after a command and its events, `{state, events}`, or `{refused: code}`, or a promise of either; the state before stays usable
 * @property {(scene: any, command: Command) => any} fold the scene that stands after a command
 * @property {(state: any) => void} [dispose]
 */

/**
 * A scene, log and cursor from outside, read field by field; null when this model cannot use them.
 * @param {Model} model @param {any} given
 * @returns {{scene: any, log: Command[], cursor: number}|null}
 */
export function readGiven(model, given) {
  try {
    const scene = model.scene(given.scene);
    const log = /** @type {Command[]} */ (given.log.map(asPlain));
    const fits = scene && log.length <= MOST_COMMANDS && log.every((step) => step && !model.check(step));
    if (!fits || !Number.isInteger(given.cursor) || given.cursor < 0) return null;
    return { scene, log, cursor: Math.min(given.cursor, log.length) };
  } catch {
    return null;
  }
}
