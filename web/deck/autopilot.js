// `?autoplay`: the whole episode by itself in 15:00, each slide for its `data-timing`, each figure's script with it.
import { clock } from '../motion/clock.js';

/** @param {import('reveal.js').RevealApi} deck @param {HTMLElement} root where its events arrive @param {AbortSignal} signal ends it */
export function startAutopilot(deck, root, signal) {
  let stop = new AbortController();
  const wait = () => {
    stop.abort();
    stop = new AbortController();
    if (signal.aborted) return;
    const seconds = Number(deck.getCurrentSlide().dataset.timing);
    if (deck.isLastSlide() || !(seconds > 0)) return;
    clock.after(seconds * 1000, () => deck.slide(deck.getIndices().h + 1), { signal: stop.signal });
  };
  root.addEventListener('slidechanged', wait, { signal });
  signal.addEventListener('abort', () => stop.abort());
  wait();
}
