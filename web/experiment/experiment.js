// An experiment is a scene plus a log. The scene says what there was at first, the log what was done since, the cursor how much
// of the log is in force. Stepping back, scrubbing, sharing, mirroring and testing are all one thing: another place of the cursor.
import { History } from './history.js';
import { Line } from './line.js';
import { readGiven } from './model.js';
import { asPlain } from './plain.js';

/** @typedef {import('../engine/edgecache.d.ts').Engine} Engine */
/** @typedef {Record<string, any> & {do: string}} Command plain JSON */
/** @typedef {Record<string, any>} Event what the engine answered, plain JSON */
/** @typedef {{cause: 'apply'|'seek'|'reset'|'load', command: Command|null, events: Event[], cursor: number}} Change */
/** @typedef {import('./model.js').Model} Model */

/** The refusal after which the engine is another one and the question may be asked again. */
const ASK_AGAIN = 'engine-replaced';

export class Experiment {
  #tag;
  #model;
  #onchange;
  #onfail;
  #onprogress;
  #history;
  #state = /** @type {any} */ (null);
  #engine = /** @type {Engine|null} */ (null);
  /** How often the engine's instance was replaced, and how often it had been when the state was made: unequal, the state is dead. */
  #instance = 0;
  #stateInstance = 0;
  #reviving = false;
  #hopeless = false; // the last attempt at a state failed
  #off = /** @type {(() => void)|null} */ (null);
  #line = new Line();

  /**
   * @param {{tag: string, model: Model, scene: any, log?: Command[], cursor?: number,
   *   onchange?: (change: Change) => void, onfail?: (error: unknown) => void, onprogress?: (progress: any) => void}} options
   */
  constructor({ tag, model, scene, log = [], cursor = 0, ...listeners }) {
    const { onchange = () => {}, onfail = () => {}, onprogress = () => {} } = listeners;
    this.#tag = tag;
    this.#model = model;
    this.#onchange = onchange;
    this.#onfail = onfail;
    this.#onprogress = onprogress;
    this.#history = new History((before, command) => model.fold(before, command), scene, log, cursor);
  }

  get scene() {
    return this.#history.scene;
  }

  /** The commands, those behind the cursor and those ahead of it. */
  get log() {
    return [...this.#history.log];
  }

  get cursor() {
    return this.#history.cursor;
  }

  /** The model's state at the cursor; null before the engine is there. */
  get state() {
    return this.#state;
  }

  /** What the engine answered to the command just behind the cursor. @returns {Event[]} */
  get events() {
    return this.#history.answerAt(this.cursor) ?? [];
  }

  /** Gives the experiment its engine; everything that was asked meanwhile now happens, in order. @param {Engine} engine */
  begin(engine) {
    this.#engine = engine;
    this.#off = engine.onReplaced(() => {
      this.#instance += 1;
      this.#revive();
    });
    this.#line.open();
    return this.#enqueue((signal) => this.#ensureState(signal));
  }

  /**
   * Runs a command. Answers its events, or `[{refused: code}]` when nothing was changed.
   * @param {Command} command
   * @returns {Promise<Event[]>} resolved when the engine has answered, not when the picture has stopped
   */
  apply(command) {
    const plain = asPlain(command);
    return this.#enqueue(async (signal) => {
      const wrong = plain ? this.#model.check(plain) : 'operation-unknown';
      if (wrong || !plain) return [{ refused: wrong }];
      const lost = await this.#ensureState(signal);
      if (lost[0]?.refused) return lost;
      const instance = this.#instance;
      const answer = await this.#run(this.#state, plain, signal);
      if ('refused' in answer) return [answer];
      this.#replaceState(answer.state, instance);
      this.#history.push(plain, answer.events);
      this.#changed('apply', plain, answer.events);
      return answer.events;
    });
  }

  /**
   * Puts the cursor behind the n-th command. The log keeps its tail until the next `apply` cuts it. Of several seeks that wait,
   * as when a slider is dragged, only the last is done.
   * @param {number} n
   * @returns {Promise<Event[]>}
   */
  seek(n) {
    this.#line.cancel();
    return this.#enqueue(async (signal) => {
      if (signal.aborted) return [{ refused: 'stopped' }];
      const { log, cursor } = this.#history;
      const target = Number.isInteger(n) ? Math.min(Math.max(n, 0), log.length) : cursor;
      const command = target === cursor + 1 ? log[target - 1] : null;
      return this.#show(target, 'seek', command, signal);
    });
  }

  /** Back to how the figure was at first, its script ahead; answers that still hold are kept. */
  reset() {
    this.#line.cancel();
    return this.#enqueue(async (signal) => {
      this.#history.reset();
      return this.#show(0, 'reset', null, signal);
    });
  }

  /**
   * Another scene, log and cursor, say from an address.
   * @param {{scene: any, log: Command[], cursor: number}} given @param {() => void} [onaccept] called before anybody hears of it
   * @returns {Promise<Event[]>} `[{refused}]` and no change when they do not fit this figure
   */
  load(given, onaccept) {
    const read = readGiven(this.#model, given);
    if (!read) return Promise.resolve([{ refused: 'address-unreadable' }]);
    this.#line.cancel();
    return this.#enqueue(async (signal) => {
      const takeBack = this.#history.replace(read.scene, read.log);
      const answer = await this.#show(read.cursor, 'load', null, signal, onaccept).catch((error) => {
        takeBack();
        throw error;
      });
      if (answer[0]?.refused) takeBack();
      return answer;
    });
  }

  /** This very state as the value of `?at=`; '' when it is too much for an address. */
  toAddress() {
    return this.#history.toAddress(this.#tag);
  }

  /** Whether it has an engine. */
  get awake() {
    return this.#engine !== null;
  }

  /** Stops what runs and gives the engine its memory back; `begin` wakes it again, where it was. */
  rest() {
    if (!this.#engine) return;
    this.#line.cancel();
    this.#line.shut();
    this.#off?.();
    this.#off = null;
    this.#replaceState(null, this.#instance);
    this.#engine = null;
  }

  /** The state at the cursor, made when there is none or when it died with its instance. @param {AbortSignal} signal @returns {Promise<Event[]>} */
  async #ensureState(signal) {
    if (this.#alive) return this.events;
    return this.#show(this.cursor, 'load', null, signal);
  }

  get #alive() {
    return this.#state !== null && this.#stateInstance === this.#instance;
  }

  /** Makes the state again on a new instance; one that kills each instance it is made on is given up, not made for ever. */
  async #revive() {
    if (this.#reviving || this.#hopeless) return;
    this.#reviving = true;
    const attempt = () => this.#enqueue((signal) => this.#ensureState(signal));
    let [first] = await attempt();
    if (!this.#alive && !first?.refused) [first] = await attempt(); // another's question killed it meanwhile
    this.#reviving = false;
    const code = first?.refused ?? ASK_AGAIN;
    if (!this.#alive && !this.#hopeless && code !== 'stopped')
      this.#fail(new Error(`the state is lost: ${code}`));
  }

  #fail(/** @type {unknown} */ error) {
    this.#hopeless = true;
    this.#onfail(error);
  }

  /**
   * Makes the state at `n`: the scene folded up to there, and the last command's answer if it is not kept already.
   * @param {number} n @param {Change['cause']} cause @param {Command|null} command @param {AbortSignal} signal
   * @param {() => void} [onaccept]
   * @returns {Promise<Event[]>}
   */
  async #show(n, cause, command, signal, onaccept) {
    const engine = this.#living();
    const instance = this.#instance;
    const history = this.#history;
    const kept = history.answerAt(n);
    let events = kept ?? [];
    let state = await this.#model.start(engine, history.sceneAt(kept ? n : n - 1));
    if (!kept) {
      const before = state;
      const answer = await this.#run(before, history.log[n - 1], signal);
      this.#dispose(before, instance);
      if ('refused' in answer) return [answer];
      ({ state, events } = answer);
      history.keepAnswer(n, events);
    }
    if (this.#engine !== engine) {
      this.#dispose(state, instance);
      return [{ refused: 'stopped' }];
    }
    this.#replaceState(state, instance);
    history.cursor = n;
    onaccept?.();
    this.#changed(cause, command, events);
    return events;
  }

  /**
   * Asks the model; a run that was cancelled meanwhile leaves nothing behind.
   * @param {any} state @param {Command} command @param {AbortSignal} signal
   */
  async #run(state, command, signal) {
    const late = signal.aborted;
    const engine = this.#living();
    const instance = this.#instance;
    const onProgress = (/** @type {any} */ report) => signal.aborted || this.#onprogress(report);
    const answer = await this.#model.run(engine, state, command, { signal, onProgress });
    if ('refused' in answer) return answer;
    if (this.#engine === engine && (late || !signal.aborted)) return answer;
    this.#dispose(answer.state, instance);
    return { refused: 'stopped' };
  }

  /**
   * Puts a task behind all others. What goes wrong in it is an answer; one that met a dead instance is done once more on the new.
   * @param {(signal: AbortSignal) => Promise<Event[]>} task @returns {Promise<Event[]>}
   */
  #enqueue(task) {
    return this.#line.add(async (signal) => {
      const { answer, instance } = await this.#attempt(task, signal);
      if (answer[0]?.refused !== ASK_AGAIN || instance === this.#instance) return answer;
      return (await this.#attempt(task, signal)).answer;
    });
  }

  /** @param {(signal: AbortSignal) => Promise<Event[]>} task @param {AbortSignal} signal */
  async #attempt(task, signal) {
    const instance = this.#stateInstance;
    try {
      return { answer: await task(signal), instance };
    } catch (error) {
      const code = /** @type {any} */ (error)?.code;
      if (typeof code === 'string') return { answer: [{ refused: code }], instance };
      this.#fail(error);
      return { answer: [{ refused: 'engine-failed' }], instance };
    }
  }

  #living() {
    if (this.#engine) return this.#engine;
    throw Object.assign(new Error('no engine'), { code: 'engine-failed' });
  }

  /** @param {any} state @param {number} instance */
  #replaceState(state, instance) {
    const old = this.#state;
    const oldInstance = this.#stateInstance;
    this.#state = state;
    this.#stateInstance = instance;
    this.#hopeless &&= !this.#alive;
    if (old !== state) this.#dispose(old, oldInstance);
  }

  /** What a dead instance held is gone with it. @param {any} state @param {number} instance the one it was made on */
  #dispose(state, instance) {
    if (state !== null && instance === this.#instance) this.#model.dispose?.(state);
  }

  /** A listener that throws is a picture that failed, not an engine: the answer stands. @param {Change['cause']} cause @param {Command|null} command @param {Event[]} events */
  #changed(cause, command, events) {
    try {
      this.#onchange({ cause, command, events, cursor: this.cursor });
    } catch (error) {
      this.#fail(error);
    }
  }
}
