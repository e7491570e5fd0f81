// One structure on its way to another: the six nodes walk, a pointer that both have stays tied to them, one that goes is drawn back
// first, one that comes is drawn when its nodes have arrived. Pure: at rest it is the still.
import { nothing, svg } from 'lit';
import { ease } from '../../motion/motion.js';
import { at, round, serverMark } from '../../theme/marks.js';
import { letter, NODES, RING, shapeOf } from './episodes.js';

/** @typedef {import('./episodes.js').Point} Point */
/** @typedef {import('./episodes.js').Shape} Shape */
/** @typedef {import('./episodes.js').Facts} Facts */
/** `part` of it that is drawn. @typedef {{a: number, b: number, part: number, pair: boolean}} Pointer */
/** `round`: how far the line is bent into the ring. @typedef {{nodes: Point[], cells: Point[], cellPart: number, pointers: Pointer[], round: number, ring: boolean}} Picture */

/** Parts of the time: old pointers leave, nodes walk, new pointers come. */
const LEFT = 0.2;
const THERE = 0.75;
const between = (/** @type {number} */ t, /** @type {number} */ from, /** @type {number} */ to) =>
  Math.min(1, Math.max(0, (t - from) / (to - from)));

const has = (/** @type {number[][]} */ pointers, /** @type {number} */ a, /** @type {number} */ b) =>
  pointers.some(([c, d]) => c === a && d === b);

/** The structure of one episode, `t` of the way to another. @param {number} from @param {number} to @param {number} t @param {Facts} facts @returns {Picture} */
export function pictureOf(from, to, t, facts) {
  const [old, next] = [shapeOf(from, facts), shapeOf(to, facts)];
  const gone = between(t, 0, LEFT);
  const walked = ease(between(t, LEFT, THERE));
  const come = t >= 1 ? 1 : between(t, THERE, 1);
  const nodes = old.nodes.map(({ x, y }, i) => ({
    x: x + (next.nodes[i].x - x) * walked,
    y: y + (next.nodes[i].y - y) * walked,
  }));
  const kept = next.pointers.filter(([a, b]) => has(old.pointers, a, b));
  const leaving = gone < 1 ? old.pointers.filter(([a, b]) => !has(next.pointers, a, b)) : [];
  const coming = come > 0 ? next.pointers.filter(([a, b]) => !has(old.pointers, a, b)) : [];
  const everybody = [...kept, ...leaving, ...coming];
  const drawn = (/** @type {number[][]} */ list, /** @type {number} */ part) =>
    list.map(([a, b]) => ({ a, b, part, pair: has(everybody, b, a) }));
  const table = next.cells.length > 0 ? next : old;
  return {
    nodes,
    cells: table.cells,
    cellPart: next.cells.length > 0 ? (old.cells.length > 0 ? 1 : come) : old.cells.length > 0 ? 1 - gone : 0,
    pointers: [...drawn(kept, 1), ...drawn(leaving, 1 - gone), ...drawn(coming, come)],
    round: old.ring && next.ring ? 1 : next.ring ? walked : old.ring ? 1 - walked : 0,
    ring: next.ring && t >= THERE,
  };
}

const RIM = 24;

/** @param {Picture} picture @param {number} more pointers of the last episode that the first has not */
export function structure(picture, more) {
  const { nodes, cells, cellPart, pointers, ring } = picture;
  return svg`<defs><marker id="season-tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="16" markerHeight="16" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L10 5L0 10z"></path></marker></defs>
<g class="pointers">${pointers.map((pointer) => arrow(picture, pointer))}</g>
${cellPart > 0 ? svg`<g class="cells">${cells.map(({ x, y }, node) => svg`<path d=${`M${x - 26} ${y - 20}h52v40h-52z`} pathLength="1" stroke-dasharray=${cellPart < 1 ? `${round(cellPart)} 1` : nothing}></path>${cellPart === 1 ? svg`<text class="t18 mono mid" x=${x} y=${y + 6}>${letter(node)}</text>` : nothing}`)}</g>` : nothing}
${nodes.map((node, index) =>
  ring
    ? serverMark({ index, ...node, scale: 0.84 })
    : svg`<g class="node" transform=${`translate(${at(node)})`}><circle r="21"></circle><text class="mid" y="9">${letter(index)}</text></g>`,
)}
${ring ? svg`<text class="disp mid num" x=${RING.x} y=${RING.y + 26}>+${more}</text>` : nothing}`;
}

/** From rim to rim; two that run against each other keep to their own side; on the ring along the circle. @param {Picture} picture @param {Pointer} pointer */
function arrow({ nodes, cells, round: bent, ring }, { a, b, part, pair }) {
  const cell = a >= NODES;
  const from = cell ? { x: cells[a - NODES].x, y: cells[a - NODES].y - 20 } : nodes[a];
  const to = nodes[b];
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  if (length < 2 * RIM || part <= 0) return nothing;
  const [ux, uy] = [(to.x - from.x) / length, (to.y - from.y) / length];
  const side = pair ? 7 : 0;
  const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
  const off = Math.hypot(middle.x - RING.x, middle.y - RING.y) || 1;
  const out = bent === 0 ? 0 : bent * ((RING.radius * RING.radius) / off - off);
  const by = {
    x: middle.x + ((middle.x - RING.x) / off) * out,
    y: middle.y + ((middle.y - RING.y) / off) * out,
  };
  const start = towards(from, by, cell ? 0 : RIM, side * uy, -side * ux);
  const end = towards(to, by, RIM + 2, side * uy, -side * ux);
  const closing = ring && a === NODES - 1 && b === 0;
  return svg`<path class=${closing ? 'closing' : ''} d=${`M${at(start)}Q${at({ x: by.x + side * uy, y: by.y - side * ux })} ${at(end)}`} pathLength=${part < 1 ? 1 : nothing} stroke-dasharray=${part < 1 ? `${round(part)} 1` : nothing} marker-end=${part === 1 ? 'url(#season-tip)' : nothing}></path>`;
}

/** @param {Point} from @param {Point} to @param {number} way @param {number} dx @param {number} dy */
function towards(from, to, way, dx, dy) {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  return {
    x: from.x + ((to.x - from.x) * way) / length + dx,
    y: from.y + ((to.y - from.y) * way) / length + dy,
  };
}

/** The same as a thumbnail: lines and dots. @param {number} episode @param {Facts} facts */
export function thumbnail(episode, facts) {
  const picture = pictureOf(episode, episode, 1, facts);
  const { nodes, cells, pointers } = picture;
  const place = (/** @type {number} */ n) => (n < NODES ? nodes[n] : cells[n - NODES]);
  return svg`<svg class="thumb" viewBox="0 50 732 316" aria-hidden="true"><path class="lines" d=${pointers.map(({ a, b }) => `M${at(place(a))}L${at(place(b))}`).join('')}></path><path class="dots" d=${nodes.map((node) => `M${at(node)}h0`).join('')}></path>${cells.length ? svg`<path class="boxes" d=${cells.map(({ x, y }) => `M${x - 24} ${y - 18}h48v36h-48z`).join('')}></path>` : nothing}</svg>`;
}
