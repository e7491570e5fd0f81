// The controls of slide 15: any key, any room in each tier, anything in it to begin with. Each is a command of the experiment; what is
// refused is said beside the fields, and the last good value stays.
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { count } from '../../theme/format.js';
import { TIERS } from '../shared/tiers.js';
import { keysIn, MOST_KEYS, MOST_PAST, MOST_ROOM, MOST_TEXT_BYTES } from './model.js';
import { standing } from '../shared/field.js';

/** @typedef {import('./model.js').WalkState} WalkState */
/** @typedef {{get: (key: string) => void, apply: (command: any) => void, refuse: (code: string) => void, touch: () => void, refused: string|null}} Hands */

const REFUSALS = new Map([
  ['text-too-long', `A key has at most ${count(MOST_TEXT_BYTES)} bytes. The last one stays.`],
  ['not-a-number', 'Digits only, please. The last number stays.'],
  [
    'capacity-out-of-range',
    `A tier has room for 1 to ${count(MOST_ROOM)} entries, and begins with ${MOST_KEYS} at most: no more than it, or a tier below, has room for.`,
  ],
  ['capacity-not-growing', 'What is in a tier is in those below it too: L1 ≤ L2 ≤ L3. The last sizes stay.'],
  ['count-out-of-range', `${MOST_PAST} GETs are told here. Reset to begin again.`],
]);

/** @param {string} code */
export const refusalText = (code) => REFUSALS.get(code) ?? `Refused: ${code}.`;

/** A whole number written in plain digits; null for 1.9, 0x10, 1e2, ７ and the empty field. @param {string} text */
export const readWhole = (text) => (/^[0-9]{1,15}$/.test(text) ? Number(text) : null);

const field = (/** @type {Event} */ event) => /** @type {HTMLInputElement} */ (event.target);

/** @param {WalkState} state @param {Hands} hands */
export function walkTools(state, hands) {
  const { refused } = hands;
  const alert = refused ? html`<p class="refused" role="alert">${refusalText(refused)}</p>` : nothing;
  const ofKey = refused === 'text-too-long' || refused === 'count-out-of-range';
  return {
    ask: askForm(state, hands, ofKey ? alert : nothing),
    tiers: tierFields(state, hands, ofKey ? nothing : alert),
  };
}

/** @param {WalkState} state @param {Hands} hands @param {unknown} alert */
function askForm({ scene }, { get, touch }, alert) {
  const ask = (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    get(/** @type {HTMLFormElement} */ (event.currentTarget).querySelector('input')?.value ?? '');
  };
  return html`<form class="panel words ask" style="--x:268;--y:114;--w:330" @submit=${ask}><label>GET <input type="text" dir="auto" aria-label="GET key" .value=${live(scene.key ?? 'user:123')} @input=${touch}
    spellcheck="false" autocomplete="off" autocapitalize="off" /></label><button aria-label="Send this GET">Send</button>${alert}</form>`;
}

/** @param {WalkState} state @param {Hands} hands @param {unknown} alert */
function tierFields({ scene }, { apply, refuse, touch }, alert) {
  const { capacity, contents } = scene;
  const setRoom = (/** @type {number} */ k) => (/** @type {Event} */ event) => {
    const room = readWhole(field(event).value);
    if (room === capacity[k]) return undefined;
    if (room !== null)
      return apply({ do: 'set-capacity', capacity: capacity.map((now, i) => (i === k ? room : now)) });
    field(event).value = String(capacity[k]);
    return refuse('not-a-number');
  };
  const setKeys = (/** @type {number} */ k) => (/** @type {Event} */ event) =>
    apply({
      do: 'set-contents',
      contents: contents.map((now, i) => (i === k ? keysIn(field(event).value) : now)),
    });
  return html`<details class="tools" @keydown=${closeOnEscape}><summary @click=${touch}>The tiers</summary><div class="tier-tools">
${TIERS.map(
  ({ name }, k) => html`<b>${name}</b>
<label>room<input type="text" inputmode="numeric" size="4" aria-label=${`${name} room, entries`} .value=${standing(String(capacity[k]))} @change=${setRoom(k)} autocomplete="off" /></label>
<label>to begin with, the newest first<input type="text" dir="auto" class="keys" aria-label=${`${name} to begin with, keys, the newest first`} .value=${standing(contents[k].join(', '))} @change=${setKeys(k)}
 spellcheck="false" autocomplete="off" autocapitalize="off" /></label>`,
)}${alert}</div></details>`;
}

/** Esc closes the fields, and nothing else. @param {KeyboardEvent} event */
function closeOnEscape(event) {
  const details = /** @type {HTMLDetailsElement} */ (event.currentTarget);
  if (event.key !== 'Escape' || !details.open) return;
  event.stopPropagation();
  details.open = false;
  details.querySelector('summary')?.focus();
}
