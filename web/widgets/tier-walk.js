// <tier-walk>: one GET walks through three tiers over what really lies in them: misses, the hit, the copies up, what has to go.
//
// Attributes  capacity="3 5 7"   l1="user:77, user:4"   l2="..."   l3="..." (what lies there at first, the newest first)
// Script      <script type="application/json" data-script>[{"at": 600, "say": "GET user:123", "do": "get", "key": "user:123"},
//             {"at": 1600, "say": "L1 misses", "do": "step"}]</script>
// Methods     experiment.apply({do: 'get', key}), ({do: 'step'}), ({do: 'set-capacity', capacity}), ({do: 'set-contents', contents}), seek, reset, toAddress
// Events      experiment-change
import './live.css';
import { loadEngine } from '../engine/whole.js';
import { controlStrip } from '../experiment/control-strip.js';
import { FigureElement } from '../experiment/figure-element.js';
import { Gesture } from '../experiment/gesture.js';
import { tween } from '../motion/motion.js';
import { callAndPlay } from './shared/call.js';
import { sceneFromAttributes, tierWalkModel } from './tier-walk/model.js';
import { tellingMs } from './tier-walk/telling.js';
import { walkTools } from './tier-walk/tools.js';
import { walkFigure } from './tier-walk/view.js';
import { walkSentence } from './tier-walk/words.js';

/** @typedef {import('./tier-walk/model.js').WalkState} WalkState */

export class TierWalk extends FigureElement {
  /** @override */
  static model = tierWalkModel;

  /** @override */
  static loadEngine = loadEngine;

  /** @type {WalkState | null} */
  #state = null;
  /** Since the last line began, in ms; Infinity when it is told. */
  #now = Infinity;
  /** @type {AbortController | null} */
  #telling = null;
  /** @type {string | null} */
  #refused = null;
  #gesture = new Gesture(this, { many: [], onanswer: (refused) => this.#refuse(refused) });

  /** @override */
  sceneFromMarkup() {
    return sceneFromAttributes((name) => this.getAttribute(name));
  }

  /** @override @param {{state: WalkState, command: any, animate: boolean}} shown */
  draw({ state, command, animate }) {
    this.#telling?.abort();
    this.#state = state;
    this.#refused = null;
    this.#now = Infinity;
    this.requestUpdate();
    const line = state.done.at(-1);
    if (!animate || command.do !== 'step' || !line) return undefined;
    const ms = tellingMs(line.kind);
    this.#telling = new AbortController();
    this.#now = 0;
    return tween({
      ms: ms / this.speed,
      linear: true,
      signal: this.#telling.signal,
      onFrame: (part) => {
        this.#now = part < 1 ? part * ms : Infinity;
        this.requestUpdate();
      },
    });
  }

  /** Nothing is told behind another slide: what was being told is shown at its end. @override */
  leave() {
    super.leave();
    this.#telling?.abort();
    this.#now = Infinity;
    this.requestUpdate();
  }

  /** @override */
  describe() {
    return this.#state ? walkSentence(this.#state) : '';
  }

  /** What the large number is the sum of, asked once more. */
  async receipt() {
    const { walkReceipt } = await import('./tier-walk/receipt.js');
    return walkReceipt(await loadEngine(), /** @type {WalkState} */ (this.#state));
  }

  /** @param {string} key */
  async #get(key) {
    this.#refuse(await callAndPlay(this, { do: 'get', key }, ({ lines }) => lines.length));
  }

  /** @param {string|null} code */
  #refuse(code) {
    this.#refused = code;
    this.requestUpdate();
  }

  /** @override */
  render() {
    if (!this.#state) return super.render();
    const tools = walkTools(this.#state, {
      get: (key) => this.guard(() => this.#get(key)),
      apply: (command) => this.#gesture.ask(command),
      refuse: (code) => {
        this.touch();
        this.#refuse(code);
      },
      touch: () => this.touch(),
      refused: this.#refused,
    });
    return [walkFigure(this.#state, { now: this.#now, tools }), controlStrip(this)];
  }
}

if (!customElements.get('tier-walk')) customElements.define('tier-walk', TierWalk);
