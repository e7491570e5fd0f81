// <key-census>: how many keys change owner when servers join, by hash % N and on the ring. Every key is spelled, hashed and looked at.
//
// Attributes  view="table|lanes" (slide 4: every number of servers, slide 9: the same keys by both rules)   before="100"   after="101"
//             vnodes="100" (all optional: a script may say them)   goes-on (played by itself, it counts on as far as the device is fast)
// Script      <script type="application/json" data-script>[{"at": 600, "say": "...", "do": "count", "keys": 1000000}]</script>
// Methods     experiment.apply({do: 'count', keys}) and the other verbs of key-census/model.js, seek, reset, toAddress
// Events      experiment-change
import './live.css';
import { loadEngine } from '../engine/whole.js';
import { controlStrip } from '../experiment/control-strip.js';
import { FigureElement } from '../experiment/figure-element.js';
import { Gesture } from '../experiment/gesture.js';
import { MS, tween } from '../motion/motion.js';
import { betBeforeStory, keepBet } from './shared/bet.js';
import { paceOf } from './key-census/counts.js';
import { DotSheets } from './key-census/dots.js';
import { lanesFigure } from './key-census/lanes-view.js';
import { keyCensusModel, outcomeOf, wagerOf } from './key-census/model.js';
import { tableFigure } from './key-census/table-view.js';
import { lanesTools, readWhole, SIZES, tableTools } from './key-census/tools.js';
import { censusSentence } from './key-census/words.js';

/** @typedef {import('./key-census/model.js').CensusState} CensusState */

/** Longest that a count which nobody asked for may be expected to take. */
const PATIENCE_MS = 4000;
/** Nothing is told, everything is told. */
const [START, END] = [0, Number.POSITIVE_INFINITY];

export class KeyCensus extends FigureElement {
  /** @override */
  static model = keyCensusModel;

  /** @override */
  static loadEngine = loadEngine;

  /** @type {CensusState | null} */
  #state = null;
  /** Milliseconds of the telling. */
  #time = END;
  /** @type {AbortController | null} */
  #telling = null;
  /** How far the count that runs is. @type {import('../engine/edgecache.d.ts').Progress | null} */
  #progress = null;
  /** @type {string | null} */
  #refused = null;
  /** @type {WeakMap<Element, DotSheets>} */
  #sheets = new WeakMap();
  #entered = false;
  /** What the canvases depend on besides the state: their size, and the edition. @type {(() => void)[]} */
  #watches = [];
  #gesture = new Gesture(this, { many: [], onanswer: (refused) => this.#refuse(refused) });

  /** Who moves the slider of a bet is not to be told meanwhile. @param {Event} event */
  #betting = ({ target }) => {
    if (target instanceof Element && target.closest('form.bet')) this.touch();
  };

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    this.addEventListener('input', this.#betting);
    this.addEventListener('pointerdown', this.#betting);
    const anew = () => this.requestUpdate();
    const edition = new MutationObserver(anew);
    edition.observe(document.documentElement, { attributeFilter: ['data-theme', 'class'] });
    const size = new ResizeObserver(anew);
    size.observe(document.documentElement);
    this.#watches = [() => edition.disconnect(), () => size.disconnect()];
  }

  /** @override */
  disconnectedCallback() {
    for (const stop of this.#watches) stop();
    super.disconnectedCallback();
  }

  get #lanes() {
    return this.getAttribute('view') !== 'table';
  }

  /** @override */
  sceneFromMarkup() {
    const number = (/** @type {string} */ name) => readWhole(this.getAttribute(name) ?? '') ?? undefined;
    return {
      view: this.#lanes ? 'lanes' : 'table',
      before: number('before'),
      after: number('after') ?? null,
      vnodes: number('vnodes'),
    };
  }

  /** @override */
  enter() {
    super.enter();
    this.#entered = true;
    this.requestUpdate(); // a canvas has no size while its slide is not shown
  }

  /** Nothing is told, and nothing is counted, behind another slide: a count that was stopped goes on from there. @override */
  leave() {
    super.leave();
    this.#entered = false;
    this.#telling?.abort();
    this.#time = END;
    if (this.#progress) this.experiment.seek(this.experiment.cursor);
    this.#progress = null;
    this.requestUpdate();
  }

  /** @override @param {{state: CensusState, command: any, animate: boolean}} shown */
  draw({ state, command, animate }) {
    const last = this.#state;
    this.#telling?.abort();
    this.#state = state;
    this.#progress = null;
    this.#refused = null;
    this.#time = END;
    const outcome = outcomeOf(state);
    keepBet(wagerOf(state.scene.view), outcome);
    this.toggleAttribute('data-asking', outcome.truth === null);
    this.requestUpdate();
    const ms = animate ? tellingMs(last, state) : 0;
    const told = ms ? this.#tell(ms) : undefined;
    if (command?.do === 'count' && this.playing && !this.touched) this.guard(() => this.#goOn(told));
    return told;
  }

  /** @param {number} ms */
  #tell(ms) {
    const telling = new AbortController();
    this.#telling = telling;
    this.#time = START;
    return tween({
      ms: ms / this.speed,
      linear: true,
      signal: telling.signal,
      onFrame: (part) => {
        this.#time = part < 1 ? part * ms : END;
        this.requestUpdate();
      },
    });
  }

  /** Played by itself, the last count is followed by greater ones, as long as this device is quick enough: ordinary commands. @param {unknown} told */
  async #goOn(told) {
    const { experiment } = this;
    if (!this.hasAttribute('goes-on') || experiment.cursor < experiment.log.length) return;
    await told;
    const engine = await loadEngine();
    for (const keys of SIZES) {
      const { cursor, log } = experiment;
      if (keys <= (log[cursor - 1]?.keys ?? 0)) continue;
      const ours = cursor === log.length && log[cursor - 1]?.do === 'count';
      if (!ours || this.touched || !this.#entered) return;
      if (keys / paceOf(engine) > PATIENCE_MS) return;
      const [first] = await experiment.apply({ do: 'count', keys });
      if (first?.refused) return;
    }
  }

  /** @override @param {import('../engine/edgecache.d.ts').Progress} report */
  progress(report) {
    if (!report.counts) return;
    this.#progress = report;
    this.requestUpdate();
  }

  /** @override */
  describe() {
    return this.#state ? censusSentence(this.#state) : '';
  }

  /** What the number of the state at the cursor is made of, made again just now; the code for it comes when somebody asks. */
  async receipt() {
    const { censusReceipt } = await import('./key-census/receipt.js');
    const engine = await loadEngine();
    const { state, scene, log } = this.experiment;
    // Before there is a state, the still shows the end of the script.
    return censusReceipt(
      engine,
      state ?? (await keyCensusModel.start(engine, log.reduce(keyCensusModel.fold, scene))),
    );
  }

  /** @override */
  render() {
    const state = this.#state;
    if (!state) return super.render();
    const hands = {
      refused: this.#refused,
      busy: this.#progress !== null,
      apply: (/** @type {any} */ command) => this.#ask(command),
      refuse: (/** @type {string} */ code) => {
        this.touch();
        this.#refuse(code);
      },
    };
    const figure = this.#lanes ? this.#renderLanes(state, hands) : this.#renderTable(state, hands);
    return [figure, controlStrip(this)];
  }

  /** @param {CensusState} state @param {import('./key-census/tools.js').Hands} hands */
  #renderLanes(state, hands) {
    const { counts, total = 0 } = this.#progress ?? {};
    return lanesFigure(state, {
      tools: lanesTools(state, hands),
      part: this.#part(),
      progress: counts ? { ...counts, total } : null,
      stop: () => this.#stop(),
      apply: hands.apply,
    });
  }

  /** @param {CensusState} state @param {import('./key-census/tools.js').Hands} hands */
  #renderTable(state, hands) {
    const { counts, total = 0 } = this.#progress ?? {};
    const progress = counts ? { keys: counts.keys, total, moved: counts.modulo.moved } : null;
    return tableFigure(state, {
      tools: tableTools(state, hands),
      part: Math.min(1, this.#time / MS.tell),
      progress,
      apply: hands.apply,
    });
  }

  /** First the left square floods, then the right one answers. */
  #part() {
    const part = (/** @type {number} */ from) => Math.min(1, Math.max(0, (this.#time - from) / MS.tell));
    return { modulo: part(0), ring: part(MS.tell) };
  }

  /** @override */
  updated() {
    const part = this.#part();
    for (const canvas of this.querySelectorAll('canvas')) {
      const rule = canvas.dataset.rule === 'ring' ? 'ring' : 'modulo';
      const sheets = this.#sheets.get(canvas) ?? new DotSheets(canvas);
      this.#sheets.set(canvas, sheets);
      sheets.paint(this.#state?.marks?.[rule] ?? null, this.#state?.marks ? part[rule] : 1);
    }
  }

  /** @param {any} command */
  #ask(command) {
    const { log, cursor } = this.experiment;
    if (this.#progress) this.#stop(); // another wish ends the count that runs
    if (command.do !== 'bet' || cursor === log.length) return this.#gesture.ask(command);
    return this.guard(async () => this.#refuse(await betBeforeStory(this, command)));
  }

  #stop() {
    this.touch();
    this.#progress = null;
    this.guard(() => this.experiment.seek(this.experiment.cursor));
  }

  /** @param {string|null} code */
  #refuse(code) {
    this.#refused = code;
    this.requestUpdate();
  }
}

/** How long a state is told after the one before it: two squares one after the other, or a number. @param {CensusState|null} last @param {CensusState} state */
function tellingMs(last, state) {
  if (state.scene.view === 'table')
    return state.share && state.share.fraction !== last?.share?.fraction ? MS.tell : 0;
  return state.marks && state.marks !== last?.marks ? 2 * MS.tell : 0;
}

if (!customElements.get('key-census')) customElements.define('key-census', KeyCensus);
