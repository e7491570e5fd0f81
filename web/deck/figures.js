// The figures of the slides, alive or not yet. The code of a figure comes with its slide (widgets/tags.js), so what the deck has to
// say to a figure may have to wait for it; it is then said in the order it was meant. A figure whose code cannot be fetched keeps
// its still and says so.
import { showFailure } from '../experiment/figure-failure.js';
import { bring, isAlive } from '../widgets/tags.js';

/** The figure of a slide, if it has one: alive or a still. @param {Element|null|undefined} section @returns {any} */
export const figureOf = (section) => section?.querySelector('[data-figure]') ?? null;

/** Figures whose code was asked for. @type {WeakSet<HTMLElement>} */
const wanted = new WeakSet();

/** @typedef {'enter'|'leave'|'wake'|'hold'|'finish'|'seekScript'|'load'} Verb */

/**
 * Calls a method of a figure: at once when it is alive, else when its code is here.
 * @param {any} figure @param {Verb} method @param {any[]} given
 * @returns {any} what the method answers, or a promise of it; undefined when the code did not come
 */
export function tell(figure, method, ...given) {
  if (!figure) return undefined;
  if (isAlive(figure)) return figure[method]?.(...given); // one that failed to be made has no methods
  if (method === 'leave' && !wanted.has(figure)) return undefined; // nobody entered
  wanted.add(figure);
  return comesAlive(figure).then((here) => (here ? figure[method]?.(...given) : undefined));
}

/** Fetches the code of a figure. @param {HTMLElement} figure @returns {Promise<boolean>} whether it is alive now */
export async function comesAlive(figure) {
  if (figure.dataset.state === 'failed') withoutNotice(figure);
  try {
    await bring(figure);
    return isAlive(figure);
  } catch (error) {
    notHere(figure, error);
    return false;
  }
}

/** @param {HTMLElement} figure @param {unknown} error */
function notHere(figure, error) {
  if (figure.dataset.state === 'failed') return; // asked twice, told once
  console.error(figure, error);
  showFailure(figure, [...figure.childNodes], {
    why: 'The code of this figure could not be fetched.',
    way: 'Try again',
    go: () => tell(figure, 'enter'),
  });
}

/** @param {HTMLElement} figure */
function withoutNotice(figure) {
  figure.querySelector(':scope > .notice')?.remove();
  figure.dataset.state = 'waiting';
}

/**
 * How many steps of the deck a figure's script is, read from the markup where no code has taken it from there. None for a figure that
 * only attracts (`data-attract`): the title's next is the next slide.
 * @param {any} figure @returns {number}
 */
export function stepsOf(figure) {
  if (!figure || figure.hasAttribute('data-attract')) return 0;
  if (isAlive(figure)) return figure.scriptLength;
  try {
    return JSON.parse(figure.querySelector('script[data-script]')?.textContent ?? '[]').length;
  } catch {
    return 0; // the figure itself will name what its author got wrong
  }
}
