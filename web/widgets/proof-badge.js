// <proof-badge>: a hundred thousand look-ups that the Python reference has answered, asked of the engine now; four switches break it.
//
// Script      <script type="application/json" data-script>[{"at": 600, "say": "> for ≥", "do": "set-mistake", "mistake": "after", "on": true}]</script>
// Methods     experiment.apply({do: 'set-mistake', mistake, on}), seek, reset, toAddress
// Events      experiment-change
import './live.css';
import { loadEngine } from '../engine/whole.js';
import { controlStrip } from '../experiment/control-strip.js';
import { FigureElement } from '../experiment/figure-element.js';
import { Gesture } from '../experiment/gesture.js';
import { proofModel } from './proof-badge/model.js';
import { readVectors } from './proof-badge/vectors.js';
import { proofFigure, proofSentence, proofSwitches } from './proof-badge/view.js';

/** @typedef {import('./proof-badge/model.js').ProofState} ProofState */
/** @typedef {import('./proof-badge/vectors.js').Vectors} Vectors */

/** @type {Promise<Vectors>|null} */
let vectors = null;

/** What Python wrote, fetched once and read once. */
function loadVectors() {
  vectors ??= import('virtual:lookup-vectors').then(({ default: text }) =>
    readVectors(Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))),
  );
  vectors.catch(() => {
    vectors = null; // it did not arrive: the next call tries again
  });
  return vectors;
}

export class ProofBadge extends FigureElement {
  /** @override */
  static model = proofModel(loadVectors);

  /** @override */
  static loadEngine = loadEngine;

  /** @type {ProofState | null} */
  #state = null;
  #gesture = new Gesture(this, { many: [], onanswer: () => this.requestUpdate() });

  /** @override @param {{state: ProofState}} shown */
  draw({ state }) {
    this.#state = state;
    this.requestUpdate();
  }

  /** @override */
  describe() {
    return this.#state ? proofSentence(this.#state) : '';
  }

  /** Every look-up asked once more, timed now. */
  async receipt() {
    const engine = await loadEngine();
    await loadVectors();
    const start = performance.now();
    const state = await ProofBadge.model.start(engine, this.#state?.scene ?? { mistakes: [] });
    const ms = performance.now() - start;
    const { compared, differences, ordinary } = /** @type {ProofState} */ (state);
    return {
      number: String(differences),
      unit: '',
      sentence: 'answers differ from what Python wrote',
      rows: /** @type {[string, string][]} */ ([
        ['ƒ', state.scene.mistakes.length ? 'ownersWithMistakes' : 'place, ownerOfHash'],
        ['compared', compared.toLocaleString('en-US')],
        ['of them wrong', `${ordinary} ordinary, ${differences - ordinary} made`],
        ['a second', `${Math.round(compared / Math.max(ms, 0.1)).toLocaleString('en-US')} thousand`],
      ]),
      sure: 'exact',
      file: state.scene.mistakes.length ? 'cpp/ring/mistakes.cpp' : 'cpp/ring/bucket_index.cpp',
      ms,
    };
  }

  /** @override */
  render() {
    if (!this.#state) return super.render();
    const switches = proofSwitches(this.#state, (command) => this.#gesture.ask(command));
    return [proofFigure(this.#state, { switches }), controlStrip(this)];
  }
}

if (!customElements.get('proof-badge')) customElements.define('proof-badge', ProofBadge);
