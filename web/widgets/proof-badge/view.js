// The badge of slide 11: how many look-ups were compared and how many answers differ; the four switches; the ring with the keys that
// are answered wrongly. Pure: the build renders it into the still, the browser again when the engine answers.
import { html, nothing, svg } from 'lit';
import { count, degrees } from '../../theme/format.js';
import { arcPath, at, inkOf, onCircle, slipMark } from '../../theme/marks.js';

/** @typedef {import('./model.js').ProofState} ProofState */

/** What each switch breaks, and what that looks like. */
export const SWITCHES = [
  { mistake: 'after', name: '> for ≥', says: 'a key on a token goes past it' },
  { mistake: 'no-wrap', name: 'no wrap', says: 'past the last token: nobody' },
  { mistake: 'overwrite', name: 'a token overwrites', says: 'of two at a place, the later' },
  { mistake: 'stale', name: 'keys not rebuilt', says: 'nobody finds server-D' },
];

/** The result in words. @param {ProofState} state */
export function proofSentence({ compared, differences, first }) {
  const result = `${count(compared)} look-ups compared, ${count(differences)} ${differences === 1 ? 'difference' : 'differences'}.`;
  if (!first) return result;
  const key = first.made ? `position ${first.key}` : first.key;
  return `${result} The first: ${key}. Python says ${first.python}, this code says ${first.cpp ?? 'nobody'}.`;
}

/** @param {ProofState} state @param {{switches?: unknown}} [tools] what only a page that runs has */
export function proofFigure(state, { switches } = {}) {
  const { compared, made, differences, first } = state;
  const red = differences > 0;
  return html`<svg class="panel ring" style="--x:982;--y:236;--w:250;--h:250" viewBox="-125 -125 250 250" role="img" aria-label=${ringWords(state)}>${ring(state)}</svg>
<p class=${red ? 'big num red' : 'big num'}><span class="claim">${count(differences)}</span></p>
<p class="cap">${differences === 1 ? 'difference' : 'differences'} in ${count(compared)} look-ups, each asked of Python and of the C++ in this page</p>
<p class="cap2 first">${first ? html`First: <code>${first.made ? `at ${degrees(first.turn)}` : first.key}</code>. Python: <b>${first.python}</b>. Here: <b>${first.cpp ?? 'nobody'}</b>.` : html`${count(compared - made)} ordinary keys; ${count(made)} made to hurt.`}</p>
${switches ?? nothing}
<p class="receipt">${slipMark}<span>ƒ place, ownerOfHash · vectors by consistent_hashing.py</span></p>`;
}

/** @param {ProofState} state */
function ringWords({ wrong, differences }) {
  return differences
    ? `The ring; red ticks stand where the first ${wrong.length} wrong answers are`
    : 'The ring of the comparison: four servers; every answer is right';
}

/** Arcs in their owners' inks, one path a server; wrong keys as ticks outside, one path. @param {ProofState} state */
function ring({ tokens, wrong }) {
  const arcs = [0, 1, 2, 3].map((server) =>
    tokens
      .map(({ turn, server: owner }, i) => {
        const from = tokens.at(i - 1)?.turn ?? 0;
        return owner === server && from !== turn ? arcPath(from, turn, 92) : '';
      })
      .join(''),
  );
  const ticks = wrong.map((turn) => `M${at(onCircle(turn, 102))}L${at(onCircle(turn, 120))}`).join('');
  return svg`${arcs.map((path, server) => svg`<path class="arc" d=${path} style=${`stroke:${inkOf(server)}`}></path>`)}
    ${ticks ? svg`<path class="wrong" d=${ticks}></path>` : nothing}
    <text class="t16 q mid" y="-4">4 servers</text><text class="t16 q mid" y="18">${tokens.length} tokens</text>`;
}

/** @param {ProofState} state @param {(command: any) => void} apply */
export const proofSwitches = ({ scene }, apply) =>
  html`<div class="panel words switches" role="group" aria-label="Break the look-up">${SWITCHES.map(
    ({ mistake, name, says }) => {
      const on = scene.mistakes.includes(mistake);
      return html`<button aria-pressed=${on ? 'true' : 'false'} @click=${() => apply({ do: 'set-mistake', mistake, on: !on })}><b>${name}</b> <span>${says}</span></button>`;
    },
  )}</div>`;
