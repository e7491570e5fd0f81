// <hash-ring>: a consistent-hash ring that runs.
//
// Attributes  servers="45 A, 180 B" (default server-A, server-B, server-C)   vnodes="3"   hash="xxh64|by-degrees"   plain
//             keys="user:" count="120" (real keys, drawn)   key="75 X" (the one that is followed)
//             view="line|walk|add|free" (the drawing of slides 6, 7, 8, or all of it)   as="hash|fraction|line|ring"
//             tools="key unlock servers vnodes"
// Script      <script type="application/json" data-script>[{"at": 600, "say": "C lands", "do": "add-server", "server": "120 C"}]</script>
// Methods     experiment.apply({do: 'add-server', server}) and the other verbs of hash-ring/model.js, seek, reset, toAddress
// Events      experiment-change
import './live.css';
import { html, nothing } from 'lit';
import { loadEngine } from '../engine/whole.js';
import { FigureElement } from '../experiment/figure-element.js';
import { controlStrip } from '../experiment/control-strip.js';
import { Gesture } from '../experiment/gesture.js';
import { tween } from '../motion/motion.js';
import { PAGE_VIEW } from '../theme/view.js';
import { RingSheets } from './hash-ring/dense-canvas.js';
import { ringFigure } from './hash-ring/figure.js';
import { hashRingModel } from './hash-ring/model.js';
import { ringPicture } from './hash-ring/picture.js';
import { sceneFromAttributes, WAGER } from './hash-ring/scene.js';
import { ringTools } from './hash-ring/tools.js';
import { looksAt, phase, TELLING, tellingMs } from './hash-ring/telling.js';
import { ringSentence } from './hash-ring/words.js';
import { betBeforeStory, betControl, betSentence, keepBet } from './shared/bet.js';

export class HashRing extends FigureElement {
  static model = hashRingModel;

  /** @override */
  static loadEngine = loadEngine;

  /** @type {import('./hash-ring/picture.js').RingPicture | null} */
  #picture = null;
  /** @type {import('./hash-ring/picture.js').RingPicture | null} */
  #before = null;
  #time = Infinity;
  /** @type {string | null} */
  #refused = null;
  /** Narrow or wide. One list for good: every call of matchMedia makes another, which knows nobody's listeners. */
  #page = globalThis.matchMedia?.(PAGE_VIEW);
  /** @type {AbortController | null} */
  #telling = null;
  /** The canvas of a dense ring, while there is one. @type {{canvas: HTMLCanvasElement, sheets: RingSheets} | null} */
  #dense = null;
  /** What it depends on besides the picture: its size, and the edition. @type {(() => void)[]} */
  #watches = [];
  #gesture = new Gesture(this, {
    many: ['set-key', 'set-vnodes'],
    onanswer: (refused) => this.#refuse(refused),
  });

  connectedCallback() {
    super.connectedCallback();
    this.#page?.addEventListener('change', this.#turned);
    this.addEventListener('input', this.#betting);
    this.addEventListener('pointerdown', this.#betting);
    const edition = new MutationObserver(this.#drawnAnew);
    edition.observe(document.documentElement, { attributeFilter: ['data-theme', 'class'] });
    const size = new ResizeObserver(this.#drawnAnew);
    size.observe(document.documentElement);
    this.#watches = [() => edition.disconnect(), () => size.disconnect()];
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    for (const stop of this.#watches) stop();
    this.#page?.removeEventListener('change', this.#turned);
  }

  #turned = () => this.requestUpdate();

  #drawnAnew = () => {
    if (!this.#dense) return;
    this.#dense.sheets.forget();
    this.requestUpdate();
  };

  /** Nothing is told behind another slide: what was being told is shown at its end. @override */
  leave() {
    super.leave();
    this.#telling?.abort();
    this.#time = Infinity;
    this.#before = null;
    this.requestUpdate();
  }

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
    keepBet(WAGER, this.#outcome(this.#picture));
    const ms = animate ? tellingMs(command) : 0;
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
        // Until the number counts up, only what is on the canvas moves.
        if (this.#dense && this.#time < TELLING.count[0]) this.#paint();
        else this.requestUpdate();
      },
    });
  }

  updated() {
    const canvas = this.querySelector('canvas');
    if (!canvas) this.#dense = null;
    else if (canvas !== this.#dense?.canvas) this.#dense = { canvas, sheets: new RingSheets(canvas) };
    this.#paint();
  }

  #paint() {
    if (!this.#picture || !this.#dense) return;
    const { canvas, sheets } = this.#dense;
    const box = canvas.nextElementSibling?.getAttribute('viewBox') ?? '';
    sheets.paint({ picture: this.#picture, before: this.#before, time: this.#time }, box);
  }

  /** @returns {'line'|'walk'|'add'|'free'} */
  get view() {
    const view = this.getAttribute('view');
    return view === 'line' || view === 'walk' || view === 'add' ? view : 'free';
  }

  describe() {
    return this.#picture ? ringSentence(this.#picture) : '';
  }

  /** What the number of the state at the cursor is made of, made again just now; the code for it comes when somebody asks. */
  async receipt() {
    const { ringReceipt } = await import('./hash-ring/receipt.js');
    return ringReceipt(await loadEngine(), this.experiment, this.view);
  }

  render() {
    if (!this.#picture) return super.render();
    const parts = (this.getAttribute('tools') ?? 'key servers vnodes').split(' ');
    const tools = ringTools(this.#picture, {
      parts,
      refused: this.#refused,
      apply: (command) => this.#gesture.ask(command),
      refuse: (code) => this.#refuse(code),
      done: () => this.#gesture.done(),
      pending: (verb) => this.#gesture.pending(verb),
    });
    const bending =
      this.#picture.view === 'line' &&
      this.#before?.scene.as === 'line' &&
      this.#picture.scene.as === 'ring' &&
      this.#time !== Infinity;
    const telling = {
      time: this.#time,
      before: this.#before,
      bend: bending ? phase('bend', this.#time) : undefined,
      probes: looksAt(this.#time),
      narrow: this.#page?.matches ?? false,
      alive: true,
      slots: { tools, bet: this.#bet(this.#picture) },
    };
    return [ringFigure(this.#picture, telling), controlStrip(this)];
  }

  /** The bet on slide 8, and what came of it. @param {import('./hash-ring/picture.js').RingPicture} picture @returns {import('./shared/bet.js').Outcome} */
  #outcome({ scene, newcomer, moved }) {
    return { guess: scene.guess ?? null, truth: newcomer !== null && moved ? moved.fraction * 100 : null };
  }

  /** Asked before the script has told anything; afterwards a sentence. @param {import('./hash-ring/picture.js').RingPicture} picture */
  #bet(picture) {
    const outcome = this.#outcome(picture);
    const { cursor, log } = this.experiment;
    if (outcome.guess !== null) return html`<p class="bet">${betSentence(WAGER, outcome)}</p>`;
    if (this.view !== 'add' || cursor > 0 || log.length === 0) return nothing;
    return betControl(WAGER, outcome, (command) =>
      this.guard(async () => this.#refuse(await betBeforeStory(this, command))),
    );
  }

  /** Who moves the slider of a bet is not to be told meanwhile. @param {Event} event */
  #betting = ({ target }) => {
    if (target instanceof Element && target.closest('form.bet')) this.touch();
  };

  #refuse(/** @type {string | null} */ code) {
    this.#refused = code;
    this.requestUpdate();
  }
}

if (!customElements.get('hash-ring')) customElements.define('hash-ring', HashRing);
