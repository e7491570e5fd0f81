// What was counted is not counted again: a census is a function of what is asked, so its answer is kept, beside the engine that
// gave it. One that was stopped half way goes on from there when it is asked for again.

/** @typedef {import('../../engine/edgecache.d.ts').Engine} Engine */
/** @typedef {import('../../engine/edgecache.d.ts').CensusResult} CensusResult */
/** @typedef {import('../../engine/edgecache.d.ts').CensusState} CensusState */
/** @typedef {{before: number, after: number, vnodes: number, keys: number}} Question */
/** @typedef {{result?: CensusResult, state?: CensusState}} Kept `state`: how far a stopped one came */
/** @typedef {{signal?: AbortSignal, onProgress?: (progress: import('../../engine/edgecache.d.ts').Progress) => void}} Options */

/** The keys of the story. */
export const PREFIX = 'user:';

/** @type {WeakMap<Engine, {counts: Map<string, Kept>, marks: Map<string, Marks>, pace: number}>} */
const memory = new WeakMap();

/** @param {Engine} engine */
function kept(engine) {
  const found = memory.get(engine) ?? { counts: new Map(), marks: new Map(), pace: 0 };
  memory.set(engine, found);
  return found;
}

const nameOf = (/** @type {Omit<Question, 'keys'> & {keys?: number}} */ { before, after, vnodes, keys }) =>
  [before, after, vnodes, keys].join();

/**
 * Every one of the keys under both rules.
 * @param {Engine} engine @param {Question} question @param {Options} [options]
 */
export async function countKeys(engine, question, { signal, onProgress = () => {} } = {}) {
  const { counts } = kept(engine);
  const name = nameOf(question);
  const known = counts.get(name);
  if (known?.result) return known.result;
  const began = performance.now();
  const { before, after, vnodes, keys } = question;
  const job = { before, after, vnodes, keys: { prefix: PREFIX, from: 0, count: keys }, resume: known?.state };
  const result = await engine.run(
    { do: 'census', ...job },
    {
      signal,
      onProgress(progress) {
        if (progress.state) counts.set(name, { state: progress.state });
        onProgress(progress);
      },
    },
  );
  if ('refused' in result) return result;
  if (!known?.state) kept(engine).pace = keys / Math.max(1, performance.now() - began);
  counts.set(name, { result });
  return result;
}

/** Keys a millisecond of the last whole count here, its start included; 0 before there was one. @param {Engine} engine */
export const paceOf = (engine) => kept(engine).pace;

/** As many keys as are drawn: a square of a hundred by a hundred, key n in row n / 100, column n % 100. */
export const SIDE = 100;
/** For each drawn key 1 where its owner changed. @typedef {{modulo: Uint8Array, ring: Uint8Array}} Marks */

/**
 * @param {Engine} engine @param {Omit<Question, 'keys'>} question
 * @returns {Marks | {refused: string}}
 */
export function marksOf(engine, question) {
  const { marks } = kept(engine);
  const { before, after, vnodes } = question; // however many keys were counted, the same are drawn
  const name = nameOf({ before, after, vnodes });
  const known = marks.get(name);
  if (known) return known;
  const keys = { prefix: PREFIX, from: 0, count: SIDE * SIDE };
  const modulo = engine.remapModuloCount(before, after, keys, { perKey: true });
  if ('refused' in modulo) return modulo;
  const ring = remapped(engine, ringOf(engine, before, vnodes), ringOf(engine, after, vnodes), keys);
  if ('refused' in ring) return ring;
  const found = { modulo: modulo.movedKeys ?? new Uint8Array(), ring: ring.movedKeys ?? new Uint8Array() };
  marks.set(name, found);
  return found;
}

/** server-0, server-1, ... as the census names them. @param {Engine} engine @param {number} count @param {number} vnodes */
const ringOf = (engine, count, vnodes) =>
  engine.ring({ servers: Array.from({ length: count }, (_, i) => `server-${i}`), vnodes });

/**
 * @param {Engine} engine
 * @param {ReturnType<typeof ringOf>} before @param {ReturnType<typeof ringOf>} after
 * @param {import('../../engine/edgecache.d.ts').Keys} keys
 */
function remapped(engine, before, after, keys) {
  const failed = 'refused' in before ? before : 'refused' in after ? after : null;
  try {
    if ('refused' in before || 'refused' in after) return /** @type {{refused: string}} */ (failed);
    return engine.remap(before, after, keys, { perKey: true });
  } finally {
    if (!('refused' in before)) before.delete();
    if (!('refused' in after)) after.delete();
  }
}
