// One thing after another: what is asked of an experiment happens in the order it was asked, and nothing happens while the gate
// is shut (no engine yet, or the figure is off the page). A cancelled task hears it from its signal; tasks behind it still run.

export class Line {
  #running = new AbortController();
  /** @type {() => void} */
  #open = () => {};
  /** @type {Promise<void>} */
  #gate = Promise.resolve();
  /** @type {Promise<unknown>} */
  #last = Promise.resolve();

  constructor() {
    this.shut();
  }

  /** Lets nothing start until `open`. */
  shut() {
    this.#gate = new Promise((resolve) => {
      this.#open = resolve;
    });
  }

  open() {
    this.#open();
  }

  /** Tells what runs and what waits that something newer takes its place. */
  cancel() {
    this.#running.abort();
    this.#running = new AbortController();
  }

  /**
   * @template T
   * @param {(signal: AbortSignal) => Promise<T>} task
   * @returns {Promise<T>}
   */
  add(task) {
    const { signal } = this.#running;
    const done = this.#last.then(() => this.#gate).then(() => task(signal));
    this.#last = done.catch(() => {}); // whoever asked hears of a failure; those behind are not held up by it
    return done;
  }
}
