// The receipt: a slip of paper beside a number, saying which function of the engine computed it, of what, in which file, how
// surely, and how long that took just now. A dialog that stops nobody: Esc closes it, and the focus goes back where it was.
import { html, nothing, render } from 'lit';
import { claims } from './claims.js';
import { receiptOf } from './numbers.js';
import { placeBeside } from './slip.js';

/**
 * What a live figure answers for its number (its method `receipt()`).
 * @typedef {object} FigureReceipt
 * @property {string} number
 * @property {string} unit
 * @property {string} sentence
 * @property {[string, string][]} rows
 * @property {string} file
 * @property {number} ms
 */
/** @typedef {Omit<FigureReceipt, 'ms'> & {sure: string, ms: number | null, fault?: string}} Slip */
/** @typedef {ReturnType<typeof import('./answers.js').createAnswers>} Answers */

/** Where the sources can be read; a build that does not know shows their names. */
const REPOSITORY = /** @type {any} */ (import.meta).env?.VITE_REPOSITORY;

/** @param {number | null} ms */
export function duration(ms) {
  if (ms === null) return '…';
  if (ms === 0) return 'under a clock tick';
  return ms < 10 ? `${ms.toFixed(2)} ms` : `${Math.round(ms)} ms`;
}

/**
 * @param {() => Promise<Answers>} asked the engine's answers, as soon as it is there
 * @param {AbortSignal} signal ends it
 */
export function createReceipt(asked, signal) {
  const dialog = document.createElement('dialog');
  dialog.className = 'claim-slip day';
  dialog.tabIndex = -1;
  dialog.setAttribute('aria-labelledby', 'claim-slip-number');
  document.body.append(dialog);
  signal.addEventListener('abort', () => dialog.remove());
  /** @type {HTMLElement | SVGElement | null} */
  let anchor = null;
  /** @type {HTMLElement | SVGElement | null} */
  let back = null;
  /** @type {HTMLElement | SVGElement | null} where a press just closed the slip */
  let pressed = null;
  let turn = 0; // of the slip; an older answer does not write on a newer one

  /** @param {number} index @param {boolean} [again] */
  async function show(index, again = false) {
    if (!anchor?.isConnected) return close(true);
    const mine = ++turn;
    const { all } = receiptOf(anchor);
    const number = all[index];
    const first = written(number);
    const draw = (/** @type {Slip} */ slip) => {
      if (mine !== turn || !anchor) return;
      if (!anchor.isConnected) return close(true); // its figure was drawn anew
      const way = {
        more: all.length > 1 ? `${index + 1} of ${all.length}` : null,
        next: () => show((index + 1) % all.length),
        again: () => show(index, true),
        close: () => close(true),
      };
      render(slipPaper(slip, way), dialog);
      placeBeside(dialog, anchor);
    };
    draw(first);
    try {
      draw(await computed(number, first, asked, again));
    } catch (error) {
      draw({ ...first, fault: 'The engine did not answer. This is the recorded number.' });
      console.warn(error);
    }
  }

  /** @param {HTMLElement | SVGElement} element */
  function open(element) {
    back = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    if (back === document.body) back = element;
    anchor = element;
    anchor.setAttribute('aria-expanded', 'true');
    dialog.show();
    show(receiptOf(element).index);
    dialog.focus({ preventScroll: true });
  }

  /** @param {boolean} [giveBack] the focus, to where it was */
  function close(giveBack = false) {
    if (!anchor) return;
    turn++;
    anchor.removeAttribute('aria-expanded');
    anchor = null;
    dialog.close();
    if (giveBack) back?.focus({ preventScroll: true });
  }

  dialog.addEventListener('keydown', (event) => {
    if (event.key.startsWith('Page')) return; // the next slide, from here too
    event.stopPropagation(); // the deck's keys are not meant
    if (event.key === 'Escape' || event.key === '?') {
      event.preventDefault();
      close(true);
    }
  });
  dialog.addEventListener('focusout', ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !dialog.contains(relatedTarget)) close();
  });
  // Esc from the number itself, where a press has left the focus.
  window.addEventListener(
    'keydown',
    (event) => {
      if (!anchor || event.key !== 'Escape' || dialog.contains(/** @type {Node} */ (event.target))) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      close(true);
    },
    { capture: true, signal },
  );
  document.addEventListener(
    'pointerdown',
    ({ target }) => {
      pressed = null;
      if (!anchor || !(target instanceof Node) || dialog.contains(target)) return;
      pressed = anchor.contains(target) ? anchor : null;
      close();
    },
    { capture: true, signal },
  );
  return {
    open,
    close,
    /** Puts the slip away if its number is no longer on the page. */
    closeIfLost() {
      if (anchor && !anchor.isConnected) close(true);
    },
    /** A second press on a number puts its receipt away. @param {HTMLElement | SVGElement} element */
    toggle(element) {
      if (pressed === element) pressed = null;
      else open(element);
    },
  };
}

/** What can be said before the engine answers. @param {import('./numbers.js').Told} number @returns {Slip} */
function written({ id, element, figure }) {
  const recorded = element.textContent?.trim() ?? '';
  const claim = claims.get(id);
  if (!claim || figure)
    return { number: '…', unit: '', sentence: '', rows: [], file: '', sure: 'exact', ms: null };
  const { call, inputs, file } = claim.question;
  return {
    number: recorded,
    unit: claim.unit ?? '',
    sentence: claim.sentence,
    rows: [['ƒ', call], ...inputs],
    file,
    sure: '…',
    ms: null,
  };
}

/**
 * The same with the engine's answer, asked just now if `again`.
 * @param {import('./numbers.js').Told} number @param {Slip} slip @param {() => Promise<Answers>} asked @param {boolean} again
 * @returns {Promise<Slip>}
 */
async function computed({ id, figure }, slip, asked, again) {
  if (figure) return { ...slip, ...(await figure.receipt()) };
  const claim = /** @type {import('./claims.js').Claim} */ (claims.get(id));
  const { answer, ms } = await (await asked())(claim.question, { again });
  return { ...slip, number: claim.text(answer), sure: claim.sure?.(answer) ?? 'exact', ms };
}

/** @param {Slip} slip @param {{more: string | null, next: () => void, again: () => void, close: () => void}} way */
function slipPaper({ number, unit, sentence, rows, file, sure, ms, fault }, way) {
  const row = (/** @type {string} */ name, /** @type {unknown} */ value) =>
    html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
  const source = REPOSITORY
    ? html`<a href=${`${REPOSITORY}/blob/main/${file}`} target="_blank" rel="noopener noreferrer">${file}</a>`
    : file;
  return html`<div class="claim-paper"><p id="claim-slip-number"><b class="num">${number}${unit === '°' ? unit : html`<small>${unit}</small>`}</b> ${sentence}</p>
<dl>${rows.map(([name, value]) => row(name, value))}${row('count', sure)}
${row('took', html`<span role="status">${fault ?? duration(ms)}</span>`)}${file ? row('source', source) : nothing}</dl>
<p class="claim-ways">${way.more === null ? nothing : html`<button @click=${way.next}>next number<span class="visually-hidden">, this is</span> ${way.more}</button>`}<button @click=${way.again}>run again</button></p>
<button class="claim-close" @click=${way.close} aria-label="Close the receipt">✕</button></div>`;
}
