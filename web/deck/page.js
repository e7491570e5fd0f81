// The deck as a page: phones, small windows and `?view=scroll` read the talk as one document. Sections stay where they are, so a
// figure keeps its state when a phone is turned; the section in view plays, the others rest.
import { figureOf } from './fragments.js';

/** @param {HTMLElement[]} sections @param {{onSection: (index: number) => void}} options */
export function openPage(sections, { onSection }) {
  document.documentElement.classList.add('page');
  const stop = new AbortController();
  /** @type {Element|null} */
  let current = null;

  const watch = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        const figure = figureOf(target);
        if (isIntersecting) figure?.enter();
        else figure?.leave();
        if (isIntersecting) current = target;
      }
      if (current) onSection(sections.indexOf(/** @type {HTMLElement} */ (current)));
    },
    { rootMargin: '-25% 0px -45% 0px' },
  );
  for (const section of sections) watch.observe(section);

  const go = () => sectionFromHash(sections)?.scrollIntoView();
  window.addEventListener('hashchange', go, { signal: stop.signal });
  if (location.hash) go();

  return () => {
    stop.abort();
    watch.disconnect();
    document.documentElement.classList.remove('page');
    return current ? sections.indexOf(/** @type {HTMLElement} */ (current)) : 0;
  };
}

/** `#/add-a-server` or `#/7`: the same links as on the stage. @param {HTMLElement[]} sections */
export function sectionFromHash(sections) {
  const name = location.hash.replace(/^#\/?/, '').split('/')[0];
  return /^\d+$/.test(name)
    ? sections[Math.min(Number(name), sections.length - 1)]
    : sections.find(({ id }) => id === name);
}
