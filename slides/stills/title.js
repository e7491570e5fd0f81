// Slide 1: eight servers on a globe, linked in the order in which a real hash ring meets them.
//
// The ring is server-A ... server-H at 100 positions each (XXH64). The chain is the walk that a reader of user:1 would take
// along it: the owner first, then each new server met clockwise, then home; the seats on the map are taken in that
// order. The dots are the keys user:1 ... user:64, each on a thread to the server that owns it: its direction is the
// key's angle on the ring (0° up), its length the walk from the key to its owner's position.
import { html, svg } from 'lit';
import { inkOf, serverMark } from '../../web/theme/marks.js';
import { answered } from './answered.js';
import { LAND } from './title-land.js';

/** @typedef {[longitude: number, latitude: number]} Place */

const RADIUS = 424;
const KEYS = 64;
const VNODES = 100;
const SERVERS = [...'ABCDEFGH'].map((letter) => `server-${letter}`);
/** The middle of the picture: we look straight down on this place. @type {Place} */
const VIEW = [25, 14];
/** Eight cities, clockwise around the middle of the map: the seats. @type {Place[]} */
const SEATS = [
  [37.6, 55.8], // Moscow
  [55.3, 25.2], // Dubai
  [72.9, 19.1], // Mumbai
  [36.8, -1.3], // Nairobi
  [28.0, -26.2], // Johannesburg
  [3.4, 6.5], // Lagos
  [-17.4, 14.7], // Dakar
  [-0.1, 51.5], // London
];

const RAD = Math.PI / 180;
const whole = Math.round;

/** Orthographic projection: the globe from infinitely far away. `depth` is below 0 on its far side. @param {Place} place */
function project([longitude, latitude]) {
  const away = (longitude - VIEW[0]) * RAD;
  const [up, tilt] = [latitude * RAD, VIEW[1] * RAD];
  return {
    x: RADIUS * Math.cos(up) * Math.sin(away),
    y: -RADIUS * (Math.cos(tilt) * Math.sin(up) - Math.sin(tilt) * Math.cos(up) * Math.cos(away)),
    depth: Math.sin(tilt) * Math.sin(up) + Math.cos(tilt) * Math.cos(up) * Math.cos(away),
  };
}

/** The land as one outline; what lies behind the horizon is pushed out to just beyond the rim. */
function landPath() {
  return LAND.map((outline) => {
    let last = { x: 0, y: 0 };
    const steps = outline.map((place, n) => {
      const { x, y, depth } = project(place);
      const push = depth < 0 ? (1.04 * RADIUS) / Math.hypot(x, y) : 1;
      const here = { x: whole(x * push), y: whole(y * push) };
      const step = n ? `${n > 1 ? ' ' : 'l'}${here.x - last.x} ${here.y - last.y}` : `M${here.x} ${here.y}`;
      last = here;
      return step;
    });
    return `${steps.join('').replaceAll(' -', '-')}z`;
  }).join('');
}

/** The engraver's lines: parallels of latitude, each the near half of an ellipse. @param {number} every degrees */
function parallels(every) {
  const tilt = VIEW[1] * RAD;
  let path = '';
  for (let latitude = -35; latitude < 85; latitude += every) {
    const wide = whole(RADIUS * Math.cos(latitude * RAD));
    const y = -RADIUS * Math.cos(tilt) * Math.sin(latitude * RAD);
    path += `M-${wide} ${whole(y)}a${wide} ${whole(wide * Math.sin(tilt))} 0 0 0 ${2 * wide} 0`;
  }
  return path;
}

/** Where one comes to from `place`, setting out towards `bearing` (in turns) for `distance` (in radians). */
function travel(/** @type {Place} */ place, /** @type {number} */ bearing, /** @type {number} */ distance) {
  const [lambda, phi] = [place[0] * RAD, place[1] * RAD];
  const turn = bearing * 2 * Math.PI;
  const up = Math.asin(
    Math.sin(phi) * Math.cos(distance) + Math.cos(phi) * Math.sin(distance) * Math.cos(turn),
  );
  const along = Math.atan2(
    Math.sin(turn) * Math.sin(distance) * Math.cos(phi),
    Math.cos(distance) - Math.sin(phi) * Math.sin(up),
  );
  return project([(lambda + along) / RAD, up / RAD]);
}

/** The chain from seat to seat, each link bowed away from the middle and split at its top, where the arrow stands. */
function chainPath() {
  const hubs = SEATS.map(project);
  const first = hubs[0];
  let path = `M${whole(first.x)} ${whole(first.y)}`;
  hubs.forEach((from, n) => {
    const to = hubs[(n + 1) % hubs.length];
    const bow = 0.22;
    const top = {
      x: (from.x + to.x) / 2 + bow * (to.y - from.y),
      y: (from.y + to.y) / 2 - bow * (to.x - from.x),
    };
    const [a, b] = [from, to].map((end) => ({ x: (end.x + top.x) / 2, y: (end.y + top.y) / 2 }));
    const peak = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
    path += `Q${[a, peak, b, to].map((p) => `${whole(p.x)} ${whole(p.y)}`).join(' ')}`;
  });
  return path;
}

/** @param {import('../../web/engine/edgecache.d.ts').Engine} engine */
export async function draw(engine) {
  const ring = answered(engine.ring({ servers: SERVERS, vnodes: VNODES }));
  const { turns, length } = answered(ring.tokens());
  const keys = Array.from({ length: KEYS }, (_, n) => {
    const { position, found, owner } = answered(ring.lookup(`user:${n + 1}`));
    // In mean gaps between neighbours on the ring: 1 is an ordinary walk.
    const walk = ((turns[found] - position.turn + 1) % 1) * length;
    return { owner, turn: position.turn, walk };
  });
  const hubs = answered(ring.preference('user:1', SERVERS.length)).map((name, seat) => ({
    name,
    place: SEATS[seat],
  }));
  ring.delete();

  const fans = hubs.map(({ name, place }) => {
    const hub = project(place);
    let threads = '';
    for (const key of keys.filter(({ owner }) => owner === name)) {
      const far = 0.13 + 0.09 * key.walk;
      const [end, bend] = [travel(place, key.turn, far), travel(place, key.turn + 0.07, far * 0.6)];
      threads += `M${whole(end.x)} ${whole(end.y)}Q${whole(bend.x)} ${whole(bend.y)} ${whole(hub.x)} ${whole(hub.y)}`;
    }
    return svg`<path stroke=${inkOf(SERVERS.indexOf(name))} d=${threads}></path>`;
  });

  return html`<svg class="panel inverse" style="--x:512;--y:-44;--w:848;--h:848" viewBox="-424 -424 848 848" role="img"
      aria-label="A globe with eight cache servers, A to H, linked in a circle in the order of their hash ring; 64 keys hang on the servers that own them">
      <clipPath id="title-land"><path d=${landPath()}></path></clipPath>
      <marker id="title-arrow" orient="auto" markerUnits="userSpaceOnUse" viewBox="-8 -8 16 16" markerWidth="16" markerHeight="16"><path d="M-6 -7L8 0L-6 7z"></path></marker>
      <circle class="disc" r=${RADIUS}></circle>
      <path class="land" clip-path="url(#title-land)" d=${parallels(1.4)}></path>
      <g class="threads"><g id="title-threads">${fans}</g><use class="dots" href="#title-threads"></use></g>
      <path class="chain" d=${chainPath()}></path>
      ${hubs.map(({ name, place }) => serverMark({ index: SERVERS.indexOf(name), x: whole(project(place).x), y: whole(project(place).y), scale: 0.78 }))}
    </svg>
    <div class="knock" aria-hidden="true">Distributed<br>Caches<br>at Scale</div>`;
}
