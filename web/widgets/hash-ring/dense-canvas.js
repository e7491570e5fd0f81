// A dense ring where it is alive: one canvas below the words. What stands still is drawn once, on a sheet for the circle before the
// command and one for the circle after it; a frame copies a sheet and draws over it what the telling moves: the newcomer's arcs as
// they ink, and the keys that change owner, each turning red and stepping out to the circle and back while it walks.
import { inkOf, onCircle } from '../../theme/marks.js';
import { byInk, keyInk, radiusOf, sizeOf, stretches } from './dense-view.js';
import { phase, R, STAGGER, TELLING } from './telling.js';

/** @typedef {import('./picture.js').RingPicture} RingPicture */
/** @typedef {import('./picture.js').KeyMark} KeyMark */
/** @typedef {{picture: RingPicture, before: RingPicture|null, time: number}} Shown */

/** How far a key steps towards the circle while it walks. */
const STEP = 22;
/** Longest that the first moved key waits for the last, as where keys are drawn one by one. */
const MOST_DELAY = 400;

const angle = (/** @type {number} */ turn) => (turn - 0.25) * 2 * Math.PI;

export class RingSheets {
  #canvas;
  /** What stands still: the circle before the command, and after it. @type {HTMLCanvasElement[]} */
  #sheets = [];
  /** Which picture they show. @type {RingPicture | null} */
  #picture = null;
  #time = -1;
  /** @type {Map<string, string>} */
  #inks = new Map();

  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    this.#canvas = canvas;
  }

  /** Another edition, another size: everything is drawn anew. */
  forget() {
    this.#picture = null;
  }

  /** @param {Shown} shown @param {string} viewBox the part of the drawing that the canvas covers */
  paint({ picture, before, time }, viewBox) {
    const [x, y, width] = viewBox.split(' ').map(Number);
    if (picture !== this.#picture && !this.#prepare(picture, before, [x, y, width])) return;
    if (time === this.#time) return;
    this.#time = time;
    const pen = this.#canvas.getContext('2d');
    if (!pen) return;
    const inking = before && picture.newcomer && time < TELLING.ink[0] + TELLING.ink[1];
    const scale = this.#canvas.width / width;
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.clearRect(0, 0, this.#canvas.width, this.#canvas.height);
    pen.drawImage(this.#sheets[inking ? 0 : 1], 0, 0);
    pen.setTransform(scale, 0, 0, scale, -x * scale, -y * scale);
    if (inking) this.#grow(pen, picture, phase('ink', time));
    this.#walk(pen, { picture, before, time });
  }

  /** Both sheets, if the canvas has a size. @param {RingPicture} picture @param {RingPicture|null} before @param {number[]} box */
  #prepare(picture, before, [x, y, width]) {
    const seen = this.#canvas.getBoundingClientRect();
    const dots = globalThis.devicePixelRatio || 1;
    if (seen.width === 0) return false; // on a slide that is not shown
    this.#canvas.width = Math.round(seen.width * dots);
    this.#canvas.height = Math.round(seen.height * dots);
    this.#inks.clear();
    const after = this.#sheet(picture, picture, [x, y, width]);
    this.#sheets = [before ? this.#sheet(before, picture, [x, y, width]) : after, after];
    this.#picture = picture;
    this.#time = -1;
    return true;
  }

  /** The arcs of one picture under the tokens of another and the keys that stay. @param {RingPicture} circle @param {RingPicture} picture @param {number[]} box */
  #sheet(circle, picture, [x, y, width]) {
    const sheet = document.createElement('canvas');
    sheet.width = this.#canvas.width;
    sheet.height = this.#canvas.height;
    const pen = sheet.getContext('2d');
    if (!pen) return sheet;
    const scale = sheet.width / width;
    pen.setTransform(scale, 0, 0, scale, -x * scale, -y * scale);
    for (const [ink, arcs] of byInk(stretches(circle.tokens), ({ index }) => inkOf(index))) {
      pen.beginPath();
      for (const { from, to } of arcs) trace(pen, from, to);
      this.#stroke(pen, ink, 9);
    }
    for (const [ink, ticks] of byInk(picture.tokens, ({ index }) => inkOf(index))) {
      pen.beginPath();
      for (const { turn } of ticks) tick(pen, turn);
      this.#stroke(pen, ink, 1.5);
    }
    const staying = picture.keys.filter(({ moved }) => !moved);
    for (const [ink, keys] of byInk(staying, keyInk)) {
      pen.beginPath();
      for (const key of keys) dot(pen, key, radiusOf(key));
      this.#fill(pen, ink);
    }
    return sheet;
  }

  /** The newcomer's arcs up to `part` of their length. @param {CanvasRenderingContext2D} pen @param {RingPicture} picture @param {number} part */
  #grow(pen, { tokens, members, newcomer }, part) {
    const index = members.find(({ name }) => name === newcomer)?.index ?? 0;
    if (part <= 0) return;
    pen.beginPath();
    for (const { from, to, index: owner } of stretches(tokens))
      if (owner === index) trace(pen, from, from + ((to - from + 1) % 1) * part);
    this.#stroke(pen, inkOf(index), 9);
  }

  /** The keys that change owner, one after the other. @param {CanvasRenderingContext2D} pen @param {Shown} shown */
  #walk(pen, { picture, before, time }) {
    const walking = picture.keys.flatMap((key, i) => (key.moved ? [{ key, was: before?.keys[i] }] : []));
    const late = (/** @type {number} */ nth) => Math.min(STAGGER * nth, MOST_DELAY);
    const inks = byInk(
      walking.map((pair, nth) => ({ ...pair, delay: late(nth) })),
      ({ key, was, delay }) => keyInk(was && phase('turn', time, delay) <= 0.5 ? was : key),
    );
    for (const [ink, pairs] of inks) {
      pen.beginPath();
      for (const { key, delay } of pairs) {
        const part = phase('walk', time, delay);
        dot(pen, key, radiusOf(key) + STEP * Math.sin(part * Math.PI));
      }
      this.#fill(pen, ink);
    }
  }

  /** A custom property as the edition in force has it. @param {string} ink */
  #ink(ink) {
    const name = ink.slice(4, -1);
    const known = this.#inks.get(name);
    if (known !== undefined) return known;
    const colour = getComputedStyle(this.#canvas).getPropertyValue(name).trim() || 'currentcolor';
    this.#inks.set(name, colour);
    return colour;
  }

  /** @param {CanvasRenderingContext2D} pen @param {string} ink @param {number} width */
  #stroke(pen, ink, width) {
    pen.lineWidth = width;
    pen.strokeStyle = this.#ink(ink);
    pen.stroke();
  }

  /** @param {CanvasRenderingContext2D} pen @param {string} ink */
  #fill(pen, ink) {
    pen.fillStyle = this.#ink(ink);
    pen.fill();
  }
}

/** @param {CanvasRenderingContext2D} pen @param {number} from @param {number} to */
function trace(pen, from, to) {
  if (from === to) return;
  const start = onCircle(from, R);
  pen.moveTo(start.x, start.y);
  pen.arc(0, 0, R, angle(from), angle(to < from ? to + 1 : to));
}

/** @param {CanvasRenderingContext2D} pen @param {number} turn */
function tick(pen, turn) {
  const [a, b] = [onCircle(turn, R - 12), onCircle(turn, R + 12)];
  pen.moveTo(a.x, a.y);
  pen.lineTo(b.x, b.y);
}

/** @param {CanvasRenderingContext2D} pen @param {KeyMark} key @param {number} radius */
function dot(pen, key, radius) {
  const { x, y } = onCircle(key.turn, radius);
  const r = sizeOf(key);
  pen.moveTo(x + r, y);
  pen.arc(x, y, r, 0, 2 * Math.PI);
}
