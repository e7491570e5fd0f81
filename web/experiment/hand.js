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
  /** Addresses that are being read, and whether the script goes on when they turn out to be of no use. */
  #loading = 0;
  #goesOn = false;

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

  /** For `dataset.state`. */
  get state() {
    const { cursor, log } = this.#experiment;
    if (this.playing) return 'running';
    return log.length > 0 && cursor === log.length ? 'done' : 'ready';
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
    if (!this.#entered || this.#touched || this.#paused || this.#held) return;
    if (this.#loading > 0) this.#goesOn = true;
    else this.#player.play();
  }

  /** The script stops where it is. */
  leave() {
    this.#entered = false;
    this.#stop();
  }

  /** The script stays where it is until somebody plays it. */
  hold() {
    this.#held = true;
    this.#stop();
  }

  /** Stops without a word about who did it. */
  rest() {
    this.#stop();
  }

  /**
   * A state from an address is the viewer's own; one that is refused leaves the script as it was.
   * @param {any} given @returns {Promise<string|null>} the code of the refusal
   */
  async load(given) {
    const goesOn = this.playing || this.#goesOn;
    this.#stop();
    this.#goesOn = goesOn;
    this.#loading += 1;
    const [first] = await this.#experiment.load(given, () => this.touch());
    this.#loading -= 1;
    if (this.#goesOn && this.#loading === 0) this.#player.play();
    return first?.refused ?? null;
  }

  /** The viewer takes over. */
  touch() {
    this.#touched = true;
    this.#stop();
  }

  /** A step of the deck's own: the clicker, a fragment. @param {number} n */
  seekScript(n) {
    if (n === this.#experiment.cursor) return;
    this.#stop();
    this.#paused = true;
    this.#experiment.seek(n);
  }

  /** The viewer's play and pause; play at the end begins again. */
  async togglePlay() {
    if (this.playing) {
      this.#paused = true;
      return this.#stop();
    }
    this.#touched = true;
    this.#paused = false;
    const { cursor, log } = this.#experiment;
    if (cursor === log.length) await this.#experiment.seek(0);
    return this.#player.play();
  }

  /** The figure as it was at first, and nobody's again; it stands still until it is played. */
  reset() {
    this.#stop();
    this.#touched = false;
    this.#paused = true;
    return this.#experiment.reset();
  }

  #stop() {
    this.#goesOn = false;
    this.#player.pause();
  }
}
