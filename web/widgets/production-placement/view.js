// The picture of slide 13: five trades with their rings, and beside them an algorithm as it runs in production, drawn by its own
// placement: a ring as arcs, a Maglev table as its first entries. Pure.
import { html, nothing, svg } from 'lit';
import { count, isolated, percentNumber, shorten } from '../../theme/format.js';
import { inkOf, serverMark, slipMark } from '../../theme/marks.js';
import { hostName, PLACES, presetOf } from './model.js';
import { userList } from './users.js';

/** @typedef {import('./model.js').ProductionState} ProductionState */

const SIDE = 32; // cells of a row of the table

/** The result in words. @param {ProductionState} state */
export function productionSentence({ scene, size, owner, change }) {
  const { name, drawn } = presetOf(scene.preset);
  const host = owner === null ? 'nobody' : hostName(owner);
  const built = `${name} with ${scene.hosts} hosts: ${count(size)} ${drawn === 'ring' ? 'points' : 'entries'}. ${isolated(shorten(scene.key))} goes to ${host}.`;
  if (!change) return built;
  return `${built} From ${scene.before} hosts ${percentNumber(change.moved / change.keys, 1)} % of ${count(change.keys)} keys moved, ${count(change.elsewhere)} of them between hosts that stay.`;
}

/** @param {ProductionState} state @param {{presets?: unknown, hosts?: unknown}} [tools] what only a page that runs has */
export function productionFigure(state, { presets, hosts } = {}) {
  const { scene, change, size } = state;
  const { name, drawn, rule } = presetOf(scene.preset);
  const things = drawn === 'ring' ? 'points' : 'entries';
  return html`${userList(state.users)}${presets ?? html`<p class="panel words presets"><b>${name}</b></p>`}
<svg class="panel placement" style="--x:952;--y:184;--w:280;--h:280" viewBox="-140 -140 280 280" role="img" aria-label=${productionSentence(state)}>${drawn === 'ring' ? circle(state) : table(state)}</svg>
${
  change
    ? html`<p class="big num"><span class="claim">${percentNumber(change.moved / change.keys, 1)}</span><small>%</small></p><p class="cap">of the keys move, ${scene.before} → ${scene.hosts} hosts</p>
<p class="cap2">${count(change.elsewhere)} keys between hosts that stay</p>`
    : html`<p class="big num"><span class="claim">${count(size)}</span></p><p class="cap">${things} for ${scene.hosts} hosts</p><p class="cap2">${rule}</p>`
}
${hosts ?? nothing}
<p class="receipt">${slipMark}<span>ƒ placement(${scene.preset === 'envoy-ring' ? 'ring, _' : 'maglev'}) · Karger et al. 1997 · names: notes</span></p>`;
}

/** Each host's places as the dashes of a circle as long as it has places. @param {ProductionState} state */
function circle({ scene, owners, owner }) {
  return svg`<g transform="rotate(-90)">${Array.from({ length: scene.hosts }, (_, host) => svg`<circle class="arc" r="118" pathLength=${PLACES} stroke-dasharray=${dashes(owners, host)} style=${`stroke:${inkOf(host)}`}></circle>`)}</g>${keyAt(scene.key, owner)}`;
}

/** Drawn, left out, drawn ... from 12 o'clock on. @param {number[]} owners @param {number} host */
function dashes(owners, host) {
  const lengths = [0];
  for (const owner of owners) {
    const drawn = lengths.length % 2 === 1;
    if ((owner === host) === drawn) lengths[lengths.length - 1] += 1;
    else lengths.push(1);
  }
  return (lengths.length % 2 ? [...lengths, 0] : lengths).join(' ');
}

/** Whose the key is, in the middle. @param {string} key @param {number|null} owner */
const keyAt = (key, owner) =>
  owner === null
    ? nothing
    : svg`<text class="t18 mono b mid" y="-34">${shorten(key, 14)}</text><path class="to" d="M0 -22V2m-6 -7l6 7l6 -7"></path>${serverMark({ index: owner, x: 0, y: 34, scale: 0.9 })}
<text class="t16 q mid" y="82">${hostName(owner).split(':')[0]}</text>`;

/** One path a host: a square for each of its entries. @param {ProductionState} state */
function table({ scene, owners, owner }) {
  const cell = 280 / SIDE;
  const paths = Array.from({ length: scene.hosts }, () => '');
  owners.forEach((host, i) => {
    paths[host] +=
      `M${((i % SIDE) * cell - 140).toFixed(2)} ${(Math.floor(i / SIDE) * cell - 140).toFixed(2)}h7.6v7.6h-7.6z`;
  });
  return svg`${paths.map((path, i) => svg`<path d=${path} style=${`fill:${inkOf(i)}`}></path>`)}<rect class="sheet" x="-84" y="-66" width="168" height="162"></rect>${keyAt(scene.key, owner)}`;
}
