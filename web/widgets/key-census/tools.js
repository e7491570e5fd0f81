// The controls of the census figures: any two numbers of servers, the sizes of the count, virtual nodes. Each is a command of the
// experiment; what is refused is said beside the field, and the last good value stays.
import { html, nothing } from 'lit';
import { count } from '../../theme/format.js';
import { keyCensusModel as model, MOST_POINTS, MOST_SERVERS, MOST_VNODES } from './model.js';
import { millions } from './words.js';

/** @typedef {import('./model.js').CensusState} CensusState */
/** @typedef {{apply: (command: any) => void, refuse: (code: string) => void, refused: string|null, busy: boolean}} Hands */

/** Keys that can be asked for at a click. */
export const SIZES = [1_000_000, 10_000_000, 100_000_000];
/** Servers that slide 4 offers, for a cluster of a hundred: one more, two, and the surprises. */
const PRESETS = [101, 102, 104, 110, 125, 150, 200];

const REFUSALS = new Map([
  ['servers-out-of-range', `Servers: a whole number from 1 to ${count(MOST_SERVERS)}. The last one stays.`],
  [
    'vnodes-out-of-range',
    `Virtual nodes: a whole number from 1 to ${count(MOST_VNODES)}. The last one stays.`,
  ],
  [
    'too-many-points',
    `That would be more than ${count(MOST_POINTS)} tokens on one ring. Nothing was changed.`,
  ],
  ['count-out-of-range', 'A count takes 1 to 100,000,000 keys; a bet, 0 to 100.'],
  ['not-a-number', 'Digits only, please. The last number stays.'],
  ['too-big', 'Too big for the memory this page may use. Nothing was changed.'],
  ['worker-lost', 'The worker that counted was lost. Count again.'],
]);

/** @param {string} code */
export const refusalText = (code) => REFUSALS.get(code) ?? `Refused: ${code}.`;

/** A whole number written in plain digits; null for 1.9, 0x10, 1e2, ７ and the empty field. @param {string} text */
export const readWhole = (text) => (/^[0-9]{1,15}$/.test(text) ? Number(text) : null);

/** A field that asks when it is left: what is no number gives way to the last one. @param {string} name @param {number|null} value @param {(n: number) => any} command @param {Hands} hands */
function box(name, value, command, { apply, refuse }) {
  const set = (/** @type {Event} */ event) => {
    const field = /** @type {HTMLInputElement} */ (event.target);
    const number = readWhole(field.value);
    const code = number === null ? 'not-a-number' : model.check(command(number));
    if (number !== null && !code) return apply(command(number));
    field.value = String(value ?? '');
    return refuse(code ?? '');
  };
  return html`<label>${name} <input type="text" inputmode="numeric" size="4" .value=${String(value ?? '')} @change=${set} autocomplete="off" /></label>`;
}

/** @param {CensusState} state @param {Hands} hands */
function serverBoxes({ scene: { before, after } }, hands) {
  const first = (/** @type {number} */ n) => ({
    do: 'set-servers',
    before: n,
    ...(after === null ? {} : { after }),
  });
  const second = (/** @type {number} */ n) => ({ do: 'set-servers', before, after: n });
  return html`${box('servers', before, first, hands)}${box('then', after, second, hands)}`;
}

const message = (/** @type {string|null} */ code) =>
  code ? html`<p class="refused" role="alert">${refusalText(code)}</p>` : nothing;

/** @param {CensusState} state @param {Hands} hands */
export function tableTools(state, hands) {
  const { scene, counts } = state;
  const { before, after } = scene;
  const choose = (/** @type {number} */ servers) => () =>
    hands.apply({ do: 'set-servers', before, after: servers });
  const presets =
    before === 100
      ? PRESETS
      : [1, 2, 4, before].map((more) => before + more).filter((n) => n <= MOST_SERVERS);
  const keys = SIZES.find(
    (size) => !counts.some((one) => one.before === before && one.after === after && one.keys >= size),
  );
  return html`<div class="tools"><p class="fields">${serverBoxes(state, hands)}
    ${keys && after !== null ? html`<button ?disabled=${hands.busy} @click=${() => hands.apply({ do: 'count', keys })}>Count ${millions(keys)} keys</button>` : nothing}</p>
    <p class="presets" role="group" aria-label="Servers after">${[...new Set(presets)].map((servers) => html`<button aria-pressed=${servers === after ? 'true' : 'false'} @click=${choose(servers)}>${servers}</button>`)}
    <button aria-pressed=${(scene.sweep ?? 0) >= before + 100 ? 'true' : 'false'} aria-label="All counts up to a hundred more" @click=${() => hands.apply({ do: 'sweep', to: Math.min(MOST_SERVERS, before + 100) })}>all</button></p>${message(hands.refused)}</div>`;
}

/** @param {CensusState} state @param {Hands} hands */
export function lanesTools(state, hands) {
  const { scene, count: counted } = state;
  const size = (/** @type {number} */ keys) =>
    html`<button aria-pressed=${counted?.keys === keys ? 'true' : 'false'} aria-label=${`Count ${millions(keys)} keys`} @click=${() => hands.apply({ do: 'count', keys })}>${millions(keys)}</button>`;
  return html`<div class="tools"><p class="sizes" role="group" aria-label="Keys to count">count ${SIZES.map(size)} keys</p>
    <p class="fields">${box('vnodes', scene.vnodes, (n) => ({ do: 'set-vnodes', vnodes: n }), hands)}${serverBoxes(state, hands)}</p>${message(hands.refused)}</div>`;
}
