// What slide 1 draws: the globe, the chain of servers in the order of their ring, every key on a thread to the server that owns it.
//
// A key's direction from its server is its angle on the ring (0° up), its thread as long as the walk from its position to the
// owner's token. Where the servers sit is our choice: a ring knows no geography.
import { html, nothing, svg } from 'lit';
import { inkOf, serverMark } from '../../theme/marks.js';
import { chainPath, parallels, project, RADIUS, SEATS, travel } from './globe.js';

/** @typedef {import('./globe.js').Point} Point */
/** @typedef {import('./model.js').MapState} MapState */
/** @typedef {{owner: string|null, ink: string, path: [Point, Point, Point]}} Thread from the key's dot to its server */

/** How fast a request walks and how long its server answers for, in ms; how far apart two of them set out. */
export const REQUEST_MS = { walk: 520, glow: 420, apart: 320 };
/** So many requests can be seen at once. */
const UNDER_WAY = Math.ceil((REQUEST_MS.walk + REQUEST_MS.glow) / REQUEST_MS.apart);

const whole = Math.round;
const at = (/** @type {Point} */ { x, y }) => `${whole(x)} ${whole(y)}`;

/** Where each server sits: `walk` is the order along the ring. @param {MapState} state */
export function seats({ walk, scene }) {
  return walk.map((name, seat) => ({
    name,
    index: scene.servers.indexOf(name),
    place: SEATS[seat],
    hub: project(SEATS[seat]),
    away: scene.away.includes(name),
  }));
}

/** Threads that were laid, asked for once a frame. @type {WeakMap<MapState['keys'], (Thread|null)[]>} */
const laid = new WeakMap();

/** Every key's thread, in the order of the keys; null while nobody owns it. @param {MapState} state @returns {(Thread|null)[]} */
export function threads(state) {
  const known = laid.get(state.keys) ?? lay(state);
  laid.set(state.keys, known);
  return known;
}

/** @param {MapState} state @returns {(Thread|null)[]} */
function lay(state) {
  const byName = new Map(seats(state).map((seat) => [seat.name, seat]));
  return state.keys.map(({ owner, turn, walk }) => {
    const seat = owner === null ? undefined : byName.get(owner);
    if (!seat) return null;
    const far = 0.13 + 0.09 * Math.min(walk, 9);
    return {
      owner,
      ink: inkOf(seat.index),
      path: [travel(seat.place, turn, far), travel(seat.place, turn + 0.07, far * 0.6), seat.hub],
    };
  });
}

const curve = (/** @type {Point[]} */ [from, bend, to]) => `M${at(from)}Q${at(bend)} ${at(to)}`;

/** Part of the way from one thread to another. @param {Thread} a @param {Thread} b @param {number} part */
const between = (a, b, part) =>
  b.path.map((end, n) => ({
    x: a.path[n].x + (end.x - a.path[n].x) * part,
    y: a.path[n].y + (end.y - a.path[n].y) * part,
  }));

/** The point at `part` of a thread. @param {Thread} thread @param {number} part */
function along({ path: [a, b, c] }, part) {
  const rest = 1 - part;
  return {
    x: rest * rest * a.x + 2 * rest * part * b.x + part * part * c.x,
    y: rest * rest * a.y + 2 * rest * part * b.y + part * part * c.y,
  };
}

/** Names inside one drawing are its own: two maps on a page must not draw each other's threads. */
let drawings = 0;
export const nextName = () => `world-${++drawings}`;

/**
 * @param {MapState} state
 * @param {{before?: (Thread|null)[], part?: number, toggle?: (server: string, away: boolean) => void, name?: string, land?: string}} [shown] while keys move:
 *   their threads before, and how far they are; what a press on a server asks for, the name of this drawing, and the outline of the land
 */
export function worldFigure(state, { before, part = 1, toggle, name = 'world', land = '' } = {}) {
  const sitting = seats(state);
  const present = sitting.filter(({ away }) => !away);
  const now = threads(state);
  const moving = now.map((thread, n) => {
    const old = before?.[n];
    return part < 1 && thread && old && old.owner !== thread.owner ? between(old, thread, part) : null;
  });
  const fans = present.map(({ name, index }) => {
    const own = now.filter((thread, n) => thread?.owner === name && !moving[n]);
    return svg`<path stroke=${inkOf(index)} d=${own.map((thread) => curve(/** @type {Thread} */ (thread).path)).join('')}></path>`;
  });
  const red = moving.flatMap((path) => (path ? curve(path) : [])).join('');
  return html`<div class="world panel inverse" style="--x:512;--y:-44;--w:848;--h:848"><svg viewBox="-424 -424 848 848" role="img" aria-label=${worldLabel(state)}>
      <clipPath id=${`${name}-land`}><path d=${land}></path></clipPath>
      <marker id=${`${name}-arrow`} orient="auto" markerUnits="userSpaceOnUse" viewBox="-8 -8 16 16" markerWidth="16" markerHeight="16"><path d="M-6 -7L8 0L-6 7z"></path></marker>
      <circle class="disc" r=${RADIUS}></circle>
      <path class="land" clip-path=${`url(#${name}-land)`} d=${parallels(1.4)}></path>
      <g class="threads"><g id=${`${name}-threads`}>${fans}${red ? svg`<path class="walking" d=${red}></path>` : nothing}</g><use class="dots" href=${`#${name}-threads`}></use></g>
      <path class="chain" marker-mid=${`url(#${name}-arrow)`} d=${chainPath(present.map(({ hub }) => hub))}></path>
      ${sitting.map((seat) => serverMark({ index: seat.index, x: whole(seat.hub.x), y: whole(seat.hub.y), scale: 0.78, pencil: seat.away }))}
    </svg>${toggle ? html`<svg class="world-requests" viewBox="-424 -424 848 848" aria-hidden="true"></svg>${sitting.map((seat) => hubButton(seat, toggle))}` : svgLayer(traffic(state))}</div>
    <div class="knock" aria-hidden="true">Distributed<br>Caches<br>at Scale</div>`;
}

/** On paper the traffic lies still. @param {unknown[]} marks */
const svgLayer = (marks) =>
  html`<svg class="world-requests" viewBox="-424 -424 848 848" aria-hidden="true">${marks}</svg>`;

/** A server is a button: out of the ring, and back. @param {ReturnType<typeof seats>[number]} seat @param {(server: string, away: boolean) => void} toggle */
function hubButton({ name, hub, away }, toggle) {
  const says = away ? `Bring ${name} back` : `Take ${name} out`;
  const percent = (/** @type {number} */ value) => ((value + RADIUS) / (2 * RADIUS)) * 100;
  return html`<button class="hub" style=${`left:${percent(hub.x).toFixed(2)}%;top:${percent(hub.y).toFixed(2)}%`} aria-label=${says} title=${says} @click=${() => toggle(name, away)}></button>`;
}

/**
 * The traffic, drawn over the globe `ms` after the first request of the last command set out: every key that was asked for, larger
 * the more often, the requests on their way, and the servers that have just answered.
 * @param {MapState} state @param {number} [ms] @param {(Thread|null)[]} [on] threads of the state's keys
 */
export function traffic(
  { requests, asked, ...rest },
  ms = Infinity,
  on = threads({ requests, asked, ...rest }),
) {
  const out = Math.min(requests.length, Math.floor(ms / REQUEST_MS.apart) + 1);
  const times = [...asked];
  for (const { key } of requests.slice(0, out)) times[key] += 1;
  const marks = times.map((count, key) => {
    const thread = on[key];
    if (!count || !thread) return nothing;
    const [{ x, y }] = thread.path;
    const size = (3 + 3 * Math.sqrt(count)).toFixed(1);
    return svg`<circle class="asked" cx=${whole(x)} cy=${whole(y)} r=${size} fill=${thread.ink}></circle>`;
  });
  for (let n = Math.max(0, out - UNDER_WAY); n < out; n++) {
    const thread = on[requests[n].key];
    if (!thread) continue;
    const part = (ms - n * REQUEST_MS.apart) / REQUEST_MS.walk;
    const glow = ((part - 1) * REQUEST_MS.walk) / REQUEST_MS.glow;
    if (part < 1) {
      const { x, y } = along(thread, part * part * (3 - 2 * part));
      const size = (7 * (1 - part ** 8)).toFixed(1); // it goes into its server
      marks.push(svg`<circle class="request" cx=${x.toFixed(1)} cy=${y.toFixed(1)} r=${size}></circle>`);
    } else if (glow < 1) {
      const { x, y } = thread.path[2];
      marks.push(
        svg`<circle class="answer" cx=${whole(x)} cy=${whole(y)} r=${(22 + 22 * glow).toFixed(1)} opacity=${(1 - glow).toFixed(2)} stroke=${thread.ink}></circle>`,
      );
    }
  }
  return marks;
}

/** How long the requests of a state are told for, in ms. @param {MapState} state */
export const tellingMs = ({ requests }) =>
  requests.length ? (requests.length - 1) * REQUEST_MS.apart + REQUEST_MS.walk + REQUEST_MS.glow : 0;

/** The picture in words. @param {MapState} state */
export function worldLabel({ scene, keys }) {
  const here = scene.servers.length - scene.away.length;
  const said =
    here === 0
      ? 'no server is left'
      : `${here} cache ${here === 1 ? 'server' : 'servers'} linked in a circle in the order of their hash ring`;
  const hang =
    here === 0
      ? `${keys.length} keys belong to nobody`
      : `${keys.length} keys hang on the servers that own them`;
  return `A globe with ${said}; ${hang}`;
}

/** What the last command did, in words. @param {MapState} state @param {any[]} events @param {any} command */
export function worldSentence(state, events, command) {
  if (command?.do === 'serve') {
    const asked = new Set(state.requests.map(({ key }) => key)).size;
    return `${state.requests.length} requests for ${asked} different keys, each answered by the server that owns it.`;
  }
  if (command?.do === 'remove-server')
    return `${command.server} is out: its ${events.length} keys go to the next servers along the ring, every other key stays.`;
  if (command?.do === 'add-server')
    return `${command.server} is back: ${events.length} keys come to it, every other key stays.`;
  return `${worldLabel(state)}.`;
}
