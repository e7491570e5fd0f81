// The ring as a linked list: a rim of servers, each pointing at the next, and the two ways of one look-up on it, by next around the
// outside and by fingers across. Every node stands at the hash of its label. Pure: the build renders it into the still.
import { nothing, svg } from 'lit';
import { shorten } from '../../theme/format.js';
import { arcPath, at, onCircle, round, serverMark } from '../../theme/marks.js';

/** @typedef {import('./model.js').ChordState} ChordState */
/** @typedef {{x: number, y: number}} Point */

const [RADIUS, X, Y] = [246, 280, 314];
const WIDTH = 640;
/** The first eight servers carry the cast's letters at every size: landmarks among the dots. */
const LETTERED = 8;

/** @param {number} turn @param {number} [radius] */
const point = (turn, radius = RADIUS) => onCircle(turn, radius, X, Y);
/** From one turn clockwise to another. @param {number} from @param {number} to */
const ahead = (from, to) => (((to - from) % 1) + 1) % 1;

/** From one point to another as a path says it after the first: shorter by half. @param {Point} from @param {Point} to */
const way = (from, to) => `${round(round(to.x) - round(from.x))} ${round(round(to.y) - round(from.y))}`;
const step = (/** @type {Point} */ from, /** @type {Point} */ to) => `l${way(from, to)}`;

/**
 * `told`: how many hops of either way are drawn; a part of one while it is being told.
 * @param {ChordState} state @param {{next: number, fingers: number}} told
 */
export function chordRing(state, told) {
  const { turns, servers, scene } = state;
  const byFingers = scene.route === 'fingers';
  const dot = turns.length > 400 ? 3 : turns.length > 100 ? 4.5 : 8;
  const marks = servers.flatMap((server, node) => (server < LETTERED ? [{ index: server, node }] : []));
  return svg`<defs><marker id="chord-tip" viewBox="0 0 10 10" refX="8" refY="5" markerWidth="4" markerHeight="4" orient="auto"><path d="M0 0L10 5L0 10z"></path></marker></defs>
<circle class="rim" cx=${X} cy=${Y} r=${RADIUS}></circle><path class="tips" d=${tips(turns)}></path>
<path class=${byFingers ? 'around' : 'around now'} d=${around(state, told.next)}></path>
${byFingers ? svg`<path class="finger" d=${state.fingers.to.map((node) => bow(state, state.fingers.of, node)).join('')}></path>` : nothing}
<path class="met" d="M${at(point(turns[state.paths.next[0]]))}h0M${at(point(turns[state.paths.next.at(-1) ?? 0]))}h0"></path>
<path class="nodes" stroke-width=${dot} d=${turns.map((turn) => `M${at(point(turn))}h0`).join('')}></path>
<g class=${byFingers ? 'across now' : 'across'}>${across(state, told.fingers)}</g>
${marks.map(({ index, node }) => serverMark({ index, ...point(turns[node]), scale: 0.6 }))}
${keyAndEnds(state)}${lengths(state, told.fingers)}${courier(state, told)}`;
}

/** Which way a pointer points, where there is room to say so. @param {number[]} turns */
function tips(turns) {
  return turns
    .map((turn, i) => {
      const gap = ahead(turn, turns[(i + 1) % turns.length]) || 1;
      if (gap * 2 * Math.PI * RADIUS < 17) return '';
      const middle = turn + gap / 2;
      const [tip, a, b] = [
        point(middle + 0.0026),
        point(middle - 0.0026, RADIUS - 4),
        point(middle - 0.0026, RADIUS + 4),
      ];
      return `M${at(tip)}${step(tip, a)}${step(a, b)}z`;
    })
    .join('');
}

/** The walk by next: a bow outside the rim for every hop. @param {ChordState} state @param {number} told */
function around({ turns, paths }, told) {
  const path = paths.next.slice(0, Math.floor(told) + 1);
  if (path.length < 2) return '';
  const [out, high] = [RADIUS + 12, RADIUS + 26];
  return `M${at(point(turns[path[0]], out))}${path
    .slice(1)
    .map((node, i) => {
      const [from, to] = [turns[path[i]], turns[node]];
      const gap = ahead(from, to);
      if (gap > 0.06) {
        const [rise, fall] = [from + 0.015, to - 0.015];
        return `Q${at(point(from, high))} ${at(point(rise, high))}${arcPath(rise, fall, high, X, Y).replace(/^M[^A]*/, '')}Q${at(point(to, high))} ${at(point(to, out))}`;
      }
      const height = Math.min(28, gap * 2 * Math.PI * RADIUS);
      const start = point(from, out);
      return `q${way(start, point(from + gap / 2, out + height))} ${way(start, point(to, out))}`;
    })
    .join('')}`;
}

/** Ends and bend of a pointer across the circle. @param {ChordState} state @param {number} a @param {number} b */
function bend({ turns, servers }, a, b) {
  const inset = (/** @type {number} */ node) => (servers[node] < LETTERED ? 19 : 7);
  const [from, to] = [point(turns[a]), point(turns[b], RADIUS - inset(b))];
  const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
  const off = Math.hypot(X - middle.x, Y - middle.y);
  const part = Math.min(0.2, 22 / off + 0.02);
  // Through the very middle: bent aside, or it would pass for a diameter.
  const by =
    off < 20
      ? { x: middle.x + 40, y: middle.y }
      : { x: middle.x + (X - middle.x) * part, y: middle.y + (Y - middle.y) * part };
  return { from, by, to };
}

/** @param {ChordState} state @param {number} a @param {number} b */
function bow(state, a, b) {
  const { from, by, to } = bend(state, a, b);
  return `M${at(from)}Q${at(by)} ${at(to)}`;
}

/** The walk by fingers; the hop that is being told is drawn as far as it has come. @param {ChordState} state @param {number} told */
function across(state, told) {
  const path = state.paths.fingers;
  return path.slice(1, Math.ceil(told) + 1).map((node, i) => {
    const part = Math.min(1, told - i);
    const length = Math.hypot(
      point(state.turns[node]).x - point(state.turns[path[i]]).x,
      point(state.turns[node]).y - point(state.turns[path[i]]).y,
    );
    return svg`<path d=${bow(state, path[i], node)} pathLength=${part < 1 ? 1 : nothing} stroke-dasharray=${part < 1 ? `${round(part)} 1` : nothing} marker-end=${part === 1 && length > 34 ? 'url(#chord-tip)' : nothing}></path><path class="met" d="M${at(point(state.turns[node]))}h0"></path>`;
  });
}

/** How many servers every hop passes by: together they are the hops by next. @param {ChordState} state @param {number} told */
function lengths(state, told) {
  const path = state.paths.fingers;
  const count = state.turns.length;
  /** @type {{x: number, y: number, words: string, far: boolean}[]} */
  const labels = [];
  for (let i = 0; i + 1 <= told; i++) {
    const { from, by, to } = bend(state, path[i], path[i + 1]);
    const middle = { x: (from.x + 2 * by.x + to.x) / 4, y: (from.y + 2 * by.y + to.y) / 4 };
    const off = Math.hypot(X - middle.x, Y - middle.y);
    const inward = off < 50 ? { x: 1, y: 0 } : { x: (X - middle.x) / off, y: (Y - middle.y) / off };
    const place = { x: middle.x + inward.x * 34, y: middle.y + inward.y * 30 + 8 };
    const words = `+${(path[i + 1] - path[i] + count) % count}`;
    const last = labels.at(-1);
    const far = Math.hypot(to.x - from.x, to.y - from.y) > 150;
    // Short hops side by side are one label: +1 +1.
    if (last && !far && !last.far && Math.hypot(last.x - place.x, last.y - place.y) < 44)
      last.words += ` ${words}`;
    else labels.push({ ...place, words, far });
  }
  return labels.map(
    ({ x, y, words, far }) =>
      svg`<text class=${far ? 't20 disp mid halo far' : 't20 disp mid halo'} x=${round(x)} y=${round(y)}>${words}</text>`,
  );
}

/** The key, who is asked for it, and whose it is; said outside the rim, apart from each other. @param {ChordState} state */
function keyAndEnds({ turns, servers, paths, key, scene }) {
  const start = paths.next[0];
  const owner = paths.next[paths.next.length - 1];
  const dot = point(key);
  const end = (/** @type {number} */ node, /** @type {string} */ word, /** @type {string} */ more) => ({
    turn: turns[node],
    aim: turns[node],
    word,
    more,
  });
  const its = end(owner, 'owner', `of ${shorten(scene.key, 14)}`);
  const labels =
    start === owner
      ? [label(end(owner, 'start, owner', ''))]
      : apart(its, end(start, 'start', `server-${servers[start]}`));
  return svg`<circle class="key" cx=${round(dot.x)} cy=${round(dot.y)} r="6"></circle>${labels}`;
}

/** @typedef {{turn: number, aim: number, word: string, more: string}} End */

/** Two labels a hand apart, however near their servers stand, and written away from each other. @param {End} a @param {End} b */
function apart(a, b) {
  const gap = ahead(a.turn, b.turn);
  const near = Math.min(gap, 1 - gap);
  if (near > 0.1) return [label(a), label(b)];
  const spread = Math.max(0, (0.05 - near) / 2) * (gap <= 0.5 ? 1 : -1);
  const [p, q] = [
    { ...a, aim: a.turn - spread },
    { ...b, aim: b.turn + spread },
  ];
  const [from, to] = [point(p.aim), point(q.aim)];
  const sideways = Math.abs(from.x - to.x) > Math.abs(from.y - to.y);
  return sideways ? [label(p, from.x < to.x), label(q, to.x < from.x)] : [label(p), label(q)];
}

/** The words that there is room for. @param {End} end @param {boolean} [leftward] */
function label({ turn, aim, word, more }, leftward = point(aim).x < X) {
  const away = point(aim, RADIUS + 44);
  const room = 10 * (word.length + more.length + 1) + 8;
  // In the corners on the right stands what either way came to.
  const corner = away.x > X + 60 && (away.y < 90 || away.y > 520);
  const fits = !corner && (leftward ? away.x > room : WIDTH - away.x > room);
  const y = away.y + (away.y < Y ? -8 : 14);
  return svg`<path class="lead" d="M${at(point(turn, RADIUS + 12))}L${at(point(aim, RADIUS + 34))}"></path><text class=${leftward ? 't18 b halo end' : 't18 b halo'} x=${round(away.x)} y=${round(y)}>${word}${fits && more ? svg`<tspan class="more" dx="6">${more}</tspan>` : nothing}</text>`;
}

/** The look-up itself, on its way. @param {ChordState} state @param {{next: number, fingers: number}} told */
function courier(state, told) {
  const { turns, paths, scene } = state;
  const path = paths[scene.route];
  const done = told[scene.route];
  if (done === 0 || done >= path.length - 1) return nothing;
  const i = Math.floor(done);
  const part = done - i;
  const [a, b] = [path[i], path[i + 1]];
  const here =
    scene.route === 'next'
      ? point(turns[a] + ahead(turns[a], turns[b]) * part, RADIUS + 18)
      : along(bend(state, a, b), part);
  return svg`<circle class="courier" cx=${round(here.x)} cy=${round(here.y)} r="9"></circle>`;
}

/** A point of a quadratic curve. @param {{from: Point, by: Point, to: Point}} curve @param {number} t */
function along({ from, by, to }, t) {
  const mix = (/** @type {'x'|'y'} */ axis) =>
    (1 - t) ** 2 * from[axis] + 2 * t * (1 - t) * by[axis] + t ** 2 * to[axis];
  return { x: mix('x'), y: mix('y') };
}
