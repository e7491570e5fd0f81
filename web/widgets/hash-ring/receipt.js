// The receipt of a ring figure: its log is done once more on a fresh ring, from the scene up to the cursor, and the number is read
// from the picture of what came out. Whoever doubts the figure sees it made again, and how long the engine took.
import { count } from '../../theme/format.js';
import { hashRingModel as model } from './model.js';
import { ringPicture } from './picture.js';
import { ringWords } from './words.js';

/** Half of what a frame can spare: a long log is done again in stretches. */
const STRETCH_MS = 8;

/**
 * @param {import('../../engine/edgecache.d.ts').Engine} engine
 * @param {{scene: any, log: readonly any[], cursor: number}} experiment
 * @param {import('./picture.js').RingPicture['view']} view
 */
export async function ringReceipt(engine, { scene, log, cursor }, view) {
  const commands = log.slice(0, cursor);
  let ms = 0;
  let start = performance.now();
  let state = model.start(engine, scene);
  /** @type {any[]} */
  let events = [];
  let picture;
  try {
    for (const command of commands) {
      const answer = model.run(engine, state, command);
      if ('refused' in answer) break; // it was refused when it was asked, too
      model.dispose(state);
      ({ state, events } = answer);
      const now = performance.now();
      if (now - start < STRETCH_MS) continue;
      ms += now - start;
      await new Promise((resolve) => setTimeout(resolve, 0));
      start = performance.now();
    }
    ms += performance.now() - start;
    picture = ringPicture(state, events, view);
  } finally {
    model.dispose(state);
  }

  const { number, unit, head, receipt } = ringWords(picture);
  const [call] = receipt.split(' · ');
  return {
    number: number ?? '',
    unit,
    sentence: head,
    rows: rowsOf(picture, call, events),
    sure: 'exact',
    file: `cpp/ring/${picture.moved ? 'remap' : picture.view === 'line' ? 'position' : 'hash_ring'}.cpp`,
    ms,
  };
}

/** @param {import('./picture.js').RingPicture} picture @param {string} call @param {any[]} events @returns {[string, string][]} */
function rowsOf({ scene, members, tokens, moved, view }, call, events) {
  const hash = scene.hash === 'by-degrees' ? 'by degrees' : 'XXH64';
  /** @type {[string, string][]} */
  const rows = [['ƒ', call]];
  if (view === 'line') return [...rows, ['hash', `${hash}, seed 0`]];
  const names = members.map(({ name }) => name).join(', ');
  rows.push(
    ['servers', names.length > 24 ? count(members.length) : names],
    ['tokens', count(tokens.length)],
    ['hash, rule', `${hash}, ≥`],
  );
  if (moved) {
    const { elsewhere = 0 } = events.find(({ event }) => event === 'keys-moved') ?? {};
    rows.push(['keys counted', count(moved.keys)], ['elsewhere', count(elsewhere)]);
  }
  return rows;
}
