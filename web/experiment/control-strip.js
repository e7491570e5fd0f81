// One strip for every figure: play, step back, step, scrub, speed, reset, copy link. Pencil marks until touched.
import { html, nothing, svg } from 'lit';
import { live } from 'lit/directives/live.js';
import { copyLink, linkTo } from './copy-link.js';

/** @typedef {import('./figure-element.js').FigureElement} Figure */

const ICONS = {
  play: svg`<path d="M7 5v14l11-7z"></path>`,
  pause: svg`<path d="M8 5v14M16 5v14"></path>`,
  back: svg`<path d="M15 6l-6 6 6 6M6 6v12"></path>`,
  step: svg`<path d="M9 6l6 6-6 6M18 6v12"></path>`,
  reset: svg`<path d="M5 7v5h5M5.6 12a7 7 0 1 1 2 5"></path>`,
  share: svg`<path d="M12 15V4M8 8l4-4 4 4M5 12v8h14v-8"></path>`,
};

const SPEEDS = [0.5, 1, 2, 4];

/** @param {string} label @param {unknown} icon @param {() => void} press @param {{off?: boolean, kind?: string}} [options] */
const button = (label, icon, press, { off = false, kind = '' } = {}) => html`<button
  class=${`ctl-button ${kind}`}
  aria-label=${label}
  title=${label}
  aria-disabled=${off ? 'true' : 'false'}
  @click=${() => (off ? undefined : press())}
><svg viewBox="0 0 24 24" aria-hidden="true">${icon}</svg></button>`;

/** @param {Figure} figure */
export function controlStrip(figure) {
  const { experiment, playing } = figure;
  const { cursor } = experiment;
  const { length } = experiment.log;
  return html`<div class="ctl-strip" role="group" aria-label="Play and step this figure">
      ${button(playing ? 'Pause' : 'Play', playing ? ICONS.pause : ICONS.play, () => figure.togglePlay(), { off: length === 0, kind: 'ctl-play' })}
      ${button('Step back', ICONS.back, () => figure.seekByHand(cursor - 1), { off: cursor === 0 })}
      ${button('Step', ICONS.step, () => figure.seekByHand(cursor + 1), { off: cursor === length })}
      ${scrubber(figure, cursor, length)}
      <button class="ctl-button ctl-speed" aria-label=${`Speed ${figure.speed}, change`} title="Speed" @click=${() => faster(figure)}>${figure.speed}×</button>
      ${button('Reset', ICONS.reset, () => figure.resetByHand())}
      ${button('Copy link', ICONS.share, () => figure.guard(() => share(figure)))}
    </div>
    ${figure.link ? html`<label class="ctl-link">This state as a link<input readonly .value=${figure.link} @focus=${selectAll} /></label>` : nothing}
    ${figure.statusTwin()}`;
}

/** The log as a line with one tick a command; the thumb is the cursor. @param {Figure} figure @param {number} cursor @param {number} length */
function scrubber(figure, cursor, length) {
  const words = cursor === 0 ? `start, of ${length}` : `${cursor} of ${length}: ${figure.stepName(cursor)}`;
  const at = (/** @type {number} */ n) => (length ? (n / length) * 100 : 0);
  const ticks = Array.from({ length: Math.min(length, 60) + 1 }, (_, i) =>
    length > 60 ? (i / 60) * length : i,
  );
  const seek = (/** @type {InputEvent} */ event) =>
    figure.seekByHand(Number(/** @type {HTMLInputElement} */ (event.target).value));
  return html`<span class="ctl-scrub"><svg viewBox="0 0 100 24" preserveAspectRatio="none" aria-hidden="true">
      <path class="ctl-ahead" d="M0 12H100"></path><path class="ctl-told" d=${`M0 12H${at(cursor)}`}></path>
      <path class="ctl-ticks" d=${ticks.map((n) => `M${at(n)} 6V18`).join('')}></path></svg>
    <input type="range" min="0" max=${length} step="1" .value=${live(String(cursor))} aria-label="Place in the script" aria-valuetext=${words} title=${words} ?disabled=${length === 0} @input=${seek} /></span>`;
}

/** @param {Figure} figure */
function faster(figure) {
  figure.speed = SPEEDS[(SPEEDS.indexOf(figure.speed) + 1) % SPEEDS.length];
}

/** @param {Figure} figure */
async function share(figure) {
  const link = linkTo(figure);
  if (!link) return figure.say('This state is too long for a link.');
  const copied = await copyLink(link);
  figure.link = copied ? '' : link;
  figure.requestUpdate();
  return figure.say(
    copied
      ? 'Link copied.'
      : 'The clipboard is closed to this page. The link stands in a field under the controls.',
  );
}

/** @param {FocusEvent} event */
const selectAll = (event) => /** @type {HTMLInputElement} */ (event.target).select();
