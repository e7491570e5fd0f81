// What the figure of slide 12 knows, without a picture: three servers with one plain position each or V labelled ones, and for
// every V that was asked for a thousand independent rings. Which rings those are follows from their number, so the same question
// has the same answer everywhere; what was drawn once is kept.
//
// Verbs: VnodeBalanceCommand in web/engine/edgecache-tags.d.ts.
import { answered } from '../../engine/answer.js';
import { isGuess } from '../shared/bet.js';
import { hotLoads, isHot } from './hot.js';

/** @typedef {import('../../engine/edgecache.d.ts').Engine} Engine */
/** @typedef {import('../../engine/edgecache.d.ts').RingsResult} RingsResult */
/** @typedef {import('./hot.js').Cure} Cure */
/**
 * `vnodes` is null while every server stands at the hash of its bare name; `columns` are the V whose rings are drawn.
 * @typedef {{vnodes: number|null, servers: number, columns: number[], bet: number|null, hot: Cure|null}} BalanceScene
 */
/**
 * @typedef {object} BalanceState
 * @property {BalanceScene} scene
 * @property {number[]} shares of the circle, by server
 * @property {RingsResult[]} columns in order of V
 * @property {import('./hot.js').HotLoads|null} hot
 */

/** The plain names of slide 10's kind, nearly on top of each other: the worst draw of three. */
export const NAMES = ['Server A', 'Server B', 'Server C'];
export const STEPS = [1, 3, 10, 50, 100, 150, 500, 1000];
export const SERVERS = [3, 10, 100];
export const RINGS = 1000;
/** The V that is bet on. */
export const BET_AT = 100;

/** @type {import('../shared/bet.js').Wager} */
export const WAGER = {
  id: 'virtual-nodes',
  question: 'A hundred positions each. How far from a fair share will a server stray?',
  unit: '%',
  range: [0, 100],
};

/** Each V takes a place in the drawing. @param {unknown} vnodes */
const isStep = (vnodes) => STEPS.includes(/** @type {number} */ (vnodes));

/** The scene, its own fields copied by name; null when it cannot be used. @param {any} raw @returns {BalanceScene|null} */
function scene(raw) {
  if (!raw || typeof raw !== 'object') return null;
  const { vnodes = null, servers = 100, columns = [], bet = null, hot = null } = raw;
  if (vnodes !== null && !isStep(vnodes)) return null;
  if (!SERVERS.includes(servers) || !Array.isArray(columns) || !columns.every(isStep)) return null;
  if (bet !== null && !isGuess(WAGER, bet)) return null;
  if (hot !== null && !isHot(hot)) return null;
  return { vnodes, servers, columns: inOrder(columns), bet, hot };
}

/** @param {number[]} columns */
const inOrder = (columns) => [...new Set(columns)].sort((a, b) => a - b);

/** What is wrong with a command before any engine is asked; null when nothing is. @param {any} command */
function check(command) {
  switch (command?.do) {
    case 'set-vnodes':
      return command.vnodes === null || isStep(command.vnodes) ? null : 'vnodes-out-of-range';
    case 'set-servers':
      return SERVERS.includes(command.servers) ? null : 'servers-out-of-range';
    case 'bet':
      return isGuess(WAGER, command.guess) ? null : 'not-a-number';
    case 'ask-hot':
      return command.cure === null || isHot(command.cure) ? null : 'mode-unknown';
    default:
      return 'operation-unknown';
  }
}

/** The scene that stands after a command. @param {BalanceScene} before @param {any} command @returns {BalanceScene} */
function fold(before, command) {
  const { vnodes, columns } = before;
  switch (command.do) {
    case 'set-vnodes':
      if (command.vnodes === null) return { ...before, vnodes: null };
      return { ...before, vnodes: command.vnodes, columns: inOrder([...columns, command.vnodes]) };
    case 'set-servers':
      return { ...before, servers: command.servers, columns: vnodes === null ? [] : [vnodes] };
    case 'bet':
      return { ...before, bet: command.guess };
    default:
      return { ...before, hot: command.cure };
  }
}

/** Rings that an engine drew, by what was asked: the answer to a question that has one answer. @type {WeakMap<Engine, Map<string, RingsResult>>} */
const kept = new WeakMap();
const MOST_DRAWN = 24;

/**
 * @param {Engine} engine @param {number} servers @param {number} vnodes
 * @param {{signal?: AbortSignal, onProgress?: (progress: any) => void}} [options]
 */
async function ringsOf(engine, servers, vnodes, options) {
  const question = `${servers} ${vnodes}`;
  const drawn = kept.get(engine) ?? new Map();
  kept.set(engine, drawn);
  const known = drawn.get(question);
  if (known) return known;
  const answer = answered(await engine.run({ do: 'rings', servers, vnodes, rings: RINGS }, options));
  if (drawn.size >= MOST_DRAWN) drawn.delete([...drawn.keys()][0]);
  drawn.set(question, answer);
  return answer;
}

/** @param {Engine} engine @param {number|null} vnodes */
function sharesOf(engine, vnodes) {
  const spec = vnodes === null ? { plain: true, servers: NAMES } : { vnodes, servers: NAMES };
  const ring = answered(engine.ring(spec));
  try {
    return answered(ring.arcs()).map(({ fraction }) => fraction);
  } finally {
    ring.delete();
  }
}

/**
 * @param {Engine} engine @param {BalanceScene} scene
 * @param {{signal?: AbortSignal, onProgress?: (progress: any) => void}} [options]
 * @returns {Promise<BalanceState>}
 */
async function start(engine, scene, options) {
  const shares = sharesOf(engine, scene.vnodes);
  const hot = scene.hot === null ? null : await hotLoads(engine, scene.vnodes, scene.hot);
  const columns = [];
  for (const vnodes of scene.columns) {
    columns.push(await ringsOf(engine, scene.servers, vnodes, options));
  }
  return { scene, shares, columns, hot };
}

/**
 * @param {Engine} engine @param {BalanceState} state @param {any} command
 * @param {{signal?: AbortSignal, onProgress?: (progress: any) => void}} [options]
 */
async function run(engine, state, command, { signal, onProgress = () => {} } = {}) {
  const after = fold(state.scene, command);
  const shares = sharesOf(engine, after.vnodes);
  const report = ({ shares: dots, done, total } = /** @type {any} */ ({})) =>
    onProgress({ scene: after, shares, dots, done, total });
  const next = await start(engine, after, { signal, onProgress: report });
  return { state: next, events: eventsOf(next, command) };
}

/** @param {BalanceState} state @param {any} command */
function eventsOf({ scene, shares, columns, hot }, command) {
  if (command.do === 'bet') return [{ event: 'bet', guess: command.guess }];
  if (hot && command.do === 'ask-hot') return [{ event: 'asked-hot', cure: hot.cure, loads: hot.loads }];
  const rings = columns.find(({ vnodes }) => vnodes === scene.vnodes);
  const told = rings && {
    event: 'rings-drawn',
    rings: rings.rings,
    servers: rings.servers,
    vnodes: rings.vnodes,
    spread: rings.spread,
    peakToMean: rings.peakToMean,
  };
  return [{ event: 'shares', vnodes: scene.vnodes, shares }, ...(told ? [told] : [])];
}

export const vnodeBalanceModel = { scene, check, start, run, fold };

/** What the bet was about, once its rings are drawn; in %. @param {BalanceState} state @returns {import('../shared/bet.js').Outcome} */
export function outcome({ scene, columns }) {
  const told = columns.find(({ vnodes }) => vnodes === BET_AT);
  return { guess: scene.bet, truth: told ? Math.round(told.spread * 1000) / 10 : null };
}
