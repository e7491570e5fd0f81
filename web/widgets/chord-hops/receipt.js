// The receipt of slide 21's figure: the look-up goes both ways once more, and many others with it.
import { count } from '../../theme/format.js';
import { chordHopsModel } from './model.js';
import { expectedHops, steps } from './view.js';

/** @param {import('../../engine/edgecache.d.ts').Engine} engine @param {import('./model.js').ChordState} shown */
export function chordReceipt(engine, shown) {
  const start = performance.now();
  const state = chordHopsModel.start(engine, { ...shown.scene, measured: true });
  const ms = performance.now() - start;
  const { scene, paths, hops, mean, servers } = state;
  const untold = hops.next === 0 && hops.fingers === 0;
  const shownHops = scene.route === 'fingers' && hops.fingers > 0 ? hops.fingers : hops.next || hops.fingers;
  const average = (/** @type {'next'|'fingers'} */ route) =>
    mean ? `${(mean[route].sum / mean[route].lookups).toFixed(2)}, ${count(mean[route].most)} at most` : '';
  /** @type {[string, string][]} */
  const rows = [
    ['ƒ', `chordWalk(ring, node ${paths.next[0]}, "${scene.key}")`],
    ['servers', `${count(scene.servers)}, server-0…, one position each`],
    [
      'asked, owner',
      `server-${servers[paths.next[0]]}, server-${servers[paths.next[paths.next.length - 1]]}`,
    ],
    ['by next', `${count(paths.next.length - 1)} hops`],
    ['by fingers', `${paths.fingers.length - 1} hops: ${steps(state).join(' ') || 'none'}`],
    ['fingers', `successor(p + 2^k), k = 0…63: ${state.fingers.to.length} servers`],
    ['look-ups', `${count(mean?.next.lookups ?? 0)}, user:0…, asked by every server in turn`],
    ['mean by next', average('next')],
    ['mean by fingers', average('fingers')],
    ['½ log₂ N + 1', expectedHops(scene.servers).toFixed(2)],
  ];
  return {
    number: untold && paths.next.length > 1 ? count(scene.servers) : count(shownHops),
    unit: '',
    sentence:
      untold && paths.next.length > 1
        ? 'servers on the ring'
        : `hops of this look-up by ${scene.route === 'fingers' && hops.fingers > 0 ? 'fingers' : 'next'}`,
    rows,
    sure: 'exact',
    file: 'cpp/ring/chord.cpp',
    ms,
  };
}
