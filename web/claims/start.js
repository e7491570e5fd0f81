// Numbers that answer for themselves. When a slide is entered its claims are computed anew, and only then: nothing is done for
// slides that nobody sees. A number that differs from what was recorded is put right and reported, once.
import './slip.css';
import { loadEngine } from '../engine/whole.js';
import { createAnswers } from './answers.js';
import { asWritten, claims } from './claims.js';
import { makeStops, numberAt, receiptsOn } from './numbers.js';
import { createReceipt } from './receipt.js';

/**
 * @param {HTMLElement} root what holds the slides
 * @param {{shortcut: () => boolean}} options `shortcut`: whether `?` opens the slide's first receipt from anywhere
 */
export function startClaims(root, { shortcut }) {
  /** @type {HTMLElement | null} */
  let current = null;
  /** @type {Promise<ReturnType<typeof createAnswers>> | null} */
  let answers = null;
  const asked = () => {
    answers ??= loadEngine().then((engine) => createAnswers(engine));
    answers.catch(() => {
      answers = null; // the figures say why; the recorded numbers stand
    });
    return answers;
  };
  /** @type {Set<string>} */
  const settled = new Set();
  const stop = new AbortController();
  const { signal } = stop;
  const receipt = createReceipt(asked, signal);

  document.addEventListener(
    'click',
    (event) => {
      const number = numberAt(event.target, root);
      if (number) receipt.toggle(number);
    },
    { signal },
  );
  document.addEventListener(
    'keydown',
    (event) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      const number = numberAt(event.target, root);
      const opens = event.key === '?' || (number && (event.key === 'Enter' || event.key === ' '));
      if (!opens || isTyping(event.target)) return;
      const asked = number ?? (shortcut() && current && receiptsOn(current)[0]?.element);
      if (!asked) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      receipt.open(asked);
    },
    { capture: true, signal },
  );
  const drawnAnew = async (/** @type {Event} */ { target }) => {
    const figure = /** @type {any} */ (target);
    await figure.updateComplete;
    receipt.closeIfLost();
    const slide = figure.closest('section');
    if (slide) makeStops(slide);
  };
  root.addEventListener('experiment-change', drawnAnew, { signal });
  for (const slide of root.querySelectorAll('section')) makeStops(slide);

  return {
    stop: () => stop.abort(),
    /** @param {HTMLElement} slide the slide that is shown now */
    async enter(slide) {
      if (slide === current) return;
      current = slide;
      receipt.close();
      makeStops(slide);
      for (const { id } of receiptsOn(slide)) {
        const claim = claims.get(id);
        if (!claim || claim.asked || settled.has(id)) continue;
        try {
          const { answer } = await (await asked())(claim.question);
          if (!settled.has(id)) putRight(root, claim, claim.text(answer));
          settled.add(id);
        } catch {
          return; // no engine, or it stopped: the recorded numbers stand, and the receipt says so
        }
        if (slide !== current) return;
      }
    },
  };
}

/** @param {HTMLElement} root @param {import('./claims.js').Claim} claim @param {string} text */
function putRight(root, claim, text) {
  const told = /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(`[data-claim="${claim.id}"]`));
  const lies = [...told].filter((number) => number.textContent !== asWritten(text, number.dataset.as));
  if (!lies.length) return;
  console.error(
    `Claim "${claim.id}" of ${claim.slides.join(', ')}: recorded ${lies[0].textContent}, computed ${text}`,
  );
  for (const number of lies) number.textContent = asWritten(text, number.dataset.as);
}

/** @param {EventTarget | null} target */
const isTyping = (target) =>
  target instanceof Element && target.matches('input, textarea, select, [contenteditable]');
