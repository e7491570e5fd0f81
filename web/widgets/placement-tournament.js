// <placement-tournament>: the same keys through every placement. Balance, keys moved when a server joins, leaves or fails, memory,
// and the time of a look-up measured here and now; any server list, any hash.
//
// Attributes  servers="100"   keys="1000000"   points="100"   hash="xxh64|fnv-1a|xxh64-16-bit"   entered="modulo, ring" (all optional)
// Script      <script type="application/json" data-script>[{"at": 600, "say": "modulo", "do": "enter", "placement": "modulo"}]</script>
// Methods     experiment.apply({do: 'enter' | 'withdraw', placement}), ({do: 'set-servers', servers}), ({do: 'set-list', text}), ({do: 'set-keys', keys}),
//             ({do: 'set-points', points}), ({do: 'set-hash', hash}), ({do: 'set-leaving', server}), ({do: 'sort', by, falling}), seek, reset, toAddress
// Events      experiment-change
import './live.css';
import { loadEngine } from '../engine/whole.js';
import { controlStrip } from '../experiment/control-strip.js';
import { FigureElement } from '../experiment/figure-element.js';
import { Gesture } from '../experiment/gesture.js';
import { attributesOf } from './placement-tournament/attributes.js';
import { listTools } from './placement-tournament/list-tools.js';
import { tournamentModel } from './placement-tournament/model.js';
import { tournamentPicture } from './placement-tournament/picture.js';
import { progressLine, tournamentTools } from './placement-tournament/tools.js';
import { tournamentFigure } from './placement-tournament/view.js';
import { tournamentSentence } from './placement-tournament/words.js';

/** @typedef {import('./placement-tournament/picture.js').TournamentPicture} TournamentPicture */

export class PlacementTournament extends FigureElement {
  /** @override */
  static model = tournamentModel;

  /** @override */
  static loadEngine = loadEngine;

  /** @type {TournamentPicture | null} */
  #picture = null;
  #refused = /** @type {string | null} */ (null);
  /** @type {{placement: string, done: number, total: number} | null} */
  #progress = null;
  #gesture = new Gesture(this, { many: [], onanswer: (refused) => this.#refuse(refused) });

  /** @override */
  sceneFromMarkup() {
    return attributesOf((name) => this.getAttribute(name));
  }

  /** @override @param {{state: any}} shown */
  draw({ state }) {
    this.#picture = tournamentPicture(state);
    this.#progress = null;
    this.#refused = null;
    this.requestUpdate();
  }

  /** @override @param {any} report */
  progress(report) {
    this.#progress = report;
    this.requestUpdate();
  }

  /** @override */
  describe() {
    return this.#picture ? tournamentSentence(this.#picture) : '';
  }

  /** What the last number is made of, counted again just now; the code for it comes when somebody asks. */
  async receipt() {
    const { tournamentReceipt } = await import('./placement-tournament/receipt.js');
    return tournamentReceipt(await loadEngine(), this.#picture?.state.scene ?? this.experiment.scene);
  }

  /** @override */
  render() {
    if (!this.#picture) return super.render();
    const hands = {
      refused: this.#refused,
      progress: this.#progress,
      apply: (/** @type {any} */ command) => this.#gesture.ask(command),
      refuse: (/** @type {string} */ code) => {
        this.touch();
        this.#refuse(code);
      },
      stop: () => this.#stop(),
    };
    return [
      tournamentFigure(this.#picture, {
        measured: true,
        tools: tournamentTools(this.#picture, hands),
        list: listTools(this.#picture, hands),
        progress: progressLine(hands, this.#picture.state.scene),
        sort: (by) => this.#sort(by),
      }),
      controlStrip(this),
    ];
  }

  /** A head that is pressed again turns the order round. @param {string} by */
  #sort(by) {
    const { sort, falling } = /** @type {TournamentPicture} */ (this.#picture).state.scene;
    this.#gesture.ask({ do: 'sort', by, falling: sort === by ? !falling : false });
  }

  #stop() {
    this.touch();
    this.#progress = null;
    this.guard(() => this.experiment.seek(this.experiment.cursor));
    this.requestUpdate();
  }

  /** @param {string|null} code */
  #refuse(code) {
    this.#refused = code;
    this.#progress = null;
    this.requestUpdate();
  }
}

if (!customElements.get('placement-tournament'))
  customElements.define('placement-tournament', PlacementTournament);
