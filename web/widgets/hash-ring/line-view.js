// Slide 6: one hash as 16 hex digits, as a fraction of 2^64, as a point on the story's line; then the line rolls up, the same
// length, until its two ends meet. `bend` goes from 0 (a straight line) to 1 (the ring).
import { nothing, svg } from 'lit';
import { at, round } from '../../theme/marks.js';
import { shorten } from '../../theme/format.js';

/** @typedef {import('./picture.js').RingPicture} RingPicture */

const LENGTH = 1184;
const NODES = 21;
const START = { x: 0, y: 68 };
const TOP = { x: 964, y: 112 };

/** Radius of the ring that a line of LENGTH bends into: nothing is stretched. */
export const RADIUS = LENGTH / (2 * Math.PI);

/** Where the point at `turn` of the line stands when it is bent by `bend`: its start rolls to the top of the ring. @param {number} turn @param {number} bend */
export function bentPoint(turn, bend) {
  const x = START.x + (TOP.x - START.x) * bend;
  const y = START.y + (TOP.y - START.y) * bend;
  if (bend < 0.001) return { x: x + LENGTH * turn, y };
  const radius = LENGTH / (2 * Math.PI * bend);
  const angle = 2 * Math.PI * bend * turn;
  return { x: x + radius * Math.sin(angle), y: y + radius * (1 - Math.cos(angle)) };
}

/** The whole line as one path. @param {number} bend */
function bentLine(bend) {
  if (bend < 0.001) return `M${at(bentPoint(0, 0))}L${at(bentPoint(1, 0))}`;
  const radius = round(LENGTH / (2 * Math.PI * bend));
  return `M${at(bentPoint(0, bend))}${[0.25, 0.5, 0.75, 1].map((turn) => `A${radius} ${radius} 0 0 1 ${at(bentPoint(turn, bend))}`).join('')}`;
}

const STEPS = ['hash', 'fraction', 'line', 'ring'];

/**
 * @param {RingPicture} picture @param {{bend?: number, narrow?: boolean}} [telling] how far the bending is; the end of it for the step by default
 */
export function lineDrawing(picture, { bend, narrow = false } = {}) {
  const { followed, scene } = picture;
  if (!followed) return nothing;
  const step = STEPS.indexOf(scene.as);
  const bent = bend ?? (step === 3 ? 1 : 0);
  const fraction = followed.turn.toFixed(5);
  const onLine = bentPoint(followed.turn, 0);
  const label = shorten(followed.label, 22);
  const hash = svg`<text class="t20 mono" x="0" y="19"><tspan class="b">hash("${label}")</tspan><tspan class="q"> = </tspan>${followed.hex}</text>`;
  if (step === 0) {
    return narrow ? hash : svg`${hash}<text class="disp num hex" x="-6" y="260">${followed.hex}</text>`;
  }
  const digits = 11 + Array.from(label).length + 16;
  const from = Math.min(digits * 12.05 + 14, 700);
  const target = Math.max(onLine.x, from + 120);
  const divided = svg`<g class="route"><path d="M${round(from)} 13H${round(target)}${step > 1 ? `V24` : ''}"></path>
    <text class="t20 mono b halo mid" x=${round((from + target) / 2)} y="20">÷2<tspan class="power" dy="-7">64</tspan></text></g>`;
  if (step === 1) return svg`${hash}${divided}`;
  const ghosts = step === 3 && bent === 1 ? [0.88, 0.92, 0.96] : [];
  const formula = svg`${hash}${divided}<path class="tick" d="M${round(target)} 24L${round(onLine.x)} 30"></path>`;
  return svg`${narrow ? nothing : formula}
    ${narrow || step === 2 || bent < 1 ? nothing : straightLine(onLine, fraction)}
    ${ghosts.map((ghost) => svg`<path class="ghost" d=${bentLine(ghost)}></path>`)}
    ${ghosts.length ? svg`<circle class="sheet" cx=${TOP.x} cy=${round(TOP.y + RADIUS)} r=${round(RADIUS)}></circle>` : nothing}
    ${bentNodes(bent)}
    ${followedPoint(followed, bent, fraction, label, narrow)}`;
}

/** The line as it was, kept above the ring: same length, same order, same point. @param {{x: number, y: number}} point @param {string} fraction */
function straightLine(point, fraction) {
  const nodes = Array.from({ length: NODES }, (_, i) => bentPoint(i / NODES, 0));
  return svg`<path class="line" d=${bentLine(0)}></path>${nodeMarks(nodes)}
    <text class="t18 mono q" x="0" y="98">0</text><text class="t18 mono q end" x=${LENGTH} y="98">1</text>
    <circle class="point" cx=${round(point.x)} cy=${point.y} r="11"></circle>
    <text class="t20 mono mid halo" x=${round(point.x)} y="46">${fraction}</text>`;
}

/** @param {number} bend */
function bentNodes(bend) {
  const nodes = Array.from({ length: NODES }, (_, i) => bentPoint(i / NODES, bend));
  return svg`<path class="line bold" d=${bentLine(bend)}></path>
    ${nodeMarks(nodes)}`;
}

/** The talk's own nodes ride on the line: six told, the others to come. @param {{x: number, y: number}[]} nodes */
const nodeMarks = (nodes) =>
  nodes.map(
    (node, i) =>
      svg`<circle class=${i < 6 ? 'node told' : 'node'} cx=${round(node.x)} cy=${round(node.y)} r="5.5"></circle>`,
  );

/** @param {NonNullable<RingPicture['followed']>} followed @param {number} bend @param {string} fraction @param {string} label @param {boolean} narrow */
function followedPoint(followed, bend, fraction, label, narrow) {
  const point = bentPoint(followed.turn, bend);
  const mark = svg`<circle class="point" cx=${round(point.x)} cy=${round(point.y)} r="12"></circle>`;
  if (bend < 1) {
    return svg`${mark}${
      bend === 0
        ? svg`<text class="t20 mono mid halo" x=${round(point.x)} y="46">${fraction}</text>
      <text class="t18 mono q" x="0" y="98">0</text><text class="t18 mono q end" x=${LENGTH} y="98">1</text>`
        : nothing
    }`;
  }
  const centre = { x: TOP.x, y: TOP.y + RADIUS };
  const inner = RADIUS - 46;
  const angle = followed.turn * 2 * Math.PI;
  const tip = { x: centre.x + inner * Math.sin(angle), y: centre.y - inner * Math.cos(angle) };
  const large = followed.turn > 0.5 ? 1 : 0;
  const left = point.x < centre.x;
  return svg`<path class="measure" d="M${at({ x: centre.x, y: centre.y - inner })}A${round(inner)} ${round(inner)} 0 ${large} 1 ${at(tip)}M${at({ x: centre.x, y: centre.y - inner - 8 })}v16"></path>
    <text class="t18 b mid" x=${TOP.x} y=${TOP.y + (narrow ? 90 : 30)}>0 meets 1</text>
    <text class="disp mid num" x=${centre.x} y=${round(centre.y + 8)} style="font-size:46px">${fraction}</text>
    <text class="t18 q mid" x=${centre.x} y=${round(centre.y + 38)}>of a turn, clockwise</text>
    ${mark}<text class=${left ? 't20 mono b end halo' : 't20 mono b halo'} x=${round(point.x + (left ? -22 : 22))} y=${round(point.y + 6)}>${label}</text>`;
}
