// The coast lines of the title's globe: longitude,latitude in whole degrees, one outline a semicolon. From Natural Earth's
// 1:110m land (public domain, naturalearthdata.com), thinned by Visvalingam's rule to what is visible from above
// 14° N 25° E at the size of the slide: an outline for engraving, not a map to travel by.
import { project, RADIUS } from './globe.js';

const OUTLINES = `
  -143,-75 -13,-73 -12,-72 23,-71 69,-71 176,-84;
  50,-15 47,-25 44,-25 43,-22 44,-16 48,-15 49,-12;
  121,23 121,22 121,25 122,25;
  1,51 -6,50 -4,55 -5,59;
  154,60 139,57 135,55 137,55 132,43 126,38 122,28 116,23 106,19 109,12 105,9 103,12 99,10 103,5 101,3
  99,11 97,17 91,23 80,16 80,10 78,8 74,16 73,21 70,21 66,25 61,25 55,26 48,30 52,24 56,25 60,22 58,19
  49,14 43,13 43,17 35,28 33,29 37,22 37,19 39,16 43,12 44,10 51,12 49,7 47,3 40,-3 39,-6 40,-11 41,-15
  39,-17 35,-20 35,-24 28,-33 20,-35 15,-27 14,-22 12,-17 14,-12 12,-5 9,-1 10,3 9,5 6,4 4,6 -2,5 -8,4
  -13,8 -17,12 -17,21 -14,26 -10,30 -9,33 -6,36 -2,35 1,37 10,37 11,33 19,30 21,33 29,31 34,31 36,36
  28,37 26,39 29,41 35,42 38,41 41,43 37,45 39,47 34,46 31,47 28,43 29,41 23,40 24,38 22,37 20,42 13,46
  13,44 18,40 16,38 15,40 9,44 3,43 -2,37 -9,37 -9,43 -2,43 -2,49 9,54 14,54 21,55 23,59 21,63 16,56
  13,55 10,59 6,59 5,62 19,70 28,71 40,68 35,64 46,67 61,70 69,68 105,77 131,71 159,71 160,70;
  50,41 49,38 54,37 53,41 55,41 50,45 51,47 47,45;
  -92,63 -93,62 -87,56 -86,56 -78,62 -68,58 -56,52 -66,50 -76,39 -77,39 -79,33 -91,20 -84,16 -68,11
  -67,11 -57,6 -50,0 -35,-5 -35,-9 -39,-14 -42,-23 -48,-26 -55,-35 -56,-35 -71,-29 -70,-21 -73,-16
  -78,-10 -81,-6 -77,5 -84,8 -90,14 -101,17 -106,23 -111,28 -117,32 -123,38 -124,44 -104,68 -103,68;
  -106,69 -107,69 -119,72 -118,73;
  -12,81 -22,77 -22,70 -40,65 -43,60 -49,61 -54,67 -73,78 -57,82`;

/** @type {[longitude: number, latitude: number][][]} */
const LAND = OUTLINES.split(';').map((outline) =>
  outline
    .trim()
    .split(/\s+/)
    .map((place) => /** @type {[number, number]} */ (place.split(',').map(Number))),
);

/** The land as one outline; what lies behind the horizon is pushed out to just beyond the rim. */
export function landPath() {
  return LAND.map((outline) => {
    let last = { x: 0, y: 0 };
    const steps = outline.map((place, n) => {
      const { x, y, depth } = project(place);
      const push = depth < 0 ? (1.04 * RADIUS) / Math.hypot(x, y) : 1;
      const here = { x: Math.round(x * push), y: Math.round(y * push) };
      const step = n ? `${n > 1 ? ' ' : 'l'}${here.x - last.x} ${here.y - last.y}` : `M${here.x} ${here.y}`;
      last = here;
      return step;
    });
    return `${steps.join('').replaceAll(' -', '-')}z`;
  }).join('');
}
