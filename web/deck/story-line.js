// The line is the talk: 21 slides as a linked list, one node each, a wider gap where an act ends. It is also how a mouse gets around.
import { html, render, svg } from 'lit';

const STEP = 15;
const GAP = 10;

/** A heading as it is said: a line break parts words. @param {Element|null} heading */
function spoken(heading) {
  const words = /** @type {Element|undefined} */ (heading?.cloneNode(true));
  for (const line of words?.querySelectorAll('br') ?? []) line.replaceWith(' ');
  return words?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
}

/** @param {HTMLElement[]} sections */
export function nodesOf(sections) {
  let x = 0;
  return sections.map((section, i) => {
    if (i) x += STEP + (section.dataset.act !== sections[i - 1].dataset.act ? GAP : 0);
    return { x, id: section.id, name: spoken(section.querySelector('h1, h2')) || section.id };
  });
}

/** Keeps one story line on the stage. @param {HTMLElement} host @param {HTMLElement[]} sections @param {{onTheme: () => void, onGo: (id: string) => void}} actions */
export function storyLine(host, sections, { onTheme, onGo }) {
  const nodes = nodesOf(sections);
  const width = nodes[nodes.length - 1].x;
  const nav = document.createElement('nav');
  nav.className = 'story';
  nav.setAttribute('aria-label', 'The talk, slide by slide');
  host.append(nav);
  // A plain click is told to the deck: reveal writes the address late, and would undo a second click on the way.
  const go = (/** @type {MouseEvent} */ event, /** @type {string} */ id) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    onGo(id);
  };
  return {
    remove: () => nav.remove(),
    /** @param {number} now index of the slide that is shown */
    show(now) {
      const section = sections[now];
      nav.classList.toggle('night', section?.classList.contains('night') ?? false);
      nav.classList.toggle('title', now === 0);
      render(
        html`<button class="theme" @click=${onTheme} aria-label="Day or night edition" title="Day or night edition">
            <svg viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="8"></circle><path d="M12 4a8 8 0 0 1 0 16z"></path></svg></button>
          <svg class="line" viewBox="-10 0 ${width + 20} 24" width=${width + 20} height="24">
            <path class="link" d="M0 12H${width}"></path>
            ${nodes.map(
              (
                { x, id, name },
                i,
              ) => svg`<a href=${`#/${id}`} @click=${(/** @type {MouseEvent} */ event) => go(event, id)} aria-label=${`Slide ${i + 1}: ${name}`} aria-current=${i === now ? 'step' : 'false'}>
                <rect x=${x - STEP / 2} y="0" width=${STEP} height="24"></rect>
                <circle class=${i <= now ? 'told' : 'untold'} cx=${x} cy="12" r="3"></circle>
                ${i === now ? svg`<circle class="now" cx=${x} cy="12" r="6.5"></circle>` : ''}</a>`,
            )}
          </svg>`,
        nav,
      );
    },
  };
}
