// An experiment is a scene plus a log. The scene says what there was at first, the log what was done since, the cursor how much
// of the log is in force. Stepping back, scrubbing, sharing, mirroring and testing are all one thing: another place of the cursor.
import { toAddress } from './address.js';

/** @typedef {import('../engine/edgecache.d.ts').Engine} Engine */
/** @typedef {Record<string, any> & {do: string}} Command plain JSON */
/** @typedef {Record<string, any>} Event what the engine answered, plain JSON */
/** @typedef {{cause: 'apply'|'seek'|'reset'|'load', command: Command|null, events: Event[], cursor: number}} Change */
/**
 * What a figure teaches the experiment about itself; pure of the page.
 * @typedef {object} Model
 * @property {(raw: any) => any} scene the scene, own fields copied by name and checked; null when it cannot be used
 * @property {(command: any) => string|null} check the code of what is wrong with a command, before the engine is asked
 * @property {(engine: Engine, scene: any) => any} start the state a scene stands for, or a promise of it
 * @property {(engine: Engine, state: any, command: Command, options: {signal: AbortSignal}) => any} run the state after a
 *   command and its events, `{state, events}`, or `{refused: code}`, or a promise of either; the state before stays usable
 * @property {(scene: any, command: Command) => any} fold the scene that stands after a command
 * @property {(state: any) => void} [dispose]
 */

/** Longest log; older commands fold into the scene. */
export const MOST_COMMANDS = 1000;

/** The refusal after which the engine is another one and the question may be asked again. */
const ASK_AGAIN = 'engine-replaced';

export class Experiment {
  #tag;
  #model;
  #onchange;
  #onfail;
  /** @type {any} */
  #scene;
  /** @type {Command[]} */
  #log = [];
  #cursor = 0;
  /** What `reset` returns to. @type {{scene: any, log: Command[]}} */
  #first;
  /** Answers kept by (scene, log up to there): the i-th is that of the i-th command. @type {(Event[]|undefined)[]} */
  #answers = [];
  /** @type {any} */
  #state = null;
  /** @type {Engine|null} */
  #engine = null;
  #stale = false;
  /** @type {(() => void)|null} */
  #off = null;
  #running = new AbortController();
  /** @type {() => void} */
  #open = () => {};
  /** Everything happens in order; nothing before the engine is there. @type {Promise<unknown>} */
  #queue = new Promise((resolve) => {
    this.#open = () => resolve(undefined);
  });

  /**
   * @param {{tag: string, model: Model, scene: any, log?: Command[], cursor?: number,
   *   onchange?: (change: Change) => void, onfail?: (error: unknown) => void}} options
   */
  constructor({ tag, model, scene, log = [], cursor = 0, onchange = () => {}, onfail = () => {} }) {
    this.#tag = tag;
    this.#model = model;
    this.#onchange = onchange;
    this.#onfail = onfail;
    this.#scene = deepFreeze(scene);
    this.#log = log.map(copied);
    this.#cursor = Math.min(cursor, log.length);
    this.#first = { scene: this.#scene, log: this.#log };
  }

  get scene() {
    return this.#scene;
  }

  /** The commands, those behind the cursor and those ahead of it. */
  get log() {
    return [...this.#log];
  }

  get cursor() {
    return this.#cursor;
  }

  /** The model's state at the cursor; null before the engine is there. */
  get state() {
    return this.#state;
  }

  /** What the engine answered to the command just behind the cursor. @returns {Event[]} */
  get events() {
    return this.#answers[this.#cursor - 1] ?? [];
  }

  /** Gives the experiment its engine; everything that was asked meanwhile now happens. @param {Engine} engine */
  begin(engine) {
    this.#engine = engine;
    this.#off = engine.onReplaced(() => {
      this.#stale = true;
      this.#enqueue(() => this.#revive());
    });
    const cursor = this.#cursor;
    const begun = this.#go(cursor, 'load');
    this.#open();
    return begun;
  }

  /**
   * Runs a command. Answers its events, or `[{refused: code}]` when nothing was changed.
   * @param {Command} command
   * @returns {Promise<Event[]>} resolved when the engine has answered, not when the picture has stopped
   */
  apply(command) {
    const plain = asPlain(command);
    const wrong = plain ? this.#model.check(plain) : 'operation-unknown';
    if (wrong || !plain) return this.#enqueue(async () => [{ refused: wrong }]);
    return this.#enqueue(async (signal) => {
      const answer = await this.#run(this.#state, plain, signal);
      if ('refused' in answer) return [answer];
      this.#replaceState(answer.state);
      this.#log = [...this.#log.slice(0, this.#cursor), plain];
      this.#answers = [...this.#answers.slice(0, this.#cursor), answer.events];
      this.#cursor += 1;
      this.#foldOldest();
      this.#changed('apply', plain, answer.events);
      return answer.events;
    });
  }

  /** Puts the cursor behind the n-th command. The log keeps its tail until the next `apply` cuts it. @param {number} n */
  seek(n) {
    return this.#go(n, 'seek');
  }

  /** Back to how the figure was at first, its script ahead. */
  reset() {
    this.#cancel();
    return this.#enqueue(async (signal) => {
      this.#scene = this.#first.scene;
      this.#log = this.#first.log;
      this.#answers = [];
      return this.#show(0, 'reset', null, signal);
    });
  }

  /**
   * Another scene, log and cursor, say from an address.
   * @param {{scene: any, log: Command[], cursor: number}} given
   * @returns {Promise<Event[]>} `[{refused}]` and no change when they do not fit this figure
   */
  load({ scene, log, cursor }) {
    const read = this.#model.scene(scene);
    if (!read || log.length > MOST_COMMANDS || log.some((command) => this.#model.check(command))) {
      return Promise.resolve([{ refused: 'address-unreadable' }]);
    }
    this.#cancel();
    const before = { scene: this.#scene, log: this.#log, answers: this.#answers };
    return this.#enqueue(async (signal) => {
      this.#scene = deepFreeze(read);
      this.#log = log.map(copied);
      this.#answers = [];
      const answer = await this.#show(Math.min(cursor, log.length), 'load', null, signal);
      if (answer[0]?.refused) ({ scene: this.#scene, log: this.#log, answers: this.#answers } = before);
      return answer;
    });
  }

  /** This very state as the value of `?at=`; '' when it does not fit even with its past folded into the scene. */
  toAddress() {
    const whole = toAddress(this.#tag, this.#scene, this.#log, this.#cursor);
    if (whole) return whole;
    const last = Math.max(0, this.#cursor - 1);
    return (
      toAddress(this.#tag, this.#sceneAt(last), this.#log.slice(last, this.#cursor), this.#cursor - last) ??
      ''
    );
  }

  /** Whether it has an engine. */
  get awake() {
    return this.#engine !== null;
  }

  /** Stops what runs and gives the engine its memory back; `begin` wakes it again, where it was. */
  rest() {
    this.#running.abort();
    this.#off?.();
    this.#off = null;
    this.#replaceState(null);
    this.#engine = null;
  }

  /** @param {number} n @param {Change['cause']} cause */
  #go(n, cause) {
    this.#cancel();
    return this.#enqueue(async (signal) => {
      const target = Number.isInteger(n) ? Math.min(Math.max(n, 0), this.#log.length) : this.#cursor;
      const command = cause === 'seek' && target === this.#cursor + 1 ? this.#log[target - 1] : null;
      return this.#show(target, cause, command, signal);
    });
  }

  /**
   * Makes the state at `n`: the scene folded up to there, and the last command's answer if it is not kept already.
   * @param {number} n @param {Change['cause']} cause @param {Command|null} command @param {AbortSignal} signal
   */
  async #show(n, cause, command, signal) {
    const kept = n === 0 ? [] : this.#answers[n - 1];
    const start = async (/** @type {number} */ at) => this.#model.start(this.#living(), this.#sceneAt(at));
    let events = kept;
    let state;
    if (kept) state = await start(n);
    else {
      const before = await start(n - 1);
      const answer = await this.#run(before, this.#log[n - 1], signal);
      this.#model.dispose?.(before);
      if ('refused' in answer) return [answer];
      ({ state, events } = answer);
      this.#answers[n - 1] = events;
    }
    this.#replaceState(state);
    this.#cursor = n;
    this.#changed(cause, command, events ?? []);
    return events ?? [];
  }

  /** Stops what runs. What waits behind it still happens, told by its signal that it had better be quick. */
  #cancel() {
    this.#running.abort();
    this.#running = new AbortController();
  }

  /**
   * Asks the model; a run that was cancelled meanwhile leaves nothing behind.
   * @param {any} state @param {Command} command @param {AbortSignal} signal
   */
  async #run(state, command, signal) {
    const late = signal.aborted;
    const answer = await this.#model.run(this.#living(), state, command, { signal });
    if (late || !signal.aborted || 'refused' in answer) return answer;
    this.#model.dispose?.(answer.state);
    return { refused: 'stopped' };
  }

  /** After a trap: the same log on the new instance. */
  async #revive() {
    if (!this.#stale || !this.#engine) return;
    this.#stale = false;
    this.#state = await this.#model.start(this.#engine, this.#sceneAt(this.#cursor));
    this.#changed('load', null, this.events);
  }

  /**
   * Puts a task behind all others. One that met a dead instance is done once more on the new one.
   * @param {(signal: AbortSignal) => Promise<Event[]|void>} task @returns {Promise<Event[]>}
   */
  #enqueue(task) {
    const { signal } = this.#running;
    const attempt = async () => {
      if (this.#stale) await this.#revive();
      try {
        return (await task(signal)) ?? [];
      } catch (error) {
        const code = /** @type {any} */ (error)?.code;
        if (typeof code === 'string') return [{ refused: code }];
        this.#onfail(error);
        return [{ refused: 'engine-failed' }];
      }
    };
    const done = this.#queue.then(async () => {
      if (!this.#engine) return [{ refused: 'engine-failed' }];
      const answer = await attempt();
      return answer[0]?.refused === ASK_AGAIN && this.#stale ? attempt() : answer;
    });
    this.#queue = done;
    return done;
  }

  #living() {
    if (!this.#engine) throw Object.assign(new Error('no engine'), { code: 'engine-failed' });
    return this.#engine;
  }

  /** @param {number} n */
  #sceneAt(n) {
    return this.#log.slice(0, n).reduce((scene, command) => this.#model.fold(scene, command), this.#scene);
  }

  /** @param {any} state */
  #replaceState(state) {
    const old = this.#state;
    this.#state = state;
    if (old && old !== state) this.#model.dispose?.(old);
  }

  #foldOldest() {
    while (this.#log.length > MOST_COMMANDS) {
      const [oldest, ...rest] = this.#log;
      this.#scene = deepFreeze(this.#model.fold(this.#scene, oldest));
      this.#log = rest;
      this.#answers = this.#answers.slice(1);
      this.#cursor -= 1;
    }
  }

  /** @param {Change['cause']} cause @param {Command|null} command @param {Event[]} events */
  #changed(cause, command, events) {
    this.#onchange({ cause, command, events, cursor: this.#cursor });
  }
}

/** A command as plain JSON, so that nobody can change it from outside; null when it is none. @param {any} command @returns {Command|null} */
function asPlain(command) {
  try {
    const plain = JSON.parse(JSON.stringify(command));
    return plain && typeof plain === 'object' && typeof plain.do === 'string' ? deepFreeze(plain) : null;
  } catch {
    return null;
  }
}

const copied = (/** @type {Command} */ command) => deepFreeze(JSON.parse(JSON.stringify(command)));

/** @template T @param {T} value @returns {T} */
function deepFreeze(value) {
  if (value && typeof value === 'object' && !ArrayBuffer.isView(value) && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) deepFreeze(part);
  }
  return value;
}
