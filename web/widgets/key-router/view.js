// The picture of slide 3: a key becomes a number, the number a remainder, the remainder a server. Pure: the build renders it
// into the still, the browser renders it again when the engine answers.
//
// A server is a cell with its number, ten to a row, so that 42 stands in row 4, column 2 of both racks: the same number at the
// same place. Where the key goes is filled; vermilion when its owner changed.
import { html, nothing, svg } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { isolated, shorten } from '../../theme/format.js';
import { slipMark } from '../../theme/marks.js';

/** @typedef {import('./model.js').RouterState} RouterState */
/** @typedef {import('./model.js').Route} Route */

const PITCH = 36; // from cell to cell; a cell is 30 wide
const TOP = 108; // above it: the division and its remainder
const ROWS = 11; // the rack of 101 servers; both racks are drawn to the same scale

/** 15704117382712 -> "15,704,117,382,712". @param {string} digits */
export const grouped = (digits) => digits.replace(/\B(?=(\d{3})+$)/g, ',');

/** The result in words, for the status line and for ears. @param {RouterState} state */
export function routerSentence({ scene, hash, before, after, moved }) {
  if (scene.key === null || !hash) return 'No key yet.';
  const key = isolated(shorten(scene.key));
  if (!before) return `${key} hashes to ${hash.hex}.`;
  const first = `${key} goes to server ${before.server} of ${before.servers}`;
  if (!after) return `${first}.`;
  if (!moved) return `${first}, and to server ${after.server} of ${after.servers}: it stays.`;
  return `${first}, but to server ${after.server} of ${after.servers}: it moved. Cache miss, database query.`;
}

/** A number for each rack whose thread is to be drawn anew, another one each time; 0 shows the end at once. */
const AT_ONCE = { before: 0, after: 0 };

/**
 * @param {RouterState} state
 * @param {{tools?: {key: unknown, servers: unknown}, told?: typeof AT_ONCE}} [live] what only a page that runs has
 */
export function routerFigure(state, { tools, told = AT_ONCE } = {}) {
  const { scene, before, after, moved } = state;
  return html`<div class="panel words ask" style="--x:48;--y:132;--w:352"><code>server = hash(key) % servers</code>${tools?.key ?? keyLine(scene.key)}${division(state)}</div>
${rack({ route: before, count: scene.before, title: 'before', x: 432, told: told.before })}
${rack({ route: after, count: scene.after, title: 'after', x: 848, told: told.after, was: before, moved: moved === true })}
<div class="panel words verdict" style="--x:48;--y:412;--w:360">${anew(told.after, verdict(state, told.after))}${tools?.servers ?? nothing}</div>
<p class="receipt">${slipMark}<span>ƒ modulo(<bdi>${JSON.stringify(shorten(scene.key ?? '', 16))}</bdi>, N) · XXH64, seed 0</span></p>`;
}

/** Made again for every telling, so that its animation runs again. @param {number} told @param {unknown} content */
const anew = (told, content) => (told ? keyed(told, content) : content);

/** @param {string|null} key */
const keyLine = (key) =>
  html`<p class="key">key <bdi title=${key ?? ''}>${key === null ? '…' : shorten(key, 22)}</bdi></p>`;

/** The long division, written out. @param {RouterState} state */
function division({ hash, before, after }) {
  const line = (/** @type {Route|null} */ route) =>
    route && html`<dt>÷ ${route.servers}</dt><dd>${grouped(route.quotient)} <b>r ${route.server}</b></dd>`;
  if (!hash) return nothing;
  return html`<dl><dt>XXH64</dt><dd class="hex">${hash.hex}</dd><dt>hash</dt><dd>${grouped(hash.decimal)}</dd>${line(before)}${line(after)}</dl>`;
}

/** @param {RouterState} state @param {number} told */
function verdict({ before, after, moved }, told) {
  if (moved === null || !before || !after) return nothing;
  const late = told ? ' late' : ''; // the thread arrives first
  if (!moved)
    return html`<p class=${`cry${late}`}>Key stays.</p><p class=${`why${late}`}>Server ${after.server} is asked again: a hit. Type another key.</p>`;
  return html`<p class=${`cry red${late}`}>Key moved!</p><p class=${`why${late}`}>Cache miss! Database query! The copy still lies on server ${before.server}; nobody asks there any more.</p>`;
}

/** @param {number} server */
const place = (server) => ({ x: (server % 10) * PITCH, y: TOP + Math.floor(server / 10) * PITCH });

/**
 * One rack: its servers, the remainder above it, and the key's thread from the remainder into its cell.
 * @param {{route: Route|null, count: number|null, title: string, x: number, told: number, was?: Route|null, moved?: boolean}} rack
 */
function rack({ route, count, title, x, told, was = null, moved = false }) {
  const servers = count ?? was?.servers ?? 100;
  const rows = Math.max(ROWS, Math.ceil(servers / 10));
  const height = TOP + rows * PITCH;
  const said = route
    ? `${title}: ${route.servers} servers, the key goes to server ${route.server}`
    : `${title}: not asked yet`;
  const picture = html`<svg class=${`panel rack${count === null ? ' pencil' : ''}${told ? ' told' : ''}`} style=${`--x:${x};--y:132;--w:372;--h:504`} viewBox=${`0 0 372 ${height}`} preserveAspectRatio="xMinYMin" role="img" aria-label=${said}>
<text class="t18" y="16">${heading(count, title)}</text>
${route ? svg`<text class="t20 mono q" y="82">hash % ${route.servers} =</text><text class=${`disp num mid${moved ? ' red' : ''}`} x="214" y="82">${route.server}</text>` : nothing}
<path class="cells" d=${cells(servers)}></path>${count === null ? nothing : numbers(servers)}
${was && count !== null ? newcomers(was.servers, servers) : nothing}
${was && moved ? cell(was.server, 'was') : nothing}
${route ? svg`<path class=${moved ? 'thread red' : 'thread'} pathLength="1" d=${thread(route.server)}></path>${cell(route.server, moved ? 'owner red' : 'owner')}` : nothing}</svg>`;
  return anew(told, picture);
}

/** @param {number|null} count @param {string} title */
function heading(count, title) {
  if (count === null) return title === 'after' ? 'one more server?' : 'servers';
  return count === 1 ? '1 server' : `${count} servers`;
}

/** All cells as one path, a row at a time. @param {number} servers */
function cells(servers) {
  const row = (/** @type {number} */ columns) => `h30v30h-30zm36 0`.repeat(columns);
  let path = '';
  for (let first = 0; first < servers; first += 10) {
    path += `M0 ${TOP + first * 3.6}${row(Math.min(10, servers - first))}`;
  }
  return path;
}

/** The numbers, one text a row: equal digits stand at equal distances by word spacing alone. @param {number} servers */
function numbers(servers) {
  const rows = [];
  for (let first = 0; first < servers; first += 10) {
    const last = Math.min(first + 10, servers);
    const row = Array.from({ length: last - first }, (_, i) => first + i);
    rows.push(
      svg`<text class=${`d${String(first).length}`} x=${(row.length * PITCH) / 2 - 3} y=${TOP + first * 3.6 + 20.5}>${row.join(' ')}</text>`,
    );
  }
  return svg`<g class="numbers">${rows}</g>`;
}

/** One cell drawn over the others, with its number. @param {number} server @param {string} kind */
function cell(server, kind) {
  const { x, y } = place(server);
  return svg`<g class=${`cell ${kind}`} transform=${`translate(${x} ${y})`}><path d="M0 0h30v30h-30z"></path><text class=${server > 99 ? 'd3' : nothing} x="15" y="20.5">${server}</text></g>`;
}

/** Servers that joined: outlined, they have nothing yet. @param {number} before @param {number} after */
function newcomers(before, after) {
  const added = Array.from({ length: Math.max(0, after - before) }, (_, i) => before + i);
  if (!added.length) return nothing;
  const { x, y } = place(added[added.length - 1]);
  return svg`${added.map((server) => cell(server, 'new'))}${x < 250 ? svg`<text class="t18" x=${x + 42} y=${y + 21}>new</text>` : nothing}`;
}

/** From the remainder down between the columns and into the cell. @param {number} server */
function thread(server) {
  const { x, y } = place(server);
  return `M214 92V100H${x - 3}V${y + 15}H${x + 1}`;
}
