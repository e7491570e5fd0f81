// <policy-bench>: one trace, every replacement policy, the miss-ratio curve drawn while it runs; Belady's is the line that nobody beats.
//
// Attributes  objects="50000"   requests="200000"   skew="0.99"   seed="42"   look="1000"   entered="LRU, SIEVE" (all optional)
// Script      <script type="application/json" data-script>[{"at": 600, "say": "LRU", "do": "enter", "policy": "LRU"}]</script>
// Methods     experiment.apply({do: 'enter' | 'withdraw', policy}), ({do: 'set-draws', objects?, skew?, requests?, seed?}), ({do: 'set-trace', text}),
//             ({do: 'look-at', entries}), ({do: 'sort', by, falling}), seek, reset, toAddress
// Events      experiment-change
import './live.css';
import { loadEngine } from '../engine/whole.js';
import { MOST_CHARACTERS } from '../experiment/address.js';
import { controlStrip } from '../experiment/control-strip.js';
import { FigureElement } from '../experiment/figure-element.js';
import { Gesture } from '../experiment/gesture.js';
import { attributesOf } from './policy-bench/attributes.js';
import { policyBenchModel } from './policy-bench/model.js';
import { ownTrace } from './policy-bench/own-trace.js';
import { benchPicture, runningPicture } from './policy-bench/picture.js';
import { benchTools, progressLine } from './policy-bench/tools.js';
import { benchFigure } from './policy-bench/view.js';
import { benchSentence } from './policy-bench/words.js';

/** @typedef {import('./policy-bench/model.js').State} State */

export class PolicyBench extends FigureElement {
  /** @override */
  static model = policyBenchModel;

  /** @override */
  static loadEngine = loadEngine;

  /** @type {State | null} */
  #state = null;
  #refused = /** @type {string | null} */ (null);
  /** What the run in hand last said of itself. @type {any} */
  #progress = null;
  /** A run that waits, and what lets it go on. @type {{until: Promise<void>, goOn: () => void} | null} */
  #held = null;
  #gesture = new Gesture(this, { many: ['set-draws'], onanswer: (refused) => this.#refuse(refused) });

  /** @override */
  sceneFromMarkup() {
    return attributesOf((name) => this.getAttribute(name));
  }

  /** @override @param {{state: State}} shown */
  draw({ state }) {
    this.#state = state;
    this.#refused = null;
    this.#rest();
  }

  /** Answered with a promise, the run waits. @override @param {any} report */
  progress(report) {
    this.#progress = report;
    this.requestUpdate();
    return this.#held?.until;
  }

  /** @override */
  describe() {
    return this.#state ? benchSentence(benchPicture(this.#state)) : '';
  }

  /** What the last number is made of, counted again just now; the code for it comes when somebody asks. */
  async receipt() {
    const { benchReceipt } = await import('./policy-bench/receipt.js');
    return benchReceipt(await loadEngine(), this.#state?.scene ?? this.experiment.scene);
  }

  /** Nobody watches a run behind another slide. @override */
  leave() {
    super.leave();
    if (this.#progress) this.#stop();
  }

  /** @override */
  render() {
    if (!this.#state) return super.render();
    const picture = this.#progress ? runningPicture(this.#state, this.#progress) : benchPicture(this.#state);
    const hands = {
      refused: this.#refused,
      progress: this.#progress,
      paused: this.#held !== null,
      skew: this.#gesture.pending('set-draws')?.skew ?? null,
      tooLongForLink: this.#tooLongForLink(this.#state),
      apply: (/** @type {any} */ command) => this.#ask(command),
      drag: (/** @type {any} */ command) => this.#ask(command, true),
      dropped: () => this.#gesture.done(),
      refuse: (/** @type {string} */ code) => {
        this.touch();
        this.#refuse(code);
      },
      stop: () => this.#stop(),
      pause: () => this.#pause(),
      goOn: () => this.#goOn(),
    };
    return [
      benchFigure(picture, {
        tools: benchTools(picture, hands),
        own: ownTrace(picture, hands),
        progress: progressLine(hands),
        sort: (by) => this.#sort(by),
        look: (entries) => this.#ask({ do: 'look-at', entries }),
      }),
      controlStrip(this),
    ];
  }

  /** @param {State} state */
  #tooLongForLink({ scene: { text } }) {
    return text !== null && (text.length > MOST_CHARACTERS || this.experiment.toAddress() === '');
  }

  /** Another wish ends the run in hand; a slider that is dragged is one wish that changes. @param {any} command @param {boolean} [dragged] */
  #ask(command, dragged = false) {
    if (this.#progress) this.#stop();
    if (!dragged) this.#gesture.done();
    this.#gesture.ask(command);
    if (!dragged) this.#gesture.done();
  }

  /** A head that is pressed again turns the order round. @param {string} by */
  #sort(by) {
    const { sort, falling } = /** @type {State} */ (this.#state).scene;
    this.#ask({ do: 'sort', by, falling: sort === by ? !falling : false });
  }

  #pause() {
    this.touch();
    let goOn = () => {};
    /** @type {Promise<void>} */
    const until = new Promise((resolve) => {
      goOn = resolve;
    });
    this.#held = { until, goOn };
    this.requestUpdate();
  }

  #goOn() {
    this.#held?.goOn();
    this.#held = null;
    this.requestUpdate();
  }

  #stop() {
    this.touch();
    this.#rest();
    this.guard(() => this.experiment.seek(this.experiment.cursor));
  }

  #rest() {
    this.#progress = null;
    this.#goOn();
  }

  /** @param {string|null} code */
  #refuse(code) {
    this.#refused = code;
    this.#rest();
  }
}

if (!customElements.get('policy-bench')) customElements.define('policy-bench', PolicyBench);
