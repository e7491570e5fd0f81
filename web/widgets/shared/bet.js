// Ask before telling: the viewer commits a guess, then sees it beside the truth on one scale. The guess is a command of the figure's
// log, {do: 'bet', guess}, so it can be stepped over, shared and played again like anything else.
import { html, nothing, svg } from 'lit';
import { rememberBet } from '../../experiment/bets.js';
import { round } from '../../theme/marks.js';

/**
 * What is bet on. `range` are the ends of the scale, `step` the finest guess.
 * @typedef {{id: string, question: string, unit: string, range: [number, number], step?: number}} Wager
 */
/** @typedef {{guess: number|null, truth: number|null}} Outcome `truth` is null until it is told */

const LENGTH = 400; // of the scale, in its own units
const LEFT = 20;

/** Whether a command's guess is on the scale: digits, never words. @param {Wager} wager @param {unknown} guess */
export const isGuess = ({ range: [least, most] }, guess) =>
  typeof guess === 'number' && guess >= least && guess <= most;

/** A number of the scale as it is said: 99.0099 -> "99.01", 10 -> "10". @param {number} value */
export const said = (value) => String(Number(value.toFixed(2)));

/** How far off, in words: "89 points short", "12 points over", "exactly right". @param {number} guess @param {number} truth @param {string} unit */
export function distance(guess, truth, unit) {
  const off = Math.abs(guess - truth);
  const shown = off < 1 ? said(off) : String(Math.round(off));
  if (shown === '0') return 'exactly right';
  const points = unit === '%' ? (shown === '1' ? 'point' : 'points') : unit;
  return `${shown} ${points} ${guess < truth ? 'short' : 'over'}`.replace('  ', ' ');
}

/** The bet in words, for the live region; '' before there is one. @param {Wager} wager @param {Outcome} outcome */
export function betSentence({ unit }, { guess, truth }) {
  if (guess === null) return '';
  if (truth === null) return `Your bet: ${said(guess)} ${unit}.`;
  return `Your bet was ${said(guess)} ${unit}: ${distance(guess, truth, unit)}.`;
}

/** Slide 20 reads what was bet. @param {Wager} wager @param {Outcome} outcome */
export function keepBet({ id, question, unit }, { guess, truth }) {
  if (guess !== null) rememberBet(id, { question, unit, guess, truth });
}

/**
 * A bet is put in before what the script has still to say, and the script goes on: first the question, then the telling.
 * @param {import('../../experiment/figure-element.js').FigureElement} figure
 * @param {{do: 'bet', guess: number}} command
 * @returns {Promise<string|null>} the code of a refusal
 */
export async function betBeforeStory(figure, command) {
  const { scene, log, cursor } = figure.experiment;
  figure.touch();
  const story = [...log.slice(0, cursor), command, ...log.slice(cursor)];
  const refused = await figure.load({ scene, log: story, cursor: cursor + 1 });
  if (!refused) await figure.togglePlay();
  return refused;
}

/**
 * The control: the question with a slider and "Commit" until there is a guess, then the scale. Once the truth was told unasked
 * there is nothing to bet on, and nothing is drawn.
 * @param {Wager} wager
 * @param {Outcome} outcome
 * @param {(command: {do: 'bet', guess: number}) => void} [apply] without it (a still) nobody can bet
 */
export function betControl(wager, outcome, apply) {
  if (outcome.guess !== null) return betScale(wager, outcome.guess, outcome.truth);
  return outcome.truth === null && apply ? betForm(wager, apply) : nothing;
}

/** The slider keeps its own place until it is committed: what is not committed is nobody's state. @param {Wager} wager @param {(command: any) => void} apply */
function betForm({ id, question, unit, range: [least, most], step = 1 }, apply) {
  const middle = least + Math.round((most - least) / 2 / step) * step;
  const show = (/** @type {Event} */ event) => {
    const slider = /** @type {HTMLInputElement} */ (event.target);
    const shown = slider.form?.querySelector('output');
    if (shown) shown.textContent = `${said(Number(slider.value))} ${unit}`;
  };
  const commit = (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.currentTarget);
    apply({ do: 'bet', guess: Number(form.querySelector('input')?.value) });
  };
  return html`<form class="bet" data-bet=${id} @submit=${commit}><label><span>${question}</span>
      <input type="range" min=${least} max=${most} step=${step} value=${middle} @input=${show} /></label>
    <output>${said(middle)} ${unit}</output><button aria-label="Commit your bet">Commit</button></form>`;
}

/** Guess and truth on one line, and how far apart they are. @param {Wager} wager @param {number} guess @param {number|null} truth */
function betScale(wager, guess, truth) {
  const { unit, range } = wager;
  const [least, most] = range;
  const at = (/** @type {number} */ value) => round(LEFT + (LENGTH * (value - least)) / (most - least));
  const anchor = (/** @type {number} */ value) => (at(value) < 90 ? '' : at(value) > 350 ? 'end' : 'mid');
  const x = (/** @type {number} */ value) =>
    anchor(value) === '' ? at(value) - 12 : Math.min(at(value) + (anchor(value) === 'end' ? 12 : 0), 438);
  return html`<figure class="bet" role="img" aria-label=${betSentence(wager, { guess, truth })}><svg viewBox="0 0 440 104" aria-hidden="true">
    ${svg`<path class="bet-scale" d="M${LEFT} 52H${LEFT + LENGTH}M${LEFT} 44v16M${LEFT + LENGTH / 2} 47v10M${LEFT + LENGTH} 44v16"></path>
    ${
      truth === null
        ? nothing
        : svg`<path class="bet-span" d="M${at(guess)} 52H${at(truth)}"></path><path class="bet-truth" d="M${at(truth)} 36v32"></path>
    <text class=${`bet-words red ${anchor(truth)}`} x=${x(truth)} y="26">${said(truth)} ${unit}</text>`
    }
    <circle class="bet-guess" cx=${at(guess)} cy="52" r="9"></circle>
    <text class=${`bet-words ${anchor(guess)}`} x=${x(guess)} y="92"><tspan class="b">${said(guess)} ${unit}</tspan> your bet${truth === null ? '' : `, ${distance(guess, truth, unit)}`}</text>`}</svg></figure>`;
}
