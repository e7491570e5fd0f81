// What a ring figure shows, as data. Pure: the same state and the same events give the same picture, so that stepping back,
// reloading, paper and tests all see one thing. Every place, owner, share and count in it is the engine's answer.
import { letterOf } from '../../theme/marks.js';
import { answered } from '../../engine/answer.js';
import { MOST_SINGLE_MARKS } from './dense-view.js';
import { firstKeys, keyCount, keyText } from './scene.js';

/** @typedef {import('./model.js').RingState} RingState */
/** @typedef {{name: string, index: number, letter: string, tokens: number, fraction: number, lost: number, won: number}} Member */
/** @typedef {{turn: number, index: number}} TokenMark */
/** @typedef {{turn: number, index: number, thread: {turn: number, walk: number}|null, moved: boolean, depth: number}} KeyMark `thread`: to where, how far clockwise */
/** @typedef {{from: number|null, to: number|null, fraction: number, ofLoser: number}} Flow `ofLoser`: part of what the loser had */

/** Up to so many tokens a key is a dot with a thread; above, and where keys are many, dots alone. */
const MOST_THREADED_TOKENS = 40;
/** More keys than these are counted only: as many as the model names when they move. */
const MOST_DRAWN_KEYS = 1000;
const GOLDEN = 0.618033988749895;

/**
 * @param {RingState} state
 * @param {any[]} events what the engine answered to the last command
 * @param {'walk'|'add'|'line'|'free'} [view] which slide's drawing
 */
export function ringPicture(state, events, view = 'free') {
  const { scene } = state;
  const marks = tokenMarks(state);
  const flows = flowsOf(state, events);
  const members = membersOf(state, flows);
  const threaded =
    marks.length <= MOST_THREADED_TOKENS && marks.length + keyCount(scene.keys) <= MOST_SINGLE_MARKS;
  const keys = keyMarks(state, marks, events, threaded);
  const counts = countsOf(events);
  return {
    view,
    scene,
    members,
    tokens: marks,
    threaded,
    /** The smallest and the largest share of the circle, and the rest of what the engine says of their balance. */
    shares: answered(state.engine.balance(members.map(({ fraction }) => fraction))),
    keys,
    keyTotal: keyCount(scene.keys),
    flows,
    moved: counts,
    newcomer: events.find(({ event }) => event === 'server-added')?.server ?? null,
    leaver: events.find(({ event }) => event === 'server-removed')?.server ?? null,
    followed: followedKey(state, marks),
  };
}

/** @typedef {ReturnType<typeof ringPicture>} RingPicture */

/** @param {RingState} state @returns {TokenMark[]} */
function tokenMarks({ ring, scene }) {
  const { turns, servers } = answered(ring.tokens());
  const index = new Map(scene.servers.map((member) => [member.name, member.index]));
  const names = answered(ring.servers());
  return Array.from(turns, (turn, i) => ({ turn, index: index.get(names[servers[i]]) ?? 0 }));
}

/** Who gave how much of the circle to whom; null is nobody, or a server that is no longer there. @param {RingState} state @param {any[]} events @returns {Flow[]} */
function flowsOf({ scene }, events) {
  const index = new Map(scene.servers.map((member) => [member.name, member.index]));
  return events
    .filter(({ event }) => event === 'arc-taken')
    .map(({ from, to, fraction, ofLoser }) => ({
      from: index.get(from) ?? null,
      to: index.get(to) ?? null,
      fraction,
      ofLoser,
    }));
}

/** @param {RingState} state @param {Flow[]} flows @returns {Member[]} */
function membersOf({ ring, scene }, flows) {
  const arcs = new Map(answered(ring.arcs()).map((arc) => [arc.server, arc.fraction]));
  const sum = (/** @type {(flow: Flow) => boolean} */ of) =>
    flows.filter(of).reduce((total, flow) => total + flow.fraction, 0);
  return scene.servers.map(({ name, index, vnodes }) => ({
    name,
    index,
    letter: letterOf(index),
    tokens: scene.plain ? 1 : vnodes,
    fraction: arcs.get(name) ?? 0,
    lost: sum((flow) => flow.from === index),
    won: sum((flow) => flow.to === index),
  }));
}

/**
 * All keys' places and owners are asked for at once; the way to its token is a question for each, put where threads are drawn.
 * @param {RingState} state @param {TokenMark[]} tokens @param {any[]} events @param {boolean} threaded @returns {KeyMark[]}
 */
function keyMarks({ engine, ring, scene }, tokens, events, threaded) {
  const keys = firstKeys(scene.keys, MOST_DRAWN_KEYS);
  const moved = new Set(events.find(({ event }) => event === 'keys-moved')?.moved ?? []);
  const index = new Map(scene.servers.map((member) => [member.name, member.index]));
  const names = answered(ring.servers());
  const owners = answered(ring.place(keys));
  return Array.from(answered(engine.turns(keys, { hash: scene.hash })), (turn, i) => {
    const found = threaded ? answered(ring.lookup(keyText(keys, i))) : null;
    return {
      turn,
      index: index.get(names[owners[i]]) ?? -1,
      thread: found && { turn: tokens[found.found].turn, walk: found.distance.turn },
      moved: names.length > 0 && moved.has(i),
      depth: (i * GOLDEN) % 1, // how far inside the ring the dot stands: only so that dots do not hide each other
    };
  });
}

/** @param {any[]} events */
function countsOf(events) {
  const moved = events.find(({ event }) => event === 'keys-moved');
  return moved
    ? { keys: moved.keys, count: moved.count, fraction: moved.fraction, elsewhere: moved.elsewhere }
    : null;
}

/**
 * The key whose walk is shown: its hash, its place, the probes of the binary search and the token it ends at.
 * @param {RingState} state @param {TokenMark[]} tokens
 */
function followedKey({ engine, ring, scene }, tokens) {
  if (scene.key === null) return null;
  const text = scene.key;
  const at = placeOf(engine, text, scene);
  const found = answered(ring.lookup(text));
  const label = scene.hash === 'by-degrees' ? (/^[\d.]+\s+(.+)$/u.exec(text)?.[1] ?? text) : text;
  const base = { text, label, turn: at.turn, hex: at.hex };
  if (!found) return { ...base, owner: null };
  const owner = tokens[found.found];
  const probes = found.probes.map((probe) => ({ ...probe, letter: letterOf(tokens[probe.index].index) }));
  return {
    ...base,
    owner: owner.index,
    ownerTurn: owner.turn,
    walk: found.distance.turn,
    probes,
    found: found.found,
    wrapped: found.wrapped,
    comparisons: found.comparisons,
  };
}

/** @param {RingState['engine']} engine @param {string} text @param {RingState['scene']} scene */
function placeOf(engine, text, scene) {
  return answered(engine.position(text, { hash: scene.hash }));
}
