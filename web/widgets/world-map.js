// <world-map>: the title's globe. Eight cache servers on one hash ring, real requests on their way to the servers that own them.
//
// Attributes  vnodes="100"   keys="64"   seed="1"   (all optional; the servers are server-A to server-H)
// Script      <script type="application/json" data-script>[{"at": 1200, "say": "Requests", "do": "serve", "requests": 40}]</script>
// Methods     experiment.apply({do: 'serve', requests}), ({do: 'remove-server', server}), ({do: 'add-server', server}), seek, reset, toAddress
// Events      experiment-change
import { render } from 'lit';
import { loadEngine } from '../engine/index.js';
import { controlStrip } from '../experiment/control-strip.js';
import { FigureElement } from '../experiment/figure-element.js';
import { Gesture } from '../experiment/gesture.js';
import { MS, tween } from '../motion/motion.js';
import { worldMapModel } from './world-map/model.js';
import { nextName, tellingMs, threads, traffic, worldFigure, worldSentence } from './world-map/view.js';

/** @typedef {import('./world-map/model.js').MapState} MapState */

export class WorldMap extends FigureElement {
  /** @override */
  static model = worldMapModel;

  /** What its model asks, a ring's engine answers. @override */
  static loadEngine = /** @type {any} */ (loadEngine);

  /** @type {MapState | null} */
  #state = null;
  #words = '';
  #name = nextName();
  #land = '';
  /** The threads before the last command, while keys walk. @type {ReturnType<typeof threads> | undefined} */
  #before;
  #part = 1;
  /** How long the requests of the last command have been under way. */
  #ms = Infinity;
  /** @type {AbortController | null} */
  #telling = null;
  #gesture = new Gesture(this, { many: [], onanswer: () => this.requestUpdate() });

  /** The land is cut already where a still stands; else it comes from a file of its own. @override */
  connectedCallback() {
    this.#land ||= this.querySelector('clipPath path')?.getAttribute('d') ?? '';
    super.connectedCallback();
    if (!this.#land) this.guard(() => this.#bringLand());
  }

  async #bringLand() {
    const { landPath } = await import('./world-map/land.js');
    this.#land = landPath();
    this.requestUpdate();
  }

  /** @override */
  sceneFromMarkup() {
    const number = (/** @type {string} */ name) => {
      const text = this.getAttribute(name);
      return text === null ? undefined : Number(text);
    };
    return { vnodes: number('vnodes'), keys: number('keys'), seed: number('seed') };
  }

  /** @override @param {{state: MapState, events: any[], command: any, animate: boolean}} shown */
  draw({ state, events, command, animate }) {
    this.#telling?.abort();
    this.#before = this.#state ? threads(this.#state) : undefined;
    this.#state = state;
    this.#words = worldSentence(state, events, command);
    this.#part = 1;
    this.#ms = Infinity;
    this.requestUpdate();
    if (!animate) return undefined;
    this.#telling = new AbortController();
    return command.do === 'serve' ? this.#tellRequests(state) : this.#tellMoves();
  }

  /** Drawn over the globe, which is left alone meanwhile. @param {MapState} state */
  #tellRequests(state) {
    const on = threads(state);
    const whole = tellingMs(state);
    return tween({
      ms: whole / this.speed,
      linear: true,
      signal: this.#telling?.signal,
      onFrame: (part) => {
        this.#ms = part < 1 ? part * whole : Infinity;
        this.#showTraffic(on);
      },
    });
  }

  #tellMoves() {
    return tween({
      ms: MS.tell / this.speed,
      signal: this.#telling?.signal,
      onFrame: (part) => {
        this.#part = part;
        this.requestUpdate();
      },
    });
  }

  /** @param {ReturnType<typeof threads>} [on] */
  #showTraffic(on) {
    const layer = this.querySelector('.world-requests');
    // While keys walk to other servers, what was asked for walks with them unseen.
    const marks = this.#state && this.#part === 1 ? traffic(this.#state, this.#ms, on) : [];
    if (layer instanceof SVGElement) render(marks, /** @type {any} */ (layer));
  }

  /** @override */
  updated() {
    this.#showTraffic();
  }

  /** Nothing is told behind another slide. @override */
  leave() {
    super.leave();
    this.#telling?.abort();
    this.#ms = Infinity;
    this.#part = 1;
    this.requestUpdate();
  }

  /** @override */
  describe() {
    return this.#words;
  }

  /** @override */
  render() {
    if (!this.#state) return super.render();
    return [
      worldFigure(this.#state, {
        before: this.#before,
        part: this.#part,
        name: this.#name,
        land: this.#land,
        toggle: (server, away) => this.#gesture.ask({ do: away ? 'add-server' : 'remove-server', server }),
      }),
      controlStrip(this),
    ];
  }
}

if (!customElements.get('world-map')) customElements.define('world-map', WorldMap);
