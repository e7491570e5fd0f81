// `?autoplay`: the whole episode by itself in 15:00, each slide for its `data-timing`, each figure's script with it.
import { clock } from '../motion/clock.js';

/** @param {import('reveal.js').RevealApi} deck */
export function startAutopilot(deck) {
  let stop = new AbortController();
  const wait = () => {
    stop.abort();
    stop = new AbortController();
    const seconds = Number(deck.getCurrentSlide().dataset.timing);
    if (deck.isLastSlide() || !(seconds > 0)) return;
    clock.after(seconds * 1000, () => deck.slide(deck.getIndices().h + 1), { signal: stop.signal });
  };
  deck.on('slidechanged', wait);
  wait();
  return () => stop.abort();
}
