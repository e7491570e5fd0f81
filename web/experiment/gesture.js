// The viewer's own commands, one question at a time and in the order they were given. A drag or a word being typed is one command
// that changes, not one for each step of it: a step takes the place of the one before, and of steps that wait the latest wins.

export class Gesture {
  #figure;
  #many;
  #before;
  #onanswer;
  /** Commands still to be asked; null is the end of a gesture. @type {any[]} */
  #waiting = [];
  /** The command that is being asked. @type {any} */
  #asked = null;
  /** The log's entry that the gesture has made so far. @type {any} */
  #made = null;
  /** @type {Promise<unknown> | null} */
  #asking = null;

  /**
   * @param {import('./figure-element.js').FigureElement} figure
   * @param {{many: string[], onanswer: (refused: string|null) => void, before?: () => unknown}} options verbs that come many to a
   *   gesture, who hears what became of a command, and what is to happen before a gesture begins
   */
  constructor(figure, { many, onanswer, before = () => {} }) {
    this.#figure = figure;
    this.#many = new Set(many);
    this.#onanswer = onanswer;
    this.#before = before;
  }

  /**
   * What the viewer's hand says already and the figure does not show yet; a field keeps it, and with it the caret.
   * @param {string} verb
   */
  pending(verb) {
    const command = this.#waiting.at(-1) ?? this.#asked;
    return command?.do === verb ? command : null;
  }

  /** @param {any} command */
  ask(command) {
    this.#figure.touch();
    const last = this.#waiting.at(-1);
    if (last && last.do === command.do && this.#many.has(command.do)) this.#waiting.pop();
    this.#waiting.push(command);
    this.#asking ??= this.#figure.guard(() => this.#askAll()).finally(() => this.#rest());
    return this.#asking;
  }

  /** The pointer is lifted, the field is left: the next command is another one. */
  done() {
    if (this.#asking) this.#waiting.push(null);
    else this.#made = null;
  }

  async #askAll() {
    while (this.#waiting.length > 0) {
      this.#asked = this.#waiting.shift();
      if (this.#asked) await this.#ask(this.#asked);
      else this.#made = null;
    }
  }

  /** @param {any} command */
  async #ask(command) {
    const { experiment } = this.#figure;
    const going = this.#made?.do === command.do && experiment.log[experiment.cursor - 1] === this.#made;
    if (going) await experiment.seek(experiment.cursor - 1);
    else await this.#before();
    const [first] = await experiment.apply(command);
    const refused = first?.refused ?? null;
    if (!refused) this.#made = this.#many.has(command.do) ? experiment.log[experiment.cursor - 1] : null;
    else if (going) await experiment.seek(experiment.cursor + 1); // the last good value stays
    this.#asked = null;
    this.#onanswer(refused === 'stopped' ? null : refused); // overtaken by the viewer's next wish: nothing to say
  }

  #rest() {
    this.#waiting = [];
    this.#asked = null;
    this.#asking = null;
  }
}
