// The ring beside the code: servers in order, the call's position, and the way that it walks clockwise.
import { nothing, svg } from 'lit';
import { degrees, shorten } from '../../theme/format.js';
import { arcPath, at, inkOf, onCircle, round, serverMark } from '../../theme/marks.js';

/** @typedef {import('./model.js').CodeState} CodeState */

const RADIUS = 160;
const WALK = 194;
const CENTRE = { x: 296, y: 200 };

/** The letter and ink of a server: of its name where that ends in a letter of the cast, so that it keeps them. @param {string} server @param {string[]} servers */
export function castOf(server, servers) {
  const letter = server.match(/(?:^|[^A-Za-z])([A-Z])$/)?.[1];
  return letter ? letter.charCodeAt(0) - 65 : servers.indexOf(server);
}

/** @param {CodeState} state @param {{found: number|null}} reached index of the token that the call has come to */
export function ringPicture({ scene, tokens, run, done }, { found }) {
  const { x, y } = CENTRE;
  const names = tokens.map(({ server }) => server);
  const cast = (/** @type {string} */ server) => castOf(server, names);
  const known = run && done.some(({ line }) => line !== 'get-empty');
  return svg`<path class="compass" d="M${x} 24V14M${x + 172} ${y}h8M${x} 372v8M${x - 172} ${y}h-8"></path>
    <text class="t16 mono qq end" x=${x - 12} y="18">0°</text><path class="compass" d="M${x + 16} 8q20 0 38 9m-8 -8l8 8l-11 2"></path>
    ${tokens.length ? nothing : svg`<path class="empty" d=${arcPath(0, 0, RADIUS, x, y)}></path>`}
    ${tokens.map(({ turn, server }, i) => svg`<path d=${arcPath(tokens.at(i - 1)?.turn ?? 0, turn, RADIUS, x, y)} style=${`stroke:${inkOf(cast(server))}`} stroke-width="8" fill="none"></path>`)}
    ${tokens.map(({ turn, server }) => serverMark({ index: cast(server), ...onCircle(turn, RADIUS, x, y), scale: 0.58 }))}
    ${known && found !== null && scene.call?.call === 'get-server' ? walked(run.position.turn, tokens[found].turn) : nothing}
    ${known && scene.call ? place(run.position.turn, scene.call.call === 'get-server', scene.call.text) : nothing}`;
}

/** @param {number} from @param {number} to */
function walked(from, to) {
  const { x, y } = CENTRE;
  const tip = (((to - from) % 1) + 1) % 1 > 0.02 ? to - 0.012 : to;
  const route = tip === to ? '' : arcPath(from, tip, WALK, x, y).replace('M', 'L');
  return svg`<path class="walk" d="M${at(onCircle(from, RADIUS, x, y))}L${at(onCircle(from, WALK, x, y))}${route}"></path>
    <path class="tip" transform="translate(${x} ${y}) rotate(${round(to * 360)}) translate(-13 -${WALK})" d="M0 -9L16 0L0 9z"></path>`;
}

/** @param {number} turn @param {boolean} key @param {string} text */
function place(turn, key, text) {
  const { x, y } = CENTRE;
  const dot = onCircle(turn, RADIUS, x, y);
  const away = onCircle(turn, 216, x, y);
  const side = Math.sin(turn * 2 * Math.PI) < 0 ? 'end' : '';
  return svg`<circle class=${key ? 'key' : 'key joining'} cx=${round(dot.x)} cy=${round(dot.y)} r="11"></circle>
    <text class=${`t18 mono b halo ${side}`} x=${round(away.x)} y=${round(away.y)}>${shorten(text, 12)}</text>
    <text class=${`t16 mono q halo ${side}`} x=${round(away.x)} y=${round(away.y + 22)}>${degrees(turn)}</text>`;
}
