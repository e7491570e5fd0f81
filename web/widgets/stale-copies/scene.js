// What slide 18's figure begins with: so many places, each with a copy of one value, and what has been done since. A cache's past
// cannot be folded into fewer words, so the scene keeps it, a command a step.

/** @typedef {{do: 'write'} | {do: 'wait', seconds: number} | {do: 'purge'} | {do: 'set-places', places: number}} CopiesCommand */
/** @typedef {{places: number, past: CopiesCommand[]}} CopiesScene */

export const USUAL_PLACES = 24;
export const PLACES = { least: 2, most: 60 };
export const MOST_SECONDS = 60;
/** Steps that a scene may keep. */
export const MOST_PAST = 2000;

const within = (/** @type {unknown} */ value, /** @type {number} */ least, /** @type {number} */ most) =>
  Number.isInteger(value) && Number(value) >= least && Number(value) <= most;

/** What is wrong with a command before any engine is asked; null when nothing is. @param {any} command */
export function check(command) {
  switch (command?.do) {
    case 'write':
    case 'purge':
      return null;
    case 'wait':
      return within(command.seconds, 1, MOST_SECONDS) ? null : 'time-out-of-range';
    case 'set-places':
      return within(command.places, PLACES.least, PLACES.most) ? null : 'place-out-of-range';
    default:
      return 'operation-unknown';
  }
}

/** A command that was checked, its own fields copied by name. @param {any} command @returns {CopiesCommand} */
function plain(command) {
  if (command.do === 'wait') return { do: 'wait', seconds: command.seconds };
  return command.do === 'set-places' ? { do: 'set-places', places: command.places } : { do: command.do };
}

/** The scene, its own fields copied by name; null when it cannot be used. @param {any} raw @returns {CopiesScene|null} */
export function readScene(raw) {
  if (!raw || typeof raw !== 'object') return null;
  const { places = USUAL_PLACES, past = [] } = raw;
  if (!within(places, PLACES.least, PLACES.most) || !Array.isArray(past) || past.length > MOST_PAST)
    return null;
  return past.every((command) => !check(command)) ? { places, past: past.map(plain) } : null;
}

/** The scene that stands after a command; other places begin anew. @param {CopiesScene} before @param {any} command @returns {CopiesScene} */
export function fold({ places, past }, command) {
  return command.do === 'set-places'
    ? { places: command.places, past: [] }
    : { places, past: [...past, plain(command)] };
}
