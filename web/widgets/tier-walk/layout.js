// Where everything stands on slide 15, in two arrangements: the tiers as steps of one stair on the stage, and as wrapped shelves in
// a narrow column. The drawing does not know which it draws.
import { DATABASE, TIERS } from '../shared/tiers.js';

/** @typedef {{x: number, y: number}} Point */
/** @typedef {Point & {end?: boolean, mid?: boolean}} Anchor */
/**
 * `y` is where the route meets the tier; `slots` are the cells' top left corners, the newest first.
 * @typedef {object} TierPlace
 * @property {number} y
 * @property {number} left
 * @property {number} right
 * @property {{y: number, height: number}} shelf
 * @property {Point[]} slots
 * @property {Point} name
 * @property {Point} medium
 * @property {Point} latency
 * @property {Anchor} miss
 * @property {Anchor} hit
 * @property {Anchor} copied
 * @property {Point} gone
 */
/**
 * `down` and `up` are the two ways, `ask` and `answer` where they begin and end.
 * @typedef {object} Layout
 * @property {string} on
 * @property {string} at
 * @property {number} width
 * @property {number} height
 * @property {number} down
 * @property {number} up
 * @property {number} ask
 * @property {number} answer
 * @property {Anchor} answerWord
 * @property {{width: number, height: number}} cell
 * @property {number} cry size of MISS and HIT
 * @property {TierPlace[]} tiers
 * @property {{y: number, x: number, medium: Point, latency: Point, word: Anchor}} database
 * @property {boolean} narrow
 */

/** Cells that are drawn of a tier; where it has room for more, the last of these stands for the rest. */
export const MOST_CELLS = 7;

/** @param {number} room */
export const cellsOf = (room) => Math.min(room, MOST_CELLS);

/** On the stage: shelves that end at one line and grow to the left. @param {number[]} capacity @returns {Layout} */
export function wideLayout(capacity) {
  const [down, up, right, pitch] = [202, 1088, 1048, 96];
  const rows = [64, 158, 252];
  const width = 90;
  const tiers = capacity.map((room, k) => {
    const cells = cellsOf(room);
    const left = right - cells * pitch - 10;
    const y = rows[k];
    return {
      y,
      left,
      right,
      shelf: { y: y - 32, height: 64 },
      slots: Array.from({ length: cells }, (_, i) => ({ x: right - 8 - width - i * pitch, y: y - 24 })),
      name: { x: -2, y: y + 18 },
      medium: { x: 74, y: y - 2 },
      latency: { x: 74, y: y + 22 },
      miss: { x: (down + left - 1) / 2, y: y + 13, mid: true },
      hit: { x: up + 20, y: y + 13 },
      copied: { x: up + 20, y: y + 6 },
      gone: { x: left + 2, y: y + 55 },
    };
  });
  return {
    on: 'wide-only',
    at: '--x:48;--y:112;--w:1184;--h:360',
    width: 1184,
    height: 360,
    down,
    up,
    ask: 16,
    answer: 22,
    answerWord: { x: up + 20, y: 14 },
    cell: { width, height: 48 },
    cry: 38,
    tiers,
    database: {
      y: 334,
      x: 812,
      medium: { x: 74, y: 332 },
      latency: { x: 74, y: 356 },
      word: { x: up + 20, y: 340 },
    },
    narrow: false,
  };
}

const A_LINE = 3; // cells

/** In a column: three cells to a line, as many lines as a tier needs. @param {number[]} capacity @returns {Layout} */
export function narrowLayout(capacity) {
  const [down, up, left, right, width, height] = [14, 426, 40, 400, 112, 44];
  let top = 52;
  const tiers = capacity.map((room) => {
    const cells = cellsOf(room);
    const lines = Math.ceil(cells / A_LINE);
    const shelf = { y: top + 44, height: lines * (height + 6) + 10 };
    const y = shelf.y + shelf.height / 2;
    const place = {
      y,
      left,
      right,
      shelf,
      slots: Array.from({ length: cells }, (_, i) => ({
        x: right - 8 - width - (i % A_LINE) * (width + 4),
        y: shelf.y + 8 + Math.floor(i / A_LINE) * (height + 6),
      })),
      name: { x: left - 2, y: top + 32 },
      medium: { x: left + 62, y: top + 32 },
      latency: { x: left + 156, y: top + 32 },
      miss: { x: right, y: top + 32, end: true },
      hit: { x: right, y: top + 32, end: true },
      copied: { x: right, y: shelf.y + shelf.height + 27, end: true },
      gone: { x: left, y: shelf.y + shelf.height + 27 },
    };
    top = shelf.y + shelf.height + 38;
    return place;
  });
  const y = top + 36;
  return {
    on: 'narrow-only',
    at: '--w:440',
    width: 440,
    height: y + 30,
    down,
    up,
    ask: 20,
    answer: 34,
    answerWord: { x: up - 22, y: 26, end: true },
    cell: { width, height },
    cry: 32,
    tiers,
    database: {
      y,
      x: 350,
      medium: { x: left, y: y - 12 },
      latency: { x: left + 156, y: y - 12 },
      word: { x: right, y: y - 30, end: true },
    },
    narrow: true,
  };
}

/** Where the ink of a tier, or of the database, comes from. @param {number|null} tier */
export const inkOf = (tier) => (tier === null ? DATABASE.ink : TIERS[tier].ink);
