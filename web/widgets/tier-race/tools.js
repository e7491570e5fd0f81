// The controls of slide 14: how far the race is run, every tier's room and wait, and where the numbers come from.
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { TIERS } from '../shared/tiers.js';
import { RUNNERS } from './model.js';
import { sourceList } from './sources.js';
import { standing } from '../shared/field.js';

/** @typedef {{apply: (command: any) => void, refuse: (code: string) => void, touch: () => void, refused: string|null}} Hands */

const REFUSALS = new Map([
  ['not-a-number', 'Whole numbers in digits only. The last value stays.'],
  ['time-out-of-range', 'An answer takes 1 ns to 1,000 s. The last value stays.'],
  ['capacity-out-of-range', 'A tier holds 1 GB to 1,000,000,000 GB. The last value stays.'],
  ['capacity-not-growing', 'A tier holds all of the one before it: no less than that. The last value stays.'],
]);

/** @param {string} code */
export const refusalText = (code) => REFUSALS.get(code) ?? `Refused: ${code}.`;

const UNITS = [
  { sign: 'ns', ns: 1 },
  { sign: 'µs', ns: 1e3 },
  { sign: 'ms', ns: 1e6 },
  { sign: 's', ns: 1e9 },
];

/** Digits and nothing else; null for 1e2, 0x10, -1, 1.9, ７ and the empty field. @param {string} text */
export const readWhole = (text) => (/^[0-9]{1,12}$/.test(text) ? Number(text) : null);

const field = (/** @type {Event} */ event) => /** @type {HTMLInputElement} */ (event.target);

/** @param {import('./model.js').RaceState} state @param {Hands} hands */
export function raceTools({ scene }, hands) {
  const { apply, touch, refused } = hands;
  return html`<div class="tools race-to" role="group" aria-label="Race until there is an answer from"><span aria-hidden="true">until</span>${RUNNERS.map(({ name }, i) => html`<button aria-pressed=${i === scene.to ? 'true' : 'false'} @click=${() => apply({ do: 'race', to: name })}>${name}</button>`)}</div>
<details class="tools numbers"><summary @click=${touch}>Change the numbers</summary><div class="sheet">
${RUNNERS.map(({ name }, i) => html`<fieldset><legend>${name}</legend>${waitField(name, scene.latencyNs[i], hands)}${i < TIERS.length ? roomField(name, scene.capacityGb[i], hands) : nothing}</fieldset>`)}
${refused ? html`<p class="refused" role="alert">${refusalText(refused)}</p>` : nothing}</div></details>
<details class="tools where"><summary @click=${touch}>Where they come from</summary><div class="sheet">${sourceList}</div></details>`;
}

/** The largest unit in which the wait is whole. @param {number} ns */
const unitOf = (ns) => UNITS.findLast((unit) => ns % unit.ns === 0) ?? UNITS[0];

/** @param {string} name @param {number} ns @param {Hands} hands */
function waitField(name, ns, { apply, refuse }) {
  const unit = unitOf(ns);
  const value = ns / unit.ns;
  const put = (/** @type {number} */ next) => next !== ns && apply({ do: 'set-latency', of: name, ns: next });
  const set = (/** @type {Event} */ event) => {
    const number = readWhole(field(event).value);
    if (number !== null) return put(number * unit.ns);
    field(event).value = String(value);
    return refuse('not-a-number');
  };
  const change = (/** @type {Event} */ event) => put(value * Number(field(event).value));
  return html`<label>answers in<input type="text" inputmode="numeric" aria-label=${`${name} answers in, ${unit.sign}`} .value=${standing(String(value))} @change=${set} autocomplete="off" /></label>
<label>unit<select aria-label=${`unit of the wait for ${name}`} @change=${change}>${UNITS.map(({ sign, ns }) => html`<option value=${ns} .selected=${live(ns === unit.ns)}>${sign}</option>`)}</select></label>`;
}

/** @param {string} name @param {number} gb @param {Hands} hands */
function roomField(name, gb, { apply, refuse }) {
  const set = (/** @type {Event} */ event) => {
    const number = readWhole(field(event).value);
    if (number !== null) return number !== gb && apply({ do: 'set-capacity', of: name, gb: number });
    field(event).value = String(gb);
    return refuse('not-a-number');
  };
  return html`<label>holds, GB<input type="text" inputmode="numeric" aria-label=${`${name} holds, GB`} .value=${standing(String(gb))} @change=${set} autocomplete="off" /></label>`;
}
