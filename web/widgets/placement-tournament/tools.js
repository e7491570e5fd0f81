// The controls of the tournament: who competes, servers, keys, points, hash, who leaves. Each is a command of the experiment; what
// is refused is said beside the fields, and the last good value stays.
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { count, percentNumber } from '../../theme/format.js';
import { CONTESTANTS, nameOf } from './contestants.js';
import { HASHES } from './scene.js';
import { HASH_NAMES, refusalText } from './words.js';
import { standing } from '../shared/field.js';

/** @typedef {import('./picture.js').TournamentPicture} TournamentPicture */
/**
 * `progress` is what the run in hand last said of itself, null when none runs.
 * @typedef {{apply: (command: any) => void, refuse: (code: string) => void, stop: () => void, refused: string | null,
 *   progress: {placement: string, done: number, total: number} | null}} Hands
 */

/** What a poor hash does, said while it is in force. @type {Record<string, string>} */
const SYMPTOMS = {
  'fnv-1a':
    'FNV-1a puts “server-7-1” beside “server-7-2”: the points of a server stand in clumps, and more points do not help. Who does not use a circle hardly notices.',
  'xxh64-16-bit':
    'Only 65,536 places are left: points meet on the circle, where the smaller name wins; the low bits are all zero, and modulo reads nothing else.',
};

/** A whole number in plain digits; null for 1e2, 0x10, -1, 1.9, ７ and the empty field. @param {string} text */
export const readWhole = (text) => (/^[0-9]{1,15}$/.test(text) ? Number(text) : null);

const field = (/** @type {Event} */ event) => /** @type {HTMLInputElement} */ (event.target);

/** @param {TournamentPicture} picture @param {Hands} hands */
export function tournamentTools(picture, hands) {
  const { scene, asked } = picture.state;
  const { apply, refused } = hands;
  const set = (/** @type {string} */ verb, /** @type {string} */ name) => (/** @type {Event} */ event) =>
    apply({ do: verb, [name]: field(event).value });
  return html`<div class="tools"><p class="runners" role="group" aria-label="Who competes">${CONTESTANTS.map(({ id }) => enterButton(id, scene, apply))}</p>
${number('servers', scene.list ? null : scene.servers, (servers) => ({ do: 'set-servers', servers }), hands)}
${number('keys', scene.keys, (keys) => ({ do: 'set-keys', keys }), hands)}
${number('points each', scene.points, (points) => ({ do: 'set-points', points }), hands)}
<label>hash<select @change=${set('set-hash', 'hash')}>${HASHES.map((hash) => html`<option value=${hash} .selected=${live(scene.hash === hash)}>${HASH_NAMES[hash]}</option>`)}</select></label>
<label>who leaves<input type="text" dir="auto" .value=${standing(asked.leaves)} @change=${set('set-leaving', 'server')} spellcheck="false" autocomplete="off" autocapitalize="off" /></label>
${SYMPTOMS[scene.hash] ? html`<p class="symptom">${SYMPTOMS[scene.hash]}</p>` : nothing}
${refused ? html`<p class="refused" role="alert">${refusalText(refused)}</p>` : nothing}</div>`;
}

/** @param {string} id @param {import('./scene.js').Scene} scene @param {(command: any) => void} apply */
function enterButton(id, scene, apply) {
  const entered = scene.entered.includes(id);
  const enter = () => apply({ do: entered ? 'withdraw' : 'enter', placement: id });
  return html`<button aria-pressed=${entered ? 'true' : 'false'} @click=${enter}>${nameOf(id, scene)}</button>`;
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
  return html`<label>${name}<input type="text" inputmode="numeric" size="8" .value=${standing(String(value ?? ''))} @change=${set} autocomplete="off" placeholder=${value === null ? 'your list' : nothing} /></label>`;
}

/** A run that takes its time says how far it is, and can be stopped. @param {Hands} hands @param {import('./scene.js').Scene} scene */
export function progressLine({ progress, stop }, scene) {
  if (!progress) return nothing;
  const { placement, done, total } = progress;
  const share = total > 0 ? done / total : 0;
  return html`<p class="notice run">${nameOf(placement, scene)}: ${percentNumber(share, 0)} % of ${count(total)}
<progress max="1" .value=${share} aria-label=${`${nameOf(placement, scene)}, how far`}></progress><button @click=${stop}>Stop</button></p>`;
}
