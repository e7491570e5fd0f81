// A worker that says what a test lets it say, and a clock that a test turns.

/** Timers that a test turns by hand, in order of their time. */
export function turnedTimers() {
  /** @type {{at: number, task: () => void}[]} */
  let waiting = [];
  let time = 0;
  return {
    set: (/** @type {() => void} */ task, /** @type {number} */ ms) => {
      const entry = { at: time + ms, task };
      waiting.push(entry);
      return entry;
    },
    clear: (/** @type {any} */ entry) => {
      waiting = waiting.filter((other) => other !== entry);
    },
    now: () => time,
    turn(/** @type {number} */ ms) {
      const end = time + ms;
      for (;;) {
        waiting.sort((a, b) => a.at - b.at);
        if (waiting.length === 0 || waiting[0].at > end) break;
        const next = waiting.shift();
        time = Math.max(time, next?.at ?? 0);
        next?.task();
      }
      time = end;
    },
  };
}

/** A worker as the tests play it. */
export class PlayedWorker {
  onmessage = /** @type {any} */ (null);
  onerror = /** @type {any} */ (null);
  ended = false;
  /** @type {any[]} */
  heard = [];
  postMessage(/** @type {any} */ message) {
    this.heard.push(message);
  }
  terminate() {
    this.ended = true;
  }
  says(/** @type {any} */ data) {
    this.onmessage({ data });
  }
}
