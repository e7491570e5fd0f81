// The words on a ring: what each server owns, written beside it, and the walk of the one key that is followed.
import { nothing, svg } from 'lit';
import { degrees, isolated, percent, shorten } from '../../theme/format.js';
import { arcPath, at, onCircle, round } from '../../theme/marks.js';
import { R } from './telling.js';

/** @typedef {import('./picture.js').RingPicture} RingPicture */

/**
 * Second lines of labels: what the server owns, and what it was before.
 * @param {import('./picture.js').Member} member @param {{changed: boolean, narrow: boolean}} line
 */
function shareText({ fraction, lost, won }, { changed, narrow }) {
  if (won > 0) return `${fraction === won ? '0' : percent(fraction - won)} → ${percent(fraction)}`;
  if (lost > 0) return `${percent(fraction + lost).replace(/\u00a0%$/, '')} → ${percent(fraction)}`;
  if (narrow) return percent(fraction);
  return changed ? `${percent(fraction)}, as before` : `owns ${percent(fraction)}`;
}

/** Labels stand outside the ring beside their server, never on each other; at the bottom on one line. @param {RingPicture} picture @param {boolean} narrow */
export function labels(picture, narrow) {
  const line = narrow ? 34 : 24;
  const changed = picture.flows.length > 0;
  const drawn = picture.scene.hash === 'by-degrees';
  const places = picture.tokens.map((token) => {
    const member = picture.members.find(({ index }) => index === token.index);
    const { x, y } = onCircle(token.turn, R + 62);
    const low = Math.abs(x) < 90 && y > 0;
    return { token, member, low, right: x > 40, x, y: low ? R + 54 : y + 4 };
  });
  for (const side of [true, false]) {
    const column = places.filter((p) => p.right === side).sort((a, b) => a.y - b.y);
    column.forEach((p, i) => {
      if (i) p.y = Math.max(p.y, column[i - 1].y + line + 28);
    });
  }
  return places.map(({ token, member, low, right, x, y }) => {
    if (!member) return nothing;
    // A name is longer than a letter: it stands as near to its server as it may, or it would leave the page
    const left = round(low ? Math.min(x, 0) - 34 : drawn || !right ? x : Math.min(x, R + 36));
    const angle = svg`<tspan class="q" style="font-weight:500"> ${degrees(token.turn, 1)}</tspan>`;
    const name = drawn
      ? svg`${member.letter}${angle}`
      : narrow
        ? member.letter
        : isolated(shorten(member.name, 14));
    const share = svg`<tspan class="t18 q">${low ? (narrow ? ' ' : '\u00a0 ') : ''}${shareText(member, { changed, narrow: narrow || !drawn })}</tspan>`;
    if (low)
      return svg`<g class="label end"><text class="name" x=${left} y=${round(y)}>${name}${share}</text></g>`;
    return svg`<g class=${right ? 'label' : 'label end'}><text class=${drawn ? 'name' : 'name given'} x=${left} y=${round(y)}>${name}</text>
      <text x=${left} y=${round(y + line)}>${share}</text></g>`;
  });
}

/** The walk of the followed key: around the outside, clockwise, to the first server it meets. @param {RingPicture['followed']} followed @param {number} part */
export function walk(followed, part) {
  if (!followed || followed.owner === null) return nothing;
  const radius = R + 46;
  const start = onCircle(followed.turn, R + 14);
  const end = followed.turn + followed.walk * part;
  const tip = onCircle(end, radius);
  const route =
    followed.walk > 0.004
      ? arcPath(followed.turn, end, radius).replace(/^M/, `M${at(start)}L`)
      : `M${at(start)}L${at(tip)}`;
  const inward = part === 1 ? `L${at(onCircle(end, R + 34))}` : '';
  const arrow = onCircle(end, R + 30);
  return svg`<g class="walk"><path d=${route + inward}></path>${
    part === 1
      ? svg`<path class="tip" d="M0 -9L9 8H-9Z" transform="translate(${at(arrow)}) rotate(${round(end * 360 + 180)})"></path>`
      : nothing
  }</g>`;
}

/**
 * The followed key: the protagonist is black. A typed key at the top or the bottom is named inside the ring, where neither the
 * story line nor the controls are.
 * @param {NonNullable<RingPicture['followed']>} followed @param {boolean} narrow
 */
export function followedMark(followed, narrow) {
  const { x, y } = onCircle(followed.turn, R);
  const side = Math.sin(followed.turn * 2 * Math.PI);
  const end = side < 0;
  const short = shorten(followed.label, end ? 10 : 14);
  const single = Array.from(short).length === 1;
  const inside = !single && Math.abs(side) < 0.45;
  const label = inside ? { x: x * 0.4, y: y < 0 ? y + 58 : y - 64 } : onCircle(followed.turn, R + 70);
  return svg`<g class="followed"><circle cx=${round(x)} cy=${round(y)} r="19"></circle>
    ${single ? svg`<text class="letter mid on" x=${round(x)} y=${round(y + 7)}>${short}</text>` : nothing}
    <g class=${inside ? 'label mid' : end ? 'label end' : 'label'}>
    <text class=${single ? 'name' : 'name mono'} x=${round(label.x)} y=${round(label.y - 6)}>${short}${single ? svg` <tspan class="q" style="font-weight:500">${degrees(followed.turn, 1)}</tspan>` : nothing}</text>
    <text class="t18 q" x=${round(label.x)} y=${round(label.y + (narrow ? 26 : 18))}>${single ? 'a key' : degrees(followed.turn)}</text></g></g>`;
}
