// <stale-copies>: write a value and watch the copies of the old one turn stale; count the readers who are told something old; purge
// them, or wait until they die of age.
//
// Attributes  places="24"
// Script      <script type="application/json" data-script>[{"at": 2000, "say": "one write", "do": "write"}]</script>
// Methods     experiment.apply({do: 'write'}), ({do: 'wait', seconds}), ({do: 'purge'}), ({do: 'set-places', places}), seek, reset, toAddress
// Events      experiment-change
import './live.css';
import { loadEngine } from '../engine/whole.js';
import { controlStrip } from '../experiment/control-strip.js';
import { FigureElement } from '../experiment/figure-element.js';
import { Gesture } from '../experiment/gesture.js';
import { MS, tween } from '../motion/motion.js';
import { staleCopiesModel } from './stale-copies/model.js';
import { copiesTools } from './stale-copies/tools.js';
import { copiesFigure, copiesSentence } from './stale-copies/view.js';

/** @typedef {import('./stale-copies/model.js').CopiesState} CopiesState */

/** A second of the story takes so long to tell; a long wait is told no longer than a viewer waits. */
const SECOND_MS = 2 * MS.tell;
const LONGEST_MS = 10 * MS.tell;

export class StaleCopies extends FigureElement {
  /** @override */
  static model = staleCopiesModel;

  /** @override */
  static loadEngine = loadEngine;

  /** @type {CopiesState | null} */
  #state = null;
  /** The moment of the last command that is drawn while it is told; null: its end. @type {number | null} */
  #ms = null;
  #refused = /** @type {string | null} */ (null);
  /** @type {AbortController | null} */
  #telling = null;
  #gesture = new Gesture(this, { many: [], onanswer: (refused) => this.#refuse(refused) });

  /** @override */
  sceneFromMarkup() {
    const places = this.getAttribute('places');
    return places === null ? {} : { places: Number(places) };
  }

  /** What was being told is shown at its end. @override */
  leave() {
    super.leave();
    this.#telling?.abort();
    this.#ms = null;
    this.requestUpdate();
  }

  /** @override @param {{state: CopiesState, animate: boolean}} shown */
  draw({ state, animate }) {
    this.#telling?.abort();
    this.#state = state;
    this.#ms = null;
    this.#refused = null;
    this.requestUpdate();
    const { takesMs } = state.story;
    if (!animate || takesMs === 0) return undefined;
    this.#telling = new AbortController();
    this.#ms = 0;
    return tween({
      ms: Math.min((takesMs / 1000) * SECOND_MS, LONGEST_MS) / this.speed,
      linear: true,
      signal: this.#telling.signal,
      onFrame: (part) => {
        this.#ms = part < 1 ? part * takesMs : null;
        this.requestUpdate();
      },
    });
  }

  /** @override */
  describe() {
    return this.#state ? copiesSentence(this.#state) : '';
  }

  /** Done once more just now; the code for it comes when somebody asks. */
  async receipt() {
    const { copiesReceipt } = await import('./stale-copies/receipt.js');
    return copiesReceipt(await loadEngine(), /** @type {CopiesState} */ (this.#state));
  }

  /** @override */
  render() {
    if (!this.#state) return super.render();
    const tools = copiesTools(this.#state, {
      refused: this.#refused,
      apply: (command) => this.#gesture.ask(command),
      refuse: (code) => {
        this.touch();
        this.#refuse(code);
      },
      pending: (verb) => this.#gesture.pending(verb),
    });
    return [copiesFigure(this.#state, { ms: this.#ms, tools }), controlStrip(this)];
  }

  /** @param {string|null} code */
  #refuse(code) {
    this.#refused = code;
    this.requestUpdate();
  }
}

if (!customElements.get('stale-copies')) customElements.define('stale-copies', StaleCopies);
