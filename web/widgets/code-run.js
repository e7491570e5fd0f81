// <code-run>: ADD_SERVER, GET_SERVER and REMOVE_SERVER as they run on a ring: the line, its variables, the circle, the sorted array.
//
// Attributes  servers="server-A, server-B" (10 at most, one position each)
// Script      <script type="application/json" data-script>[{"at": 600, "say": "...", "do": "call", "call": "get-server", "text": "user:123"},
//             {"at": 1600, "say": "the first line", "do": "step"}]</script>
// Methods     experiment.apply({do: 'call', call, text}), ({do: 'step'}), seek, reset, toAddress
// Events      experiment-change
import './live.css';
import { loadEngine } from '../engine/whole.js';
import { controlStrip } from '../experiment/control-strip.js';
import { FigureElement } from '../experiment/figure-element.js';
import { codeRunModel } from './code-run/model.js';
import { codeTools } from './code-run/tools.js';
import { codeRunFigure, stepSentence } from './code-run/view.js';
import { callAndPlay } from './shared/call.js';

/** @typedef {import('./code-run/model.js').CodeState} CodeState */

export class CodeRun extends FigureElement {
  /** @override */
  static model = codeRunModel;

  /** @override */
  static loadEngine = loadEngine;

  /** @type {CodeState | null} */
  #state = null;
  /** @type {string | null} */
  #refused = null;

  /** @override */
  sceneFromMarkup() {
    const names = (this.getAttribute('servers') ?? '').split(',').map((name) => name.trim());
    return { servers: names.filter((name) => name !== '') };
  }

  /** @override @param {{state: CodeState}} shown */
  draw({ state }) {
    this.#state = state;
    this.#refused = null;
    this.requestUpdate();
  }

  /** @override */
  describe() {
    return this.#state ? stepSentence(this.#state) : '';
  }

  /** Every number of the state, computed once more just now. */
  async receipt() {
    const { codeReceipt } = await import('./code-run/receipt.js');
    return codeReceipt(await loadEngine(), /** @type {CodeState} */ (this.#state));
  }

  /** The viewer's own call. @param {import('./code-run/model.js').Call} call @param {string} text */
  async #call(call, text) {
    const command = { do: 'call', call, text };
    this.#refused = await callAndPlay(this, command, ({ run }) => run?.steps.length ?? 0);
    this.requestUpdate();
  }

  /** @override */
  render() {
    if (!this.#state) return super.render();
    const tools = codeTools(this.#state, {
      call: (call, text) => this.guard(() => this.#call(call, text)),
      refused: this.#refused,
    });
    return [codeRunFigure(this.#state, tools), controlStrip(this)];
  }
}

if (!customElements.get('code-run')) customElements.define('code-run', CodeRun);
