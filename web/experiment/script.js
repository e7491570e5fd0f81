// A script is a log with times: [{"at": 600, "say": "C lands", "do": "add-server", "server": "120 C"}, ...] in the figure's own
// markup. The experiment starts with the script as its log, ahead of the cursor; playing is moving the cursor at the right times.
import { clock as pageClock } from '../motion/clock.js';

/** A step that a script gives no time to (the viewer's own commands, played again) follows after this long, in ms. */
const UNTIMED_MS = 1200;

/** @typedef {{commands: any[], times: number[], says: string[]}} Script */

/**
 * The script of a figure; an empty one where there is none. Throws on one that the author got wrong.
 * @param {string|null|undefined} text
 * @returns {Script}
 */
export function readScript(text) {
  if (!text?.trim()) return { commands: [], times: [], says: [] };
  const steps = JSON.parse(text);
  if (!Array.isArray(steps)) throw new Error('a script is a list of steps');
  let last = 0;
  return steps.reduce(
    (script, step, i) => {
      const { at, say = '', ...command } = step ?? {};
      if (typeof command.do !== 'string') throw new Error(`step ${i + 1} of the script does nothing`);
      if (typeof at !== 'number' || !(at >= last))
        throw new Error(`step ${i + 1} of the script has no time after the one before it`);
      last = at;
      script.commands.push(command);
      script.times.push(at);
      script.says.push(String(say));
      return script;
    },
    /** @type {Script} */ ({ commands: [], times: [], says: [] }),
  );
}

/**
 * Takes the script out of a figure's markup. What its author got wrong is named in the console and left out: a script that
 * cannot be read as a whole, a step that the figure cannot take alone.
 * @param {HTMLElement} figure @param {(command: any) => string|null} check @returns {Script}
 */
export function takeScript(figure, check) {
  const written = figure.querySelector('script[data-script]');
  written?.remove();
  try {
    return withoutWrongSteps(readScript(written?.textContent), check, (wrong) =>
      console.error(figure, wrong),
    );
  } catch (error) {
    console.error(figure, error);
    return readScript('');
  }
}

/** @param {Script} script @param {(command: any) => string|null} check @param {(wrong: string) => void} say @returns {Script} */
export function withoutWrongSteps({ commands, times, says }, check, say) {
  const right = commands.map((command, i) => {
    const code = check(command);
    if (code) say(`step ${i + 1} of the script, ${command.do}, is left out: ${code}`);
    return !code;
  });
  const kept = (/** @type {any[]} */ list) => list.filter((_, i) => right[i]);
  return { commands: kept(commands), times: kept(times), says: kept(says) };
}

/** What the n-th command is called: the script's own words where it is the script's, else its verb. @param {Script} script @param {any} command @param {number} n */
export function stepName({ commands, says }, command, n) {
  const same = JSON.stringify(command) === JSON.stringify(commands[n - 1]);
  return (same && says[n - 1]) || String(command?.do ?? '').replaceAll('-', ' ');
}

/** Plays what lies ahead of an experiment's cursor. */
export class Player {
  #experiment;
  #times;
  #clock;
  #onchange;
  /** @type {AbortController|null} */
  #playing = null;
  speed = 1;

  /** @param {{experiment: import('./experiment.js').Experiment, times: number[], clock?: import('../motion/clock.js').Clock, onchange?: () => void}} options */
  constructor({ experiment, times, clock = pageClock, onchange = () => {} }) {
    this.#experiment = experiment;
    this.#times = times;
    this.#clock = clock;
    this.#onchange = onchange;
  }

  get playing() {
    return this.#playing !== null;
  }

  /** Goes on from the cursor, step by step, each after its time; script time runs `speed` times as fast as the clock. */
  play() {
    const experiment = this.#experiment;
    if (this.#playing || experiment.cursor >= experiment.log.length) return;
    this.#playing = new AbortController();
    const { signal } = this.#playing;
    let seen = 0;
    let waited = 0;
    let asking = false;
    const onFrame = async (/** @type {number} */ ms) => {
      if (!asking) waited += (ms - seen) * this.speed;
      seen = ms;
      if (asking || waited < this.#waitBefore(experiment.cursor)) return;
      asking = true;
      waited = 0;
      const [first] = await experiment.seek(experiment.cursor + 1);
      asking = false;
      if (!signal.aborted && (first?.refused || experiment.cursor >= experiment.log.length)) this.pause();
    };
    this.#clock.frames(onFrame, { signal });
    this.#onchange();
  }

  pause() {
    if (!this.#playing) return;
    this.#playing.abort();
    this.#playing = null;
    this.#onchange();
  }

  /** @param {number} step */
  #waitBefore(step) {
    const at = this.#times[step];
    return at === undefined ? UNTIMED_MS : at - (this.#times[step - 1] ?? 0);
  }
}
