// The bench as a table: the numbers at the capacity that is looked at, the best of each column in bold, sorted by whichever head is
// pressed. On a phone a row is a block with its heads beside the numbers.
import { html, nothing } from 'lit';
import { count, percent, percentNumber } from '../../theme/format.js';
import { NUMBERS } from './picture.js';
import { BOUND, policyOf } from './policies.js';
import { entriesText } from './words.js';

/** @typedef {import('./picture.js').BenchPicture} BenchPicture */
/** @typedef {import('./picture.js').Line} Line */

/** @type {Record<string, {head: string, note: string}>} */
const HEADS = {
  policy: { head: 'policy', note: 'who goes when it is full' },
  ratio: { head: 'miss ratio', note: 'of all requests' },
  misses: { head: 'misses', note: 'counted one by one' },
  above: { head: 'above Belady', note: 'points it could still win' },
  mean: { head: 'over the curve', note: 'mean of its miss ratios' },
};

/** @param {BenchPicture} picture @param {{sort?: (by: string) => void}} live */
export function benchTable({ lines, state, best, look }, { sort }) {
  if (lines.length === 0) return nothing;
  return html`<table class="ranks"><caption>With ${entriesText(look)}, ${count(lines[0].requests)} requests.</caption>
<thead><tr>${['policy', ...NUMBERS].map((id) => head(id, state.scene, sort))}</tr></thead>
<tbody>${lines.map((line) => row(line, best))}</tbody></table>`;
}

/** @param {string} id @param {{sort: string, falling: boolean}} scene @param {((by: string) => void) | undefined} sort */
function head(id, { sort: by, falling }, sort) {
  const { head: name, note } = HEADS[id];
  const order = by !== id ? 'none' : falling ? 'descending' : 'ascending';
  const arrow = { none: '', ascending: '↑', descending: '↓' }[order];
  const inside = html`${name}<small>${note}</small>`;
  return html`<th scope="col" aria-sort=${order}>${sort ? html`<button @click=${() => sort(id)}>${inside}<span aria-hidden="true">${arrow}</span></button>` : inside}</th>`;
}

/** @param {Line} line @param {Record<string, number>} best */
function row({ id, name, values }, best) {
  const cell = (/** @type {string} */ column, /** @type {string} */ text) =>
    html`<td class=${id !== BOUND && values[column] === best[column] ? 'best' : ''} data-head=${HEADS[column].head}>${text}</td>`;
  return html`<tr><th scope="row">${name}<small>${policyOf(id)?.rule}</small></th>
${cell('ratio', percent(values.ratio ?? 0, 2))}${cell('misses', count(values.misses ?? 0))}
${cell('above', values.above === null ? 'Belady has not run' : values.above === 0 ? 'none' : `${percentNumber(values.above)} points`)}
${cell('mean', percent(values.mean ?? 0, 2))}</tr>`;
}
