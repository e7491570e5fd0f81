// The deck as a page: phones, small windows and `?view=scroll` read the talk as one document. Sections stay where they are, so a
// figure keeps its state when a phone is turned; the section in view plays, the others rest.
import { clock } from '../motion/clock.js';
import { figureOf, tell } from './figures.js';
import { idleMoment } from './in-turn.js';
import { sectionFromHash } from './place.js';

/** How long a link's place is held while fonts arrive and figures wake above it, in ms. */
const SETTLING_MS = 4000;

/** @param {HTMLElement[]} sections @param {{onSection: (index: number) => void}} options */
export function openPage(sections, { onSection }) {
  document.documentElement.classList.add('page');
  const stop = new AbortController();
  /** @type {Element|null} */
  let current = null;

  const watch = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        tell(figureOf(target), isIntersecting ? 'enter' : 'leave');
        if (isIntersecting) current = target;
      }
      if (current) onSection(sections.indexOf(/** @type {HTMLElement} */ (current)));
    },
    { rootMargin: '-25% 0px -45% 0px' },
  );
  /** What is near starts when the page has nothing better to do, one figure after the other. */
  let starting = Promise.resolve();
  const near = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries)
        if (isIntersecting) starting = starting.then(idleMoment).then(() => tell(figureOf(target), 'wake'));
    },
    { rootMargin: '50% 0px' },
  );
  for (const section of sections) {
    watch.observe(section);
    near.observe(section);
  }

  const go = () => sectionFromHash(sections)?.scrollIntoView();
  window.addEventListener('hashchange', go, { signal: stop.signal });
  const settling = new ResizeObserver(go);
  if ((sectionFromHash(sections) ?? sections[0]) !== sections[0]) settling.observe(document.body);
  const settled = () => settling.disconnect();
  clock.after(SETTLING_MS, settled, { signal: stop.signal });
  for (const moves of ['wheel', 'touchstart', 'pointerdown', 'keydown'])
    window.addEventListener(moves, settled, { signal: stop.signal, passive: true });

  return () => {
    stop.abort();
    settled();
    watch.disconnect();
    near.disconnect();
    for (const section of sections) tell(figureOf(section), 'leave');
    document.documentElement.classList.remove('page');
    return current ? sections.indexOf(/** @type {HTMLElement} */ (current)) : 0;
  };
}
