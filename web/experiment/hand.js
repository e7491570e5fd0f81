// Whose hand is on a figure. On entry the script plays by itself; the first touch hands the figure to the viewer; a pause by the
// viewer is remembered, and a slide that is left plays nothing.
import { Player } from './script.js';

export class Hand {
  #experiment;
  #player;
  #entered = false;
  #held = false;
  #paused = false;
  #touched = false;

  /** @param {{experiment: import('./experiment.js').Experiment, times: number[], clock?: import('../motion/clock.js').Clock, onchange: () => void}} options */
  constructor({ experiment, times, clock, onchange }) {
    this.#experiment = experiment;
    this.#player = new Player({ experiment, times, clock, onchange });
  }

  get entered() {
    return this.#entered;
  }

  /** Whether the viewer has taken the figure over. */
  get touched() {
    return this.#touched;
  }

  get playing() {
    return this.#player.playing;
  }

  get speed() {
    return this.#player.speed;
  }

  set speed(factor) {
    this.#player.speed = factor;
  }

  /** The figure came into view. @param {boolean} alive whether there is an engine to play with; without one, `play` comes later */
  enter(alive) {
    this.#entered = true;
    if (alive) this.play();
  }

  /** The script goes on by itself, if nobody said otherwise. */
  play() {
    if (this.#entered && !this.#touched && !this.#paused && !this.#held) this.#player.play();
  }

  /** Everything stops where it is. */
  leave() {
    this.#entered = false;
    this.#player.pause();
  }

  /** The script stays where it is until somebody plays it. */
  hold() {
    this.#held = true;
    this.#player.pause();
  }

  /** Stops without a word about who did it. */
  rest() {
    this.#player.pause();
  }

  /** The viewer takes over. */
  touch() {
    this.#touched = true;
    this.#player.pause();
  }

  /** A step of the deck's own: the clicker, a fragment. @param {number} n */
  seekScript(n) {
    if (n === this.#experiment.cursor) return;
    this.#player.pause();
    this.#paused = true;
    this.#experiment.seek(n);
  }

  /** The viewer's play and pause; play at the end begins again. */
  async togglePlay() {
    if (this.playing) {
      this.#paused = true;
      return this.#player.pause();
    }
    this.#touched = true;
    this.#paused = false;
    const { cursor, log } = this.#experiment;
    if (cursor === log.length) await this.#experiment.seek(0);
    return this.#player.play();
  }

  /** The figure as it was at first, and nobody's again; it stands still until it is played. */
  reset() {
    this.#player.pause();
    this.#touched = false;
    this.#paused = true;
    return this.#experiment.reset();
  }
}
