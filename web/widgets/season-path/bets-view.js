// What was bet during the talk beside what was true. The bets are the viewer's own, remembered by the page's tab (experiment/bets):
// they are no part of the figure's log, and a link to it carries none of them.
import { html, nothing } from 'lit';
import { distance, said } from '../shared/bet.js';

/** @typedef {import('../../experiment/bets.js').Bet} Bet */

/** As many as have room. */
const MOST_SHOWN = 5;

/** @param {number} value @param {string} unit */
const withUnit = (value, unit) => `${said(value)}${unit ? `\u00a0${unit}` : ''}`;

/** @param {Bet[]} bets */
export function betsSentence(bets) {
  if (bets.length === 0) return 'No bets were made.';
  const words = bets.map(({ guess, truth, unit }) =>
    truth === null
      ? `${withUnit(guess, unit)}, not told yet`
      : `${withUnit(guess, unit)}, ${distance(guess, truth, unit)}`,
  );
  return `Your bets: ${words.join('. ')}.`;
}

/** @param {Bet[]} bets */
export function betsPanel(bets) {
  if (bets.length === 0)
    return html`<div class="panel words bets none"><h3>Your bets</h3><p>None yet. Slides 4, 8, 9, 12 and 19 ask before they tell; what you bet there is weighed here.</p></div>`;
  const more = bets.length - MOST_SHOWN;
  return html`<div class="panel words bets"><h3>Your bets, and what was true${more > 0 ? ` (the first ${MOST_SHOWN} of ${bets.length})` : ''}</h3><ul>${bets.slice(0, MOST_SHOWN).map(weighed)}</ul></div>`;
}

/** @param {Bet} bet */
const weighed = ({ question, guess, truth, unit }) =>
  html`<li><span>${question}</span><b class="num">${withUnit(guess, unit)}${truth === null ? nothing : html` → ${withUnit(truth, unit)}`}</b><em>${truth === null ? 'not told yet' : distance(guess, truth, unit)}</em></li>`;
