// The globe of slide 1: where a place of the earth stands on the page, and the lines an engraver would cut.
//
// Orthographic projection: the earth from infinitely far away, straight down on VIEW. Coordinates are whole units around (0, 0).
/** @typedef {[longitude: number, latitude: number]} Place */
/** @typedef {{x: number, y: number}} Point */

export const RADIUS = 424;
/** The middle of the picture. @type {Place} */
const VIEW = [25, 14];
/** Eight cities, clockwise around the middle of the map: the seats of eight servers. @type {Place[]} */
export const SEATS = [
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

/** `depth` is below 0 on the far side. @param {Place} place */
export function project([longitude, latitude]) {
  const away = (longitude - VIEW[0]) * RAD;
  const [up, tilt] = [latitude * RAD, VIEW[1] * RAD];
  return {
    x: RADIUS * Math.cos(up) * Math.sin(away),
    y: -RADIUS * (Math.cos(tilt) * Math.sin(up) - Math.sin(tilt) * Math.cos(up) * Math.cos(away)),
    depth: Math.sin(tilt) * Math.sin(up) + Math.cos(tilt) * Math.cos(up) * Math.cos(away),
  };
}

/** Where one comes to from `place`, setting out towards `bearing` (in turns, 0 is north) for `distance` (in radians). @param {Place} place @param {number} bearing @param {number} distance */
export function travel(place, bearing, distance) {
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

/** The engraver's lines: parallels of latitude, each the near half of an ellipse. @param {number} every degrees */
export function parallels(every) {
  const tilt = VIEW[1] * RAD;
  let path = '';
  for (let latitude = -35; latitude < 85; latitude += every) {
    const wide = whole(RADIUS * Math.cos(latitude * RAD));
    const y = -RADIUS * Math.cos(tilt) * Math.sin(latitude * RAD);
    path += `M-${wide} ${whole(y)}a${wide} ${whole(wide * Math.sin(tilt))} 0 0 0 ${2 * wide} 0`;
  }
  return path;
}

/** A closed chain through `hubs`, each link bowed away from the middle and split at its top, where the arrow stands. @param {Point[]} hubs */
export function chainPath(hubs) {
  if (hubs.length < 2) return '';
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
