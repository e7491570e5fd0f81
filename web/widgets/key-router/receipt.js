// The receipt of slide 3's figure: its key is hashed and divided once more, and the remainder is the number of its server.
import { keyRouterModel as model } from './model.js';

/** @param {import('../../engine/edgecache.d.ts').Engine} engine @param {{scene: any, log: readonly any[], cursor: number}} experiment */
export function routerReceipt(engine, { scene, log, cursor }) {
  const start = performance.now();
  let state = model.start(engine, scene);
  for (const command of log.slice(0, cursor)) {
    const answer = model.run(engine, state, command);
    if ('refused' in answer) break; // it was refused when it was asked, too
    ({ state } = answer);
  }
  const ms = performance.now() - start;
  const { hash, before, after } = state;
  const route = after ?? before;
  /** @type {[string, string][]} */
  const rows = [['ƒ', `modulo(key, ${[before, after].flatMap((r) => r?.servers ?? []).join(' and ')})`]];
  if (state.scene.key !== null) rows.push(['key', state.scene.key]);
  if (hash) rows.push(['XXH64, seed 0', hash.hex]);
  if (before && after) rows.push(['before', `server ${before.server} of ${before.servers}`]);
  return {
    number: route ? String(route.server) : '',
    unit: '',
    sentence: route ? `is the server of this key among ${route.servers}` : 'no server is asked yet',
    rows,
    sure: 'exact',
    file: 'cpp/ring/modulo.hpp',
    ms,
  };
}
