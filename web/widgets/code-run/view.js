// The picture of slide 10: the code with its lit line, the variables, the ring and the same ring as a sorted array. Pure: the build
// renders it into the still, the browser renders it again when the engine answers.
import { html, nothing } from 'lit';
import { degrees, isolated, shorten } from '../../theme/format.js';
import { serverMark, slipMark } from '../../theme/marks.js';
import { codeLines } from '../shared/code-lines.js';
import { castOf, ringPicture } from './ring.js';

/** @typedef {import('./model.js').CodeState} CodeState */
/** @typedef {import('./model.js').Call} Call */

/** The owner's pseudocode, with the line that the storyboard calls "walk clockwise" as code does it. @type {{id: Call, name: string, lines: [string, string, string?][]}[]} */
export const CODE = [
  {
    id: 'add-server',
    name: 'ADD_SERVER',
    lines: [
      ['add-hash', 'position = hash(server)'],
      ['add-search', 'i = first token ≥ position'],
      ['add-insert', 'insert (position, server) at ring[i]'],
    ],
  },
  {
    id: 'get-server',
    name: 'GET_SERVER',
    lines: [
      ['get-empty', 'if the ring is empty: return none'],
      ['get-hash', 'position = hash(key)'],
      ['get-search', 'i = first token ≥ position', 'walk clockwise'],
      ['get-wrap', 'if i is past the end: i = 0'],
      ['get-return', 'return the server of ring[i]'],
    ],
  },
  {
    id: 'remove-server',
    name: 'REMOVE_SERVER',
    lines: [
      ['remove-take-out', 'take its token out of the ring'],
      ['remove-fall', 'its keys fall to the next, clockwise'],
    ],
  },
];

/** Where the call stands: its last step, the looks of its search so far, the token it has come to. @param {CodeState} state */
export function reached({ tokens, done }) {
  const step = done.at(-1) ?? null;
  const looks = done.flatMap(({ mid, atOrAfter }) => (mid === null ? [] : [{ mid, atOrAfter }]));
  const i = step?.i ?? null;
  return { step, looks, found: i === null ? null : i < tokens.length ? i : null };
}

/** What the last step said, in words. @param {CodeState} state */
export function stepSentence(state) {
  const { scene, run, tokens } = state;
  if (!scene.call || !run) return `A ring of ${tokens.length} servers. No call yet.`;
  const { step, looks } = reached(state);
  const text = isolated(shorten(scene.call.text));
  const called = `${CODE.find(({ id }) => id === scene.call?.call)?.name}(${text})`;
  if (!step) return `${called} begins.`;
  const words = {
    'add-hash': `position is ${degrees(run.position.turn)}`,
    'add-search': searched(state),
    'add-insert': `${text} stands at ring[${step.i}], ${degrees(run.position.turn, 2)}`,
    'get-empty': run.steps.length > 1 ? 'it is not empty' : 'it is empty: nobody',
    'get-hash': `position is ${degrees(run.position.turn)}`,
    'get-search': searched(state),
    'get-wrap': `i is ${step.i}`,
    'get-return': `${step.server}. The search compared ${looks.length}; walking clockwise from ring[0] looks at ${run.walked}, and comes to the same server`,
    'remove-take-out': `${text} is out; the others stay where they are`,
    'remove-fall': step.server === null ? 'nobody is left' : `its keys are now of ${step.server}`,
  };
  return `${called}: ${words[step.line]}.`;
}

/** @param {CodeState} state */
function searched({ tokens, done, run }) {
  const step = /** @type {NonNullable<ReturnType<typeof reached>['step']>} */ (done.at(-1));
  if (step.i !== null)
    return step.i < tokens.length ? `found: i is ${step.i}` : `past the end: i is ${step.i}`;
  if (step.mid === null) return `among all: lo is ${step.lo}, hi is ${step.hi}`;
  const turn = tokens[step.mid].turn;
  return `ring[${step.mid}] at ${degrees(turn, 2)} is ${step.atOrAfter ? 'at or after' : 'before'} ${degrees(run?.position.turn ?? 0, 2)}`;
}

/**
 * @param {CodeState} state
 * @param {{heads?: Record<Call, unknown>, more?: unknown}} [tools] what only a page that runs has
 */
export function codeRunFigure(state, { heads, more = nothing } = {}) {
  const { scene } = state;
  const at = reached(state);
  const blocks = CODE.map(({ id, name, lines }) => ({
    id,
    head:
      heads?.[id] ??
      html`${name}(${scene.call?.call === id ? shorten(scene.call.text, 20) : id === 'get-server' ? 'key' : 'server'})`,
    lines: lines.map(([line, text, picture]) => ({
      id: line,
      text: picture ? html`${text} <small>${picture}</small>` : text,
    })),
  }));
  return html`<div class="panel words code" style="--x:48;--y:120;--w:592">${codeLines({ blocks, lit: at.step?.line ?? null, running: scene.call?.call ?? null, label: 'Pseudocode' })}</div>
${variables(state, at)}
<svg class="panel circle" style="--x:720;--y:128;--w:512;--h:400" viewBox="0 0 512 400" role="img" aria-label=${stepSentence(state)}>${ringPicture(state, at)}</svg>
${comparisons(state, at)}${array(state, at)}${more}
<p class="receipt">${slipMark}<span>ƒ run(${scene.call ? scene.call.call.replace('-', '_') : 'nothing'}) · ${scene.call ? `step ${scene.at} of ${state.run?.steps.length}` : 'no call'} · XXH64, ≥</span></p>`;
}

/** @param {CodeState} state @param {ReturnType<typeof reached>} at */
function variables({ run, done }, { step }) {
  const known =
    run &&
    done.some(({ line }) => line !== 'get-empty' && line !== 'remove-take-out' && line !== 'remove-fall');
  const value = (/** @type {number|null|undefined} */ n) => n ?? '·';
  const verdict = step?.mid == null ? (step?.i == null ? '·' : 'found') : step.atOrAfter ? 'yes' : 'no';
  return html`<dl class="panel words variables" style="--x:48;--y:502;--w:592">
<div><dt>position</dt><dd>${known ? degrees(run.position.turn) : '·'}</dd></div><div><dt>lo</dt><dd>${value(step?.lo)}</dd></div><div><dt>hi</dt><dd>${value(step?.hi)}</dd></div>
<div><dt>mid</dt><dd>${value(step?.mid)}</dd></div><div><dt>≥ position?</dt><dd>${verdict}</dd></div><div><dt>i</dt><dd>${value(step?.i)}</dd></div></dl>`;
}

/** In the middle of the ring: how many tokens were looked at, by halving and by walking. @param {CodeState} state @param {ReturnType<typeof reached>} at */
function comparisons({ scene, run }, { looks, step }) {
  if (!looks.length) return nothing;
  const over = step?.line === 'get-return' && run;
  return html`<p class="big num"><span class="claim">${looks.length}</span></p>
<p class="cap">${looks.length === 1 ? 'comparison' : 'comparisons'}${over ? html`<small>walking: ${run.walked}</small>` : scene.call?.call === 'add-server' ? html`<small>to find its place</small>` : nothing}</p>`;
}

/** @param {CodeState} state @param {ReturnType<typeof reached>} at */
function array({ tokens, run }, { step, looks, found }) {
  const names = tokens.map(({ server }) => server);
  const searching =
    step !== null &&
    (step.line.endsWith('-search') || step.line === 'get-wrap' || step.line === 'get-return');
  return html`<ol class="panel words array" aria-label="The ring as a sorted array; the numbers are the search’s looks">${tokens.map(
    ({ turn, server }, i) => {
      const asked = searching ? looks.findIndex(({ mid }) => mid === i) : -1;
      const inside = searching && step.lo !== null && step.hi !== null && (i < step.lo || i >= step.hi);
      const state = i === found ? 'own' : asked >= 0 ? 'asked' : inside ? 'out' : '';
      return html`<li class=${state}><svg viewBox="-32 -32 64 64" role="img" aria-label=${server}>${serverMark({ index: castOf(server, names), x: 0, y: 0 })}</svg>
<span>${degrees(turn, 2)}</span>${asked >= 0 ? html`<em><b>${asked + 1}</b> ${Math.round(turn * 360)} ≥ ${Math.round((run?.position.turn ?? 0) * 360)} ${looks[asked].atOrAfter ? 'yes' : 'no'}</em>` : nothing}</li>`;
    },
  )}</ol>`;
}
