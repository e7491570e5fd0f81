// The viewer's own trace: pasted or from a file, one key a line. What was read is said line for line, and whether it fits a link.
import { html, nothing } from 'lit';
import { readWords } from './words.js';

/** @typedef {import('./picture.js').BenchPicture} BenchPicture */

/** A field with more text than that is slow to draw: of a longer trace the numbers are shown, and what was pasted stays as it is. */
const MOST_SHOWN = 100_000;

const EXAMPLE = `GET /index.html
GET /logo.svg
GET /index.html`;

/** @param {BenchPicture} picture @param {Pick<import('./tools.js').Hands, 'apply' | 'tooLongForLink'>} hands */
export function ownTrace({ state }, { apply, tooLongForLink }) {
  const { text } = state.scene;
  const read = (/** @type {Event} */ event) => {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const area = /** @type {HTMLTextAreaElement} */ (form.elements.namedItem('trace'));
    apply({ do: 'set-trace', text: area.value });
  };
  const open = async (/** @type {Event} */ event) => {
    const file = /** @type {HTMLInputElement} */ (event.target).files?.[0];
    if (file) apply({ do: 'set-trace', text: await file.text() });
  };
  return html`<details class="own" ?open=${text !== null}><summary>Your own trace</summary>
<form @submit=${read}><label>one key a line, as your log has them<textarea name="trace" .value=${text !== null && text.length <= MOST_SHOWN ? text : ''} rows="6" dir="auto" spellcheck="false" autocomplete="off" autocapitalize="off" placeholder=${EXAMPLE}></textarea></label>
<p class="press"><button type="submit">Run this trace</button>${text !== null ? html`<button type="button" @click=${() => apply({ do: 'set-trace', text: null })}>Back to draws</button>` : nothing}</p>
<label>or a file<input type="file" accept="text/*,.log,.txt,.csv" @change=${open} /></label></form>
${text === null ? nothing : html`<p class="found">${readWords(text, state.distinct)}${tooLongForLink ? ' Too long for a link: it stays on this page.' : ''}</p>`}</details>`;
}
