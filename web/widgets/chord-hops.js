// <chord-hops>: the ring as the linked list that Chord makes of it. Each server keeps next, a look-up hops; fingers make it log N.
//
// Attributes  servers="64" (1 to 1,000, server-0 and so on, one position each)   key="user:11"   start="4" (the number of the server that
//             is asked; without it the one behind the owner, the farthest by next)
// Script      <script type="application/json" data-script>[{"at": 600, "say": "...", "do": "look-up"}, {"at": 9000, "say": "...", "do": "set-fingers", "on": true}]</script>
// Methods     experiment.apply({do: 'set-servers', servers}), ({do: 'set-key', key}), ({do: 'set-start', server}), ({do: 'set-fingers', on}),
//             ({do: 'hop'}), ({do: 'look-up'}), ({do: 'measure'}), seek, reset, toAddress
// Events      experiment-change
import './live.css';
import { loadEngine } from '../engine/whole.js';
import { controlStrip } from '../experiment/control-strip.js';
import { FigureElement } from '../experiment/figure-element.js';
import { Gesture } from '../experiment/gesture.js';
import { MS, tween } from '../motion/motion.js';
import { chordHopsModel } from './chord-hops/model.js';
import { chordTools, readWhole } from './chord-hops/tools.js';
import { chordFigure, chordSentence } from './chord-hops/view.js';

/** @typedef {import('./chord-hops/model.js').ChordState} ChordState */

/** A whole look-up by next is told in this time, however many its hops; one by fingers takes a walk for each. */
const ROUND_MS = 6 * MS.tell;

export class ChordHops extends FigureElement {
  /** @override */
  static model = chordHopsModel;

  /** @override */
  static loadEngine = loadEngine;

  /** @type {ChordState | null} */
  #state = null;
  /** While a hop is told: the hops that are drawn, and the fingers among which it is chosen. @type {{told: {next: number, fingers: number}, fingers?: ChordState['fingers']} | null} */
  #telling = null;
  /** @type {AbortController | null} */
  #stop = null;
  /** @type {string | null} */
  #refused = null;
  #gesture = new Gesture(this, { many: ['set-key'], onanswer: (refused) => this.#answered(refused) });

  /** @override */
  sceneFromMarkup() {
    const number = (/** @type {string} */ name) => readWhole(this.getAttribute(name) ?? '') ?? undefined;
    return {
      servers: number('servers'),
      key: this.getAttribute('key') ?? undefined,
      start: number('start'),
    };
  }

  /** The look-up goes from where it was to where it is now; anything else is there at once. @override @param {{state: ChordState, command: any, animate: boolean}} shown */
  draw({ state, command, animate }) {
    this.#stop?.abort();
    const before = this.#state;
    this.#state = state;
    this.#telling = null;
    this.#refused = null;
    this.requestUpdate();
    const { route } = state.scene;
    const to = state.hops[route];
    const from = command?.do === 'hop' ? (before?.hops[route] ?? 0) : 0;
    if (!animate || !/^(hop|look-up)$/.test(command.do) || to <= from) return undefined;
    this.#stop = new AbortController();
    const fingers = command.do === 'hop' ? before?.fingers : undefined;
    const told = (/** @type {number} */ hops) => ({ told: { ...state.hops, [route]: hops }, fingers });
    this.#telling = told(from);
    const ms = route === 'next' && to - from > 1 ? ROUND_MS : (to - from) * MS.tell;
    return tween({
      ms: ms / this.speed,
      linear: to - from > 1,
      signal: this.#stop.signal,
      onFrame: (part) => {
        this.#telling = part < 1 ? told(from + part * (to - from)) : null;
        this.requestUpdate();
      },
    });
  }

  /** Nothing is told behind another slide: what was being told is shown at its end. @override */
  leave() {
    super.leave();
    this.#stop?.abort();
    this.#telling = null;
    this.requestUpdate();
  }

  /** @override */
  describe() {
    return this.#state ? chordSentence(this.#state) : '';
  }

  /** Every number of the state, computed once more just now; the code for it comes when somebody asks. */
  async receipt() {
    const { chordReceipt } = await import('./chord-hops/receipt.js');
    return chordReceipt(await loadEngine(), /** @type {ChordState} */ (this.#state));
  }

  /** @override */
  render() {
    if (!this.#state) return super.render();
    const tools = chordTools(this.#state, {
      refused: this.#refused,
      apply: (command) => this.#gesture.ask(command),
      refuse: (code) => {
        this.touch();
        this.#refuse(code);
      },
      done: () => this.#gesture.done(),
      pending: (verb) => this.#gesture.pending(verb),
    });
    return [chordFigure(this.#state, { tools, ...this.#telling }), controlStrip(this)];
  }

  /** A hop asked for when the look-up has arrived meanwhile needs no words. @param {string|null} refused */
  #answered(refused) {
    this.#refuse(refused === 'call-ended' ? null : refused);
  }

  /** @param {string|null} code */
  #refuse(code) {
    this.#refused = code;
    this.requestUpdate();
  }
}

if (!customElements.get('chord-hops')) customElements.define('chord-hops', ChordHops);
