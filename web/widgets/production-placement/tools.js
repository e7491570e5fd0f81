// The controls of slide 13: which production algorithm, how many hosts, which key.
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { LEAST_HOSTS, MOST_HOSTS, PRESETS } from './model.js';

/** @param {import('./model.js').ProductionState} state @param {{apply: (command: any) => void, done: () => void, pending: (verb: string) => any, refused: string|null}} hands */
export function productionTools({ scene }, { apply, done, pending, refused }) {
  const { hosts } = scene;
  const { key } = pending('set-key') ?? scene;
  const change = (/** @type {string} */ name, /** @type {number} */ to, /** @type {string} */ sign) =>
    html`<button aria-label=${name} aria-disabled=${to < LEAST_HOSTS || to > MOST_HOSTS ? 'true' : 'false'} @click=${() => (to < LEAST_HOSTS || to > MOST_HOSTS ? undefined : apply({ do: 'set-hosts', hosts: to }))}>${sign}</button>`;
  const set = (/** @type {Event} */ event) =>
    apply({ do: 'set-key', key: /** @type {HTMLInputElement} */ (event.target).value });
  return {
    presets: html`<div class="panel words presets" role="group" aria-label="Algorithm">${PRESETS.map(({ id, name }) => html`<button aria-pressed=${id === scene.preset ? 'true' : 'false'} @click=${() => apply({ do: 'load-preset', preset: id })}>${name}</button>`)}</div>`,
    hosts: html`<div class="panel words hosts"><label>key<input type="text" dir="auto" .value=${live(key)} @input=${set} @change=${done} spellcheck="false" autocomplete="off" autocapitalize="off" /></label>
      <span role="group" aria-label="Hosts">${change('One host fewer', hosts - 1, '−')}<b>${hosts} hosts</b>${change('One host more', hosts + 1, '+')}</span>
      ${refused ? html`<p class="refused" role="alert">${refused === 'text-too-long' ? 'A key in this field has at most 1,024 bytes.' : `Refused: ${refused}.`}</p>` : nothing}</div>`,
  };
}
