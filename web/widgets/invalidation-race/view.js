// What slide 19's figure shows, for the page that runs and for the still alike: the race of the strategies, or a purge in three tiers.
import { html, nothing } from 'lit';
import { count } from '../../theme/format.js';
import { slipMark } from '../../theme/marks.js';
import { countsAt } from './model.js';
import { lanesTable } from './lanes-view.js';
import { lessonFigure } from './lesson-view.js';

/** @typedef {import('./model.js').RaceState} RaceState */
/** @typedef {{bet: unknown, moment: unknown, orders: unknown, tools: unknown}} Tools */

/** @param {RaceState} state @param {Partial<Tools> & {lessonMs?: number|null}} [live] what only a page that runs has; the moment of a purge that is told */
export function raceFigure(
  state,
  { bet = nothing, moment = nothing, orders = nothing, tools = nothing, lessonMs = null } = {},
) {
  const { lesson } = state;
  if (lesson)
    return html`${lessonFigure(lesson, { orders, ms: lessonMs })}
<p class="receipt">${slipMark}<span>ƒ purge(${lesson.order}) · 3 tiers, ${lesson.order === 'inclusive' ? 'inclusive' : 'each for itself'} · 20, 80, 140 ms</span></p>`;
  return html`${bet}${lanesTable(state)}${moment}${readers(state)}${tools}${provenance(state)}`;
}

/** @param {RaceState} state */
function readers({ run, second }) {
  const { reads } = countsAt(run, second, run.scene.ttlSeconds)[0];
  const told =
    second === null
      ? `${count(run.scene.places)} places hold a copy of one value. Then it is written anew.`
      : html`${count(reads)} reads, the same in every row. CDNs mix four of these by content type; write-through is the application’s.`;
  return html`<p class="cap2">${told}</p>`;
}

/** @param {RaceState} state */
function provenance({ run }) {
  const { places, readsPerSecond, ttlSeconds, purgeMs } = run.scene;
  return html`<p class="receipt">${slipMark}<span>model: ${places} places, ${readsPerSecond} reads/s each, TTL ${ttlSeconds} s, purge ${purgeMs} ms</span></p>`;
}
