// The picture of slide 16: the code with its lit line, the tiers it runs on, and beside each line that the storyboard's version lacked
// what breaks without it. Pure: the build renders it into the still, the browser renders it again when the engine answers.
import { html, nothing } from 'lit';
import { count, isolated, shorten } from '../../theme/format.js';
import { slipMark } from '../../theme/marks.js';
import { codeLines } from '../shared/code-lines.js';
import { TIERS } from '../shared/tiers.js';
import { codeOf } from './code.js';
import { shelvesPicture } from './shelves-view.js';
import { SWITCHES } from './words.js';

/** @typedef {import('./model.js').CodeState} CodeState */

/** Blocks whose line runs when this one is lit: a call inside a call. @type {Record<string, string>} */
const CALLED = { evict: 'put', expire: 'in' };

/**
 * @param {CodeState} state
 * @param {{head?: unknown, deeds?: unknown, set?: (command: any) => void}} [tools] what only a page that runs has
 */
export function tierCodeFigure(state, { head, deeds = nothing, set } = {}) {
  const { scene, done, key, steps } = state;
  const lit = done.at(-1)?.line ?? null;
  const blocks = codeOf(scene.lines).map(({ id, head: written, lines }) => ({
    id,
    head:
      id === 'get' ? (head ?? `GET(${key === null ? 'key' : isolated(shorten(key, 20))})`) : `${written}:`,
    lines: lines.map(({ id: line, text, aside, added, there }) => ({
      id: line,
      kind: added ? (there ? 'added' : 'off') : '',
      text: aside ? html`${text} <small>${aside}</small>` : text || '\u00a0',
    })),
  }));
  const running = key === null ? null : (CALLED[lit ?? ''] ?? 'get');
  return html`<div class="panel words code" style="--x:48;--y:116;--w:600">${codeLines({ blocks, lit, running, label: 'Pseudocode' })}</div>
${variables(state)}${shelvesPicture(state)}${switches(state, set)}${deeds}
<p class="receipt">${slipMark}<span>ƒ get · ${key === null ? 'no call' : `line ${done.length} of ${steps.length}`} · LRU, each tier for itself</span></p>`;
}

/** @param {CodeState} state */
function variables({ found, sums, nowMs }) {
  const where = found ? (found.tier === null ? 'database' : TIERS[found.tier].name) : '·';
  const old = found && found.version < found.dbVersion;
  return html`<dl class="panel words variables" style="--x:48;--y:554;--w:600">
<div><dt>found in</dt><dd>${where}</dd></div><div><dt>answer</dt><dd>${found ? `v${found.version}${old ? ', old' : ''}` : '·'}</dd></div>
<div><dt>database has</dt><dd>${found ? `v${found.dbVersion}` : '·'}</dd></div><div><dt>database reads</dt><dd>${sums.dbReads} of ${sums.gets}</dd></div><div><dt>now</dt><dd>${count(nowMs / 1000)} s</dd></div></dl>`;
}

/** What breaks without each line; on a page that runs, its switch. @param {CodeState} state @param {((command: any) => void)|undefined} set */
function switches({ scene, without }, set) {
  return html`<ul class="panel words lacks" style="--x:690;--y:424;--w:542">${SWITCHES.map(
    ({ added, name, lacks }) => {
      const on = scene.lines[added];
      const { number, words } = lacks(without);
      const label = html`<b>+ ${name}</b>`;
      return html`<li>${
        set
          ? html`<button aria-pressed=${on ? 'true' : 'false'} @click=${() => set({ do: 'set-line', line: added, on: !on })}>${label}</button>`
          : html`<span class=${on ? 'on' : ''}>${label}</span>`
      }<p><strong class="num claim">${count(number)}</strong> ${words}</p></li>`;
    },
  )}</ul>`;
}
