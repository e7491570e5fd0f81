// The controls of slide 21: how many servers, whether they have fingers, whom to ask for which key, and the look-up itself, hop by
// hop or at once. Each is a command; what is refused is said beside the field, and the last good value stays.
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { count } from '../../theme/format.js';
import { chordHopsModel, MOST_KEY_BYTES, SIZES } from './model.js';
import { standing } from '../shared/field.js';

/** @typedef {import('./model.js').ChordState} ChordState */
/**
 * `done` ends a typed word; `pending` is the command that the hand has given and the figure does not show yet.
 * @typedef {{apply: (command: any) => void, refuse: (code: string) => void, done: () => void, pending: (verb: string) => any, refused: string|null}} Hands
 */

/** @param {string} code @param {number} servers */
export function refusalText(code, servers) {
  if (code === 'text-too-long')
    return `A key in this field has at most ${count(MOST_KEY_BYTES)} bytes. The last one stays.`;
  if (code === 'server-unknown' || code === 'not-a-number')
    return `The servers are numbered 0 to ${count(servers - 1)}, in digits. The last one stays.`;
  return `Refused: ${code}.`;
}

/** A whole number written in plain digits; null for 1.9, 0x10, 1e2, ７ and the empty field. @param {string} text */
export const readWhole = (text) => (/^[0-9]{1,15}$/.test(text) ? Number(text) : null);

const field = (/** @type {Event} */ event) => /** @type {HTMLInputElement} */ (event.target);

/** @param {ChordState} state @param {Hands} hands */
export function chordTools(state, { apply, refuse, done, pending, refused }) {
  const { scene, paths, hops, servers } = state;
  const { route } = scene;
  const arrived = hops[route] === paths[route].length - 1;
  const key = (pending('set-key') ?? scene).key;
  const from = servers[paths.next[0]];
  const setStart = (/** @type {Event} */ event) => {
    const server = readWhole(field(event).value);
    const code =
      server === null
        ? 'not-a-number'
        : server >= scene.servers
          ? 'server-unknown'
          : chordHopsModel.check({ do: 'set-start', server });
    if (!code) return apply({ do: 'set-start', server });
    field(event).value = String(from);
    return refuse(code);
  };
  const size = (/** @type {number} */ n) =>
    html`<button aria-label=${`${count(n)} servers`} aria-pressed=${n === scene.servers ? 'true' : 'false'} @click=${() => apply({ do: 'set-servers', servers: n })}>${count(n)}</button>`;
  return html`<div class="tools"><p class="row" role="group" aria-label="Servers on the ring"><span aria-hidden="true">servers</span>${SIZES.map(size)}<button aria-pressed=${route === 'fingers' ? 'true' : 'false'} @click=${() => apply({ do: 'set-fingers', on: route !== 'fingers' })}>fingers</button></p>
<p class="row"><label>key<input class="key" type="text" dir="auto" .value=${live(key)} @input=${(/** @type {Event} */ event) => apply({ do: 'set-key', key: field(event).value })} @change=${done}
  aria-invalid=${refused === 'text-too-long' ? 'true' : nothing} spellcheck="false" autocomplete="off" autocapitalize="off" /></label>
<label>from server-<input class="from" type="text" inputmode="numeric" .value=${standing(String(from))} @change=${setStart} autocomplete="off" /></label>
<button aria-disabled=${arrived ? 'true' : 'false'} @click=${() => !arrived && apply({ do: 'hop' })}>Hop</button><button @click=${() => apply({ do: 'look-up' })}>Look up</button></p>
${refused ? html`<p class="refused" role="alert">${refusalText(refused, scene.servers)}</p>` : nothing}</div>`;
}
