// <tier-code>: GET through three tiers as it runs, line by line, with the lines that a first draft lacked switched on and off.
//
// Script      <script type="application/json" data-script>[{"at": 600, "say": "...", "do": "get", "key": "user:1"},
//             {"at": 1600, "say": "not in L1", "do": "step"}]</script>
// Methods     experiment.apply({do: 'get', key}), ({do: 'step'}), ({do: 'set-line', line, on}), ({do: 'write', key}), ({do: 'wait', seconds}), seek, reset, toAddress
// Events      experiment-change
import './live.css';
import { loadEngine } from '../engine/whole.js';
import { controlStrip } from '../experiment/control-strip.js';
import { FigureElement } from '../experiment/figure-element.js';
import { Gesture } from '../experiment/gesture.js';
import { callAndPlay } from './shared/call.js';
import { tierCodeModel } from './tier-code/model.js';
import { tierCodeTools } from './tier-code/tools.js';
import { tierCodeFigure } from './tier-code/view.js';
import { codeSentence } from './tier-code/words.js';

/** @typedef {import('./tier-code/model.js').CodeState} CodeState */

export class TierCode extends FigureElement {
  /** @override */
  static model = tierCodeModel;

  /** @override */
  static loadEngine = loadEngine;

  /** @type {CodeState | null} */
  #state = null;
  /** @type {string | null} */
  #refused = null;
  #gesture = new Gesture(this, { many: [], onanswer: (refused) => this.#refuse(refused) });

  /** @override @param {{state: CodeState}} shown */
  draw({ state }) {
    this.#state = state;
    this.#refused = null;
    this.requestUpdate();
  }

  /** @override */
  describe() {
    return this.#state ? codeSentence(this.#state) : '';
  }

  /** What is counted without each line, counted once more. */
  async receipt() {
    const { tierCodeReceipt } = await import('./tier-code/receipt.js');
    return tierCodeReceipt(await loadEngine());
  }

  /** @param {string} key */
  async #get(key) {
    this.#refuse(await callAndPlay(this, { do: 'get', key }, ({ steps }) => steps.length));
  }

  /** @param {string|null} code */
  #refuse(code) {
    this.#refused = code;
    this.requestUpdate();
  }

  /** @override */
  render() {
    if (!this.#state) return super.render();
    const tools = tierCodeTools(this.#state, {
      get: (key) => this.guard(() => this.#get(key)),
      apply: (command) => this.#gesture.ask(command),
      touch: () => this.touch(),
      refused: this.#refused,
    });
    return [tierCodeFigure(this.#state, tools), controlStrip(this)];
  }
}

if (!customElements.get('tier-code')) customElements.define('tier-code', TierCode);
