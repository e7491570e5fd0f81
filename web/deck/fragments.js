// The clicker's next and back drive the figure first: a slide gets one reveal fragment for each step of its figure's script.
// Nothing is shown by a fragment itself; it carries the step's number. Once the viewer has taken the figure over, the script is
// no longer what the log says, so the steps are withdrawn and next means next slide.

import { figureOf, tell } from './figures.js';

/** @param {HTMLElement} section @param {number} steps */
export function addSteps(section, steps) {
  if (section.querySelector('.step')) return;
  for (let i = 0; i < steps; i++) {
    const step = document.createElement('span');
    step.className = 'fragment step';
    step.dataset.fragmentIndex = String(i);
    step.hidden = true;
    section.append(step);
  }
}

/**
 * Ties the steps of every slide to its figure, both ways, for as long as this deck is on.
 * @param {import('reveal.js').RevealApi} deck @param {(event: string, listener: (event: any) => void) => void} on
 */
export function tieSteps(deck, on) {
  let telling = false;
  const shown = (/** @type {Element} */ section) => section.querySelectorAll('.step.visible').length;

  const toFigure = () => {
    const section = deck.getCurrentSlide();
    const figure = figureOf(section);
    if (telling || !figure || figure.touched) return;
    tell(figure, 'seekScript', shown(section));
  };
  // reveal clears the steps of slides that lie ahead; a figure keeps its place, so the steps follow it.
  const fromFigure = () => {
    const section = deck.getCurrentSlide();
    const figure = figureOf(section);
    if (!figure) return;
    for (const step of section.querySelectorAll('.step')) step.classList.toggle('fragment', !figure.touched);
    if (figure.touched) return;
    telling = true;
    deck.navigateFragment((figure.experiment?.cursor ?? 0) - 1); // one that is not alive yet stands at its beginning
    telling = false;
  };
  on('fragmentshown', toFigure);
  on('fragmenthidden', toFigure);
  on('slidechanged', fromFigure);
  on('experiment-change', ({ target }) => {
    if (target === figureOf(deck.getCurrentSlide())) fromFigure();
  });
  fromFigure(); // it may have come to its end while the deck was still being set up
}
