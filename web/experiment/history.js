// What was done, without any engine: the scene at first, the commands since, the cursor, and the answers that are known already.
// An answer is known by (scene, log up to there), so it holds until a command before it changes.
import { MOST_COMMANDS, toAddress } from './address.js';
import { copied, deepFreeze } from './plain.js';

/** @typedef {import('./experiment.js').Command} Command */
/** @typedef {import('./experiment.js').Event} Event */

export class History {
  #fold;
  /** What `reset` returns to. @type {{scene: any, log: readonly Command[]}} */
  #first;
  /** The i-th is the answer to the i-th command. @type {(Event[]|undefined)[]} */
  #answers = [];
  /** @type {any} */
  scene;
  /** Commands behind the cursor and ahead of it. @type {readonly Command[]} */
  log;
  cursor;

  /** @param {(scene: any, command: Command) => any} fold @param {any} scene @param {Command[]} log @param {number} cursor */
  constructor(fold, scene, log, cursor) {
    this.#fold = fold;
    this.scene = deepFreeze(scene);
    this.log = log.map(copied);
    this.cursor = Math.min(cursor, log.length);
    this.#first = { scene: this.scene, log: this.log };
  }

  /** The scene as it stands after `n` commands. @param {number} n */
  sceneAt(n) {
    return this.log.slice(0, n).reduce((scene, command) => this.#fold(scene, command), this.scene);
  }

  /** What is known to follow from the n-th command; nothing happens before the first. @param {number} n @returns {Event[]|undefined} */
  answerAt(n) {
    return n === 0 ? [] : this.#answers[n - 1];
  }

  /** @param {number} n @param {Event[]} events */
  keepAnswer(n, events) {
    this.#answers[n - 1] = events;
  }

  /** A new command at the cursor: it cuts off what lay ahead. @param {Command} command @param {Event[]} events */
  push(command, events) {
    this.log = [...this.log.slice(0, this.cursor), command];
    this.#answers = [...this.#answers.slice(0, this.cursor), events];
    this.cursor += 1;
    if (this.log.length <= MOST_COMMANDS) return;
    this.scene = deepFreeze(this.sceneAt(1));
    this.log = this.log.slice(1);
    this.#answers = this.#answers.slice(1);
    this.cursor -= 1;
  }

  /** As at first; answers to commands that are the same again are still known. */
  reset() {
    const { scene, log } = this.#first;
    const other = log.findIndex((command, i) => command !== this.log[i]);
    const same = this.scene !== scene ? 0 : other < 0 ? log.length : other;
    this.#answers = this.#answers.slice(0, same);
    this.scene = scene;
    this.log = log;
  }

  /** Another scene and log. @param {any} scene @param {readonly Command[]} log @returns {() => void} takes it back */
  replace(scene, log) {
    const before = { scene: this.scene, log: this.log, answers: this.#answers };
    this.scene = deepFreeze(scene);
    this.log = log;
    this.#answers = [];
    return () => {
      this.scene = before.scene;
      this.log = before.log;
      this.#answers = before.answers;
    };
  }

  /** As the value of `?at=`; the past is folded into the scene where the whole log would not fit, '' where even that does not. @param {string} tag */
  toAddress(tag) {
    const whole = toAddress(tag, this.scene, [...this.log], this.cursor);
    if (whole) return whole;
    const last = Math.max(0, this.cursor - 1);
    const tail = this.log.slice(last, this.cursor);
    return toAddress(tag, this.sceneAt(last), tail, tail.length) ?? '';
  }
}
