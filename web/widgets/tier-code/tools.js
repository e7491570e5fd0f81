// The controls of slide 16 beside its switches: any key in GET, a write past the caches, and time that passes.
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { count, shorten } from '../../theme/format.js';
import { TTL_SECONDS } from './code.js';
import { MOST_PAST, MOST_TEXT_BYTES } from './model.js';

/** @typedef {import('./model.js').CodeState} CodeState */

const REFUSALS = new Map([
  ['text-too-long', `A key in this field has at most ${count(MOST_TEXT_BYTES)} bytes. The last one stays.`],
  ['count-out-of-range', `${MOST_PAST} calls are told here. Reset to begin again.`],
]);

/** @param {string} code */
export const refusalText = (code) => REFUSALS.get(code) ?? `Refused: ${code}.`;

/** @param {CodeState} state @param {{get: (key: string) => void, apply: (command: any) => void, touch: () => void, refused: string|null}} hands */
export function tierCodeTools(state, { get, apply, touch, refused }) {
  const { past, key } = state.scene;
  const last = key ?? past.flatMap((deed) => ('get' in deed ? [deed.get] : [])).at(-1) ?? 'user:1';
  const run = (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    get(/** @type {HTMLFormElement} */ (event.currentTarget).querySelector('input')?.value ?? '');
  };
  return {
    head: html`<form @submit=${run}><label>GET(<input type="text" dir="auto" aria-label="GET key" .value=${live(last)} @input=${touch}
 spellcheck="false" autocomplete="off" autocapitalize="off" />)</label><button aria-label="Run GET">Run</button></form>`,
    deeds: html`<div class="panel words deeds" style="--x:48;--y:620;--w:600"><button @click=${() => apply({ do: 'write', key: last })}>Write <bdi>${shorten(last, 12)}</bdi> to the database</button>
<button @click=${() => apply({ do: 'wait', seconds: TTL_SECONDS })}>${TTL_SECONDS} s pass</button>${refused ? html`<p class="refused" role="alert">${refusalText(refused)}</p>` : nothing}</div>`,
    set: apply,
  };
}
