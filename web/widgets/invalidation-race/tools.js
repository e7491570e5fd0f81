// The controls of slide 19: the moment that is looked at, other parameters, a bet, and the order of a purge. Each is a command; what
// is refused is said beside the field, and the last good value stays.
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { betControl, betSentence } from '../shared/bet.js';
import { outcome } from './model.js';
import { LIMITS, ORDERS, WAGER } from './scene.js';
import { lasts, ORDER_WORDS } from './words.js';
import { standing } from '../shared/field.js';

/** @typedef {import('./model.js').RaceState} RaceState */
/** @typedef {import('./scene.js').Settings} Settings */
/**
 * `done` ends a drag; `pending` is the command that the hand has given and the figure does not show yet.
 * @typedef {{apply: (command: any) => void, bet: (command: any) => void, refuse: (code: string) => void, touch: () => void, done: () => void,
 *   pending: (verb: string) => any, refused: string|null}} Hands
 */

const REFUSALS = new Map([
  [
    'count-out-of-range',
    'Places 2 to 60, reads 1 to 100, TTL 1 to 600 s, and 150,000 reads in all at most. The last value stays.',
  ],
  ['not-a-number', 'Digits only, please. The last number stays.'],
  ['time-out-of-range', 'The figure ends a TTL after the write.'],
  ['too-big', 'Too big for the memory this page may use. Nothing was changed.'],
]);

/** @param {string} code */
export const refusalText = (code) => REFUSALS.get(code) ?? `Refused: ${code}.`;

/** Whole numbers in plain digits; null for 1e2, 0x10, -1, 1.5, ７ and the empty field. -0 is 0. @param {string} text */
export const readWhole = (text) => (/^(?:-0|[0-9]{1,6})$/.test(text) ? Number(text) + 0 : null);

const field = (/** @type {Event} */ event) => /** @type {HTMLInputElement} */ (event.target);

/** @param {RaceState} state @param {number|null} shown the moment that is drawn @param {Hands} hands */
export function raceTools(state, shown, hands) {
  return {
    bet: bet(state, hands),
    moment: moment(state, shown, hands),
    orders: orders(state, hands),
    tools: settings(state, hands),
  };
}

/** The question, until there is a bet or the minute is told; then how far off it was. @param {RaceState} state @param {Hands} hands */
function bet(state, { bet: commit, touch }) {
  const told = outcome(state);
  const waiting = state.second === null && told.guess === null;
  if (waiting)
    return html`<div class="panel words aside" style="--x:852;--y:176;--w:380" @input=${touch}>${betControl(WAGER, told, commit)}</div>`;
  return told.guess === null ? nothing : html`<p class="kept">${betSentence(WAGER, told)}</p>`;
}

/** The moment, along the axis of the lanes. @param {RaceState} state @param {number|null} shown @param {Hands} hands */
function moment({ run }, shown, { apply, done, pending }) {
  const { ttlSeconds } = run.scene;
  const second = pending('scrub-to')?.second ?? shown ?? 0;
  const set = (/** @type {Event} */ event) => apply({ do: 'scrub-to', second: Number(field(event).value) });
  return html`<input class="moment" type="range" min="0" max=${ttlSeconds} step="0.1" .value=${live(String(Math.min(second, ttlSeconds)))}
    aria-label="Time after the write" aria-valuetext=${lasts(second * 1000)} @input=${set} @change=${done} />`;
}

/** @param {RaceState} state @param {Hands} hands */
function orders({ scene }, { apply }) {
  return html`<div class="panel words orders" role="group" aria-label="How the purge goes down">${ORDERS.map(
    (order) =>
      html`<button aria-pressed=${scene.order === order ? 'true' : 'false'} @click=${() => apply({ do: 'purge-order', order })}>${ORDER_WORDS[order].name}</button>`,
  )}<button @click=${() => apply({ do: 'purge-order', order: null })}>Back to the race</button></div>`;
}

/** @param {RaceState} state @param {Hands} hands */
function settings({ scene }, hands) {
  const { apply, refused } = hands;
  const numbers = /** @type {{name: keyof Settings, label: string}[]} */ ([
    { name: 'places', label: 'places' },
    { name: 'readsPerSecond', label: 'reads/s' },
    { name: 'ttlSeconds', label: 'TTL, s' },
  ]);
  return html`<div class="tools">${numbers.map((number) => numberField(number, scene.settings, hands))}
<button @click=${() => apply({ do: 'purge-order', order: 'top-down' })}>A purge in three tiers</button>
${refused ? html`<p class="refused" role="alert">${refusalText(refused)}</p>` : nothing}</div>`;
}

/** @param {{name: keyof Settings, label: string}} number @param {Settings} settings @param {Hands} hands */
function numberField({ name, label }, settings, { apply, refuse, pending }) {
  const value = pending('set')?.[name] ?? settings[name];
  const set = (/** @type {Event} */ event) => {
    const number = readWhole(field(event).value);
    const { least, most } = LIMITS[name];
    if (number === value) return undefined;
    if (number !== null && number >= least && number <= most) return apply({ do: 'set', [name]: number });
    field(event).value = String(value);
    return refuse(number === null ? 'not-a-number' : 'count-out-of-range');
  };
  return html`<label>${label}<input type="text" inputmode="numeric" size="3" .value=${standing(String(value))} @change=${set} autocomplete="off" /></label>`;
}
