// The keys of a ring figure: dots inside the circle, threads to their owners, and the column of those that change owner.
import { nothing, svg } from 'lit';
import { count } from '../../theme/format.js';
import { at, inkOf, onCircle, round } from '../../theme/marks.js';
import { phase, R, STAGGER, TELLING } from './telling.js';

/** @typedef {import('./picture.js').RingPicture} RingPicture */

const THREAD_END = R - 8;

/**
 * An arc from a key to its owner, always clockwise: the arc's own angle is the angle walked.
 * @param {{turn: number}} key @param {number} radius where the key stands @param {{turn: number, walk: number}} owner
 */
function thread(key, radius, { turn, walk: span }) {
  const a = onCircle(key.turn, radius);
  const b = onCircle(turn, THREAD_END);
  const bend = 2 * Math.sin(span * Math.PI);
  const chord = Math.hypot(b.x - a.x, b.y - a.y);
  const r = bend > 0.02 ? Math.max(chord / bend, chord / 2) : 0;
  return r ? `M${at(a)}A${round(r)} ${round(r)} 0 ${span > 0.5 ? 1 : 0} 1 ${at(b)}` : `M${at(a)}L${at(b)}`;
}

/** Keys at their true angle, each tied to its owner; those that moved turn red one after the other. @param {RingPicture} picture @param {number} time @param {RingPicture|null} before */
export function keyMarks(picture, time, before) {
  let nth = 0;
  const marks = picture.keys.map((key, i) => {
    const delay = key.moved ? Math.min(STAGGER * nth++, 400) : 0;
    const was = before?.keys[i];
    const turned = !key.moved || phase('turn', time, delay) > 0.5;
    const tied = !key.moved || !was || time >= TELLING.tie[0] + delay / 2;
    const owner = tied ? key : was;
    const radius = picture.threaded ? 120 + key.depth * 96 : 176 + key.depth * 44;
    const place = onCircle(key.turn, radius);
    const red = key.moved && turned;
    const ink = red
      ? 'var(--alarm)'
      : owner.index < 0
        ? 'var(--line)'
        : inkOf(key.moved ? (was?.index ?? key.index) : owner.index);
    const path = picture.threaded && owner.thread ? thread(key, radius, owner.thread) : '';
    return { place, red, ink, path };
  });
  return svg`<g class="threads">${marks.map(({ path, ink, red }) =>
    path ? svg`<path d=${path} style="stroke:${ink}" class=${red ? 'moved' : nothing}></path>` : nothing,
  )}</g>
    <g class="keys">${marks.map(
      ({ place, ink, red }) =>
        svg`<circle cx=${round(place.x)} cy=${round(place.y)} r=${red ? 6 : 4.5} style="fill:${ink}" class=${red ? 'moved' : nothing}></circle>`,
    )}</g>`;
}

/**
 * The column that walks outside the ring from the loser to the newcomer: copies of ownership, not of position.
 * @param {RingPicture} picture @param {number} time @param {boolean} narrow
 */
export function walkers(picture, time, narrow) {
  const moved = picture.keys.filter((key) => key.moved).length;
  const newcomer = picture.tokens.find(
    ({ index }) => picture.members.find((m) => m.name === picture.newcomer)?.index === index,
  );
  const [flow] = picture.flows;
  const loser = picture.tokens.find(({ index }) => index === flow?.from);
  if (
    !moved ||
    !newcomer ||
    !loser ||
    picture.flows.length !== 1 ||
    picture.tokens.length > 8 ||
    picture.scene.hash !== 'by-degrees'
  )
    return nothing;
  const span = (loser.turn - newcomer.turn + 1) % 1;
  const shown = Math.min(moved, 60);
  const part = phase('walk', time);
  if (part === 0) return nothing;
  const step = Math.min(0.0125, (span * 0.72) / Math.ceil(shown / 2));
  const dots = Array.from({ length: shown }, (_, i) => {
    const home = loser.turn - 0.018 - step * Math.floor(i / 2);
    return onCircle(home + (1 - part) * step * 6, R + 38 + (i % 2) * 15);
  });
  const head = loser.turn - 0.018 - step * Math.ceil(shown / 2) - 0.014;
  const tip = onCircle(head, R + 46);
  const label = onCircle(loser.turn - span * 0.32, R + 84);
  const from = picture.members.find((m) => m.index === flow.from)?.letter ?? '';
  const to = picture.members.find((m) => m.index === flow.to)?.letter ?? '';
  return svg`<g class="walkers">${dots.map((dot) => svg`<circle cx=${round(dot.x)} cy=${round(dot.y)} r="5.2"></circle>`)}
    <path d="M-9 -10L11 0L-9 10Z" transform="translate(${at(tip)}) rotate(${round(head * 360 - 180)})"></path>
    <text class="t18 b red" x=${round(label.x)} y=${round(label.y)}>${count(moved)} keys${narrow ? '' : ` walk, ${from} to ${to}`}</text></g>`;
}
