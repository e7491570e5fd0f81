// Where a slide's numbers stand, and who answers for each: a claim of the table by its id, or the live figure it belongs to.

const NUMBER = '[data-claim], [data-figure] .claim';
const LINE = 'p.receipt';

/** @typedef {{id: string, element: HTMLElement | SVGElement, figure: any}} Told `figure`: the live figure that answers, or null */

/** The number, or the line of provenance, that was pointed at. @param {EventTarget | null} target @param {Element} root */
export function numberAt(target, root) {
  const element = target instanceof Element ? target.closest(`${NUMBER}, ${LINE}`) : null;
  const slide = element?.closest('section');
  if (!element || !slide || !root.contains(slide)) return null;
  const answers = identify(element) || (element.matches(LINE) && receiptsOn(slide).length > 0);
  return answers ? /** @type {HTMLElement} */ (element) : null;
}

/** @param {Element} element @returns {Told | null} */
function identify(element) {
  const figure = /** @type {any} */ (element.closest('[data-figure]'));
  if (figure) return figure.receipt ? { id: 'figure', element: /** @type {any} */ (element), figure } : null;
  const id = element.getAttribute('data-claim');
  return id ? { id, element: /** @type {any} */ (element), figure: null } : null;
}

/** Every number of a slide once, the one that is set large first and its sentence's last. @param {Element} slide @returns {Told[]} */
export function receiptsOn(slide) {
  /** @type {Map<string, Told>} */
  const found = new Map();
  const numbers = [...slide.querySelectorAll(NUMBER), ...slide.querySelectorAll(`[data-figure] ${LINE}`)];
  for (const element of numbers.sort((a, b) => rank(a) - rank(b))) {
    const number = identify(element);
    if (number && !found.has(number.id)) found.set(number.id, number);
  }
  return [...found.values()];
}

/** The receipt that is meant, and its place among the slide's. @param {HTMLElement | SVGElement} element */
export function receiptOf(element) {
  const slide = /** @type {Element} */ (element.closest('section'));
  const all = receiptsOn(slide);
  const id = identify(element)?.id;
  return {
    all,
    index: Math.max(
      0,
      all.findIndex((number) => number.id === id),
    ),
  };
}

/** @param {Element} element */
const rank = (element) => (isWord(element) ? 2 : element.classList.contains('claim') ? 0 : 1);

/** Whether a number stands in a sentence, where the drawing beside it may say it too. @param {Element} element */
const isWord = (element) => element.closest('h2, [data-read]') !== null;

/**
 * Makes the numbers into stops for the keyboard, each only once: what the drawing says, its sentence need not repeat. Numbers inside
 * a drawing are one picture to a reader who listens (role="img"): for those the line of provenance is the stop.
 * @param {Element} slide
 */
export function makeStops(slide) {
  const all = receiptsOn(slide);
  if (!all.length) return;
  const stops = [...slide.querySelectorAll(NUMBER)].filter(
    (element) =>
      !element.closest('svg') &&
      identify(element) &&
      (!isWord(element) || all.some((n) => n.element === element)),
  );
  // A line with a number of its own leaves the stop to it: a control has no control inside.
  const lines = [...slide.querySelectorAll(LINE)].filter(
    (line) => !stops.some((stop) => line.contains(stop)),
  );
  for (const element of [...stops, ...lines]) {
    element.setAttribute('role', 'button');
    element.setAttribute('tabindex', '0');
    element.setAttribute('aria-haspopup', 'dialog');
  }
}
