// The controls of the night: the moment that is looked at, one more server, another placement, another cluster. Each is a command
// of the experiment; what is refused is said beside the field, and the last good value stays.
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { clockTime } from './picture.js';
import { LANES, WINDOW } from './scene.js';
import { foundWords, LANE_WORDS, verdictWords } from './words.js';
import { standing } from '../shared/field.js';

/** @typedef {import('./picture.js').OutagePicture} OutagePicture */
/**
 * `done` ends a drag; `stop` stops what the engine is asked; `pending` is the command that the hand has given and the figure does not
 * show yet; `search`: whether a headroom is being searched.
 * @typedef {{apply: (command: any) => void, refuse: (code: string) => void, touch: () => void, done: () => void, stop: () => void,
 *   pending: (verb: string) => any, refused: string|null, search: boolean}} Hands
 */

const REFUSALS = new Map([
  ['count-out-of-range', 'Hit rate 0 to 99 %, headroom 0.1 to 50, retries 0 to 9. The last value stays.'],
  ['not-a-number', 'Digits only, please. The last number stays.'],
  ['time-out-of-range', 'The figure shows the night from 3:46:57 to 3:47:10.'],
  ['too-big', 'Too big for the memory this page may use. Nothing was changed.'],
]);

/** @param {string} code */
export const refusalText = (code) => REFUSALS.get(code) ?? `Refused: ${code}.`;

/** A number in plain digits, with tenths where they are asked for; null for 1e2, 0x10, -1, ７ and the empty field. @param {string} text @param {boolean} tenths */
export function readNumber(text, tenths) {
  const plain = tenths ? /^[0-9]{1,6}(\.[0-9])?$/ : /^[0-9]{1,6}$/;
  return plain.test(text) ? Number(text) : null;
}

const field = (/** @type {Event} */ event) => /** @type {HTMLInputElement} */ (event.target);

/** The moment, along the clock of the drawing. @param {OutagePicture} picture @param {Hands} hands */
export function momentField({ second }, { apply, done, pending }) {
  const told = pending('scrub-to')?.second ?? Math.min(second, WINDOW.until);
  const set = (/** @type {Event} */ event) => apply({ do: 'scrub-to', second: Number(field(event).value) });
  return html`<input class="moment" type="range" min=${WINDOW.from} max=${WINDOW.until} step="0.1" .value=${live(String(told))}
    aria-label="Moment of the night" aria-valuetext=${clockTime(told)} @input=${set} @change=${done} />`;
}

/** Slide 2: the one press, and the placement that the desk reads. @param {OutagePicture} picture @param {Hands} hands */
export function deskTools(picture, hands) {
  const { scene } = picture.state;
  const added = scene.at === 'end' || Number(scene.at) > 0 || typeof scene.at === 'string';
  // A second press before the first is answered is the same wish.
  const add = () => !added && !hands.pending('add-server') && hands.apply({ do: 'add-server' });
  return html`<div class="tools"><button class="add" aria-disabled=${added ? 'true' : 'false'} @click=${add}>${added ? 'Server number 100 joined' : 'Add server 101'}</button>
${laneField(picture, hands)}</div>`;
}

/** @param {OutagePicture} picture @param {Hands} hands */
function laneField({ state }, { apply }) {
  const set = (/** @type {Event} */ event) => apply({ do: 'lane', name: field(event).value });
  return html`<label>placement<select @change=${set}>${LANES.map((name) => html`<option value=${name} .selected=${live(state.scene.lane === name)}>${LANE_WORDS[name]}</option>`)}</select></label>`;
}

/** Slide 5: another cluster, on the same night. @param {OutagePicture} picture @param {Hands} hands */
export function nightTools(picture, hands) {
  const { state } = picture;
  const { apply, refused, search, stop } = hands;
  const settings = { ...state.scene.settings, ...hands.pending('set') }; // what was ticked stays ticked while the engine runs
  const numbers = [
    { name: 'hitRate', label: 'hit rate, %', value: settings.hitRate * 100, tenths: false, of: 100 },
    { name: 'headroom', label: 'headroom, ×', value: settings.headroom, tenths: true, of: 1 },
    { name: 'retries', label: 'retries', value: settings.retries, tenths: false, of: 1 },
  ];
  const switches = [
    { name: 'backoff', label: 'back off before a retry' },
    { name: 'coalesce', label: 'one query a key at a time' },
    { name: 'shed', label: 'shed load from 3:47:30' },
  ];
  return html`<details class="tools"><summary @click=${hands.touch}>Change the night</summary><div class="night-tools">
<p class="verdict">${verdictWords(picture)}</p>
${numbers.map((number) => numberField(number, hands))}
${switches.map(({ name, label }) => html`<label class="switch"><input type="checkbox" .checked=${live(settings[/** @type {'shed'} */ (name)])} @change=${(/** @type {Event} */ event) => apply({ do: 'set', [name]: field(event).checked })} />${label}</label>`)}
${laneField(picture, hands)}
${search ? html`<button @click=${stop}>Stop searching</button>` : html`<button @click=${() => apply({ do: 'find-headroom' })}>Find the smallest headroom that survives</button>`}
<p class="found">${state.found ? foundWords(state.found) : nothing}</p>
${refused ? html`<p class="refused" role="alert">${refusalText(refused)}</p>` : nothing}</div></details>`;
}

/** @param {{name: string, label: string, value: number, tenths: boolean, of: number}} number @param {Hands} hands */
function numberField({ name, label, value, tenths, of }, { apply, refuse }) {
  const text = String(Number(value.toFixed(1)));
  const set = (/** @type {Event} */ event) => {
    const number = readNumber(field(event).value, tenths);
    if (number !== null && number === Number(text)) return undefined;
    if (number !== null) return apply({ do: 'set', [name]: number / of });
    field(event).value = text;
    return refuse('not-a-number');
  };
  return html`<label>${label}<input type="text" inputmode="decimal" size="4" .value=${standing(text)} @change=${set} autocomplete="off" /></label>`;
}
