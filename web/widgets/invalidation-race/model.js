// What the figure of slide 19 knows, without a picture: one write under five strategies, run once for its settings, and the moment
// of it that is looked at; and a purge on its way through three tiers, in one order or another.
//
// Verbs: InvalidationRaceCommand in web/engine/edgecache-tags.d.ts.
import { purgeLesson } from './lesson.js';
import { fits, isGuess, isSecond, MARKS, ORDERS, readScene, secondOf, settingsOf } from './scene.js';

/** @typedef {import('../../engine/edgecache.d.ts').Engine} Engine */
/** @typedef {import('../../engine/edgecache.d.ts').InvalidationRun} InvalidationRun */
/** @typedef {import('./scene.js').RaceScene} RaceScene */
/**
 * @typedef {object} RaceState
 * @property {RaceScene} scene
 * @property {InvalidationRun} run
 * @property {number|null} second after the write; null before it
 * @property {import('./lesson.js').Lesson|null} lesson
 */

/** Runs that are kept for one engine. */
const MOST_KEPT = 8;
/** @type {WeakMap<Engine, Map<string, InvalidationRun>>} */
const keptBy = new WeakMap();

/** What is wrong with a command before any engine is asked; null when nothing is. @param {any} command */
function check(command) {
  switch (command?.do) {
    case 'run-to':
      return MARKS.includes(command.mark) ? null : 'mode-unknown';
    case 'scrub-to':
      return isSecond(command.second) ? null : 'time-out-of-range';
    case 'set':
      return settingsOf(command) ? null : 'count-out-of-range';
    case 'purge-order':
      return command.order === null || ORDERS.includes(command.order) ? null : 'mode-unknown';
    case 'bet':
      return isGuess(command.guess) ? null : 'count-out-of-range';
    default:
      return 'operation-unknown';
  }
}

/** The scene that stands after a command. @param {RaceScene} before @param {any} command @returns {RaceScene} */
function fold(before, command) {
  switch (command.do) {
    case 'run-to':
      return { ...before, at: command.mark, order: null };
    case 'scrub-to':
      return { ...before, at: command.second + 0, order: null };
    case 'set':
      return {
        ...before,
        settings: { ...before.settings, ...settingsOf(command) },
        at: before.at === 'before' ? 'before' : 'end',
        order: null,
      };
    case 'purge-order':
      return { ...before, order: command.order };
    default:
      return { ...before, bet: command.guess };
  }
}

/**
 * @param {Engine} engine @param {RaceScene} scene @param {AbortSignal} [signal]
 * @returns {Promise<RaceState | {refused: string}>}
 */
async function answer(engine, scene, signal) {
  const kept = keptBy.get(engine) ?? new Map();
  keptBy.set(engine, kept);
  const key = JSON.stringify(scene.settings);
  const run = kept.get(key) ?? (await engine.run({ do: 'invalidation', scene: scene.settings }, { signal }));
  if ('refused' in run) return run;
  kept.set(key, run);
  if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value);
  const lesson = scene.order === null ? null : purgeLesson(engine, scene.order);
  return { scene, run, second: secondOf(scene), lesson };
}

/** @param {Engine} engine @param {RaceScene} scene @returns {Promise<RaceState>} */
async function start(engine, scene) {
  const state = await answer(engine, scene);
  if ('refused' in state) throw Object.assign(new Error(state.refused), { code: state.refused });
  return state;
}

/** @param {Engine} engine @param {RaceState} state @param {any} command @param {{signal?: AbortSignal}} [options] */
async function run(engine, state, command, { signal } = {}) {
  const after = fold(state.scene, command);
  if (!fits(after.settings)) return { refused: 'count-out-of-range' };
  const next = await answer(engine, after, signal);
  return 'refused' in next ? next : { state: next, events: eventsOf(next, command) };
}

/** What is told, in the order in which it is told. @param {RaceState} state @param {any} command */
function eventsOf({ run, second, lesson, scene }, command) {
  if (command.do === 'bet') return [{ event: 'bet', guess: command.guess }];
  if (lesson)
    return [
      {
        event: 'purged',
        order: lesson.order,
        staleReads: lesson.staleReads,
        oldForMs: lesson.oldForMs,
        forEver: lesson.forEver,
      },
    ];
  if (second === null) return [{ event: 'before-the-write' }];
  return countsAt(run, second, scene.settings.ttlSeconds).map((lane) => ({
    event: 'counted',
    second,
    ...lane,
  }));
}

/**
 * What each strategy has counted at a moment: the engine's own counts, up to the beginning of a 600th part of the run.
 * @param {InvalidationRun} run @param {number|null} second @param {number} ttlSeconds
 */
export function countsAt({ lanes }, second, ttlSeconds) {
  return lanes.map(({ strategy, moments }) => {
    const last = moments.fetches.length - 1;
    const at = second === null ? 0 : Math.min(last, Math.floor((second / ttlSeconds) * last + 1e-9));
    const told = second !== null;
    const read = (/** @type {Float64Array} */ counts) => (told ? counts[at] : 0);
    return {
      strategy,
      reads: read(moments.reads),
      staleReads: read(moments.staleReads),
      fetches: read(moments.fetches),
    };
  });
}

/** What the bet was about, once the minute is told; in %. @param {RaceState} state @returns {import('../shared/bet.js').Outcome} */
export function outcome({ scene, run, second }) {
  const { ttl, told } = { ttl: run.lanes[0], told: second !== null && second >= run.scene.ttlSeconds };
  return { guess: scene.bet, truth: told ? Math.round((ttl.staleReads / ttl.reads) * 1000) / 10 : null };
}

export const invalidationRaceModel = { scene: readScene, check, start, run, fold };
