// The tournament as a table: every number, the best of each column in bold, sorted by whichever head is pressed. On a phone a row
// is a block with its heads beside the numbers.
import { html, nothing } from 'lit';
import { count } from '../../theme/format.js';
import { NUMBERS } from './picture.js';
import { bytesText, shareText, timeText } from './words.js';

/** @typedef {import('./picture.js').TournamentPicture} TournamentPicture */
/** @typedef {import('./picture.js').Line} Line */

/** @type {Record<string, {head: string, note: string}>} */
const HEADS = {
  placement: { head: 'placement', note: 'who decides' },
  peak: { head: 'busiest', note: 'over its fair share' },
  spread: { head: 'spread', note: 'deviation over mean' },
  joined: { head: 'one joins', note: 'keys that change owner' },
  left: { head: 'one leaves', note: 'keys that change owner' },
  down: { head: 'one is down', note: 'keys without a server' },
  memory: { head: 'memory', note: 'that look-ups read' },
  lookup: { head: 'look-up', note: 'in this browser, now' },
};

/** @param {TournamentPicture} picture @param {{sort?: (by: string) => void, measured: boolean}} live */
export function tournamentTable(picture, { sort, measured }) {
  const { lines, state, best } = picture;
  if (lines.length === 0) return nothing;
  const columns = ['placement', ...NUMBERS.map(({ id }) => id)];
  return html`<table class="ranks"><caption>${caption(picture, measured)}</caption>
<thead><tr>${columns.map((id) => head(id, state.scene, sort))}</tr></thead>
<tbody>${lines.map((line) => row(line, best, measured))}</tbody></table>`;
}

/** @param {TournamentPicture} picture @param {boolean} measured */
function caption({ state, lines }, measured) {
  const { asked } = state;
  const results = lines.flatMap(({ result }) => result ?? []);
  const where =
    results[0]?.measuredIn === 'page' ? 'on this page, between two frames' : 'in a worker of this browser';
  const clock = measured
    ? `Look-ups were timed ${where}, the shortest of twelve rounds.`
    : 'Look-ups are timed in your browser.';
  const few = results.filter(({ keys }) => keys < state.scene.keys);
  const fewer =
    few.length > 0
      ? ` Rendezvous, which draws with every server for every key, was asked about ${count(few[0].keys)} keys.`
      : '';
  const points = asked.fewerPoints
    ? ` Rings have fewer points than asked for: a million in all, 10,000 a server.`
    : '';
  const average = Number(asked.average.toFixed(2));
  return `One that joins has the average weight${state.scene.list ? `, ${average}` : ''}. ${clock}${fewer}${points}`;
}

/** @param {string} id @param {{sort: string, falling: boolean}} scene @param {((by: string) => void) | undefined} sort */
function head(id, { sort: by, falling }, sort) {
  const { head: name, note } = HEADS[id];
  const order = by !== id ? 'none' : falling ? 'descending' : 'ascending';
  const arrow = { none: '', ascending: '↑', descending: '↓' }[order];
  const inside = html`${name}<small>${note}</small>`;
  return html`<th scope="col" aria-sort=${order}>${sort ? html`<button @click=${() => sort(id)}>${inside}<span aria-hidden="true">${arrow}</span></button>` : inside}</th>`;
}

/** @param {Line} line @param {Record<string, number>} best @param {boolean} measured */
function row({ name, values, result, refused }, best, measured) {
  if (!result)
    return html`<tr><th scope="row">${name}</th><td colspan=${NUMBERS.length}>cannot compete: ${refused}</td></tr>`;
  const cell = (/** @type {string} */ id, /** @type {unknown} */ text) =>
    html`<td class=${values[id] !== null && values[id] === best[id] ? 'best' : ''} data-head=${HEADS[id].head}>${text}</td>`;
  const few = 'too few keys to say';
  const strays = (/** @type {number} */ some) =>
    some > 0 ? html`<small>${shareText(some / result.keys)} needlessly</small>` : nothing;
  return html`<tr><th scope="row">${name}</th>
${cell('peak', html`${values.peak === null ? few : `${values.peak.toFixed(2)} ×`}${result.meeting > 0 ? html`<small>${count(result.meeting)} points meet</small>` : nothing}`)}
${cell('spread', values.spread === null ? few : shareText(values.spread))}
${cell('joined', html`${shareText(values.joined ?? 0)}${strays(result.joined.strays)}`)}
${cell('left', html`${shareText(values.left ?? 0)}${strays(result.left.strays)}`)}
${cell('down', values.down === 0 ? 'none' : shareText(values.down ?? 0))}
${cell('memory', bytesText(values.memory ?? 0))}
${cell('lookup', measured ? timeText(values.lookup ?? 0) : '…')}</tr>`;
}
