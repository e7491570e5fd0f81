// <tier-scenes>: a CPU, a CDN and a browser are three scenes of one engine. A trace is replayed through each of them; the CDN can be
// looked at from inside, where a ring picks the server in every point of presence and the tiers stand behind it.
//
// Attributes  requests="300000" (of a trace that is replayed at once; none unless it says)   show="all|cdn"   key="/v2/style.css"
// Script      <script type="application/json" data-script>[{"at": 600, "say": "a trace through each", "do": "replay", "requests": 300000}]</script>
// Methods     experiment.apply({do: 'replay', requests, skew?}), ({do: 'pick', by}), ({do: 'show', system}), ({do: 'get', key, point}), seek,
//             reset, toAddress
// Events      experiment-change
import './live.css';
import { loadEngine } from '../engine/whole.js';
import { controlStrip } from '../experiment/control-strip.js';
import { FigureElement } from '../experiment/figure-element.js';
import { Gesture } from '../experiment/gesture.js';
import { MS, tween } from '../motion/motion.js';
import { attributesOf, tierScenesModel } from './tier-scenes/model.js';
import { scenesTools } from './tier-scenes/tools.js';
import { tierScenesFigure } from './tier-scenes/view.js';
import { scenesSentence } from './tier-scenes/words.js';

/** @typedef {import('./tier-scenes/model.js').TierState} TierState */
/** @typedef {import('./tier-scenes/runs.js').Result} Result */

export class TierScenes extends FigureElement {
  /** @override */
  static model = tierScenesModel;

  /** @override */
  static loadEngine = loadEngine;

  /** @type {TierState | null} */
  #state = null;
  /** Of a trace that is being replayed. @type {(Result|null)[] | null} */
  #partial = null;
  /** Events of the last GET that have been told. @type {number | undefined} */
  #shown;
  /** @type {AbortController | null} */
  #telling = null;
  /** What stands in the field and has not been asked for. @type {string | null} */
  #typed = null;
  #refused = /** @type {string | null} */ (null);
  #gesture = new Gesture(this, {
    many: [],
    onanswer: (refused) => {
      this.#partial = null;
      this.#refuse(refused);
    },
  });

  /** @override */
  sceneFromMarkup() {
    return attributesOf((name) => this.getAttribute(name));
  }

  /** Nothing is told behind another slide. @override */
  leave() {
    super.leave();
    this.#telling?.abort();
    this.#shown = undefined;
    this.requestUpdate();
  }

  /** A GET is told event by event; everything else is there at once. @override @param {{state: TierState, command: any, animate: boolean}} shown */
  draw({ state, command, animate }) {
    this.#telling?.abort();
    this.#state = state;
    this.#partial = null;
    this.#refused = null;
    this.#shown = undefined;
    if (this.#typed === state.scene.key) this.#typed = null;
    this.requestUpdate();
    const events = state.network.way?.events ?? [];
    if (!animate || command.do !== 'get' || events.length === 0) return undefined;
    this.#telling = new AbortController();
    this.#shown = 0;
    return tween({
      ms: (events.length * MS.walk) / this.speed,
      linear: true,
      signal: this.#telling.signal,
      onFrame: (part) => {
        this.#shown = part < 1 ? Math.ceil(part * events.length) : undefined;
        this.requestUpdate();
      },
    });
  }

  /** @override @param {{system: number, partial: Result}} progress */
  progress({ system, partial }) {
    this.#partial ??= [null, null, null];
    this.#partial = this.#partial.with(system, partial);
    this.requestUpdate();
  }

  /** @override */
  describe() {
    return this.#state ? scenesSentence(this.#state) : '';
  }

  /** Everything once more, just now. */
  async receipt() {
    const { scenesReceipt } = await import('./tier-scenes/receipt.js');
    return scenesReceipt(await loadEngine(), /** @type {TierState} */ (this.#state).scene);
  }

  /** @override */
  render() {
    const state = this.#state;
    if (!state) return super.render();
    const tools = scenesTools(state, {
      apply: (command) => {
        this.#gesture.ask(command);
        this.requestUpdate();
      },
      refuse: (code) => {
        this.touch();
        this.#refuse(code);
      },
      touch: () => this.touch(),
      stop: () => this.experiment.seek(this.experiment.cursor),
      key: this.#typed ?? state.scene.key,
      type: (key) => {
        this.touch();
        this.#typed = key;
        this.requestUpdate();
      },
      get: (point) => this.#gesture.ask({ do: 'get', key: this.#typed ?? state.scene.key, point }),
      pending: this.#gesture.pending('replay'),
      running: this.#partial !== null || this.#gesture.pending('replay') !== null,
      refused: this.#refused,
    });
    return [
      tierScenesFigure(state, { tools, partial: this.#partial, shown: this.#shown }),
      controlStrip(this),
    ];
  }

  /** @param {string|null} code */
  #refuse(code) {
    this.#refused = code;
    this.requestUpdate();
  }
}

if (!customElements.get('tier-scenes')) customElements.define('tier-scenes', TierScenes);
