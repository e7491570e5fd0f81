// The controls of the key router: any key, any two numbers of servers that can be drawn. Each is a command of the experiment;
// what is refused is said beside the field, and the last good value stays.
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { keyRouterModel, MOST_KEY_BYTES, MOST_SERVERS } from './model.js';

/** @typedef {import('./model.js').RouterScene} RouterScene */
/**
 * `done` ends a typed word; `pending` is the command that the hand has given and the figure does not show yet.
 * @typedef {{apply: (command: any) => void, refuse: (code: string) => void, done: () => void, pending: (verb: string) => any, refused: string|null, findOne: () => void}} Hands
 */

const REFUSALS = new Map([
  [
    'text-too-long',
    `A key in this field has at most ${MOST_KEY_BYTES.toLocaleString('en-US')} bytes. The last one stays.`,
  ],
  ['servers-out-of-range', `Servers: a whole number from 1 to ${MOST_SERVERS}. The last one stays.`],
  ['not-a-number', 'Digits only, please. The last number stays.'],
]);

/** @param {string} code */
export const refusalText = (code) => REFUSALS.get(code) ?? `Refused: ${code}.`;

/** A whole number written in plain digits; null for 1.9, 0x10, 1e2, ７ and the empty field. @param {string} text */
export const readWhole = (text) => (/^[0-9]{1,15}$/.test(text) ? Number(text) : null);

/** @param {RouterScene} scene @param {Hands} hands */
export function routerTools(scene, hands) {
  return { key: keyField(scene, hands), servers: serverFields(scene, hands) };
}

const field = (/** @type {Event} */ event) => /** @type {HTMLInputElement} */ (event.target);

/** @param {RouterScene} scene @param {Hands} hands */
function keyField(scene, { apply, done, pending, refused }) {
  const { key } = pending('set-key') ?? scene;
  const set = (/** @type {Event} */ event) => apply({ do: 'set-key', key: field(event).value });
  const tooLong = refused === 'text-too-long';
  return html`<label class="key">key <input type="text" dir="auto" .value=${live(key ?? '')} @input=${set} @change=${done} aria-invalid=${tooLong ? 'true' : nothing}
    spellcheck="false" autocomplete="off" autocapitalize="off" /></label>${tooLong ? message(refused) : nothing}`;
}

/** @param {RouterScene} scene @param {Hands} hands */
function serverFields({ before, after }, { apply, refuse, refused, findOne }) {
  /** Asked when the field is left: what is no number gives way to the last one. @param {(servers: number) => any} command @param {number|null} last */
  const set = (command, last) => (/** @type {Event} */ event) => {
    const servers = readWhole(field(event).value);
    const code = servers === null ? 'not-a-number' : keyRouterModel.check(command(servers));
    if (servers !== null && !code) return apply(command(servers));
    field(event).value = String(last ?? '');
    return refuse(code ?? '');
  };
  const first = set(
    (servers) => ({
      do: 'set-servers',
      before: servers,
      ...(after === null ? {} : { after }),
    }),
    before,
  );
  const second = set((servers) => ({ do: 'set-servers', before: before ?? servers, after: servers }), after);
  const box = (
    /** @type {string} */ name,
    /** @type {number|null} */ value,
    /** @type {(event: Event) => void} */ change,
  ) =>
    html`<label>${name} <input type="text" inputmode="numeric" size="3" .value=${String(value ?? '')} @change=${change} autocomplete="off" /></label>`;
  return html`<p class="servers">${box('servers', before, first)}${box('then', after, second)}${before === null || after === null ? nothing : html`<button @click=${findOne}>Find a key that stays</button>`}</p>
    ${refused && refused !== 'text-too-long' ? message(refused) : nothing}`;
}

const message = (/** @type {string} */ code) =>
  html`<p class="refused" role="alert">${refusalText(code)}</p>`;
