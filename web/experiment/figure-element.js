// What every figure is: an experiment, a still until the engine is there, a script that plays on entry, a strip of controls, a
// twin in words. A figure that fails shows its still again and says so; the others go on.
//
// For authors   dataset.state is waiting, ready, running, done or failed; `experiment-change` bubbles after every change
// For the deck  scriptLength, touched, enter(), leave(), seekScript(n), finish(), hold(), load(parsed address)
// For a widget  static model, sceneFromMarkup(), draw({state, events, command, animate}), describe(), render(), touch()
import { html, LitElement, nothing } from 'lit';
import { loadEngine } from '../engine/index.js';
import { prefersReducedMotion } from '../motion/motion.js';
import { Experiment } from './experiment.js';
import { createListener } from './listener.js';
import { Player, readScript } from './script.js';

/** @typedef {import('./experiment.js').Change} Change */

/** What a reader is told when the engine cannot come. */
const WHY = new Map(
  Object.entries({
    'wasm-absent': 'This browser has no WebAssembly.',
    'wasm-blocked': 'This page does not allow WebAssembly.',
    'wasm-missing': 'The engine could not be fetched.',
    'wasm-timeout': 'The engine did not arrive in time.',
    'wasm-broken': 'The engine arrived damaged.',
  }),
);

export class FigureElement extends LitElement {
  /** @type {import('./experiment.js').Model} */
  static model;

  /** @type {ChildNode[] | null} what stood inside the tag: the still */
  #still = null;
  /** @type {Experiment | null} */
  #experiment = null;
  /** @type {Player | null} */
  #player = null;
  /** @type {import('./script.js').Script} */
  #script = { commands: [], times: [], says: [] };
  #listener = createListener();
  #entered = false;
  #held = false;
  #paused = false;
  #touched = false;

  /** Where lit renders: inside the tag once there is something to show, beside the still never. */
  #stage = document.createElement('div');
  #link = '';
  /** @type {IntersectionObserver | null} */
  #watch = null;

  createRenderRoot() {
    this.#stage.style.display = 'contents';
    return this.#stage;
  }

  get experiment() {
    this.#prepare();
    return /** @type {Experiment} */ (this.#experiment);
  }

  /** Steps of the script in the markup. */
  get scriptLength() {
    this.#prepare();
    return this.#script.commands.length;
  }

  /** Whether the viewer has taken the figure over. */
  get touched() {
    return this.#touched;
  }

  get playing() {
    return this.#player?.playing ?? false;
  }

  get speed() {
    return this.#player?.speed ?? 1;
  }

  set speed(factor) {
    if (this.#player) this.#player.speed = factor;
    this.requestUpdate();
  }

  /** What a step of the log is called: the script's own words, or the command's verb. @param {number} n counted from 1 */
  stepName(n) {
    const { log } = this.experiment;
    const same = JSON.stringify(log[n - 1]) === JSON.stringify(this.#script.commands[n - 1]);
    return (same && this.#script.says[n - 1]) || String(log[n - 1]?.do ?? '').replaceAll('-', ' ');
  }

  /** The link that could not be copied, to be copied by hand. */
  get link() {
    return this.#link;
  }

  set link(address) {
    this.#link = address;
    this.requestUpdate();
  }

  connectedCallback() {
    this.#prepare();
    super.connectedCallback();
    this.#begin();
    if (!this.closest('[data-paced]')) this.#paceItself();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#watch?.disconnect();
    this.leave();
    // A tag that is only being moved comes back in the same task and keeps its engine.
    queueMicrotask(() => {
      if (!this.isConnected) this.#rest();
    });
  }

  /** On a page without a deck a figure plays while it can be seen. */
  #paceItself() {
    this.#watch ??= new IntersectionObserver(
      ([{ isIntersecting }]) => (isIntersecting ? this.enter() : this.leave()),
      { threshold: 0.4 },
    );
    this.#watch.observe(this);
  }

  /** Reads the markup, once: the still, the script, the scene. */
  #prepare() {
    if (this.#experiment) return;
    const { model } = /** @type {typeof FigureElement} */ (this.constructor);
    this.dataset.figure = '';
    this.dataset.preventSwipe = '';
    this.dataset.state = 'waiting';
    const written = this.querySelector('script[data-script]');
    try {
      this.#script = readScript(written?.textContent);
    } catch (error) {
      console.error(this, error);
    }
    written?.remove();
    this.#still = [...this.childNodes];
    const scene = model.scene(this.sceneFromMarkup());
    if (!scene) console.error(this, 'its attributes describe no scene: the default one is shown');
    this.#experiment = new Experiment({
      tag: this.localName,
      model,
      scene: scene ?? model.scene({}),
      log: this.#script.commands,
      onchange: (change) => this.#changed(change),
      onfail: (error) => this.#stopped(error),
    });
    this.#player = new Player({
      experiment: this.#experiment,
      times: this.#script.times,
      onchange: () => this.#played(),
    });
  }

  async #begin() {
    try {
      const engine = await loadEngine();
      if (!this.isConnected || this.experiment.awake) return;
      await this.experiment.begin(engine);
      if (this.#entered) this.#play();
    } catch (error) {
      const code = /** @type {any} */ (error)?.code;
      this.#fail(WHY.get(code) ?? 'The engine did not start.', error, 'Try again', () => this.#begin());
    }
  }

  /** Gives the engine's memory back until the figure is connected again. */
  #rest() {
    this.#experiment?.rest();
    this.dataset.state = 'waiting';
  }

  /** @param {Change} change */
  #changed(change) {
    if (!this.isConnected) return;
    const { experiment } = this;
    const animate = this.#entered && !prefersReducedMotion() && change.command !== null;
    this.#setState();
    const told = this.draw({
      state: experiment.state,
      events: experiment.events,
      command: change.command,
      animate,
    });
    if (this.firstChild !== this.#stage) this.replaceChildren(this.#stage);
    this.requestUpdate();
    Promise.resolve(told).then(() => this.say(this.describe()));
    this.dispatchEvent(new CustomEvent('experiment-change', { bubbles: true, detail: change }));
  }

  #setState() {
    this.dataset.state = this.playing ? 'running' : this.#atEnd() ? 'done' : 'ready';
  }

  #atEnd() {
    const { cursor, log } = this.experiment;
    return log.length > 0 && cursor === log.length;
  }

  #alive() {
    return this.dataset.state !== 'waiting' && this.dataset.state !== 'failed';
  }

  #played() {
    if (this.#alive()) this.#setState();
    this.requestUpdate();
  }

  #play() {
    if (this.#touched || this.#paused || this.#held || this.#atEnd()) return;
    this.#player?.play();
  }

  /** The deck shows the slide: the script plays, unless the viewer has a hand on it. */
  enter() {
    this.#entered = true;
    if (this.#alive()) this.#play();
  }

  /** The deck shows another slide: everything stops where it is. */
  leave() {
    this.#entered = false;
    this.#player?.pause();
  }

  /** A step of the deck's own: the clicker, a fragment. @param {number} n */
  seekScript(n) {
    if (n === this.experiment.cursor) return;
    this.#player?.pause();
    this.#paused = true;
    this.experiment.seek(n);
  }

  /** The script at its end, at once (paper). */
  finish() {
    this.hold();
    return this.experiment.seek(this.scriptLength);
  }

  /** The script stays where it is until somebody plays it. */
  hold() {
    this.#held = true;
    this.#player?.pause();
  }

  /** A state from an address. @param {{scene: any, log: any[], cursor: number}} given */
  async load(given) {
    this.touch();
    const [first] = await this.experiment.load(given);
    return first?.refused ?? null;
  }

  /** The viewer takes the figure over. */
  touch() {
    this.#touched = true;
    this.#player?.pause();
  }

  togglePlay() {
    if (this.playing) {
      this.#paused = true;
      this.#player?.pause();
      return;
    }
    this.#touched = true;
    this.#paused = false;
    if (this.#atEnd()) this.experiment.seek(0).then(() => this.#player?.play());
    else this.#player?.play();
  }

  /** @param {number} n */
  seekByHand(n) {
    this.touch();
    return this.experiment.seek(n);
  }

  resetByHand() {
    this.#player?.pause();
    this.#touched = false;
    this.#paused = true;
    return this.experiment.reset();
  }

  /** Says something in the live region, politely and not too often. @param {string} words */
  say(words) {
    this.#listener.say(words, () => this.requestUpdate());
  }

  /** The live region of the figure: what it shows, in words. */
  statusTwin() {
    return html`<p class="visually-hidden" role="status">${this.#listener.words}</p>`;
  }

  /** A picture that throws stops this figure alone. */
  performUpdate() {
    try {
      super.performUpdate();
    } catch (error) {
      this.#stopped(error);
    }
  }

  /** @param {unknown} error */
  #stopped(error) {
    this.#fail('This figure stopped.', error, 'Reset', () => this.resetByHand());
  }

  /** The still, one sentence why, and a way on. @param {string} why @param {unknown} error @param {string} way @param {() => void} go */
  #fail(why, error, way, go) {
    if (this.dataset.state !== 'failed') console.error(this, error);
    this.#player?.pause();
    this.dataset.state = 'failed';
    const button = document.createElement('button');
    button.textContent = way;
    button.addEventListener('click', () => {
      this.dataset.state = 'waiting';
      notice.remove();
      go();
    });
    const notice = document.createElement('p');
    notice.className = 'notice';
    notice.setAttribute('role', 'status');
    notice.append(`${why} This is the recorded still. `, button);
    this.replaceChildren(...(this.#still ?? []), notice);
  }

  /** Attributes as a raw scene. @returns {any} */
  sceneFromMarkup() {
    return {};
  }

  /**
   * Takes the new state; a promise when it is told over time.
   * @param {{state: any, events: any[], command: any, animate: boolean}} _shown
   * @returns {unknown}
   */
  draw(_shown) {
    return undefined;
  }

  /** The picture in words, for the live region. */
  describe() {
    return '';
  }

  /** @returns {unknown} */
  render() {
    return nothing;
  }
}
