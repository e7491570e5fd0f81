// What a hash ring figure knows, without a picture: the commands it takes and the engine's answers to them, as events.
//
// Its verbs and their fields: HashRingCommand in web/engine/edgecache-tags.d.ts.
import { answered } from '../../engine/answer.js';
import { isGuess } from '../shared/bet.js';
import { fold, keyCount, MOST_VNODES, readKeys, readScene, SHAPES, WAGER, whole } from './scene.js';

/** @typedef {import('../../engine/edgecache.d.ts').Engine} Engine */
/** @typedef {import('../../engine/edgecache.d.ts').HashRing} HashRing */
/** @typedef {import('./scene.js').RingScene} RingScene */
/**
 * @typedef {object} RingState
 * @property {Engine} engine
 * @property {HashRing} ring
 * @property {RingScene} scene
 */

/** Moved keys that are named one by one; more are counted. */
const MOST_NAMED_KEYS = 1000;

/** What is wrong with a command before any engine is asked; null when nothing is. @param {any} command */
function check(command) {
  switch (command?.do) {
    case 'add-server':
      if (typeof command.server !== 'string' || command.server === '') return 'server-name-empty';
      return command.vnodes === undefined || whole(command.vnodes, 1, MOST_VNODES)
        ? null
        : 'vnodes-out-of-range';
    case 'remove-server':
      return typeof command.server === 'string' ? null : 'server-unknown';
    case 'set-key':
      return command.key === null || typeof command.key === 'string' ? null : 'key-not-text';
    case 'set-vnodes':
      return whole(command.vnodes, 1, MOST_VNODES) ? null : 'vnodes-out-of-range';
    case 'place':
      return readKeys(command.keys) ? null : 'count-out-of-range';
    case 'set-hash':
      return command.hash === 'xxh64' ? null : 'mode-unknown';
    case 'show':
      return SHAPES.includes(command.as) ? null : 'mode-unknown';
    case 'bet':
      return isGuess(WAGER, command.guess) ? null : 'count-out-of-range';
    default:
      return 'operation-unknown';
  }
}

/** @param {RingScene} scene */
const specOf = ({ hash, plain, servers }) => ({
  hash,
  plain,
  servers: servers.map(({ name, vnodes }) => ({ name, vnodes })),
});

/** @param {Engine} engine @param {RingScene} scene @returns {RingState} */
function start(engine, scene) {
  return { engine, ring: answered(engine.ring(specOf(scene))), scene };
}

/** The state after a command and what happened; the state before is left as it was. @param {Engine} engine @param {RingState} state @param {any} command */
function run(engine, state, command) {
  const scene = fold(state.scene, command);
  switch (command.do) {
    case 'add-server':
    case 'remove-server':
      return changeMembers(engine, state, scene, command);
    case 'set-vnodes':
      return changeTokens(engine, state, scene);
    case 'set-hash':
      return { state: start(engine, scene), events: [{ event: 'hash-set', hash: scene.hash }] };
    case 'set-key':
    case 'place':
    case 'show':
    case 'bet':
      return keeping(answered(state.ring.copy()), (ring) => ({
        state: { engine, ring, scene },
        events: answersAbout(ring, scene, command),
      }));
    default:
      return { refused: 'operation-unknown' };
  }
}

/**
 * A new ring belongs to the state that is made of it. Where none is made, because the engine refuses a question or the ring
 * itself refuses, it is given back here.
 * @template T
 * @param {HashRing} ring @param {(ring: HashRing) => T} make @returns {T}
 */
function keeping(ring, make) {
  let kept = false;
  try {
    const made = make(ring);
    kept = !(made && typeof made === 'object' && 'refused' in made);
    return made;
  } finally {
    if (!kept) ring.delete();
  }
}

/** @param {Engine} engine @param {RingState} state @param {RingScene} scene @param {any} command */
function changeMembers(engine, state, scene, command) {
  const joining = command.do === 'add-server';
  return keeping(answered(state.ring.copy()), (ring) => {
    const answer = joining
      ? ring.add(command.server, { vnodes: scene.servers[scene.servers.length - 1].vnodes })
      : ring.remove(command.server);
    if (answer !== true) return answer;
    const event = { event: joining ? 'server-added' : 'server-removed', server: command.server };
    return { state: { engine, ring, scene }, events: [event, ...whatMoved(engine, state.ring, ring, scene)] };
  });
}

/** @param {Engine} engine @param {RingState} state @param {RingScene} scene */
function changeTokens(engine, state, scene) {
  const made = engine.ring(specOf(scene));
  if ('refused' in made) return made;
  return keeping(made, (ring) => {
    const event = { event: 'vnodes-set', vnodes: scene.vnodes, tokens: ring.tokenCount };
    return { state: { engine, ring, scene }, events: [event, ...whatMoved(engine, state.ring, ring, scene)] };
  });
}

/**
 * What changed owner: each flow of the circle from one server to another, and the drawn keys by number.
 * @param {Engine} engine @param {HashRing} before @param {HashRing} after @param {RingScene} scene
 */
function whatMoved(engine, before, after, scene) {
  const remap = answered(engine.remap(before, after, scene.keys, { perKey: true }));
  const flows = remap.flows.map(({ from, to, share, ofLoser }) => ({
    event: 'arc-taken',
    from,
    to,
    numerator: String(share.numerator),
    fraction: share.fraction,
    ofLoser,
  }));
  /** @type {number[]} */
  const moved = [];
  remap.movedKeys?.forEach((flag, i) => {
    if (flag && moved.length < MOST_NAMED_KEYS) moved.push(i);
  });
  const counts = {
    event: 'keys-moved',
    fraction: remap.share.fraction,
    keys: remap.keys ?? 0,
    count: remap.moved ?? 0,
    elsewhere: remap.movedBetweenPresentInBoth ?? 0,
    moved,
  };
  return [...flows, counts];
}

/** @param {HashRing} ring @param {RingScene} scene @param {any} command */
function answersAbout(ring, scene, command) {
  if (command.do === 'place') {
    answered(ring.counts(scene.keys)); // refused now rather than when they are drawn
    return [{ event: 'keys-placed', keys: keyCount(scene.keys) }];
  }
  if (command.do === 'show') return [{ event: 'shown', as: command.as }];
  if (command.do === 'bet') return [{ event: 'bet', guess: scene.guess }];
  if (scene.key === null) return [{ event: 'key-dropped' }];
  const found = answered(ring.lookup(scene.key));
  if (!found) return [{ event: 'looked-up', key: scene.key, owner: null }];
  const { owner, comparisons, wrapped } = found;
  return [{ event: 'looked-up', key: scene.key, owner, comparisons, wrapped }];
}

/** @param {RingState} state */
const dispose = (state) => state.ring.delete();

export const hashRingModel = { scene: readScene, check, start, run, fold, dispose };
