// <hash-ring>: a consistent-hash ring that runs.
//
// Attributes  servers="45 A, 180 B" (default server-A, server-B, server-C)   vnodes="3"   hash="xxh64|by-degrees"   plain
//             keys="user:" count="120" (real keys, drawn)   key="75 X" (the one that is followed)
//             view="line|walk|add|free" (the drawing of slides 6, 7, 8, or all of it)   as="hash|fraction|line|ring"
//             tools="key unlock servers vnodes"
// Script      <script type="application/json" data-script>[{"at": 600, "say": "C lands", "do": "add-server", "server": "120 C"}]</script>
// Methods     experiment.apply({do: 'add-server', server}) and the other verbs of hash-ring-model.js, seek, reset, toAddress
// Events      experiment-change
import { loadEngine } from '../engine/index.js';
import { FigureElement } from '../experiment/figure-element.js';
import { controlStrip } from '../experiment/control-strip.js';
import { tween } from '../motion/motion.js';
import { isPageView, PAGE_VIEW } from '../theme/view.js';
import { ringFigure } from './hash-ring-figure.js';
import { hashRingModel } from './hash-ring-model.js';
import { ringPicture } from './hash-ring-picture.js';
import { ringReceipt } from './hash-ring-receipt.js';
import { sceneFromAttributes } from './hash-ring-scene.js';
import { ringTools } from './hash-ring-tools.js';
import { TELLING_MS } from './ring-telling.js';
import { ringSentence } from './hash-ring-words.js';

/** How long each kind of command is told, in ms. */
const TELLING = new Map([
  ['add-server', TELLING_MS],
  ['set-key', 1000],
  ['show', 600],
  ['remove-server', TELLING_MS],
  ['set-hash', 0],
]);

/** Commands that come many to a gesture. */
const GESTURES = new Set(['set-key', 'set-vnodes']);

export class HashRing extends FigureElement {
  static model = hashRingModel;

  /** @override */
  static loadEngine = loadEngine;

  /** @type {import('./hash-ring-picture.js').RingPicture | null} */
  #picture = null;
  /** @type {import('./hash-ring-picture.js').RingPicture | null} */
  #before = null;
  #time = Infinity;
  /** @type {string | null} */
  #refused = null;
  #narrow = isPageView();
  /** @type {AbortController | null} */
  #telling = null;
  /** The command of the drag or the word that is going on. @type {any} */
  #gesture = null;
  /** @type {any} */
  #latest = null;
  /** @type {Promise<unknown> | null} */
  #asking = null;

  connectedCallback() {
    super.connectedCallback();
    globalThis.matchMedia?.(PAGE_VIEW).addEventListener('change', this.#turned);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#telling?.abort();
    globalThis.matchMedia?.(PAGE_VIEW).removeEventListener('change', this.#turned);
  }

  #turned = () => {
    this.#narrow = isPageView();
    this.requestUpdate();
  };

  sceneFromMarkup() {
    return sceneFromAttributes((name) => this.getAttribute(name));
  }

  /**
   * The picture of the state at the cursor; told from its beginning when one command led here, shown at its end otherwise.
   * @param {{state: any, events: any[], command: any, animate: boolean}} shown
   */
  draw({ state, events, command, animate }) {
    this.#telling?.abort();
    this.#before = this.#picture;
    this.#picture = ringPicture(state, events, this.view);
    this.#refused = null;
    const ms = command && animate ? (TELLING.get(command.do) ?? 0) : 0;
    if (!ms || !this.#before) {
      this.#time = Infinity;
      this.#before = null;
      return this.requestUpdate();
    }
    this.#telling = new AbortController();
    this.#time = 0;
    return tween({
      ms: ms / this.speed,
      linear: true,
      signal: this.#telling.signal,
      onFrame: (part) => {
        this.#time = part < 1 ? part * ms : Infinity;
        this.requestUpdate();
      },
    });
  }

  /** @returns {'line'|'walk'|'add'|'free'} */
  get view() {
    const view = this.getAttribute('view');
    return view === 'line' || view === 'walk' || view === 'add' ? view : 'free';
  }

  describe() {
    return this.#picture ? ringSentence(this.#picture) : '';
  }

  /** What the number of the state at the cursor is made of, made again just now. */
  async receipt() {
    return ringReceipt(await loadEngine(), this.experiment, this.view);
  }

  render() {
    if (!this.#picture) return super.render();
    const parts = (this.getAttribute('tools') ?? 'key servers vnodes').split(' ');
    const tools = ringTools(this.#picture, {
      parts,
      refused: this.#refused,
      apply: (command) => this.#ask(command),
      refuse: (code) => this.#refuse(code),
      done: () => {
        this.#gesture = null;
      },
    });
    const bending =
      this.#picture.view === 'line' &&
      this.#before?.scene.as === 'line' &&
      this.#picture.scene.as === 'ring' &&
      this.#time !== Infinity;
    const telling = {
      time: this.#time,
      before: this.#before,
      bend: bending ? this.#time / 600 : undefined,
      probes: this.#time === Infinity ? Infinity : Math.floor(this.#time / 300),
      narrow: this.#narrow,
      slots: { tools },
    };
    return [ringFigure(this.#picture, telling), controlStrip(this)];
  }

  /**
   * The viewer's own command. A drag or a word being typed is one command that changes, not one for each step of it: the latest
   * value wins, one question at a time.
   * @param {any} command
   */
  #ask(command) {
    this.touch();
    if (!GESTURES.has(command.do)) return this.guard(() => this.#put(command));
    this.#latest = command;
    this.#asking ??= this.guard(async () => {
      while (this.#latest) {
        const next = this.#latest;
        this.#latest = null;
        const { experiment } = this;
        const going = this.#gesture && experiment.log[experiment.cursor - 1] === this.#gesture;
        if (going) await experiment.seek(experiment.cursor - 1);
        const [first] = await experiment.apply(next);
        if (!first?.refused) this.#gesture = experiment.log[experiment.cursor - 1] ?? null;
        else if (going) await experiment.seek(experiment.cursor + 1); // the last good value stays
        this.#refuse(first?.refused ?? null);
      }
    }).finally(() => {
      this.#asking = null;
    });
    return this.#asking;
  }

  /** @param {any} command */
  async #put(command) {
    const events = await this.experiment.apply(command);
    this.#refuse(events[0]?.refused ?? null);
  }

  #refuse(/** @type {string | null} */ code) {
    this.#refused = code;
    this.requestUpdate();
  }
}

if (!customElements.get('hash-ring')) customElements.define('hash-ring', HashRing);
