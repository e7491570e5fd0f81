// <tier-race>: three tiers and a database, their room by area and their wait by length, at one second to the nanosecond.
//
// Attributes  latencies="100 100000 1000000 10000000" (ns, of L1, L2, L3 and the database)   rooms="10 1000 100000" (GB)
// Script      <script type="application/json" data-script>[{"at": 600, "say": "until L1 answers", "do": "race", "to": "L1"}]</script>
// Methods     experiment.apply({do: 'race', to}), ({do: 'set-latency', of, ns}), ({do: 'set-capacity', of, gb}), seek, reset, toAddress
// Events      experiment-change
import './live.css';
import { loadEngine } from '../engine/whole.js';
import { controlStrip } from '../experiment/control-strip.js';
import { FigureElement } from '../experiment/figure-element.js';
import { Gesture } from '../experiment/gesture.js';
import { ease, MS, tween } from '../motion/motion.js';
import { stretched } from './shared/tiers.js';
import { tierRaceModel } from './tier-race/model.js';
import { raceSentence, restingMoment } from './tier-race/race-view.js';
import { raceTools } from './tier-race/tools.js';
import { tierRaceFigure } from './tier-race/view.js';

/** @typedef {import('./tier-race/model.js').RaceState} RaceState */
/** @typedef {import('./tier-race/race-view.js').Moment} Moment */

/** How long a leg of the race takes to tell: long enough to see who is still on the way. */
const LEG_MS = 2400;

export class TierRace extends FigureElement {
  /** @override */
  static model = tierRaceModel;

  /** @override */
  static loadEngine = loadEngine;

  /** @type {RaceState | null} */
  #state = null;
  /** What is drawn while a leg is told. @type {Moment | null} */
  #moment = null;
  #pace = '';
  /** @type {AbortController | null} */
  #telling = null;
  #refused = /** @type {string | null} */ (null);
  #gesture = new Gesture(this, { many: [], onanswer: (refused) => this.#refuse(refused) });

  /** @override */
  sceneFromMarkup() {
    const numbers = (/** @type {string} */ name) => this.getAttribute(name)?.trim().split(/\s+/).map(Number);
    return { latencyNs: numbers('latencies'), capacityGb: numbers('rooms') };
  }

  /** Nothing runs behind another slide: the leg is shown at its end. @override */
  leave() {
    super.leave();
    this.#telling?.abort();
    this.#rest();
  }

  #rest() {
    this.#moment = null;
    this.#pace = '';
    this.requestUpdate();
  }

  /** A leg is run at an even pace, and the axis first makes room for it. @override @param {{state: RaceState, command: any, animate: boolean}} shown */
  draw({ state, command, animate }) {
    this.#telling?.abort();
    const shown = this.#moment ?? (this.#state && restingMoment(this.#state));
    this.#state = state;
    this.#refused = null;
    this.#rest();
    if (!animate || command.do !== 'race' || !shown) return undefined;
    const end = restingMoment(state);
    const further = shown.clockNs < end.clockNs && shown.spanNs <= end.spanNs;
    return this.#tell(further ? shown : { clockNs: 0, spanNs: end.spanNs }, end);
  }

  /** @param {Moment} from @param {Moment} end */
  async #tell(from, end) {
    this.#telling = new AbortController();
    const { signal } = this.#telling;
    this.#moment = from;
    const ms = LEG_MS / this.speed;
    const show = (/** @type {Partial<Moment>} */ part) => {
      this.#moment = { ...from, spanNs: end.spanNs, ...part };
      this.requestUpdate();
    };
    if (from.spanNs < end.spanNs) {
      const times = end.spanNs / from.spanNs;
      const zoom = (/** @type {number} */ part) => show({ spanNs: from.spanNs * times ** ease(part) });
      await tween({ ms: MS.tell / this.speed, linear: true, signal, onFrame: zoom });
    }
    if (signal.aborted) return;
    const leg = end.clockNs - from.clockNs;
    this.#pace = `Slowed down ${Math.round((ms / leg) * 1e6).toLocaleString('en-US')} times: 1 s of yours is ${stretched(Math.round((leg / ms) * 1000))} of theirs`;
    await tween({
      ms,
      linear: true,
      signal,
      onFrame: (part) => show({ clockNs: from.clockNs + part * leg }),
    });
    if (!signal.aborted) this.#rest();
  }

  /** @override */
  describe() {
    return this.#state ? raceSentence(this.#state) : '';
  }

  /** The four GETs once more, just now. */
  async receipt() {
    const { raceReceipt } = await import('./tier-race/receipt.js');
    return raceReceipt(await loadEngine(), /** @type {RaceState} */ (this.#state).scene);
  }

  /** @override */
  render() {
    if (!this.#state) return super.render();
    const tools = raceTools(this.#state, {
      apply: (command) => this.#gesture.ask(command),
      refuse: (code) => {
        this.touch();
        this.#refuse(code);
      },
      touch: () => this.touch(),
      refused: this.#refused,
    });
    const figure = tierRaceFigure(this.#state, {
      tools,
      moment: this.#moment ?? undefined,
      pace: this.#pace,
    });
    return [figure, controlStrip(this)];
  }

  /** @param {string|null} code */
  #refuse(code) {
    this.#refused = code;
    this.requestUpdate();
  }
}

if (!customElements.get('tier-race')) customElements.define('tier-race', TierRace);
