// Identity is ink plus letter plus shape, and never changes: the drawn cast of the deck, shared by every figure.
// A circle, B square, C triangle, D diamond, E hexagon, F pentagon, G half round, H cross; a ninth server starts again at the
// first ink and shape, and its letter tells it apart.
import { svg } from 'lit';

/** The eight shapes around (0, 0), about 44 units across. `drop` moves the letter to the shape's optical middle. */
export const SHAPES = [
  { name: 'circle', path: 'M25 0A25 25 0 1 1 -25 0A25 25 0 1 1 25 0Z', drop: 0 },
  { name: 'square', path: 'M-22 -22H22V22H-22Z', drop: 0 },
  { name: 'triangle', path: 'M0 -31L29 19H-29Z', drop: 3 },
  { name: 'diamond', path: 'M0 -30L30 0L0 30L-30 0Z', drop: 0 },
  { name: 'hexagon', path: 'M-27 0L-13.5 -23.4H13.5L27 0L13.5 23.4H-13.5Z', drop: 0 },
  { name: 'pentagon', path: 'M0 -27L25.7 -8.3L15.9 21.8H-15.9L-25.7 -8.3Z', drop: 0 },
  { name: 'half round', path: 'M-24 22V0A24 24 0 0 1 24 0V22Z', drop: 2 },
  { name: 'cross', path: 'M-14 -25H14V-14H25V14H14V25H-14V14H-25V-14H-14Z', drop: 0 },
];

const INKS = 'abcdefgh';

/** Letter of the n-th server, counted from 0: A ... Z, then AA, AB ... @param {number} index @returns {string} */
export function letterOf(index) {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : letterOf(Math.floor(index / 26) - 1) + last;
}

/** The custom property that holds the ink of the n-th server. @param {number} index */
export const inkOf = (index) => `var(--server-${INKS[index % 8]})`;

/** One server: shape in its ink, knocked out of the line by a rim of paper, with its letter.
 * @param {{index: number, x: number, y: number, scale?: number, pencil?: boolean}} place
 */
export function serverMark({ index, x, y, scale = 1, pencil = false }) {
  const { path, drop } = SHAPES[index % 8];
  const letter = letterOf(index);
  const size = letter.length > 1 ? 20 : 28;
  return svg`<g class="server" transform="translate(${round(x)} ${round(y)}) scale(${scale})" data-letter=${letter}>
    <path d=${path} style="fill:${pencil ? 'var(--paper)' : inkOf(index)};stroke:${pencil ? 'var(--ink-3)' : 'var(--paper)'};stroke-width:${pencil ? 1.5 : 3}"></path>
    <text class="letter mid" y=${size * 0.36 + drop} style="font-size:${size}px;font-weight:800;fill:${pencil ? 'var(--ink-3)' : 'var(--paper)'}">${letter}</text></g>`;
}

/** The database: an amber cylinder about 44 units wide around (0, 0). Nothing else is amber. @param {{x: number, y: number, scale?: number}} place */
export const databaseMark = ({
  x,
  y,
  scale = 1,
}) => svg`<g transform="translate(${round(x)} ${round(y)}) scale(${scale})">
  <path d="M-22 -20A22 8 0 0 1 22 -20V20A22 8 0 0 1 -22 20Z" style="fill:var(--database)"></path>
  <path d="M-22 -20A22 8 0 0 0 22 -20" style="fill:none;stroke:var(--paper);stroke-width:2"></path></g>`;

/** The slip beside a line of provenance: "this number has a receipt". */
export const slipMark = svg`<svg class="slip" viewBox="0 0 16 20" aria-hidden="true"><path d="M1 1h14v17l-2.3-2-2.4 2L8 16l-2.3 2-2.4-2L1 18zM4 6h8M4 10h5"></path></svg>`;

/** Point at `turn` (0 at 12 o'clock, clockwise) on a circle. @param {number} turn @param {number} radius */
export function onCircle(turn, radius, cx = 0, cy = 0) {
  const angle = turn * 2 * Math.PI;
  return { x: cx + radius * Math.sin(angle), y: cy - radius * Math.cos(angle) };
}

/** SVG arc clockwise from one turn to another; a whole circle when they are equal. @param {number} from @param {number} to @param {number} radius */
export function arcPath(from, to, radius, cx = 0, cy = 0) {
  const span = (((to - from) % 1) + 1) % 1 || 1;
  const a = onCircle(from, radius, cx, cy);
  const b = onCircle(to, radius, cx, cy);
  if (span === 1) {
    const half = onCircle(from + 0.5, radius, cx, cy);
    return `M${at(a)}A${radius} ${radius} 0 0 1 ${at(half)}A${radius} ${radius} 0 0 1 ${at(a)}`;
  }
  return `M${at(a)}A${radius} ${radius} 0 ${span > 0.5 ? 1 : 0} 1 ${at(b)}`;
}

let tenths = 10;

/** The build draws its stills to whole units: a kilobyte less to download, and on the stage half a pixel at most. @param {boolean} whole */
export function drawWhole(whole) {
  tenths = whole ? 1 : 10;
}

/** Coordinates short enough for a page that carries 21 drawings. @param {number} value */
export const round = (value) => Math.round(value * tenths) / tenths;
/** @param {{x: number, y: number}} point */
export const at = ({ x, y }) => `${round(x)} ${round(y)}`;
