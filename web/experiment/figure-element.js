// What every figure is: an experiment, a still until the engine is there, a script that plays on entry, a strip of controls, a
// twin in words. A figure that fails shows its still again and says so; the others go on.
//
// For authors   dataset.state is waiting, ready, running, done or failed; `experiment-change` bubbles after every change
// For the deck  scriptLength, touched, wake(), enter(), leave(), seekScript(n), finish(), hold(), load(parsed address)
// For a widget  static model and loadEngine, sceneFromMarkup(), draw({state, events, command, animate}), progress(report), describe(), render(), touch(), guard()
import { html, LitElement, nothing } from 'lit';
import { prefersReducedMotion } from '../motion/motion.js';
import { Experiment } from './experiment.js';
import { showFailure, whyNoEngine } from './figure-failure.js';
import { inTasks, ownTask, paceItself, whenIdle } from './figure-pace.js';
import { Hand } from './hand.js';
import { createListener } from './listener.js';
import { stepName, takeScript } from './script.js';

/** @typedef {import('./experiment.js').Change} Change */

export class FigureElement extends LitElement {
  /** @type {import('./experiment.js').Model} */
  static model;

  /** Where its engine comes from. @type {() => Promise<import('./experiment.js').Engine>} */
  static loadEngine;

  /** @type {ChildNode[] | null} what stood inside the tag: the still */
  #still = null;
  /** @type {Experiment | null} */
  #experiment = null;
  /** @type {Hand | null} */
  #hand = null;
  /** @type {import('./script.js').Script} */
  #script = { commands: [], times: [], says: [] };
  #listener = createListener();

  /** Where lit renders: inside the tag once there is something to show, beside the still never. */
  #stage = document.createElement('div');
  /** The link that could not be copied, to be copied by hand. */
  link = '';
  /** @type {Promise<void> | null} */
  #waking = null;
  /** Whether somebody has asked for it: put elsewhere on the page it starts again by itself. */
  #wanted = false;
  /** Stops watching whether the figure can be seen. */
  #unwatch = () => {};

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
    return this.#hand?.touched ?? false;
  }

  get playing() {
    return this.#hand?.playing ?? false;
  }

  get speed() {
    return this.#hand?.speed ?? 1;
  }

  set speed(factor) {
    if (this.#hand) this.#hand.speed = factor;
    this.requestUpdate();
  }

  /** What a step of the log is called: the script's own words, or the command's verb. @param {number} n counted from 1 */
  stepName(n) {
    return stepName(this.#script, this.experiment.log[n - 1], n);
  }

  connectedCallback() {
    this.#prepare();
    super.connectedCallback();
    const paced = this.closest('[data-paced]'); // the deck says when
    if (!paced || this.#wanted) whenIdle(() => this.wake());
    if (!paced) this.#unwatch = paceItself(this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#unwatch();
    this.leave();
    // A tag that is only being moved comes back in the same task and keeps its engine.
    queueMicrotask(() => {
      if (!this.isConnected) this.#rest();
    });
  }

  /** Reads the markup, once: the still, the script, the scene. */
  #prepare() {
    if (this.#experiment) return;
    const { model } = /** @type {typeof FigureElement} */ (this.constructor);
    this.#wanted ||= !('figure' in this.dataset); // no deck can know of one that its page was not built with
    this.dataset.figure = '';
    this.dataset.preventSwipe = '';
    this.dataset.state = 'waiting';
    this.#script = takeScript(this, model.check);
    this.#still = [...this.childNodes];
    const scene = model.scene(this.sceneFromMarkup());
    if (!scene) console.error(this, 'its attributes describe no scene: the default one is shown');
    this.#experiment = new Experiment({
      tag: this.localName,
      model: inTasks(model, () => this.#experiment?.state === null),
      scene: scene ?? model.scene({}),
      log: this.#script.commands,
      onchange: (change) => this.#changed(change),
      onfail: (error) => this.#stopped(error),
      onprogress: (progress) => this.progress(progress),
    });
    this.#hand = new Hand({
      experiment: this.#experiment,
      times: this.#script.times,
      onchange: () => this.#played(),
    });
  }

  /** Starts now what would have started in an idle moment, or when its slide is near. */
  wake() {
    this.#wanted = true;
    if (this.dataset.state === 'waiting' && !this.#experiment?.awake) this.#waking ??= this.#begin();
  }

  async #begin() {
    try {
      const engine = await /** @type {typeof FigureElement} */ (this.constructor).loadEngine();
      await ownTask();
      if (!this.isConnected || this.experiment.awake) return;
      const [first] = await this.experiment.begin(engine);
      if (first?.refused === 'stopped') return; // taken off the page meanwhile
      if (first?.refused) this.#stopped(new Error(`the engine refused the scene: ${first.refused}`));
      else this.#hand?.play();
    } catch (error) {
      this.#fail(whyNoEngine(error), error, 'Try again', () => this.wake());
    } finally {
      this.#waking = null;
      if (this.isConnected && !this.experiment.awake) this.wake(); // put back on the page while it was still stopping
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
    const animate = Boolean(this.#hand?.entered && change.command && !prefersReducedMotion());
    this.dataset.state = this.#hand?.state;
    this.link = ''; // it named the state before this one
    const { state, events } = experiment;
    const told = this.draw({ state, events, command: change.command, animate });
    if (this.firstChild !== this.#stage) this.replaceChildren(this.#stage);
    this.requestUpdate();
    this.guard(async () => {
      await told;
      this.say(this.describe());
    });
    this.dispatchEvent(new CustomEvent('experiment-change', { bubbles: true, detail: change }));
  }

  #alive() {
    return this.dataset.state !== 'waiting' && this.dataset.state !== 'failed';
  }

  #played() {
    if (this.#alive()) this.dataset.state = this.#hand?.state;
    this.requestUpdate();
  }

  /** The deck shows the slide: the script plays, unless the viewer has a hand on it. */
  enter() {
    this.wake();
    this.#hand?.enter(this.#alive());
  }

  /** The deck shows another slide: the script stops where it is, and a widget shows the end of what it was telling. */
  leave() {
    this.#hand?.leave();
  }

  /** A step of the deck's own: the clicker, a fragment. @param {number} n */
  seekScript(n) {
    this.#hand?.seekScript(n);
  }

  /** The script at its end, at once (paper). */
  finish() {
    this.hold();
    this.wake();
    return this.experiment.seek(this.scriptLength);
  }

  /** The script stays where it is until somebody plays it. */
  hold() {
    this.#hand?.hold();
  }

  /** A state from an address. @param {{scene: any, log: any[], cursor: number}} given */
  async load(given) {
    this.#prepare();
    this.wake();
    return this.#hand?.load(given) ?? null;
  }

  /** The viewer takes the figure over. */
  touch() {
    this.#hand?.touch();
  }

  togglePlay() {
    return this.#hand?.togglePlay();
  }

  /** @param {number} n */
  seekByHand(n) {
    this.touch();
    return this.experiment.seek(n);
  }

  async resetByHand() {
    this.wake();
    const [first] = (await this.#hand?.reset()) ?? [];
    if (first?.refused && first.refused !== 'stopped') this.#stopped(new Error(`no reset: ${first.refused}`));
  }

  /** Says something in the live region, politely and not too often. @param {string} words */
  say(words) {
    this.#listener.say(words, () => this.requestUpdate());
  }

  /** The live region of the figure: what it shows, in words. */
  statusTwin() {
    return html`<p class="visually-hidden" role="status">${this.#listener.words}</p>`;
  }

  /** For whatever a figure does on its own account (a handler, a promise): an error in it stops this figure alone. @param {() => unknown} act */
  async guard(act) {
    try {
      await act();
    } catch (error) {
      this.#stopped(error);
    }
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

  /** The still, one sentence why, and a way on; the console names it once. @param {string} why @param {unknown} error @param {string} way @param {() => void} go */
  #fail(why, error, way, go) {
    if (this.dataset.state === 'failed') return;
    console.error(this, error);
    this.#hand?.rest();
    showFailure(this, this.#still ?? [], { why, way, go });
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

  /** A long command says how far it is. @param {any} _progress what its model reports */
  progress(_progress) {}

  /** The picture in words, for the live region. */
  describe() {
    return '';
  }

  /** @returns {unknown} */
  render() {
    return nothing;
  }
}
