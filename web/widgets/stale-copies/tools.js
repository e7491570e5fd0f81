// The controls of slide 18: write, tell everybody, or wait until the copies die of age. Each is a command.
import { html, nothing } from 'lit';
import { PLACES } from './scene.js';
import { TTL_MS } from './model.js';
import { standing } from '../shared/field.js';

/** @typedef {import('./model.js').CopiesState} CopiesState */
/** @typedef {{apply: (command: any) => void, refuse: (code: string) => void, pending: (verb: string) => any, refused: string|null}} Hands */

const REFUSALS = new Map([
  ['place-out-of-range', `${PLACES.least} to ${PLACES.most} places. The last number stays.`],
  ['not-a-number', 'Digits only, please. The last number stays.'],
  ['count-out-of-range', 'That is as long a story as a link can tell. Reset begins anew.'],
  ['too-big', 'Too big for the memory this page may use. Nothing was changed.'],
]);

/** @param {string} code */
export const refusalText = (code) => REFUSALS.get(code) ?? `Refused: ${code}.`;

/** @param {CopiesState} state @param {Hands} hands */
export function copiesTools({ scene }, { apply, refuse, pending, refused }) {
  const value = pending('set-places')?.places ?? scene.places;
  const set = (/** @type {Event} */ event) => {
    const field = /** @type {HTMLInputElement} */ (event.target);
    const number = /^[0-9]{1,6}$/.test(field.value) ? Number(field.value) : null;
    if (number === value) return undefined;
    if (number !== null && number >= PLACES.least && number <= PLACES.most)
      return apply({ do: 'set-places', places: number });
    field.value = String(value);
    return refuse(number === null ? 'not-a-number' : 'place-out-of-range');
  };
  const press = (/** @type {any} */ command, /** @type {string} */ name) =>
    html`<button @click=${() => apply(command)}>${name}</button>`;
  return html`<div class="tools">${press({ do: 'write' }, 'Write')}${press({ do: 'purge' }, 'Purge')}${press({ do: 'wait', seconds: 5 }, 'Wait 5 s')}${press({ do: 'wait', seconds: TTL_MS / 1000 }, 'Wait a TTL')}
<label>places<input type="text" inputmode="numeric" size="3" .value=${standing(String(value))} @change=${set} autocomplete="off" /></label>
${refused ? html`<p class="refused" role="alert">${refusalText(refused)}</p>` : nothing}</div>`;
}
