// <key-router>: where hash(key) % servers sends a key, before and after one more server.
//
// Attributes  key="user:4615"   before="100"   after="101" (all optional: a script may say them one after the other)
// Script      <script type="application/json" data-script>[{"at": 600, "say": "...", "do": "set-key", "key": "user:4615"}]</script>
// Methods     experiment.apply({do: 'set-key', key}), ({do: 'set-servers', before, after?}), seek, reset, toAddress
// Events      experiment-change
import './live.css';
import { loadEngine } from '../engine/whole.js';
import { controlStrip } from '../experiment/control-strip.js';
import { FigureElement } from '../experiment/figure-element.js';
import { Gesture } from '../experiment/gesture.js';
import { keyRouterModel, keyThatStays } from './key-router/model.js';
import { readWhole, routerTools } from './key-router/tools.js';
import { routerFigure, routerSentence } from './key-router/view.js';

/** @typedef {import('./key-router/model.js').RouterState} RouterState */

export class KeyRouter extends FigureElement {
  /** @override */
  static model = keyRouterModel;

  /** @override */
  static loadEngine = loadEngine;

  /** @type {RouterState | null} */
  #state = null;
  #told = { before: 0, after: 0 };
  #commands = 0;
  /** @type {string | null} */
  #refused = null;
  #gesture = new Gesture(this, {
    many: ['set-key'],
    onanswer: (refused) => this.#refuse(refused),
    // On top of the finished script: a key alone would lead nowhere.
    before: () => {
      const { cursor, log } = this.experiment;
      return cursor < log.length && this.experiment.seek(log.length);
    },
  });

  /** @override */
  sceneFromMarkup() {
    const servers = (/** @type {string} */ name) => readWhole(this.getAttribute(name) ?? '');
    return { key: this.getAttribute('key'), before: servers('before'), after: servers('after') };
  }

  /** @override @param {{state: RouterState, animate: boolean}} shown */
  draw({ state, animate }) {
    const last = this.#state;
    const anew = (/** @type {'before'|'after'} */ rack) => {
      const same = JSON.stringify(last?.[rack]) === JSON.stringify(state[rack]);
      return animate && !same ? ++this.#commands : 0;
    };
    this.#told = { before: anew('before'), after: anew('after') };
    this.#state = state;
    this.#refused = null;
    this.requestUpdate();
  }

  /** Nothing is told behind another slide: what was being told is shown at its end. @override */
  leave() {
    super.leave();
    this.#told = { before: 0, after: 0 };
    this.requestUpdate();
  }

  /** @override */
  describe() {
    return this.#state ? routerSentence(this.#state) : '';
  }

  /** What the number of the state at the cursor is made of, made again just now; the code for it comes when somebody asks. */
  async receipt() {
    const { routerReceipt } = await import('./key-router/receipt.js');
    return routerReceipt(await loadEngine(), this.experiment);
  }

  /** @override */
  render() {
    if (!this.#state) return super.render();
    const hands = {
      refused: this.#refused,
      apply: (/** @type {any} */ command) => this.#gesture.ask(command),
      refuse: (/** @type {string} */ code) => {
        this.touch();
        this.#refuse(code);
      },
      done: () => this.#gesture.done(),
      findOne: () => this.guard(() => this.#findOne()),
      pending: (/** @type {string} */ verb) => this.#gesture.pending(verb),
    };
    return [
      routerFigure(this.#state, { tools: routerTools(this.#state.scene, hands), told: this.#told }),
      controlStrip(this),
    ];
  }

  /** Among the servers that will stand there: the viewer's commands go on top of the finished script. */
  async #findOne() {
    this.touch();
    const { scene, log } = this.experiment;
    const key = keyThatStays(await loadEngine(), log.reduce(keyRouterModel.fold, scene));
    if (key !== null) await this.#gesture.ask({ do: 'set-key', key });
    this.#gesture.done();
  }

  /** @param {string|null} code */
  #refuse(code) {
    this.#refused = code;
    this.requestUpdate();
  }
}

if (!customElements.get('key-router')) customElements.define('key-router', KeyRouter);
