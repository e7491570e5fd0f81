// Both halves of the episode in one picture: a ring in every point of presence names the server, and from its shelf the tiers go down
// to the origin. The last GET is drawn as it went; whoever has a copy of the key now shows it.
import { html, nothing, svg } from 'lit';
import { count, isolated, shorten } from '../../theme/format.js';
import { inkOf, onCircle, round, serverMark } from '../../theme/marks.js';
import { AROUND } from '../shared/ring-dashes.js';
import { shelf, TIERS } from '../shared/tiers.js';
import { PLACES, POINTS, REGIONS } from '../../claims/cdn.js';
import { SYSTEMS } from './systems.js';
import { wayMarks } from './way.js';
import { about, networkSentence, sharesOf, shareText } from './words.js';

/** @typedef {import('./model.js').TierState} TierState */
/** @typedef {import('./way.js').WayMarks} WayMarks */
/**
 * Where things stand: middle and radius of a ring, tops of the shelves and of the ground, their height.
 * @typedef {{ring: {y: number, r: number, ink: number}, tops: number[], high: number}} Layout
 */

/** @type {Layout} */
const WIDE = { ring: { y: 58, r: 44, ink: 14 }, tops: [134, 216, 298, 380], high: 38 };
/** @type {Layout} */
const NARROW = { ring: { y: 84, r: 62, ink: 20 }, tops: [190, 274, 358, 442], high: 42 };
const CDN = 1; // among the systems
const COLUMN = 197;
const EDGE = 176; // width of an edge's shelf
const MIDDLE = (/** @type {number} */ point) => 98 + point * COLUMN;

/** @param {TierState} state @param {number} [shown] events of the last GET that have been told */
export function cdnView(state, shown) {
  const { network } = state;
  const marks = wayMarks(network, shown);
  const label = networkSentence(state);
  return html`<svg class="panel cdn wide-only" style="--x:48;--y:168;--w:1184;--h:484" viewBox="0 0 1184 484" role="img" aria-label=${label}>${wide(state, marks)}</svg>
<svg class="panel cdn narrow-only" style="--w:440" viewBox="0 0 440 590" role="img" aria-label=${label}>${narrow(state, marks)}</svg>`;
}

/** @param {TierState} state @param {WayMarks} marks */
function wide({ scene, network, results }, marks) {
  const { tops, high } = WIDE;
  const asked = marks.depth > 0;
  return svg`${network.points.map((point, i) => {
    const x = MIDDLE(i);
    const quiet = asked && i !== marks.point;
    return svg`<text class="disp" x=${x - 91} y="20" style="font-size:22px">${point.name}</text><g class=${quiet ? 'quiet' : ''}>${ringAt(x, WIDE, point.dashes, network.turn, network.servers[i])}</g>
      <g transform="translate(0 ${tops[0]})">${shelf(TIERS[0], x - EDGE / 2, 0, EDGE, high)}<text class="t16 b" x=${x - EDGE / 2 + 10} y="25">edge</text>${holdersAt(x + EDGE / 2 - 18, high / 2, marks.holders[i])}</g>`;
  })}
  ${REGIONS.map((region, j) => {
    const x = MIDDLE(2 * j) - EDGE / 2;
    const width = COLUMN + EDGE;
    return svg`<g transform="translate(0 ${tops[1]})">${shelf(TIERS[1], x, 0, width, high)}<text class="t16 b" x=${x + 10} y="25">regional, ${region}</text>${marks.regions.has(j) ? chip(x + width - 4, high, TIERS[1].ink, network.key) : nothing}</g>`;
  })}
  <g transform="translate(0 ${tops[2]})">${shelf(TIERS[2], 10, 0, 1161, high)}<text class="t16 b" x="20" y="25">shield</text>${marks.shield ? chip(1167, high, TIERS[2].ink, network.key) : nothing}</g>
  <path class="ground" d="M10 ${tops[3]}H1171"></path><text class="disp" x="8" y=${tops[3] + 40} style="font-size:34px">origin</text><text class="t16 q" x="10" y=${tops[3] + 64}>is the source, not a cache</text>
  ${wayLines(MIDDLE(marks.point), WIDE, marks)}
  ${asked ? svg`<text class="t20" x="330" y=${tops[3] + 36}>${isolated(shorten(network.key, 26))}</text><text class="t18 q" x="330" y=${tops[3] + 64}>${whoWords(scene, network, marks)}</text>` : svg`<text class="t18 q" x="330" y=${tops[3] + 40}>Send a GET from a point of presence.</text>`}
  ${results ? svg`<text class="t16 q" x="330" y=${tops[3] + 92}>${edgeWords(results[CDN], scene.pick)}</text>` : nothing}
  ${marks.from === null || !network.way ? nothing : svg`<text class="disp end" x="1172" y=${tops[3] + 84} style="font-size:84px">${about(network.way.costNs)}</text>`}`;
}

/** What a whole trace met at the edge. @param {import('./runs.js').Result} result @param {string} pick */
const edgeWords = (result, pick) =>
  `of ${count(result.requests)} requests ${shareText(sharesOf(result)[0])} hit the edge, ${pick === 'ring' ? 'by the ring' : 'by asking any server'}`;

/** One point at a time. @param {TierState} state @param {WayMarks} marks */
function narrow({ scene, network }, marks) {
  const { tops, high } = NARROW;
  const { point } = marks;
  const x = 96;
  const region = Math.floor(point / 2);
  const names = SYSTEMS[CDN].caches;
  const has = [false, marks.regions.has(region), marks.shield];
  return svg`${ringAt(x, NARROW, network.points[point].dashes, network.turn, network.servers[point])}
  <text class="disp" x="196" y="44" style="font-size:44px">${POINTS[point]}</text>
  <text class="t18 b" x="196" y="82">${isolated(shorten(network.key, 18))}</text>
  <text class="t16 q" x="196" y="112">${marks.depth ? whoWords(scene, network, marks) : 'Send a GET from a point.'}</text>
  ${names.map((name, k) => svg`<g transform="translate(0 ${tops[k]})">${shelf(TIERS[k], 2, 0, 436, high)}<text class="t18" x="196" y="28">${name}</text>${k === 0 ? holdersAt(412, high / 2, marks.holders[point]) : has[k] ? svg`<path d="M432 6v${high - 12}h-56v${12 - high}z" style="fill:${TIERS[k].ink}"></path><text class="t16 on mid" x="404" y="27">copy</text>` : nothing}</g>`)}
  <path class="ground" d="M2 ${tops[3]}H438"></path><text class="disp" x="196" y=${tops[3] + 44} style="font-size:36px">origin</text>
  ${wayLines(x, NARROW, marks)}
  ${marks.from === null || !network.way ? nothing : svg`<text class="disp" x="0" y="550" style="font-size:76px">${about(network.way.costNs)}</text><text class="t16 q" x="0" y="582">copies on ${marks.holders.flat().length} of ${PLACES} edge servers</text>`}`;
}

/** @param {import('./model.js').TierScene} scene @param {import('./network.js').Network} network @param {WayMarks} marks */
function whoWords({ pick }, { servers }, { point, server }) {
  const owner = 'ABCD'[servers[point]];
  if (pick === 'ring') return `the ring at ${POINTS[point]} picks ${owner}`;
  const asked = 'ABCD'[server ?? 0];
  return asked === owner ? `any server: ${asked}` : `any server: ${asked}, not ${owner}`;
}

/** A small ring of four servers, the key where its hash says, its server in the middle. @param {number} x @param {Layout} layout @param {string[]} dashes @param {number} turn @param {number} server */
function ringAt(x, { ring: { y, r, ink } }, dashes, turn, server) {
  const key = onCircle(turn, r, x, y);
  const to = onCircle(turn, r - ink - 2, x, y);
  return svg`<g fill="none" stroke-width=${ink} transform="translate(${x} ${y}) rotate(-90)">${dashes.map((dash, i) => svg`<circle r=${r} pathLength=${AROUND} stroke-dasharray=${dash} style=${`stroke:${inkOf(i)}`}></circle>`)}</g>
  <path d="M${round(key.x)} ${round(key.y)}L${round(to.x)} ${round(to.y)}" class="needle"></path><circle class="key" cx=${round(key.x)} cy=${round(key.y)} r="6"></circle>
  ${serverMark({ index: server, x, y, scale: r / 70 })}`;
}

/** @param {number} x of the last @param {number} y @param {number[]} servers that have a copy */
const holdersAt = (x, y, servers) =>
  [...servers].sort((a, b) => b - a).map((index, i) => serverMark({ index, x: x - i * 28, y, scale: 0.48 }));

/** A copy of the key in a shelf. @param {number} right @param {number} high @param {string} ink @param {string} key */
function chip(right, high, ink, key) {
  const words = shorten(key, 13);
  const width = words.length * 11.6 + 16;
  return svg`<path d="M${right} 4v${high - 8}h${-round(width)}v${8 - high}z" style="fill:${ink}"></path><text class="t16 mono b on end" x=${right - 8} y="25">${words}</text>`;
}

/** Down until somebody has it, and up again with copies. @param {number} x @param {Layout} layout @param {WayMarks} marks */
function wayLines(x, { ring, tops, high }, { depth, said, from, copied }) {
  if (depth === 0) return nothing;
  const begin = ring.y + ring.r + ring.ink / 2 + 2;
  const head = (/** @type {number} */ y) => svg`<path class="head" d="M${x} ${y}l-9 -15h18z"></path>`;
  const bottom = (/** @type {number} */ k) => tops[k] + high + 7;
  const up = x + 76;
  return svg`${Array.from({ length: depth }, (_, k) => svg`<path class="way" d="M${x} ${k ? bottom(k - 1) : begin}V${tops[k] - 12}"></path>${head(tops[k])}`)}
  ${said.map((word, k) => {
    if (word === 'MISS')
      return svg`<text class="disp end halo" x=${x - 14} y=${bottom(k) + 29} style="font-size:26px">MISS</text>`;
    return word === 'HIT'
      ? svg`<text class="disp halo" x=${x + 14} y=${tops[k] - 6} style="font-size:26px">HIT</text>`
      : nothing;
  })}
  ${
    copied && from !== null
      ? Array.from({ length: from }, (_, k) => {
          const start = k === from - 1 ? tops[from] : tops[k + 1];
          return svg`<path class="way" d="M${up} ${start}V${bottom(k) + 12}"></path><path class="head" d="M${up} ${bottom(k)}l-9 15h18z"></path>`;
        })
      : nothing
  }`;
}
