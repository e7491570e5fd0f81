// The controls of slide 10: every call of the code can be made, with any key and any server. The heads of the code are the fields.
import { html, nothing } from 'lit';
import { CALLS, MOST_SERVERS, MOST_TEXT_BYTES } from './model.js';
import { CODE } from './view.js';

/** @typedef {import('./model.js').CodeState} CodeState */
/** @typedef {import('./model.js').Call} Call */

const REFUSALS = new Map([
  ['server-name-empty', 'A server needs a name.'],
  ['server-exists', 'A server of this name is in the ring already.'],
  ['server-unknown', 'No server of this name is in the ring.'],
  ['servers-out-of-range', `This figure draws ${MOST_SERVERS} servers at most. Remove one first.`],
  [
    'text-too-long',
    `A name or key in this field has at most ${MOST_TEXT_BYTES.toLocaleString('en-US')} bytes.`,
  ],
]);

/** @param {string} code */
export const refusalText = (code) => REFUSALS.get(code) ?? `Refused: ${code}.`;

/** The next free name. @param {string[]} taken */
function nextServer(taken) {
  for (let i = 0; ; i++) {
    const name = `server-${i < 26 ? String.fromCharCode(65 + i) : i}`;
    if (!taken.includes(name)) return name;
  }
}

/** @param {CodeState} state @param {{call: (call: Call, text: string) => void, refused: string|null}} hands */
export function codeTools(state, { call, refused }) {
  const { scene, tokens } = state;
  const names = tokens.map(({ server }) => server);
  const suggested = {
    'add-server': nextServer(names),
    'get-server': scene.call?.call === 'get-server' ? scene.call.text : 'user:123',
    'remove-server': names[0] ?? '',
  };
  const head = (/** @type {Call} */ id) => {
    const run = (/** @type {SubmitEvent} */ event) => {
      event.preventDefault();
      const field = /** @type {HTMLFormElement} */ (event.currentTarget).querySelector('input');
      // An empty key is a key; an empty server is the one that the field suggests.
      call(id, field?.value || (id === 'get-server' ? (field?.value ?? '') : suggested[id]));
    };
    const said = CODE.find((block) => block.id === id)?.name;
    return html`<form @submit=${run}><label>${said}(<input type="text" aria-label=${id === 'get-server' ? 'key to get' : id === 'add-server' ? 'server to add' : 'server to remove'} .value=${id === 'get-server' ? suggested[id] : ''}
      placeholder=${id === 'get-server' ? '' : suggested[id]} spellcheck="false" autocomplete="off" autocapitalize="off" />)</label><button aria-label=${`Run ${said}`}>Run</button></form>`;
  };
  return {
    heads: /** @type {Record<Call, unknown>} */ (
      Object.fromEntries(CALLS.map((id) => [id, head(/** @type {Call} */ (id))]))
    ),
    more: refused
      ? html`<p class="panel words refused" style="--x:660;--y:500;--w:572" role="alert">${refusalText(refused)}</p>`
      : nothing,
  };
}
