// <outage-run>: 3:47 AM, run. One night of requests through hash % N and through a ring, and what each does to the database.
//
// Attributes  view="dashboard|timeline" (slide 2 and slide 5)   hit-rate="0.95"   headroom="3"   retries="3"   lane="modulo|ring|ring-warm"
//             at="-3.4" (seconds after 3:47:00, or the name of an event of the run)
// Script      <script type="application/json" data-script>[{"at": 600, "say": "one more server", "do": "add-server"}]</script>
// Methods     experiment.apply({do: 'add-server'}), ({do: 'run-to', mark}), ({do: 'scrub-to', second}), ({do: 'lane', name}),
//             ({do: 'set', hitRate?, headroom?, retries?, backoff?, coalesce?, shed?}), ({do: 'find-headroom'}), seek, reset, toAddress
// Events      experiment-change
import './live.css';
import { loadEngine } from '../engine/whole.js';
import { controlStrip } from '../experiment/control-strip.js';
import { FigureElement } from '../experiment/figure-element.js';
import { Gesture } from '../experiment/gesture.js';
import { MS, tween } from '../motion/motion.js';
import { dashboardFigure } from './outage-run/dashboard-view.js';
import { outageRunModel } from './outage-run/model.js';
import { outagePicture } from './outage-run/picture.js';
import { attributesOf, WINDOW } from './outage-run/scene.js';
import { timelineFigure } from './outage-run/timeline-view.js';
import { deskTools, momentField, nightTools } from './outage-run/tools.js';
import { outageSentence } from './outage-run/words.js';

/** @typedef {import('./outage-run/picture.js').OutagePicture} OutagePicture */

export class OutageRunElement extends FigureElement {
  /** @override */
  static model = outageRunModel;

  /** @override */
  static loadEngine = loadEngine;

  /** @type {OutagePicture | null} */
  #picture = null;
  /** The moment that is drawn while the night is told; after that it is the picture's own. @type {number | null} */
  #second = null;
  #refused = /** @type {string | null} */ (null);
  /** @type {AbortController | null} */
  #telling = null;
  #gesture = new Gesture(this, { many: ['scrub-to'], onanswer: (refused) => this.#refuse(refused) });

  /** @returns {'dashboard'|'timeline'} */
  get view() {
    return this.getAttribute('view') === 'dashboard' ? 'dashboard' : 'timeline';
  }

  /** @override */
  sceneFromMarkup() {
    return attributesOf((name) => this.getAttribute(name));
  }

  /** Nothing is told behind another slide: what was being told is shown at its end. @override */
  leave() {
    super.leave();
    this.#telling?.abort();
    this.#second = null;
    this.requestUpdate();
  }

  /** The clock runs from the moment that was shown to the new one; backwards, or in another night, it jumps. @override @param {{state: any, command: any, animate: boolean}} shown */
  draw({ state, command, animate }) {
    this.#telling?.abort();
    const before = this.#picture;
    const from = this.#second ?? before?.second ?? WINDOW.from;
    this.#picture = outagePicture(state, this.view);
    this.#second = null;
    this.#refused = null;
    this.requestUpdate();
    const passes = this.#picture.second - from;
    const sameNight = before?.state.run === state.run;
    if (!animate || command.do === 'scrub-to' || !sameNight || passes <= 0) return undefined;
    this.#telling = new AbortController();
    this.#second = from;
    return tween({
      ms: (passes * (command.do === 'add-server' ? MS.land : MS.tell)) / this.speed,
      linear: true,
      signal: this.#telling.signal,
      onFrame: (part) => {
        this.#second = part < 1 ? from + part * passes : null;
        this.requestUpdate();
      },
    });
  }

  /** @override */
  describe() {
    return this.#picture ? outageSentence(this.#picture) : '';
  }

  /** What the numbers of the night are made of, made again just now; the code for it comes when somebody asks. */
  async receipt() {
    const { outageReceipt } = await import('./outage-run/receipt.js');
    return outageReceipt(await loadEngine(), this.experiment, this.view);
  }

  /** @override */
  render() {
    if (!this.#picture) return super.render();
    const picture = { ...this.#picture, second: this.#second ?? this.#picture.second };
    const hands = {
      refused: this.#refused,
      apply: (/** @type {any} */ command) => this.#ask(command),
      refuse: (/** @type {string} */ code) => {
        this.touch();
        this.#refuse(code);
      },
      done: () => this.#gesture.done(),
      touch: () => this.touch(),
      stop: () => this.experiment.seek(this.experiment.cursor),
      pending: (/** @type {string} */ verb) => this.#gesture.pending(verb),
      search: this.#gesture.pending('find-headroom') !== null,
    };
    const scrubber = momentField(picture, hands);
    const figure =
      this.view === 'dashboard'
        ? dashboardFigure(picture, { tools: deskTools(this.#picture, hands), scrubber })
        : timelineFigure(picture, { tools: nightTools(this.#picture, hands), scrubber });
    return [figure, controlStrip(this)];
  }

  /** A search takes seconds: its button says so at once. @param {any} command */
  #ask(command) {
    this.#gesture.ask(command);
    this.requestUpdate();
  }

  /** @param {string|null} code */
  #refuse(code) {
    this.#refused = code;
    this.requestUpdate();
  }
}

if (!customElements.get('outage-run')) customElements.define('outage-run', OutageRunElement);
