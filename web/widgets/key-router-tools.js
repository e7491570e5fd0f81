// The controls of the key router: any key, any two numbers of servers that can be drawn. Each is a command of the experiment;
// what is refused is said beside the field, and the last good value stays.
import { html, nothing } from 'lit';
import { keyRouterModel, MOST_KEY_BYTES, MOST_SERVERS } from './key-router-model.js';

/** @typedef {import('./key-router-model.js').RouterScene} RouterScene */
/** @typedef {{apply: (command: any) => void, refuse: (code: string) => void, refused: string|null}} Hands */

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
function keyField({ key }, { apply, refused }) {
  const set = (/** @type {Event} */ event) => apply({ do: 'set-key', key: field(event).value });
  const tooLong = refused === 'text-too-long';
  return html`<label class="key">key <input type="text" dir="auto" .value=${key ?? ''} @input=${set} aria-invalid=${tooLong ? 'true' : nothing}
    spellcheck="false" autocomplete="off" autocapitalize="off" /></label>${tooLong ? message(refused) : nothing}`;
}

/** @param {RouterScene} scene @param {Hands} hands */
function serverFields({ before, after }, { apply, refuse, refused }) {
  /** @param {(servers: number) => any} command */
  const set = (command) => (/** @type {Event} */ event) => {
    const servers = readWhole(field(event).value);
    const code = servers === null ? 'not-a-number' : keyRouterModel.check(command(servers));
    if (servers !== null && !code) return apply(command(servers));
    field(event).value = field(event).defaultValue;
    return refuse(code ?? '');
  };
  const first = set((servers) => ({
    do: 'set-servers',
    before: servers,
    ...(after === null ? {} : { after }),
  }));
  const second = set((servers) => ({ do: 'set-servers', before: before ?? servers, after: servers }));
  const box = (
    /** @type {string} */ name,
    /** @type {number|null} */ value,
    /** @type {(event: Event) => void} */ change,
  ) =>
    html`<label>${name} <input type="text" inputmode="numeric" size="3" value=${value ?? ''} .value=${String(value ?? '')} @change=${change} autocomplete="off" /></label>`;
  return html`<p class="servers">${box('servers', before, first)}${box('then', after, second)}</p>
    ${refused && refused !== 'text-too-long' ? message(refused) : nothing}`;
}

const message = (/** @type {string} */ code) =>
  html`<p class="refused" role="alert">${refusalText(code)}</p>`;
