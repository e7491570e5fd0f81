// The receipt of slide 16's figure: the thousand GETs are run once more through the code without each line, timed now.
import { count } from '../../theme/format.js';
import { ROOM } from './deeds.js';
import { countWithout } from './without.js';

/** @param {import('../../engine/edgecache.d.ts').Engine} engine */
export async function tierCodeReceipt(engine) {
  const start = performance.now();
  const { gets, keys, seconds, fill, evict, expire } = await countWithout(engine);
  const ms = performance.now() - start;
  return {
    number: [fill, evict, expire].map(({ lacking }) => count(lacking)).join(' · '),
    unit: '',
    sentence: 'is what comes of it without the fill, the eviction, the expiry',
    rows: /** @type {[string, string][]} */ ([
      ['ƒ', 'TieredCache.get, dbWrite, advance'],
      ['GETs', `${count(gets)}, Zipf 1 over ${keys} keys, seed 16`],
      ['room', ROOM.join(', ')],
      ['no fill', `${count(fill.lacking)} entries, ${count(fill.whole)} with it`],
      ['no eviction', `${count(evict.lacking)} in L1, ${count(evict.whole)} with it`],
      ['no expiry', `${expire.lacking} old answers of ${seconds}, ${expire.whole} with it`],
    ]),
    sure: 'exact',
    file: 'cpp/cache/tiered_read.cpp',
    ms,
  };
}
