// The ring, drawn: servers at their tokens, arcs in the ink of who owns them, keys at their true angle tied to their owner.
// Pure templates around (0, 0); 0 degrees at 12 o'clock, clockwise. `time` is milliseconds into the telling of the last
// command: the server lands, its arc inks, its keys turn, they walk, their threads are tied again. Infinity is the end.
import { nothing, svg } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { arcPath, at, inkOf, onCircle, round, serverMark } from '../theme/marks.js';
import { count, degrees, percent, shorten } from '../theme/format.js';

/** @typedef {import('./hash-ring-picture.js').RingPicture} RingPicture */

export const R = 236;
const THREAD_END = R - 8;

/** When each part of an addition starts and how long it takes, in ms (look: "How figures move"). */
const TELLING = { land: [0, 400], ink: [400, 400], turn: [800, 150], walk: [1300, 500], tie: [1700, 400] };
const STAGGER = 16;
/** How long the whole telling of a command takes. */
export const TELLING_MS = 2300;

/** Part of a phase that is over at `time`, in [0, 1], with the deck's one easing left to CSS-like smoothing. */
function phase(name, time, delay = 0) {
  const [start, length] = TELLING[name];
  const t = Math.min(1, Math.max(0, (time - start - delay) / length));
  return 1 - (1 - t) ** 3;
}

/** One path for every stretch of the circle that one server owns. @param {RingPicture} picture */
function ownedArcs({ tokens }) {
  /** @type {Map<number, string[]>} */
  const paths = new Map();
  tokens.forEach(({ turn, index }, i) => {
    const from = tokens[(i + tokens.length - 1) % tokens.length].turn;
    if (from === turn && tokens.length > 1) return;
    paths.set(index, [...(paths.get(index) ?? []), arcPath(from, turn, R)]);
  });
  return [...paths].map(([index, parts]) => ({ index, path: parts.join('') }));
}

/** @param {RingPicture} picture @param {number} time @param {RingPicture|null} before */
function circle(picture, time, before) {
  const inking = before && picture.newcomer && time < TELLING.ink[0] + TELLING.ink[1];
  const base = inking ? before : picture;
  if (!base.tokens.length) return svg`<circle class="empty" r=${R}></circle>`;
  const arcs = ownedArcs(base).map(({ index, path }) => svg`<path d=${path} style="stroke:${inkOf(index)}"></path>`);
  const growing = inking ? newArcs(picture, phase('ink', time)) : nothing;
  return svg`<g class="arcs">${arcs}${growing}</g>`;
}

/** The newcomer's arcs, inked clockwise up to `part` of their length. @param {RingPicture} picture @param {number} part */
function newArcs(picture, part) {
  const index = picture.members.find((member) => member.name === picture.newcomer)?.index ?? 0;
  const paths = picture.tokens.map(({ turn, index: owner }, i) => {
    if (owner !== index || part <= 0) return '';
    const from = picture.tokens[(i + picture.tokens.length - 1) % picture.tokens.length].turn;
    const span = (turn - from + 1) % 1 || 1;
    return arcPath(from, from + span * part, R);
  });
  return svg`<path d=${paths.join('')} style="stroke:${inkOf(index)}"></path>`;
}

/** An arc from a key to its owner, always clockwise: the arc's own angle is the angle walked. */
function thread(key, radius, ownerTurn) {
  const span = (ownerTurn - key.turn + 1) % 1;
  const a = onCircle(key.turn, radius);
  const b = onCircle(ownerTurn, THREAD_END);
  const bend = 2 * Math.sin(span * Math.PI);
  const chord = Math.hypot(b.x - a.x, b.y - a.y);
  const r = bend > 0.02 ? Math.max(chord / bend, chord / 2) : 0;
  return r ? `M${at(a)}A${round(r)} ${round(r)} 0 ${span > 0.5 ? 1 : 0} 1 ${at(b)}` : `M${at(a)}L${at(b)}`;
}

/** @param {RingPicture} picture @param {number} time @param {RingPicture|null} before */
function keys(picture, time, before) {
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
    const ink = red ? 'var(--alarm)' : owner.index < 0 ? 'var(--line)' : inkOf(key.moved ? (was?.index ?? key.index) : owner.index);
    const path = picture.threaded && owner.index >= 0 ? thread(key, radius, owner.ownerTurn) : '';
    return { id: key.text, place, red, ink, path };
  });
  return svg`<g class="threads">${repeat(marks, (m) => m.id, (m) => (m.path ? svg`<path d=${m.path} style="stroke:${m.ink}" class=${m.red ? 'moved' : nothing}></path>` : nothing))}</g>
    <g class="keys">${repeat(marks, (m) => m.id, (m) => svg`<circle cx=${round(m.place.x)} cy=${round(m.place.y)} r=${m.red ? 6 : 4.5} style="fill:${m.ink}" class=${m.red ? 'moved' : nothing}></circle>`)}</g>`;
}

/** The column that walks outside the ring from the loser to the newcomer: copies of ownership, not of position. */
function walkers(picture, time) {
  const moved = picture.keys.filter((key) => key.moved).length;
  const newcomer = picture.tokens.find(({ index }) => picture.members.find((m) => m.name === picture.newcomer)?.index === index);
  const [flow] = picture.flows;
  const loser = picture.tokens.find(({ index }) => index === flow?.from);
  if (!moved || !newcomer || !loser || picture.flows.length !== 1 || picture.tokens.length > 8) return nothing;
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
  const label = onCircle(loser.turn - span * 0.42, R + 74);
  const from = picture.members.find((m) => m.index === flow.from)?.letter ?? '';
  const to = picture.members.find((m) => m.index === flow.to)?.letter ?? '';
  return svg`<g class="walkers">${dots.map((dot) => svg`<circle cx=${round(dot.x)} cy=${round(dot.y)} r="5.2"></circle>`)}
    <path d="M-9 -10L11 0L-9 10Z" transform="translate(${at(tip)}) rotate(${round(head * 360 - 180)})"></path>
    <text class="t18 b red" x=${round(label.x)} y=${round(label.y)}>${count(moved)} keys walk, ${from} to ${to}</text></g>`;
}

/** Second lines of labels: what the server owns, and what it was before. */
function shareText({ fraction, lost, won }) {
  if (won > 0) return `${fraction === won ? '0' : percent(fraction - won)} → ${percent(fraction)}`;
  if (lost > 0) return `${percent(fraction + lost).replace(/\u00a0%$/, '')} → ${percent(fraction)}`;
  return `owns ${percent(fraction)}`;
}

/** Labels stand outside the ring beside their server and never on each other. @param {RingPicture} picture */
function labels(picture) {
  const drawn = picture.scene.hash === 'by-degrees';
  const places = picture.tokens.map((token) => {
    const member = picture.members.find(({ index }) => index === token.index);
    const { x, y } = onCircle(token.turn, R + 54);
    return { token, member, right: Math.sin(token.turn * 2 * Math.PI) > 0.15, x, y: y + (Math.abs(x) < 60 && y > 0 ? 4 : 0) };
  });
  for (const side of [true, false]) {
    const column = places.filter((p) => p.right === side).sort((a, b) => a.y - b.y);
    column.forEach((p, i) => {
      if (i) p.y = Math.max(p.y, column[i - 1].y + 50);
    });
  }
  return places.map(({ token, member, right, x, y }) => {
    if (!member) return nothing;
    const left = right ? x - 12 : x - (Math.abs(x) < 60 ? 34 : -12);
    const name = drawn ? svg`${member.letter} <tspan class="q" style="font-weight:500">${degrees(token.turn, 1)}</tspan>` : shorten(member.name, 14);
    return svg`<g class=${right ? 'label' : 'label end'}><title>${member.name}</title>
      <text class="name" x=${round(left)} y=${round(y)}>${name}</text>
      <text class="t18 q" x=${round(left)} y=${round(y + 24)}>${shareText(member)}</text></g>`;
  });
}

/** Every 15 degrees a tick, 0 and the direction at the top. */
const graticule = svg`<g class="ticks"><path d=${Array.from({ length: 24 }, (_, i) => {
  const long = i % 6 === 0;
  return `M${at(onCircle(i / 24, R + 6))}L${at(onCircle(i / 24, R + (long ? 18 : 11)))}`;
}).join('')}></path>
  <text class="t16 mono q mid" y="-262">0°</text><path class="way" d="M20 -267q20 1 34 6m-8 -8l8 8l-11 4"></path></g>`;

/** The walk of the followed key: around the outside, clockwise, to the first server it meets. */
function walk(followed, part) {
  if (!followed || followed.owner === null) return nothing;
  const radius = R + 46;
  const start = onCircle(followed.turn, R + 14);
  const end = followed.turn + followed.walk * part;
  const tip = onCircle(end, radius);
  const route = followed.walk > 0.004 ? arcPath(followed.turn, end, radius).replace(/^M/, `M${at(start)}L`) : `M${at(start)}L${at(tip)}`;
  const inward = part === 1 ? `L${at(onCircle(end, R + 34))}` : '';
  const arrow = onCircle(end, R + 30);
  return svg`<g class="walk"><path d=${route + inward}></path>${part === 1
    ? svg`<path class="tip" d="M0 -9L9 8H-9Z" transform="translate(${at(arrow)}) rotate(${round(end * 360 + 180)})"></path>`
    : nothing}</g>`;
}

/** @param {NonNullable<RingPicture['followed']>} followed */
function keyMark(followed) {
  const { x, y } = onCircle(followed.turn, R);
  const label = onCircle(followed.turn, R + 70);
  const end = Math.sin(followed.turn * 2 * Math.PI) < 0;
  const short = shorten(followed.label, 14);
  const single = Array.from(short).length === 1;
  return svg`<g class="followed"><circle cx=${round(x)} cy=${round(y)} r="19"></circle>
    ${single ? svg`<text class="letter mid on" x=${round(x)} y=${round(y + 7)}>${short}</text>` : nothing}
    <g class=${end ? 'label end' : 'label'}><title>${followed.text}</title>
    <text class=${single ? 'name' : 'name mono'} x=${round(label.x)} y=${round(label.y - 6)}>${single ? short : nothing}${single ? ' ' : short}${single ? svg`<tspan class="q" style="font-weight:500">${degrees(followed.turn, 1)}</tspan>` : nothing}</text>
    <text class="t18 q" x=${round(label.x)} y=${round(label.y + 18)}>${single ? 'a key' : degrees(followed.turn)}</text></g></g>`;
}

/** Tokens: servers as lettered shapes while they are few, ticks in their ink when they are many. */
function tokens(picture, time) {
  if (picture.tokens.length > 24) {
    const ticks = new Map();
    for (const { turn, index } of picture.tokens) {
      ticks.set(index, `${ticks.get(index) ?? ''}M${at(onCircle(turn, R - 12))}L${at(onCircle(turn, R + 12))}`);
    }
    return svg`<g class="tokens">${[...ticks].map(([index, d]) => svg`<path d=${d} style="stroke:${inkOf(index)}"></path>`)}</g>`;
  }
  const newcomer = picture.members.find((m) => m.name === picture.newcomer)?.index;
  const size = picture.tokens.length > 8 ? 0.62 : 1;
  return picture.tokens.map(({ turn, index }) => {
    const drop = index === newcomer ? (1 - phase('land', time)) * 24 : 0;
    const { x, y } = onCircle(turn, R + drop);
    return serverMark({ index, x, y, scale: size });
  });
}

/** The measured span of what was taken: a dimension line with end ticks and its degrees. */
function span(picture, time) {
  const [flow] = picture.flows;
  if (!picture.newcomer || picture.flows.length !== 1 || picture.tokens.length > 8 || phase('ink', time) === 0) return nothing;
  const i = picture.tokens.findIndex(({ index }) => index === flow.to);
  if (i < 0) return nothing;
  const to = picture.tokens[i].turn;
  const from = picture.tokens[(i + picture.tokens.length - 1) % picture.tokens.length].turn;
  const length = (to - from + 1) % 1 || 1;
  const end = from + length * phase('ink', time);
  const label = onCircle(from + length * 0.47, R + 62);
  const tick = (turn) => `M${at(onCircle(turn, R + 31))}L${at(onCircle(turn, R + 49))}`;
  return svg`<g class="span"><path d=${arcPath(from + 0.004, end - 0.004, R + 40) + tick(from + 0.004) + tick(end - 0.004)}></path>
    <text class="disp red" x=${round(label.x)} y=${round(label.y + 10)}>${degrees(length, 1)}</text></g>`;
}

/**
 * The whole drawing of a ring figure.
 * @param {RingPicture} picture @param {{time?: number, before?: RingPicture|null, pencil?: boolean}} [telling]
 */
export function ringDrawing(picture, { time = Infinity, before = null } = {}) {
  const followed = picture.followed;
  const few = picture.tokens.length <= 8;
  return svg`${graticule}${picture.keys.length ? keys(picture, time, before) : nothing}${circle(picture, time, before)}
    ${span(picture, time)}${walkers(picture, time)}${followed && !picture.keys.length ? walk(followed, phase('walk', time + 1300)) : nothing}
    ${tokens(picture, time)}${few ? labels(picture) : nothing}${followed ? keyMark(followed) : nothing}`;
}
