// The picture of slide 18: one database, a copy at every place, and readers. A copy is dashed while it is stale, thin once it is new; a
// dashed line is a message that nobody has sent, a solid one has arrived. Beside a copy stands its last reader: filled where he was told
// something old. Pure: the build renders it into the still, the browser again with every moment.
import { html, nothing, svg } from 'lit';
import { count } from '../../theme/format.js';
import { databaseMark, round, slipMark } from '../../theme/marks.js';
import { KEY, READS_PER_SECOND, seenAt, staleCopies, TTL_MS } from './model.js';

/** @typedef {import('./model.js').CopiesState} CopiesState */
/** @typedef {ReturnType<typeof seenAt>} Seen */
/** @typedef {{width: number, height: number, db: {x: number, y: number}, grid: {x: number, y: number, w: number, h: number}, shape: number}} Form */

/** @type {Form} */
const WIDE = {
  width: 744,
  height: 432,
  db: { x: 104, y: 216 },
  grid: { x: 268, y: 0, w: 476, h: 432 },
  shape: 1.5,
};
/** @type {Form} */
const NARROW = {
  width: 358,
  height: 392,
  db: { x: 64, y: 64 },
  grid: { x: 0, y: 140, w: 358, h: 252 },
  shape: 1.5,
};

/**
 * @param {CopiesState} state
 * @param {{ms?: number|null, tools?: unknown}} [live] the moment of the last command that is told, and what only a page that runs has
 */
export function copiesFigure(state, { ms = null, tools = nothing } = {}) {
  const seen = seenAt(state, ms);
  const label = copiesSentence(state, seen);
  const stale = staleCopies(seen.copies);
  return html`<svg class="panel wide-only places" style="--x:48;--y:212;--w:744;--h:432" viewBox="0 0 ${WIDE.width} ${WIDE.height}" role="img" aria-label=${label}>${drawing(state, seen, ms, WIDE)}</svg>
<svg class="panel narrow-only places" style="--w:358" viewBox="0 0 ${NARROW.width} ${NARROW.height}" role="img" aria-label=${label}>${drawing(state, seen, ms, NARROW)}</svg>
<p class="cap2">Attributed to Phil Karlton, at Netscape, as told by his son</p>
<p class="big num"><span class="claim">${count(stale)}</span><small>${stale === 1 ? 'stale copy' : 'stale copies'}</small></p>
<p class="cap">${told(state, seen)}</p>
${tools}
<p class="receipt">${slipMark}<span>model: ${state.scene.places} places, ${READS_PER_SECOND} read/s each, TTL ${TTL_MS / 1000} s</span></p>`;
}

/** @param {CopiesState} state @param {Seen} seen */
function told({ version }, { reads, staleReads }) {
  if (reads === 0)
    return version === 1 ? 'Every copy is new.' : 'When data changes, how do you update the cache?';
  return html`<b class="num">${count(staleReads)}</b> of ${count(reads)} readers were told something old.`;
}

/** The figure in words, for ears. @param {CopiesState} state @param {Seen} [seen] */
export function copiesSentence(state, seen = seenAt(state, null)) {
  const { version, scene } = state;
  const stale = staleCopies(seen.copies);
  const readers =
    seen.reads === 0
      ? ''
      : ` ${count(seen.staleReads)} of ${count(seen.reads)} readers were told something old.`;
  return `The database holds version ${version} of ${KEY}; ${count(stale)} of ${count(scene.places)} places hold an older copy.${readers}`;
}

/** @param {CopiesState} state @param {Seen} seen @param {number|null} ms @param {Form} form */
function drawing(state, seen, ms, form) {
  const { version, scene, story } = state;
  const { db, grid, shape } = form;
  const columns = Math.min(scene.places, Math.ceil(Math.sqrt(scene.places * shape)));
  const rows = Math.ceil(scene.places / columns);
  const [wide, high] = [grid.w / columns, grid.h / rows];
  const cell = { w: Math.min(76, wide - (wide < 60 ? 16 : 22)), h: Math.min(44, high - 12) };
  const purged = scene.past.at(-1)?.do === 'purge';
  const reached = new Set(
    purged
      ? story.happenings.filter((one) => !one.told && one.ms <= (ms ?? Infinity)).map(({ place }) => place)
      : [],
  );
  const at = (/** @type {number} */ place) => ({
    x: grid.x + (place % columns) * wide + 2,
    y: grid.y + Math.floor(place / columns) * high + (high - cell.h) / 2,
  });
  const places = seen.copies.map((copy, place) => ({ copy, place, ...at(place), last: seen.last[place] }));
  const line = (/** @type {{x: number, y: number}} */ { x, y }) => thread(db, { x, y: y + cell.h / 2 }, form);
  const stale = staleCopies(seen.copies);
  return svg`<path class="unsent" d=${places
    .filter(({ copy, place }) => copy.old && !reached.has(place))
    .map(line)
    .join('')}></path>
<path class="sent" d=${places
    .filter(({ place }) => reached.has(place))
    .map(line)
    .join('')}></path>
${version > 1 ? writeArrow(version, db, form) : nothing}
${databaseMark({ x: db.x, y: db.y, scale: 2.4 })}<path class="bed" d="M${db.x - 34} ${db.y - 14}h68v42h-68z"></path><text class="t20 mono b mid" x=${db.x} y=${db.y + 14}>v${version}</text>
${form === WIDE ? svg`<text class="t16 mono q mid" x=${db.x} y=${db.y + 86}>${KEY}</text>` : nothing}
${form === WIDE && stale > 0 && !purged ? svg`<text class="disp" x="0" y="40" style="font-size:36px">who tells</text><text class="disp" x="0" y="80" style="font-size:36px">them?</text>` : nothing}
${places.map((place) => copyAt(place, cell))}`;
}

/** From the database to a copy. @param {{x: number, y: number}} db @param {{x: number, y: number}} to @param {Form} form */
function thread(db, to, form) {
  if (form === NARROW)
    return `M${db.x} ${db.y + 50}C${db.x} ${round((db.y + 50 + to.y) / 2)} ${round(to.x + 20)} ${round(db.y + 60)} ${round(to.x + 20)} ${round(to.y - 12)}`;
  const from = db.x + 56;
  return `M${from} ${db.y}C${from + 70} ${db.y} ${from + 60} ${round(to.y)} ${round(to.x)} ${round(to.y)}`;
}

/** @param {number} version @param {{x: number, y: number}} db @param {Form} form */
const writeArrow = (version, db, form) =>
  form === WIDE
    ? svg`<path class="writes" d="M0 ${db.y}H36m-10 -9l10 9l-10 9"></path><text class="t16 b" x="0" y=${db.y - 20}>write</text>`
    : svg`<text class="t18 b" x="130" y=${db.y - 8}>the write</text><text class="t16 q" x="130" y=${db.y + 16}>makes v${version}</text>`;

/** @param {{copy: import('./model.js').PlaceCopy, x: number, y: number, last: any}} place @param {{w: number, h: number}} cell */
function copyAt({ copy, x, y, last }, { w, h }) {
  const kind = copy.version === null ? 'none' : copy.old ? 'stale' : 'fresh';
  const words = copy.version === null ? '' : `v${copy.version}`;
  return svg`<path class=${kind} d="M${round(x)} ${round(y)}h${round(w)}v${round(h)}h${-round(w)}z"></path><text class=${`t16 mono mid ${copy.old ? 'b' : 'q'}`} x=${round(x + w / 2)} y=${round(y + h / 2 + 6)}>${words}</text>
${last ? svg`<circle class=${last.old ? 'reader told-old' : 'reader'} cx=${round(x + w + 8)} cy=${round(y + 6)} r="5"></circle>` : nothing}`;
}
