// The picture of slide 14: room above, the race below, and what the numbers are.
import { html, nothing } from 'lit';
import { slipMark } from '../../theme/marks.js';
import { raceDrawing, restingMoment } from './race-view.js';
import { roomsDrawing } from './rooms-view.js';

/**
 * @param {import('./model.js').RaceState} state
 * @param {{tools?: unknown, moment?: import('./race-view.js').Moment, pace?: string}} [live] what only a page that runs has
 */
export function tierRaceFigure(state, { tools = nothing, moment = restingMoment(state), pace } = {}) {
  return html`${roomsDrawing(state.scene)}${raceDrawing(state, moment, pace)}${tools}
<p class="receipt">${slipMark}<span>${state.runners.length} GETs · × 1,000,000,000 · typical, not measured</span></p>`;
}
