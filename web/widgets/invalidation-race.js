// <invalidation-race>: the same write at the same instant over many places, under five strategies; and how a purge of three tiers
// can leave an old copy behind for ever.
//
// Attributes  places="24"   reads="10" (a second, of an average place)   ttl="60" (seconds)   purge="150" (ms, of the median place)
// Script      <script type="application/json" data-script>[{"at": 800, "say": "a TTL later", "do": "run-to", "mark": "end"}]</script>
// Methods     experiment.apply({do: 'run-to', mark}), ({do: 'scrub-to', second}), ({do: 'set', places?, readsPerSecond?, ttlSeconds?, purgeMs?}),
//             ({do: 'purge-order', order}), ({do: 'bet', guess}), seek, reset, toAddress
// Events      experiment-change
import './live.css';
import { loadEngine } from '../engine/whole.js';
import { controlStrip } from '../experiment/control-strip.js';
import { FigureElement } from '../experiment/figure-element.js';
import { Gesture } from '../experiment/gesture.js';
import { MS, tween } from '../motion/motion.js';
import { invalidationRaceModel, outcome } from './invalidation-race/model.js';
import { lessonMoment } from './invalidation-race/lesson.js';
import { attributesOf, WAGER } from './invalidation-race/scene.js';
import { raceTools } from './invalidation-race/tools.js';
import { raceFigure } from './invalidation-race/view.js';
import { raceSentence } from './invalidation-race/words.js';
import { betBeforeStory, keepBet } from './shared/bet.js';

/** @typedef {import('./invalidation-race/model.js').RaceState} RaceState */

/** The first second is told so slowly that the wave of the purge is seen, the rest so fast that nobody waits for a TTL. */
const WAVE_MS = 4 * MS.tell;
const REST_MS = 8 * MS.tell;
/** A purge of three tiers. */
const LESSON_MS = 8 * MS.tell;

export class InvalidationRace extends FigureElement {
  /** @override */
  static model = invalidationRaceModel;

  /** @override */
  static loadEngine = loadEngine;

  /** @type {RaceState | null} */
  #state = null;
  /** The moment that is drawn while the race is told; after that it is the state's own. @type {number | null} */
  #second = null;
  /** As much for a purge. @type {number | null} */
  #lessonMs = null;
  #refused = /** @type {string | null} */ (null);
  /** @type {AbortController | null} */
  #telling = null;
  #gesture = new Gesture(this, { many: ['scrub-to'], onanswer: (refused) => this.#refuse(refused) });

  /** @override */
  sceneFromMarkup() {
    return attributesOf((name) => this.getAttribute(name));
  }

  /** What was being told is shown at its end. @override */
  leave() {
    super.leave();
    this.#telling?.abort();
    this.#second = null;
    this.#lessonMs = null;
    this.requestUpdate();
  }

  /** The clock runs from the moment that was shown to the new one; backwards, or in another run, it jumps. @override @param {{state: RaceState, command: any, animate: boolean}} shown */
  draw({ state, command, animate }) {
    this.#telling?.abort();
    const before = this.#state;
    const from = this.#second ?? before?.second ?? 0;
    this.#state = state;
    this.#second = null;
    this.#lessonMs = null;
    this.#refused = null;
    keepBet(WAGER, outcome(state));
    this.requestUpdate();
    if (animate && state.lesson) return this.#tellPurge();
    const to = state.second ?? 0;
    if (!animate || command.do !== 'run-to' || before?.run !== state.run || to <= from) return undefined;
    this.#telling = new AbortController();
    this.#second = from;
    const { ttlSeconds } = state.run.scene;
    const length =
      WAVE_MS * (Math.min(1, to) - Math.min(1, from)) +
      (REST_MS * Math.max(0, to - Math.max(1, from))) / ttlSeconds;
    return tween({
      ms: length / this.speed,
      linear: true,
      signal: this.#telling.signal,
      onFrame: (part) => {
        this.#second = part < 1 ? momentAt(part * length, from, ttlSeconds) : null;
        this.requestUpdate();
      },
    });
  }

  /** The purge goes down, readers ask meanwhile; what comes of it is said at the end. */
  #tellPurge() {
    this.#telling = new AbortController();
    this.#lessonMs = 0;
    return tween({
      ms: LESSON_MS / this.speed,
      linear: true,
      signal: this.#telling.signal,
      onFrame: (part) => {
        this.#lessonMs = part < 1 ? lessonMoment(part) : null;
        this.requestUpdate();
      },
    });
  }

  /** @override */
  describe() {
    return this.#state ? raceSentence(this.#state) : '';
  }

  /** Run once more just now; the code for it comes when somebody asks. */
  async receipt() {
    const { raceReceipt } = await import('./invalidation-race/receipt.js');
    return raceReceipt(await loadEngine(), /** @type {RaceState} */ (this.#state));
  }

  /** @override */
  render() {
    if (!this.#state) return super.render();
    const second = this.#second ?? this.#state.second;
    const hands = {
      refused: this.#refused,
      apply: (/** @type {any} */ command) => this.#gesture.ask(command),
      bet: (/** @type {any} */ command) =>
        this.guard(async () => this.#refuse(await betBeforeStory(this, command))),
      refuse: (/** @type {string} */ code) => {
        this.touch();
        this.#refuse(code);
      },
      done: () => this.#gesture.done(),
      touch: () => this.touch(),
      pending: (/** @type {string} */ verb) => this.#gesture.pending(verb),
    };
    const state = { ...this.#state, second };
    return [
      raceFigure(state, { ...raceTools(state, second, hands), lessonMs: this.#lessonMs }),
      controlStrip(this),
    ];
  }

  /** @param {string|null} code */
  #refuse(code) {
    this.#refused = code;
    this.requestUpdate();
  }
}

/** The second that is told after so many ms of telling. @param {number} ms @param {number} from @param {number} ttlSeconds */
function momentAt(ms, from, ttlSeconds) {
  const wave = WAVE_MS * (1 - Math.min(1, from)); // what is left of the first second
  if (ms < wave) return from + ms / WAVE_MS;
  return Math.max(1, from) + ((ms - wave) * ttlSeconds) / REST_MS;
}

if (!customElements.get('invalidation-race')) customElements.define('invalidation-race', InvalidationRace);
