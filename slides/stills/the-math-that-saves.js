// Slide 9: the same million keys twice. Every dot is one real key, the first 10,000 of them, at the same place in both squares:
// key n stands in row n / 100, column n % 100. What moves is vermilion.
import { html, svg } from 'lit';
import { slipMark } from '../../web/theme/marks.js';
import { count } from '../../web/theme/format.js';
import { AFTER, BEFORE, KEYS, SERVERS, VNODES } from '../../web/claims/movement.js';
import { answered } from './answered.js';

const SIDE = 100;
const DRAWN = { ...KEYS, count: SIDE * SIDE };

/** Both placements before and after server 100 joins, counted by the engine. @param {import('../../web/engine/edgecache.d.ts').Engine} engine */
export function movement(engine) {
  const before = answered(engine.ring(BEFORE));
  const after = answered(engine.ring(AFTER));
  const ring = answered(engine.remap(before, after, KEYS));
  const ringDots = answered(engine.remap(before, after, DRAWN, { perKey: true }));
  before.delete();
  after.delete();
  const modulo = answered(engine.remapModuloCount(SERVERS, SERVERS + 1, KEYS));
  const moduloDots = answered(engine.remapModuloCount(SERVERS, SERVERS + 1, DRAWN, { perKey: true }));
  return {
    modulo: { moved: Number(modulo.moved), dots: answered(moduloDots.movedKeys) },
    ring: {
      moved: Number(ring.moved),
      betweenOld: Number(ring.movedBetweenPresentInBoth),
      dots: answered(ringDots.movedKeys),
    },
  };
}

/** @param {import('../../web/engine/edgecache.d.ts').Engine} engine */
export async function draw(engine) {
  const { modulo, ring } = movement(engine);
  return html`
    ${lane({ x: 48, name: 'hash % N', aside: 'one dot, one key', few: places(modulo.dots, 0), most: 'moved', label: `With hash % N, ${count(modulo.moved)} of a million keys change owner when a server joins ${SERVERS}` })}
    ${lane({ x: 752, name: `ring, ${VNODES} vnodes`, aside: `${SERVERS} → ${SERVERS + 1} servers`, few: places(ring.dots, 1), most: 'kept', label: `On the ring, ${count(ring.moved)} of the same keys change owner, none of them between old servers` })}
    <p class="big num"><span data-claim="times-fewer" class="claim">${Math.round(modulo.moved / ring.moved)}</span></p>
    <p class="cap">times fewer</p>
    <div class="panel words lost"><b class="num red"><span data-claim="million-modulo" class="claim">${count(modulo.moved)}</span></b> keys change owner by hash&nbsp;%&nbsp;N</div>
    <div class="panel words taken"><b class="num red"><span data-claim="million-ring" class="claim">${count(ring.moved)}</span></b> change owner on the ring, <span data-claim="million-elsewhere">${count(ring.betweenOld)}</span> between old servers</div>
    <p class="receipt">${slipMark} ƒ remap(${SERVERS} → ${SERVERS + 1}) · user:0…${KEYS.count - 1} · XXH64 · exact count; drawn: the first ${count(DRAWN.count)}</p>`;
}

/** Where the keys with this mark stand, as one path of dots. @param {Uint8Array} moved @param {number} wanted */
function places(moved, wanted) {
  let path = '';
  moved.forEach((mark, key) => {
    if (mark === wanted) path += `M${key % SIDE} ${Math.floor(key / SIDE)}h0`;
  });
  return path;
}

/** @param {{x: number, name: string, aside: string, few: string, most: 'moved' | 'kept', label: string}} lane */
function lane({ x, name, aside, few, most, label }) {
  const [ground, spark] = most === 'moved' ? ['alarm', 'line'] : ['line', 'alarm'];
  return html`<svg class="panel" style="--x:${x};--y:120;--w:480;--h:516" viewBox="0 -36 480 516" role="img" aria-label=${label}>
    ${svg`<text class="t20 mono b" y="-13">${name}</text><text class="t18 q end" x="480" y="-13">${aside}</text>
    <pattern id="ground-${most}" width="4.8" height="4.8" patternUnits="userSpaceOnUse"><circle cx="2.4" cy="2.4" r=${most === 'moved' ? 2.1 : 1.5} style="fill:var(--${ground})"></circle></pattern>
    <path d="M0 0h480v480H0z" fill="url(#ground-${most})"></path>
    <g transform="matrix(4.8 0 0 4.8 2.4 2.4)" fill="none" stroke-linecap="round"><path id="spark-${most}" d=${few} style="stroke:var(--paper);stroke-linecap:square"></path>
    <path d=${few} style="stroke:var(--${spark})" stroke-width=${most === 'moved' ? 0.7 : 1.15}></path></g>`}
  </svg>`;
}
