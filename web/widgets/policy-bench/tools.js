// The controls of the bench: who runs, what is asked for, where the numbers are read. Each is a command of the experiment; what is
// refused is said beside the fields, and the last good value stays.
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { count, percentNumber } from '../../theme/format.js';
import { nameOf, POLICIES } from './policies.js';
import { refusalText } from './words.js';
import { standing } from '../shared/field.js';

/** @typedef {import('./picture.js').BenchPicture} BenchPicture */
/**
 * `progress` is what the run in hand last said of itself, null when none runs; `paused`: it waits.
 * @typedef {{apply: (command: any) => void, drag: (command: any) => void, dropped: () => void, refuse: (code: string) => void, stop: () => void, pause: () => void, goOn: () => void,
 *   refused: string | null, paused: boolean, skew: string | null, tooLongForLink: boolean,
 *   progress: {done: number, total: number, phase: string, partial?: {requests: number}} | null}} Hands
 */

/** A whole number in plain digits; null for 1e2, 0x10, -1, 1.9, ７ and the empty field. @param {string} text */
export const readWhole = (text) => (/^[0-9]{1,15}$/.test(text) ? Number(text) : null);

/** Steps of the slider: hundredths. @param {string} skew */
const stepOf = (skew) => Math.round(Number(skew) * 100);
/** @param {number} step @returns {string} 99 -> "0.99" */
export const skewAt = (step) => String(step / 100);

const field = (/** @type {Event} */ event) => /** @type {HTMLInputElement} */ (event.target);

/** @param {BenchPicture} picture @param {Hands} hands */
export function benchTools({ state, look }, hands) {
  const { scene } = state;
  const { apply, refused } = hands;
  const drawn = scene.text === null;
  return html`<div class="tools"><p class="runners" role="group" aria-label="Who runs">${POLICIES.map(({ id }) => enterButton(id, scene, apply))}</p>
${number('objects', drawn ? scene.objects : null, (objects) => ({ do: 'set-draws', objects }), hands)}
${number('requests', drawn ? scene.requests : null, (requests) => ({ do: 'set-draws', requests }), hands)}
${exponent(hands.skew ?? scene.skew, hands)}
${number('entries looked at', look, (entries) => ({ do: 'look-at', entries }), hands)}
${refused ? html`<p class="refused" role="alert">${refusalText(refused)}</p>` : nothing}</div>`;
}

/** @param {import('./policies.js').PolicyName} id @param {import('./scene.js').Scene} scene @param {(command: any) => void} apply */
function enterButton(id, scene, apply) {
  const entered = scene.entered.includes(id);
  const enter = () => apply({ do: entered ? 'withdraw' : 'enter', policy: id });
  return html`<button aria-pressed=${entered ? 'true' : 'false'} @click=${enter}>${nameOf(id)}</button>`;
}

/** The slider is one command that changes while it is dragged. @param {string} skew @param {Hands} hands */
function exponent(skew, { drag, dropped }) {
  const set = (/** @type {Event} */ event) =>
    drag({ do: 'set-draws', skew: skewAt(Number(field(event).value)) });
  return html`<label>Zipf exponent ${skew}<input type="range" min="0" max="100" step="1" .value=${live(String(stepOf(skew)))} aria-valuetext=${skew} @input=${set} @change=${dropped} /></label>`;
}

/**
 * @param {string} name @param {number | null} value @param {(value: number) => any} command @param {Hands} hands
 */
function number(name, value, command, { apply, refuse }) {
  const set = (/** @type {Event} */ event) => {
    const read = readWhole(field(event).value);
    if (read !== null) return apply(command(read));
    field(event).value = String(value ?? '');
    return refuse('not-a-number');
  };
  return html`<label>${name}<input type="text" inputmode="numeric" size="8" .value=${standing(String(value ?? ''))} @change=${set} autocomplete="off" placeholder=${value === null ? 'your trace' : nothing} /></label>`;
}

/** @type {Record<string, string>} */
const PHASES = { trace: 'Reading', 'look-back': 'Looking back for Belady', replay: 'Replaying' };

/** A run that takes its time says how far it is; it can wait, go on, and be stopped. @param {Hands} hands */
export function progressLine({ progress, paused, pause, goOn, stop }) {
  if (!progress) return nothing;
  const { done, total, phase, partial } = progress;
  const share = total > 0 ? done / total : 0;
  const replayed = partial?.requests ? `, ${count(partial.requests)} requests so far` : '';
  return html`<p class="notice run">${PHASES[phase] ?? phase}: ${percentNumber(share, 0)} %${replayed}${paused ? ', waiting' : ''}
<progress max="1" .value=${share} aria-label="How far the run is"></progress><button @click=${paused ? goOn : pause}>${paused ? 'Go on' : 'Pause'}</button><button @click=${stop}>Stop</button></p>`;
}
