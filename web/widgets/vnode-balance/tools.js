// The controls of slide 12: how many positions, how many servers a ring, a bet, and what is done about a hot key. Each is a command.
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { count } from '../../theme/format.js';
import { betControl, betSentence } from '../shared/bet.js';
import { CURES } from './hot.js';
import { outcome, SERVERS, STEPS, WAGER } from './model.js';

/** @typedef {import('./model.js').BalanceState} BalanceState */

/** @param {BalanceState} state @param {{apply: (command: any) => void, touch: () => void}} hands */
export function balanceTools(state, { apply, touch }) {
  const { scene } = state;
  const choose = (/** @type {number|null} */ vnodes) => apply({ do: 'set-vnodes', vnodes });
  const step = (/** @type {number|null} */ vnodes, /** @type {string} */ name, /** @type {string} */ label) =>
    html`<button class=${vnodes === null ? 'plain' : ''} aria-label=${label} aria-pressed=${scene.vnodes === vnodes ? 'true' : 'false'} @click=${() => choose(vnodes)}>${name}</button>`;
  return {
    steps: html`<div class="panel words steps" role="group" aria-label="Positions each">${step(null, 'plain', 'One plain position each, at the hash of the name')}${STEPS.map((v) => step(v, count(v), `${count(v)} positions each, at the hashes of labels`))}</div>`,
    servers: html`<label class="panel words rings-of">rings of<select @change=${(/** @type {Event} */ event) => apply({ do: 'set-servers', servers: Number(/** @type {HTMLSelectElement} */ (event.target).value) })} .value=${live(String(scene.servers))}>
      ${SERVERS.map((n) => html`<option value=${n} ?selected=${n === scene.servers}>${n}</option>`)}</select>servers</label>`,
    bet: bet(state, apply, touch),
    cures:
      outcome(state).truth === null && scene.hot === null
        ? nothing
        : html`<div class="cures" role="group" aria-label="Requests for one hot key, and what cures it">${CURES.map(
            ({ cure, name }) =>
              html`<button aria-pressed=${scene.hot === cure ? 'true' : 'false'} @click=${() => apply({ do: 'ask-hot', cure: scene.hot === cure ? null : cure })}>${name}</button>`,
          )}</div>`,
  };
}

/** The form until there is a bet; then a line, since the chart draws the bet itself. @param {BalanceState} state @param {(command: any) => void} apply @param {() => void} touch */
function bet(state, apply, touch) {
  const told = outcome(state);
  if (told.guess === null) return html`<div @input=${touch}>${betControl(WAGER, told, apply)}</div>`;
  return html`<p class="kept">${betSentence(WAGER, told)}</p>`;
}
