// <vnode-balance>: why a server needs many positions. Three servers' shares for any V, a thousand rings of each V drawn while you
// watch, and a hot key with its cures.
//
// Attributes  servers="100" (3, 10 or 100: servers of the rings that are drawn)
// Script      <script type="application/json" data-script>[{"at": 600, "say": "100 positions", "do": "set-vnodes", "vnodes": 100}]</script>
// Methods     experiment.apply({do: 'set-vnodes', vnodes}), ({do: 'set-servers', servers}), ({do: 'bet', guess}), ({do: 'ask-hot', cure}), seek, reset, toAddress
// Events      experiment-change
import './live.css';
import { loadEngine } from '../engine/whole.js';
import { controlStrip } from '../experiment/control-strip.js';
import { FigureElement } from '../experiment/figure-element.js';
import { Gesture } from '../experiment/gesture.js';
import { keepBet } from './shared/bet.js';
import { outcome, vnodeBalanceModel, WAGER } from './vnode-balance/model.js';
import { balanceTools } from './vnode-balance/tools.js';
import { balanceFigure, balanceSentence } from './vnode-balance/view.js';

/** @typedef {import('./vnode-balance/model.js').BalanceState} BalanceState */

export class VnodeBalance extends FigureElement {
  /** @override */
  static model = vnodeBalanceModel;

  /** @override */
  static loadEngine = loadEngine;

  /** @type {BalanceState | null} */
  #state = null;
  /** Rings that are being drawn: the scene that they belong to, and the dots so far. @type {{shown: BalanceState, coming: import('./vnode-balance/view.js').Coming} | null} */
  #coming = null;
  #gesture = new Gesture(this, { many: [], onanswer: () => this.#settle() });

  /** @override */
  sceneFromMarkup() {
    const servers = this.getAttribute('servers');
    return servers === null ? {} : { servers: Number(servers) };
  }

  /** @override @param {{state: BalanceState}} shown */
  draw({ state }) {
    this.#state = state;
    this.#coming = null;
    keepBet(WAGER, outcome(state));
    this.requestUpdate();
  }

  /** @override @param {{scene: any, shares: number[], dots: ArrayLike<number>, done: number}} report */
  progress({ scene, shares, dots, done }) {
    if (!this.#state || scene.vnodes === null || !dots) return;
    const columns = scene.servers === this.#state.scene.servers ? this.#state.columns : [];
    this.#coming = {
      shown: { scene, shares, columns, hot: null },
      coming: { vnodes: scene.vnodes, dots, done },
    };
    this.requestUpdate();
  }

  /** Rings that were stopped half way are nobody's. */
  #settle() {
    this.#coming = null;
    this.requestUpdate();
  }

  /** @override */
  describe() {
    return this.#state ? balanceSentence(this.#state) : '';
  }

  /** What the large number is made of, drawn again just now. */
  async receipt() {
    const { balanceReceipt } = await import('./vnode-balance/receipt.js');
    return balanceReceipt(await loadEngine(), /** @type {BalanceState} */ (this.#state));
  }

  /** @override */
  render() {
    if (!this.#state) return super.render();
    const state = this.#coming?.shown ?? this.#state;
    const tools = balanceTools(state, {
      apply: (command) => this.#gesture.ask(command),
      touch: () => this.touch(),
    });
    return [balanceFigure(state, { tools, coming: this.#coming?.coming ?? null }), controlStrip(this)];
  }
}

if (!customElements.get('vnode-balance')) customElements.define('vnode-balance', VnodeBalance);
