// Slide 20: six episodes as one structure that changes shape. Each drawing is data: the same six nodes and who points at whom.
// The pointers are counted from it, and the first and the last episode differ by one: from the last node back to the first.
import { html, nothing, svg } from 'lit';
import { onCircle, round, slipMark } from '../../web/theme/marks.js';

const NODES = 6;
const chain = Array.from({ length: NODES - 1 }, (_, i) => [i, i + 1]);
const both = [...chain, ...chain.map(([a, b]) => [b, a])];
const line = Array.from({ length: NODES }, (_, i) => ({ x: 16 + i * 67, y: 150 }));

/**
 * `points` are pairs of nodes; nodes past the sixth are cells of the hash table that finds a node by its key.
 * @typedef {{name: string, leads: string, nodes: {x: number, y: number}[], points: number[][]}} Episode
 */

/** @type {Episode[]} */
export const EPISODES = [
  { name: 'Singly Linked List', leads: 'Git Commits', nodes: line, points: chain },
  {
    name: 'List Intersection',
    leads: 'Git Merge-Base',
    nodes: [
      { x: 16, y: 110 },
      { x: 120, y: 110 },
      { x: 16, y: 190 },
      { x: 120, y: 190 },
      { x: 240, y: 150 },
      { x: 350, y: 150 },
    ],
    points: [
      [0, 1],
      [1, 4],
      [2, 3],
      [3, 4],
      [4, 5],
    ],
  },
  { name: 'Doubly Linked List', leads: 'Browser History', nodes: line, points: both },
  {
    name: 'Immutable Lists',
    leads: 'Time Travel Debugging',
    nodes: [
      { x: 16, y: 104 },
      { x: 16, y: 150 },
      { x: 16, y: 196 },
      { x: 130, y: 150 },
      { x: 240, y: 150 },
      { x: 350, y: 150 },
    ],
    points: [
      [0, 3],
      [1, 3],
      [2, 3],
      [3, 4],
      [4, 5],
    ],
  },
  {
    name: 'LRU Cache',
    leads: 'Browser & DB Caching',
    nodes: [...line.map(({ x }) => ({ x, y: 112 })), ...line.map(({ x }) => ({ x, y: 178 }))],
    points: [...both, ...line.map((_, i) => [NODES + i, i])],
  },
  {
    name: 'Consistent Hashing',
    leads: 'Global CDNs',
    nodes: Array.from({ length: NODES }, (_, i) => onCircle(i / NODES, 76, 240, 148)),
    points: [...chain, [NODES - 1, 0]],
  },
];

/** What the last episode has and the first has not. */
export const MORE = EPISODES[5].points.length - EPISODES[0].points.length;

export async function draw() {
  return html`${EPISODES.map(drawing)}
    <p class="receipt">${slipMark} ${NODES} nodes each · pointers counted from the drawings: ${EPISODES.map((e) => e.points.length).join(', ')}</p>`;
}

/** @param {Episode} episode @param {number} index */
function drawing({ name, leads, nodes, points }, index) {
  const last = index === EPISODES.length - 1;
  return svg`<svg class="panel" style="--x:${48 + (index % 3) * 408};--y:${index < 3 ? 136 : 396};--w:368;--h:240" viewBox="0 0 368 240" role="img"
    aria-label="Episode ${index + 1}: ${name}, ${leads}. ${NODES} nodes, ${points.length} pointers">
    ${index ? nothing : svg`<marker id="season-tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="5" markerHeight="5" orient="auto"><path d="M0 0L10 5L0 10z" style="fill:var(--ink)"></path></marker>`}
    <text class="t20 b" y="30"><tspan class="disp" style="font-size:34px">${index + 1} </tspan>${name}</text><text class="t18 q" y="62">${leads}</text>
    <g marker-end="url(#season-tip)" style="fill:none;stroke:var(--ink);stroke-width:3">${points.map((p, i) => pointer(nodes, p, points, last && i === NODES - 1))}</g>
    <path d=${nodes
      .slice(0, NODES)
      .map(({ x, y }) => `M${round(x)} ${round(y)}h0`)
      .join('')} style="stroke:var(--ink);stroke-width:24;stroke-linecap:round"></path>
    ${
      nodes.length > NODES
        ? svg`<path d=${nodes
            .slice(NODES)
            .map(({ x, y }) => `M${x - 16} ${y - 12}h32v24h-32z`)
            .join('')} style="fill:var(--paper);stroke:var(--ink);stroke-width:2"></path>`
        : nothing
    }
    ${last ? svg`<text class="disp mid" x="240" y="170" style="font-size:72px">+${MORE}</text>` : nothing}
    <text class="t16 q" y="236">${points.length} pointers</text></svg>`;
}

/** From rim to rim; two that run against each other keep to their own side. */
function pointer(
  /** @type {{x: number, y: number}[]} */ nodes,
  /** @type {number[]} */ [a, b],
  /** @type {number[][]} */ all,
  bold = false,
) {
  const [p, q] = [nodes[a], nodes[b]];
  const length = Math.hypot(q.x - p.x, q.y - p.y);
  const [ux, uy] = [(q.x - p.x) / length, (q.y - p.y) / length];
  const side = all.some(([c, d]) => c === b && d === a) ? 6 : 0;
  const from = { x: p.x + ux * 14 - uy * side, y: p.y + uy * 14 + ux * side };
  const gap = length - 30;
  return svg`<path d="M${round(from.x)} ${round(from.y)}l${round(ux * gap)} ${round(uy * gap)}" style=${bold ? 'stroke-width:6' : nothing}></path>`;
}
