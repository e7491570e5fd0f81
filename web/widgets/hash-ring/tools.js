// The controls of a ring figure: a key to follow, servers to add and remove, virtual nodes. Every one of them is a command of
// the experiment; what the engine refuses is said beside the control and changes nothing.
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { count } from '../../theme/format.js';

/** @typedef {import('./picture.js').RingPicture} RingPicture */
/**
 * `done` ends a drag or a typed word; `pending` is the command that the hand has given and the figure does not show yet.
 * @typedef {{apply: (command: any) => void, refuse: (code: string|null) => void, done: () => void, pending: (verb: string) => any}} Hands
 */

/** Longest key a field takes; longer ones go through `place` or the engine. */
const MOST_KEY_BYTES = 1024;
const encoder = new TextEncoder();

/** What the refusal codes mean to somebody at the controls. */
const REFUSALS = new Map(
  Object.entries({
    'server-name-empty': 'A server needs a name.',
    'server-exists': 'A server of this name is in the ring already.',
    'server-unknown': 'No server of this name is in the ring.',
    'vnodes-out-of-range': 'Virtual nodes: a whole number from 1 to 10,000.',
    'count-out-of-range': 'A figure takes at most 100,000 keys.',
    'too-many-points': 'That would be more than 1,000,000 tokens.',
    'text-too-long': 'A key in this field has at most 1,024 bytes.',
    'not-a-number': 'Digits only, please. The last number stays.',
    'name-blank': 'A name of blanks alone cannot be told apart here.',
    'too-big': 'Too big for the memory this page may use. Nothing was changed.',
  }),
);

/** @param {string} code */
export const refusalText = (code) => REFUSALS.get(code) ?? `Refused: ${code}.`;

/** Digits only, so that 0x10, 1e2 and 1.9 are never read as something else. @param {string} text */
export function readWhole(text) {
  return /^[0-9]{1,15}$/.test(text) ? Number(text) : null;
}

/** The next free name of the kind the ring uses. @param {RingPicture} picture */
export function nextServerName({ members }) {
  const taken = new Set(members.map(({ name }) => name));
  for (let i = 0; ; i++) {
    const letter = i < 26 ? String.fromCharCode(65 + i) : String(i);
    if (!taken.has(`server-${letter}`)) return `server-${letter}`;
  }
}

/**
 * @param {RingPicture} picture
 * @param {Hands & {parts: string[], refused: string|null}} hands
 */
export function ringTools(picture, { parts, refused, ...hands }) {
  const { apply } = hands;
  const locked = picture.scene.hash === 'by-degrees';
  const has = (/** @type {string} */ part) => parts.includes(part);
  return html`<div class="tools">
    ${has('key') ? keyField(picture, hands) : nothing}
    ${has('unlock') && locked ? html`<button class="unlock" @click=${() => apply({ do: 'set-hash', hash: 'xxh64' })}>Unlock: real names, real hashes</button>` : nothing}
    ${has('servers') && !locked ? serverFields(picture, hands) : nothing}
    ${has('vnodes') && !locked ? vnodesField(picture, hands) : nothing}
    ${refused ? html`<p class="refused" role="alert">${refusalText(refused)}</p>` : nothing}
  </div>`;
}

/** The field says what was typed last; what is refused leaves it again. @param {RingPicture} picture @param {Hands} hands */
function keyField({ scene }, { apply, refuse, done, pending }) {
  const { key } = pending('set-key') ?? scene;
  const set = (/** @type {InputEvent} */ event) => {
    const field = /** @type {HTMLInputElement} */ (event.target);
    if (encoder.encode(field.value).length > MOST_KEY_BYTES) return refuse('text-too-long');
    return apply({ do: 'set-key', key: field.value });
  };
  return html`<label>key<input type="text" .value=${live(key ?? '')} @input=${set} @change=${done} spellcheck="false" autocomplete="off" autocapitalize="off" /></label>`;
}

/** @param {RingPicture} picture @param {Hands} hands */
function serverFields(picture, { apply, refuse }) {
  const next = nextServerName(picture);
  const add = (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const field = /** @type {HTMLInputElement} */ (
      /** @type {HTMLElement} */ (event.currentTarget).querySelector('input')
    );
    const name = field.value || next;
    if (!name.trim()) return refuse('name-blank');
    field.value = '';
    return apply({ do: 'add-server', server: name });
  };
  const remove = (/** @type {Event} */ event) => {
    const list = /** @type {HTMLSelectElement} */ (event.target);
    const server = list.value;
    list.value = '';
    if (server) apply({ do: 'remove-server', server });
  };
  return html`<form @submit=${add}><label>new server<input type="text" placeholder=${next} spellcheck="false" autocomplete="off" autocapitalize="off" /></label>
      <button aria-label="Add server">Add</button></form>
    <label>remove<select @change=${remove} ?disabled=${!picture.members.length}><option value="">choose</option>
      ${picture.members.map(({ name }) => html`<option value=${name}>${name}</option>`)}</select></label>`;
}

/** @param {RingPicture} picture @param {Hands} hands */
function vnodesField({ scene }, { apply, refuse, done, pending }) {
  const { vnodes } = pending('set-vnodes') ?? scene;
  const set = (/** @type {Event} */ event) => {
    const number = readWhole(/** @type {HTMLInputElement} */ (event.target).value);
    if (number === null) return refuse('not-a-number');
    return apply({ do: 'set-vnodes', vnodes: number });
  };
  return html`<label>virtual nodes: ${count(vnodes)}
    <input type="range" min="1" max="200" .value=${live(String(Math.min(200, vnodes)))} @input=${set} @change=${done} /></label>`;
}
