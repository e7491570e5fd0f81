// The viewer's own servers: a text of names and weights, and line by line what was refused and why. The rest competes.
import { html, nothing } from 'lit';
import { count, percent, shorten } from '../../theme/format.js';
import { listOf } from './scene.js';
import { lineRefusal, shareText } from './words.js';

/** @typedef {import('./picture.js').TournamentPicture} TournamentPicture */

/** Refused lines that are shown; the others are counted. */
const MOST_LINES = 50;

const EXAMPLE = `10.0.0.1:11211 600
10.0.0.2:11211 300
10.0.0.3:11211 200`;

/** @param {TournamentPicture} picture @param {{apply: (command: any) => void}} hands */
export function listTools(picture, { apply }) {
  const { scene } = picture.state;
  const read = (/** @type {Event} */ event) => {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    apply({
      do: 'set-list',
      text: /** @type {HTMLTextAreaElement} */ (form.elements.namedItem('list')).value,
    });
  };
  return html`<details class="own" ?open=${scene.list !== null}><summary>Your own servers and weights</summary>
<form @submit=${read}><label>one server a line, its weight behind it<textarea name="list" .value=${scene.list ?? ''} rows="6" dir="auto" spellcheck="false" autocomplete="off" autocapitalize="off" placeholder=${EXAMPLE}></textarea></label>
<p class="press"><button type="submit">Use this list</button>${scene.list ? html`<button type="button" @click=${() => apply({ do: 'set-list', text: null })}>Back to equal servers</button>` : nothing}</p></form>
${ownVerdict(picture)}${refusedLines(picture)}</details>`;
}

/** What the list costs on each placement that hears weights. @param {TournamentPicture} picture */
function ownVerdict({ state, lines }) {
  if (!state.scene.list) return nothing;
  const counted = lines.filter(({ result, values }) => result && values.peak !== null);
  if (counted.length === 0)
    return html`<p class="found">Let somebody compete to see what this list costs.</p>`;
  return html`<ul class="found">${counted.map(
    ({ name, values }) =>
      html`<li>${name}: your busiest server carries ${values.peak?.toFixed(2)} times its share, and your next one moves ${shareText(values.joined ?? 0)} of all keys; its own share is ${percent(1 / (state.asked.servers.length + 1), 2)}.</li>`,
  )}</ul>`;
}

/** @param {TournamentPicture} picture */
function refusedLines({ state }) {
  const { list } = state.scene;
  if (list === null) return nothing;
  const { servers, refused, blank } = listOf(list);
  const rest = refused.length - MOST_LINES;
  return html`<p class="found">${count(servers.length)} servers read, ${count(refused.length)} lines refused, ${count(blank)} blank or comment.</p>
${refused.length === 0 ? nothing : html`<ol class="lines">${refused.slice(0, MOST_LINES).map(({ line, text, code }) => html`<li>line ${count(line)}: <bdi>${shorten(text, 40)}</bdi>, ${lineRefusal(code)}</li>`)}${rest > 0 ? html`<li>and ${count(rest)} more</li>` : nothing}</ol>`}`;
}
