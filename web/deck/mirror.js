// Two windows, one experiment: a deck tells its state to whoever follows it, the speaker's previews or a second screen opened with
// `?follow`. What is sent is where things stand (slide, scene, log, cursor), never what happened, so a message that is lost or
// comes twice does no harm, and a follower that joins late has only to ask. Windows of the same origin hear each other on a
// BroadcastChannel; nobody else can speak on it. A follower shows, it never leads and never plays by itself.
import { figureOf, tell } from './figures.js';

const CHANNEL = 'edgecache-mirror';

/** @typedef {{section: string, scene: any, log: any[], cursor: number}} Standing one figure */
/** @typedef {{from: string, acted: number, slide: string|null, figures: Standing[]}} Told */

/** When something was done, on a scale that all windows of this machine share. */
const now = () => performance.timeOrigin + performance.now();

/** Tells everybody what stands here. @param {HTMLElement[]} sections @param {string} slide the one that is shown first */
export function lead(sections, slide) {
  const from = crypto.getRandomValues(new Uint32Array(2)).join('-');
  document.documentElement.dataset.mirror = from;
  let acted = now();
  const tell = (/** @type {HTMLElement[]} */ which) =>
    line.say({ from, acted, slide, figures: which.flatMap(standing) });
  const line = openLine(({ ask }) => ask && tell(sections));
  document.addEventListener('experiment-change', ({ target }) => {
    const section = sections.find((candidate) => figureOf(candidate) === target);
    if (!section) return;
    acted = now();
    tell([section]);
  });
  tell(sections);
  return {
    /** @param {string} id of the slide that is shown now */
    shows(id) {
      acted = now();
      slide = id;
      tell([]);
    },
  };
}

/**
 * Shows what another deck tells: the one with this name, or else the one in which something was done last.
 * @param {HTMLElement[]} sections
 * @param {{leader?: string|null, go?: (slide: string) => void}} options `go` is left out where something else turns the pages
 */
export function follow(sections, { leader = null, go }) {
  for (const section of sections) tell(figureOf(section), 'hold');
  let newest = 0;
  let shown = /** @type {string|null} */ (null);
  const line = openLine((/** @type {Told} */ told) => {
    const { from, acted, slide, figures } = told;
    if (typeof acted !== 'number' || acted < newest || !Array.isArray(figures)) return;
    if (leader !== null && from !== leader) return;
    newest = acted;
    for (const figure of figures) {
      const section = sections.find(({ id }) => id === figure?.section);
      if (section) show(figureOf(section), figure);
    }
    if (slide === null || slide === shown || !sections.some(({ id }) => id === slide)) return;
    shown = slide;
    go?.(slide);
  });
  line.say({ ask: true });
}

/** The deck whose speaker window this preview belongs to; from disk, where windows may not look at each other, any. @returns {string|null} */
export function leaderOfPreview() {
  try {
    return window.parent.opener.document.documentElement.dataset.mirror ?? 'nobody';
  } catch {
    return location.protocol === 'file:' ? null : 'nobody';
  }
}

/** @param {HTMLElement} section @returns {Standing[]} */
function standing(section) {
  const figure = figureOf(section);
  if (!figure?.experiment) return []; // not alive yet: it stands at its beginning
  const { scene, log, cursor } = figure.experiment;
  return [{ section: section.id, scene, log, cursor }];
}

/** The state that waits to be shown, by figure: of several that come at once only the last is shown. @type {Map<any, Standing>} */
const waiting = new Map();

/** @param {any} figure @param {Standing} state */
async function show(figure, state) {
  if (!figure) return;
  const busy = waiting.has(figure);
  waiting.set(figure, state);
  if (busy) return;
  await tell(figure, 'wake');
  for (let next = state; ; next = /** @type {Standing} */ (waiting.get(figure))) {
    await become(figure, next).catch(() => {}); // a figure that cannot says so itself
    if (waiting.get(figure) === next) break;
  }
  waiting.delete(figure);
}

/** Where only the cursor differs the figure moves it, and a single step forward is seen as it happens. @param {any} figure @param {Standing} state */
async function become(figure, { scene, log, cursor }) {
  const own = figure.experiment;
  if (!same([own.scene, own.log], [scene, log])) await figure.load({ scene, log, cursor });
  else if (own.cursor !== cursor) await own.seek(cursor);
}

/** @param {unknown} a @param {unknown} b */
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/** A channel that is closed while the page is put aside, so that going back can bring the page itself back. @param {(data: any) => void} hear */
function openLine(hear) {
  /** @type {BroadcastChannel|null} */
  let channel = null;
  const open = () => {
    try {
      channel = new BroadcastChannel(CHANNEL);
      channel.onmessage = ({ data }) => data && typeof data === 'object' && hear(data);
    } catch {
      channel = null; // a browser that keeps pages from disk apart
    }
  };
  open();
  addEventListener('pagehide', () => channel?.close());
  addEventListener('pageshow', ({ persisted }) => persisted && open());
  return { say: (/** @type {any} */ data) => channel?.postMessage(data) };
}
