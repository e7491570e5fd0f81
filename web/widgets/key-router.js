// <key-router>: where hash(key) % servers sends a key, before and after one more server.
//
// Attributes  key="user:4615"   before="100"   after="101" (all optional: a script may say them one after the other)
// Script      <script type="application/json" data-script>[{"at": 600, "say": "...", "do": "set-key", "key": "user:4615"}]</script>
// Methods     experiment.apply({do: 'set-key', key}), ({do: 'set-servers', before, after?}), seek, reset, toAddress
// Events      experiment-change
import { loadEngine } from '../engine/index.js';
import { controlStrip } from '../experiment/control-strip.js';
import { FigureElement } from '../experiment/figure-element.js';
import { keyRouterModel } from './key-router-model.js';
import { readWhole, refusalText, routerTools } from './key-router-tools.js';
import { routerReceipt } from './key-router-receipt.js';
import { routerFigure, routerSentence } from './key-router-view.js';

/** @typedef {import('./key-router-model.js').RouterState} RouterState */

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
  /** Typed keys wait for each other, so that the last one wins. @type {Promise<unknown>} */
  #asked = Promise.resolve();

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

  /** @override */
  describe() {
    if (this.#refused) return refusalText(this.#refused);
    return this.#state ? routerSentence(this.#state) : '';
  }

  /** What the number of the state at the cursor is made of, made again just now. */
  async receipt() {
    return routerReceipt(await loadEngine(), this.experiment);
  }

  /** @override */
  render() {
    if (!this.#state) return super.render();
    const hands = {
      refused: this.#refused,
      apply: (/** @type {any} */ command) => this.#ask(command),
      refuse: (/** @type {string} */ code) => this.#refuse(code),
    };
    return [
      routerFigure(this.#state, { tools: routerTools(this.#state.scene, hands), told: this.#told }),
      controlStrip(this),
    ];
  }

  /** The viewer's own question goes on top of the finished script: a key alone would lead nowhere. @param {any} command */
  #ask(command) {
    this.touch();
    this.#asked = this.#asked.then(async () => {
      const { experiment } = this;
      if (experiment.cursor < experiment.log.length) await experiment.seek(experiment.log.length);
      const [first] = await experiment.apply(command);
      if (first?.refused) this.#refuse(first.refused);
    });
    return this.#asked;
  }

  /** @param {string} code */
  #refuse(code) {
    this.touch();
    this.#refused = code;
    this.requestUpdate();
  }
}

if (!customElements.get('key-router')) customElements.define('key-router', KeyRouter);
