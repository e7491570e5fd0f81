// Ten thousand dots that may change every frame: a canvas over each square of slide 9. Both ends of the telling are drawn once, on
// sheets of their own; a frame only copies as many rows from each as the telling has come.
import { SIDE } from './counts.js';
import { mostMove } from './lanes-view.js';

/** @typedef {{pale: string, moved: string, paper: string}} Inks */

/** The inks of the edition in force. @param {Element} element @returns {Inks} */
function inksOf(element) {
  const style = getComputedStyle(element);
  const ink = (/** @type {string} */ name) => style.getPropertyValue(name).trim() || 'currentcolor';
  return { pale: ink('--line'), moved: ink('--alarm'), paper: ink('--paper') };
}

/** One canvas, and the sheets its frames are cut from. */
export class DotSheets {
  #canvas;
  /** @type {HTMLCanvasElement | null} nobody has moved yet */
  #before = null;
  /** @type {HTMLCanvasElement | null} everybody where they belong now */
  #after = null;
  /** @type {Uint8Array | null} */
  #marks = null;
  #inks = '';
  #told = -1;

  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    this.#canvas = canvas;
  }

  /** As much of the telling as has come; nothing is drawn when nothing has changed. @param {Uint8Array|null} marks @param {number} part */
  paint(marks, part) {
    const width = Math.round(this.#canvas.getBoundingClientRect().width * (globalThis.devicePixelRatio || 1));
    if (width === 0) return; // on a slide that is not shown
    const inks = inksOf(this.#canvas);
    const told = Math.round(part * SIDE * SIDE);
    if (this.#stale(marks, inks, width)) {
      this.#canvas.width = width;
      this.#canvas.height = width;
      this.#before ??= sheet(width, null, inks);
      this.#after = marks ? sheet(width, marks, inks) : this.#before;
      this.#told = -1;
    }
    if (told === this.#told) return;
    this.#told = told;
    this.#copy(width, told);
  }

  /** @param {Uint8Array|null} marks @param {Inks} inks @param {number} width */
  #stale(marks, inks, width) {
    const seen = JSON.stringify(inks);
    if (this.#canvas.width === width && this.#marks === marks && this.#inks === seen && this.#before)
      return false;
    if (this.#canvas.width !== width || this.#inks !== seen) this.#before = null; // it knows no marks: it stays for the next count
    this.#marks = marks;
    this.#inks = seen;
    return true;
  }

  /** Whole rows, and a part of one. @param {number} width @param {number} told */
  #copy(width, told) {
    const pen = this.#canvas.getContext('2d');
    if (!pen || !this.#before || !this.#after) return;
    pen.clearRect(0, 0, width, width);
    pen.drawImage(this.#before, 0, 0);
    const step = width / SIDE;
    const rows = Math.floor(told / SIDE);
    const take = (/** @type {number} */ y, /** @type {number} */ w, /** @type {number} */ h) => {
      const [top, right, bottom] = [Math.round(y * step), Math.round(w * step), Math.round((y + h) * step)];
      if (right === 0 || bottom === top) return;
      pen.clearRect(0, top, right, bottom - top);
      pen.drawImage(
        /** @type {HTMLCanvasElement} */ (this.#after),
        0,
        top,
        right,
        bottom - top,
        0,
        top,
        right,
        bottom - top,
      );
    };
    take(0, SIDE, rows);
    take(rows, told % SIDE, 1);
  }
}

/** All dots of one square, drawn once: the many small, the few that differ from them on a patch of paper. @param {number} width @param {Uint8Array|null} marks @param {Inks} inks */
function sheet(width, marks, inks) {
  const paper = document.createElement('canvas');
  paper.width = width;
  paper.height = width;
  const pen = paper.getContext('2d');
  if (!pen) return paper;
  const unit = width / 480; // of the drawing on the slide
  const most = mostMove(marks);
  const many = { ink: most ? inks.moved : inks.pale, r: most ? 2.1 : 1.5 };
  const few = { wanted: most ? 0 : 1, ink: most ? inks.pale : inks.moved, r: most ? 1.7 : 2.76 };
  ground(pen, many.ink, many.r * unit, 4.8 * unit);
  pen.fillStyle = inks.paper;
  pen.fill(patches(marks, few.wanted, 4.8 * unit));
  pen.fillStyle = few.ink;
  pen.fill(dots(marks, few.wanted, few.r * unit, 4.8 * unit));
  return paper;
}

/** Rows are drawn to this part of a pixel. */
const PHASES = 8;

/**
 * A dot for every key. A path of ten thousand circles holds a page up; a row of them is drawn once for each of the few places
 * that a row can have between two pixels, and copied.
 * @param {CanvasRenderingContext2D} pen @param {string} ink @param {number} r @param {number} step
 */
function ground(pen, ink, r, step) {
  const above = Math.ceil(r) + 1;
  /** @type {Map<number, HTMLCanvasElement>} */
  const rows = new Map();
  for (let row = 0; row < SIDE; row++) {
    const eighths = Math.round((row + 0.5) * step * PHASES);
    const [top, phase] = [Math.floor(eighths / PHASES), eighths % PHASES];
    let drawn = rows.get(phase);
    if (!drawn) {
      drawn = document.createElement('canvas');
      drawn.width = Math.ceil(SIDE * step);
      drawn.height = 2 * above + 1;
      rowOfDots(drawn, ink, above + phase / PHASES, r, step);
      rows.set(phase, drawn);
    }
    pen.drawImage(drawn, 0, top - above);
  }
}

/** @param {HTMLCanvasElement} row @param {string} ink @param {number} y @param {number} r @param {number} step */
function rowOfDots(row, ink, y, r, step) {
  const pen = row.getContext('2d');
  if (!pen) return;
  pen.fillStyle = ink;
  for (let x = 0.5; x < SIDE; x++) {
    pen.beginPath();
    pen.arc(x * step, y, r, 0, 2 * Math.PI);
    pen.fill();
  }
}

/** @param {Uint8Array|null} marks @param {number} wanted @param {number} r @param {number} step */
function dots(marks, wanted, r, step) {
  const path = new Path2D();
  for (let key = 0; key < SIDE * SIDE; key++) {
    if ((marks?.[key] ?? 0) !== wanted) continue;
    const [x, y] = [((key % SIDE) + 0.5) * step, (Math.floor(key / SIDE) + 0.5) * step];
    path.moveTo(x + r, y);
    path.arc(x, y, r, 0, 2 * Math.PI);
  }
  return path;
}

/** @param {Uint8Array|null} marks @param {number} wanted @param {number} step */
function patches(marks, wanted, step) {
  const path = new Path2D();
  marks?.forEach((mark, key) => {
    if (mark === wanted) path.rect((key % SIDE) * step, Math.floor(key / SIDE) * step, step, step);
  });
  return path;
}
