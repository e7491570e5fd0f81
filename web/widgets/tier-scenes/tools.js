// The controls of slide 17: the trace, who is asked inside a point of presence, and GETs by hand.
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { count } from '../../theme/format.js';
import { MOST_KEY_BYTES, MOST_REQUESTS, SKEWS } from './model.js';
import { POINTS, TRACE } from '../../claims/cdn.js';
import { standing } from '../shared/field.js';

/** @typedef {import('./model.js').TierState} TierState */
/** @typedef {{apply: (command: any) => void, refuse: (code: string) => void, touch: () => void, stop: () => void, key: string, type: (key: string) => void, get: (point: string) => void, running: boolean, pending: any, refused: string|null}} Hands */

const REFUSALS = new Map([
  ['not-a-number', 'Whole numbers in digits only. The last number stays.'],
  ['count-out-of-range', `A trace has 1 to ${count(MOST_REQUESTS)} requests. The last number stays.`],
  ['text-too-long', `A key in this field has at most ${count(MOST_KEY_BYTES)} bytes.`],
  ['too-big', 'Too big for the memory this page may use. Nothing was changed.'],
  ['worker-lost', 'The worker was lost. Replay once more.'],
]);

/** @param {string} code */
export const refusalText = (code) => REFUSALS.get(code) ?? `Refused: ${code}.`;

/** Digits and nothing else; null for 1e2, 0x10, -1, 1.9, ７ and the empty field. @param {string} text */
export const readWhole = (text) => (/^[0-9]{1,12}$/.test(text) ? Number(text) : null);

const field = (/** @type {Event} */ event) => /** @type {HTMLInputElement} */ (event.target);

/** @param {string} label @param {boolean} pressed @param {() => void} press */
const choice = (label, pressed, press) =>
  html`<button aria-pressed=${pressed ? 'true' : 'false'} @click=${press}>${label}</button>`;

/** @param {TierState} state @param {Hands} hands */
export function scenesTools({ scene }, hands) {
  const { apply, stop, running, pending, refused, touch } = hands;
  const inside = scene.show === 'cdn';
  const requests = pending?.requests ?? (scene.requests || TRACE.requests);
  const replay = running
    ? html`<button class="stop" @click=${stop}>Stop</button>`
    : html`<button @click=${() => apply({ do: 'replay', requests })}>Replay</button>`;
  return html`${inside ? askTools(scene, hands) : nothing}<div class="tools main"><span role="group" aria-label="What is shown">${choice('All three', !inside, () => apply({ do: 'show', system: 'all' }))}${choice('Inside the CDN', inside, () => apply({ do: 'show', system: 'cdn' }))}</span>${inside ? nothing : replay}
<details><summary @click=${touch}>Trace</summary><div class="sheet">${traceFields({ ...scene, skew: pending?.skew ?? scene.skew }, requests, hands)}</div></details>${refused ? html`<p class="refused" role="alert">${refusalText(refused)}</p>` : nothing}</div>`;
}

/** @param {import('./model.js').TierScene} scene @param {number} requests @param {Hands} hands */
function traceFields({ skew, pick }, requests, { apply, refuse }) {
  const set = (/** @type {Event} */ event) => {
    const number = readWhole(field(event).value);
    if (number !== null) return number !== requests && apply({ do: 'replay', requests: number });
    field(event).value = String(requests);
    return refuse('not-a-number');
  };
  const draw = (/** @type {Event} */ event) => apply({ do: 'replay', requests, skew: field(event).value });
  return html`<label>requests<input type="text" inputmode="numeric" .value=${standing(String(requests))} @change=${set} autocomplete="off" /></label>
<label>Zipf exponent<select @change=${draw}>${[...SKEWS].sort().map((s) => html`<option value=${s} .selected=${live(s === skew)}>${s}</option>`)}</select></label>
${pickField(pick, apply)}<p>Drawn by Zipf’s law, seed ${TRACE.seed}. Real programs and readers ask in other patterns, so these ratios are no benchmark.</p>`;
}

/** @param {string} pick @param {(command: any) => void} apply */
const pickField = (pick, apply) =>
  html`<span class="pick" role="group" aria-label="Inside a point of presence">${choice('the ring picks', pick === 'ring', () => apply({ do: 'pick', by: 'ring' }))}${choice('any server', pick === 'any', () => apply({ do: 'pick', by: 'any' }))}</span>`;

/** @param {import('./model.js').TierScene} scene @param {Hands} hands */
function askTools({ pick }, { apply, get, key, type }) {
  return html`<div class="tools ask-from"><label>GET<input type="text" dir="auto" aria-label="key" .value=${live(key)} @input=${(/** @type {Event} */ event) => type(field(event).value)} spellcheck="false" autocomplete="off" autocapitalize="off" /></label>
<span role="group" aria-label="from">${POINTS.map((point) => html`<button @click=${() => get(point)}>${point}</button>`)}</span>
${pickField(pick, apply)}</div>`;
}
