// A ring of more marks than a viewer can point at one by one, as it stands on paper and in the markup: one path for each ink and
// kind of mark. Where the figure is alive a canvas shows the same marks (dense-canvas.js) and these are for the printer.
import { svg } from 'lit';
import { arcPath, at, inkOf, onCircle } from '../../theme/marks.js';
import { R } from './telling.js';

/** @typedef {import('./picture.js').RingPicture} RingPicture */
/** @typedef {import('./picture.js').KeyMark} KeyMark */

/** Up to so many tokens and keys each is drawn for itself; above, one sheet shows them all. */
export const MOST_SINGLE_MARKS = 300;

/** @param {{tokens: unknown[], keys: unknown[]}} picture */
export const isDense = ({ tokens, keys }) => tokens.length + keys.length > MOST_SINGLE_MARKS;

/** How far from the middle a key stands. @param {KeyMark} key */
export const radiusOf = ({ depth }) => 176 + depth * 44;

/** How large its dot is. @param {KeyMark} key */
export const sizeOf = ({ moved }) => (moved ? 5 : 3);

/** The ink of a key whose turn has come. @param {KeyMark} key */
export const keyInk = ({ moved, index }) =>
  moved ? 'var(--alarm)' : index < 0 ? 'var(--line)' : inkOf(index);

/**
 * What has the same ink, together. @template T @param {T[]} marks @param {(mark: T, i: number) => string} inkOfMark
 * @returns {Map<string, T[]>}
 */
export function byInk(marks, inkOfMark) {
  /** @type {Map<string, T[]>} */
  const groups = new Map();
  marks.forEach((mark, i) => {
    const ink = inkOfMark(mark, i);
    const group = groups.get(ink);
    if (group) group.push(mark);
    else groups.set(ink, [mark]);
  });
  return groups;
}

/** Every stretch of the circle with who owns it: from the token before, clockwise. @param {RingPicture['tokens']} tokens */
export const stretches = (tokens) =>
  tokens.map(({ turn, index }, i) => {
    const from = tokens[(i + tokens.length - 1) % tokens.length].turn;
    return { from, to: turn, index };
  });

/** Drawn once for each picture, whatever is told of it. @type {WeakMap<RingPicture, unknown>} */
const drawn = new WeakMap();

/** @param {RingPicture} picture */
export function denseMarks(picture) {
  const known = drawn.get(picture) ?? draw(picture);
  drawn.set(picture, known);
  return known;
}

/** @param {RingPicture} picture */
function draw({ tokens, keys }) {
  const owned = stretches(tokens).filter(({ from, to }) => from !== to || tokens.length === 1);
  const paths = [
    ...[...byInk(owned, ({ index }) => inkOf(index))].map(([ink, arcs]) => ({
      d: arcs.map(({ from, to }) => arcPath(from, to, R)).join(''),
      ink,
      kind: 'arc',
    })),
    ...[...byInk(tokens, ({ index }) => inkOf(index))].map(([ink, ticks]) => ({
      d: ticks.map(({ turn }) => `M${at(onCircle(turn, R - 12))}L${at(onCircle(turn, R + 12))}`).join(''),
      ink,
      kind: 'tick',
    })),
    ...[...byInk(keys, keyInk)].map(([ink, dots]) => ({
      d: dots.map((key) => `M${at(onCircle(key.turn, radiusOf(key)))}h0`).join(''),
      ink,
      kind: dots[0].moved ? 'dot moved' : 'dot',
    })),
  ];
  return svg`<g class="dense">${paths.map(({ d, ink, kind }) => svg`<path d=${d} class=${kind} style=${`stroke:${ink}`}></path>`)}</g>`;
}
