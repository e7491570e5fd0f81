// <production-placement>: who uses consistent hashing, and the algorithm of a production proxy loaded with its own rules.
//
// Attributes  hosts="5" (2 to 8)   preset="envoy-ring" (or envoy-maglev)   key="user:123"
// Script      <script type="application/json" data-script>[{"at": 600, "say": "one more host", "do": "set-hosts", "hosts": 6}]</script>
// Methods     experiment.apply({do: 'load-preset', preset}), ({do: 'set-hosts', hosts}), ({do: 'set-key', key}), seek, reset, toAddress
// Events      experiment-change
import './live.css';
import { loadEngine } from '../engine/whole.js';
import { controlStrip } from '../experiment/control-strip.js';
import { FigureElement } from '../experiment/figure-element.js';
import { Gesture } from '../experiment/gesture.js';
import { presetOf, productionModel } from './production-placement/model.js';
import { productionTools } from './production-placement/tools.js';
import { productionFigure, productionSentence } from './production-placement/view.js';

/** @typedef {import('./production-placement/model.js').ProductionState} ProductionState */

export class ProductionPlacement extends FigureElement {
  /** @override */
  static model = productionModel;

  /** @override */
  static loadEngine = loadEngine;

  /** @type {ProductionState | null} */
  #state = null;
  /** @type {string | null} */
  #refused = null;
  #gesture = new Gesture(this, {
    many: ['set-key'],
    onanswer: (refused) => {
      this.#refused = refused;
      this.requestUpdate();
    },
  });

  /** @override */
  sceneFromMarkup() {
    const given = (/** @type {string} */ name) => this.getAttribute(name) ?? undefined;
    const hosts = this.getAttribute('hosts');
    return { preset: given('preset'), key: given('key'), hosts: hosts === null ? undefined : Number(hosts) };
  }

  /** @override @param {{state: ProductionState}} shown */
  draw({ state }) {
    this.#state = state;
    this.#refused = null;
    this.requestUpdate();
  }

  /** @override */
  describe() {
    return this.#state ? productionSentence(this.#state) : '';
  }

  /** The state made once more, just now. */
  async receipt() {
    const engine = await loadEngine();
    const start = performance.now();
    const { scene, size, change } = productionModel.start(
      engine,
      /** @type {ProductionState} */ (this.#state).scene,
    );
    const ms = performance.now() - start;
    const { name, rule, drawn } = presetOf(scene.preset);
    /** @type {[string, string][]} */
    const rows = [
      ['ƒ', `makePlacement(${drawn === 'ring' ? 'ring' : 'maglev'}).place`],
      ['rules', rule],
      ['hosts', String(scene.hosts)],
    ];
    if (change)
      rows.push(
        ['keys counted', change.keys.toLocaleString('en-US')],
        ['between stayers', String(change.elsewhere)],
      );
    return {
      number: change ? ((change.moved / change.keys) * 100).toFixed(1) : String(size),
      unit: change ? '%' : '',
      sentence: change
        ? `of the keys move under ${name}`
        : `${drawn === 'ring' ? 'points' : 'entries'} of ${name}`,
      rows,
      sure: 'exact',
      file: drawn === 'ring' ? 'cpp/ring/ring_placement.cpp' : 'cpp/ring/maglev.cpp',
      ms,
    };
  }

  /** @override */
  render() {
    if (!this.#state) return super.render();
    const tools = productionTools(this.#state, {
      apply: (command) => this.#gesture.ask(command),
      done: () => this.#gesture.done(),
      pending: (verb) => this.#gesture.pending(verb),
      refused: this.#refused,
    });
    return [productionFigure(this.#state, tools), controlStrip(this)];
  }
}

if (!customElements.get('production-placement'))
  customElements.define('production-placement', ProductionPlacement);
