// Where a slip of paper lies: under its number where there is room, else above it, else beside it, and never off the screen.

const GAP = 8;

/** @typedef {{left: number, top: number, right: number, bottom: number}} Box */

/** @param {Box} number @param {{width: number, height: number}} slip @param {{width: number, height: number}} screen */
export function placeOf(number, slip, screen) {
  const within = (/** @type {number} */ at, /** @type {number} */ size, /** @type {number} */ room) =>
    Math.max(GAP, Math.min(at, room - size - GAP));
  const left = within(number.left - GAP, slip.width, screen.width);
  if (number.bottom + GAP + slip.height + GAP <= screen.height) return { left, top: number.bottom + GAP };
  if (number.top - GAP - slip.height >= GAP) return { left, top: number.top - GAP - slip.height };
  const top = within(number.top, slip.height, screen.height);
  const right = number.right + GAP;
  if (right + slip.width + GAP <= screen.width) return { left: right, top };
  return { left: within(number.left - GAP - slip.width, slip.width, screen.width), top };
}

/** As large as the stage is shown, and beside the number. @param {HTMLElement} slip @param {Element} number */
export function placeBeside(slip, number) {
  const stage = document.querySelector('.stage .slides');
  const scale = stage ? stage.getBoundingClientRect().width / 1280 : 1;
  slip.style.fontSize = `${15 * Math.min(Math.max(scale, 1), 3)}px`;
  const screen = { width: document.documentElement.clientWidth, height: window.innerHeight };
  const { left, top } = placeOf(number.getBoundingClientRect(), slip.getBoundingClientRect(), screen);
  slip.style.left = `${left}px`;
  slip.style.top = `${top}px`;
}
