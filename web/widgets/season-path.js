// <season-path>: six episodes, one structure: the same six nodes walk from a chain to a ring. And what the viewer bet during the talk.
//
// Attributes  episode="1" (1 to 6)
// Script      <script type="application/json" data-script>[{"at": 600, "say": "...", "do": "show", "episode": 2}]</script>
// Methods     experiment.apply({do: 'show', episode}), seek, reset, toAddress
// Events      experiment-change
import './live.css';
import { loadEngine } from '../engine/whole.js';
import { onBets, recallBets } from '../experiment/bets.js';
import { controlStrip } from '../experiment/control-strip.js';
import { FigureElement } from '../experiment/figure-element.js';
import { Gesture } from '../experiment/gesture.js';
import { MS, tween } from '../motion/motion.js';
import { betsSentence } from './season-path/bets-view.js';
import { seasonPathModel } from './season-path/model.js';
import { seasonFigure, seasonSentence } from './season-path/view.js';

/** @typedef {import('./season-path/model.js').SeasonState} SeasonState */

export class SeasonPath extends FigureElement {
  /** @override */
  static model = seasonPathModel;

  /** @override */
  static loadEngine = loadEngine;

  /** @type {SeasonState | null} */
  #state = null;
  /** The episode that the structure comes from, and how far it has come; null when it is there. @type {{from: number, part: number} | null} */
  #walk = null;
  /** @type {AbortController | null} */
  #telling = null;
  #forgetBets = () => {};
  #gesture = new Gesture(this, { many: [], onanswer: () => this.requestUpdate() });

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    this.#forgetBets = onBets(() => this.requestUpdate());
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    this.#telling?.abort();
    this.#forgetBets();
  }

  /** @override */
  sceneFromMarkup() {
    const episode = this.getAttribute('episode');
    return episode === null ? {} : { episode: Number(episode) };
  }

  /** The nodes walk from the episode that was shown; stepped back or opened they are there at once. @override @param {{state: SeasonState, animate: boolean}} shown */
  draw({ state, animate }) {
    this.#telling?.abort();
    const from = this.#state?.scene.episode ?? state.scene.episode;
    this.#state = state;
    this.#walk = null;
    this.requestUpdate();
    if (!animate || from === state.scene.episode) return undefined;
    this.#telling = new AbortController();
    this.#walk = { from, part: 0 };
    return tween({
      ms: (2 * MS.tell) / this.speed,
      linear: true,
      signal: this.#telling.signal,
      onFrame: (part) => {
        this.#walk = part < 1 ? { from, part } : null;
        this.requestUpdate();
      },
    });
  }

  /** Nothing is told behind another slide: what was being told is shown at its end. @override */
  leave() {
    super.leave();
    this.#telling?.abort();
    this.#walk = null;
    this.requestUpdate();
  }

  /** @override */
  describe() {
    return this.#state ? `${seasonSentence(this.#state)} ${betsSentence(recallBets())}` : '';
  }

  /** Every number of the state, computed once more just now; the code for it comes when somebody asks. */
  async receipt() {
    const { seasonReceipt } = await import('./season-path/receipt.js');
    return seasonReceipt(await loadEngine(), /** @type {SeasonState} */ (this.#state));
  }

  /** @override */
  render() {
    if (!this.#state) return super.render();
    const show = (/** @type {number} */ episode) => this.#gesture.ask({ do: 'show', episode });
    return [seasonFigure(this.#state, { ...this.#walk, show, bets: recallBets() }), controlStrip(this)];
  }
}

if (!customElements.get('season-path')) customElements.define('season-path', SeasonPath);
