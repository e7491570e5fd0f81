// The receipt of slide 10's figure: the call is traced once more.
import { count, degrees } from '../../theme/format.js';
import { codeRunModel } from './model.js';
import { reached } from './view.js';

/** @param {import('../../engine/edgecache.d.ts').Engine} engine @param {import('./model.js').CodeState} shown */
export function codeReceipt(engine, shown) {
  const start = performance.now();
  const state = codeRunModel.start(engine, shown.scene);
  const ms = performance.now() - start;
  const { scene, run, tokens } = state;
  const { looks } = reached(state);
  /** @type {[string, string][]} */
  const rows = [
    ['ƒ', `runPseudocode(${scene.call?.call ?? 'nothing'})`],
    ['servers', scene.servers.join(', ')],
    ['tokens', count(tokens.length)],
    ['hash, rule', 'XXH64, ≥'],
  ];
  if (scene.call && run) rows.push(['text', scene.call.text], ['position', degrees(run.position.turn)]);
  if (run?.walked) rows.push(['walking looks at', count(run.walked)]);
  return {
    number: String(looks.length),
    unit: '',
    sentence: 'tokens compared by the binary search so far',
    rows,
    sure: 'exact',
    file: 'cpp/ring/pseudocode.cpp',
    ms,
  };
}
