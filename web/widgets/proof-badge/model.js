// What the figure of slide 11 knows, without a picture: a hundred thousand look-ups that Python has answered, the same asked of the
// C++ behind this page, and which of the answers differ. Without a switch it is the ring that every figure uses; with switches it
// is one that is got wrong on purpose, in C++ too.
//
// Verbs: ProofBadgeCommand in web/engine/edgecache-tags.d.ts.
import { answered } from '../../engine/answer.js';
import { MISTAKES, ownersWithMistakes } from '../../engine/mistakes.js';

/** @typedef {import('../../engine/edgecache.d.ts').Engine} Engine */
/** @typedef {import('./vectors.js').Vectors} Vectors */
/** @typedef {{mistakes: string[]}} ProofScene */
/** @typedef {{key: string, made: boolean, turn: number, python: string, cpp: string|null}} Difference `key`: a text, or a position in hex */
/**
 * @typedef {object} ProofState
 * @property {ProofScene} scene
 * @property {number} compared
 * @property {number} made of them, those made for the purpose
 * @property {number} differences
 * @property {number} ordinary of the differences, those of ordinary keys
 * @property {Difference|null} first
 * @property {number[]} wrong where the first of the keys stand that are answered wrongly
 * @property {{turn: number, server: number}[]} tokens
 */

/** Wrong keys that are drawn. */
const MOST_DRAWN = 400;

/** @param {any} raw @returns {ProofScene|null} */
function scene(raw) {
  if (!raw || typeof raw !== 'object') return null;
  const { mistakes = [] } = raw;
  if (!Array.isArray(mistakes) || !mistakes.every(isMistake)) return null;
  return { mistakes: MISTAKES.filter((mistake) => mistakes.includes(mistake)) };
}

/** @param {unknown} mistake */
const isMistake = (mistake) => MISTAKES.includes(/** @type {any} */ (mistake));

/** @param {any} command */
function check(command) {
  if (command?.do !== 'set-mistake') return 'operation-unknown';
  return isMistake(command.mistake) && typeof command.on === 'boolean' ? null : 'mode-unknown';
}

/** @param {ProofScene} before @param {any} command @returns {ProofScene} */
function fold({ mistakes }, { mistake, on }) {
  return { mistakes: MISTAKES.filter((known) => (known === mistake ? on : mistakes.includes(known))) };
}

/** Where every key stands, made ones first: hashed once by each engine. @type {WeakMap<Engine, WeakMap<Vectors, BigUint64Array>>} */
const hashed = new WeakMap();

/** @param {Engine} engine @param {Vectors} vectors */
function positionsOf(engine, vectors) {
  const byVectors = hashed.get(engine) ?? new WeakMap();
  hashed.set(engine, byVectors);
  const known = byVectors.get(vectors);
  if (known) return known;
  const { made, prefix, ordinary } = vectors;
  const all = new BigUint64Array(made.length + ordinary);
  all.set(made);
  all.set(answered(engine.hashes({ prefix, count: ordinary })), made.length);
  byVectors.set(vectors, all);
  return all;
}

/** 64 bits as a turn, for drawing, as cpp/ring/position.hpp has it. @param {bigint} position */
const turnOf = (position) => Number(position >> 11n) * 2 ** -53;

/** Every look-up, asked of C++. @param {Engine} engine @param {import('../../engine/edgecache.d.ts').HashRing} ring @param {Vectors} vectors @param {string[]} mistakes */
function owners(engine, ring, vectors, mistakes) {
  const positions = positionsOf(engine, vectors);
  if (mistakes.length > 0) return answered(ownersWithMistakes(ring, positions, mistakes));
  // The ring as every figure asks it: many keys at once, and a position at a time.
  const { made, prefix, ordinary } = vectors;
  const names = ring.servers();
  const all = new Uint32Array(positions.length);
  made.forEach((position, i) => {
    all[i] = names.indexOf(answered(ring.ownerOfHash(position)) ?? '');
  });
  all.set(answered(ring.place({ prefix, count: ordinary })), made.length);
  return all;
}

/** @param {Engine} engine @param {ProofScene} scene @param {Vectors} vectors @returns {ProofState} */
function compare(engine, scene, vectors) {
  const ring = answered(
    engine.ring({ servers: vectors.servers.map(({ name, positions }) => ({ name, positions })) }),
  );
  try {
    const found = owners(engine, ring, vectors, scene.mistakes);
    const positions = positionsOf(engine, vectors);
    const { answers, made, prefix } = vectors;
    const name = (/** @type {number} */ server) => vectors.servers[server]?.name ?? null;
    let differences = 0;
    let ordinary = 0;
    /** @type {Difference|null} */
    let first = null;
    const wrong = [];
    for (let i = 0; i < found.length; i++) {
      if (found[i] === answers[i]) continue;
      differences += 1;
      if (i >= made.length) ordinary += 1;
      const turn = turnOf(positions[i]);
      if (wrong.length < MOST_DRAWN) wrong.push(turn);
      first ??= {
        key: i < made.length ? positions[i].toString(16).padStart(16, '0') : `${prefix}${i - made.length}`,
        made: i < made.length,
        turn,
        python: /** @type {string} */ (name(answers[i])),
        cpp: name(found[i]),
      };
    }
    const { turns, servers } = answered(ring.tokens());
    const tokens = Array.from(turns, (turn, i) => ({ turn, server: servers[i] }));
    return {
      scene,
      compared: found.length,
      made: made.length,
      differences,
      ordinary,
      first,
      wrong,
      tokens,
    };
  } finally {
    ring.delete();
  }
}

/** @param {() => Promise<Vectors>} load @returns {import('../../experiment/model.js').Model} */
export function proofModel(load) {
  /** @param {Engine} engine @param {ProofScene} scene */
  const start = async (engine, scene) => compare(engine, scene, await load());
  /** @param {Engine} engine @param {ProofState} state @param {any} command */
  const run = async (engine, state, command) => {
    const next = await start(engine, fold(state.scene, command));
    const { compared, differences, first } = next;
    return { state: next, events: [{ event: 'compared', compared, differences, first }] };
  };
  return { scene, check, start, run, fold };
}
