// A link to this very state: the page's address with `?at=`, copied; where the clipboard is refused, shown to be copied by hand.

/** Sections that a link may name: those of our own pages. A page elsewhere has sections of its own, and a query of its own. */
const OURS = '[data-paced] section[id], [data-sections] section[id]';

/** @param {import('./figure-element.js').FigureElement} figure @returns {string} '' when the state is too long for an address */
export function linkTo(figure) {
  const at = figure.experiment.toAddress();
  if (!at) return '';
  const url = new URL(location.href);
  const section = figure.closest(OURS);
  if (section) {
    const theme = url.searchParams.get('theme');
    url.search = ''; // how this viewer came here: an autopilot, a window that follows
    if (theme) url.searchParams.set('theme', theme);
    url.hash = `#/${section.id}`;
  } else if (figure.id) {
    url.hash = figure.id;
  }
  url.searchParams.set('at', at);
  return url.href;
}

/** @param {string} link @returns {Promise<boolean>} whether it is on the clipboard now */
export async function copyLink(link) {
  try {
    await navigator.clipboard.writeText(link);
    return true;
  } catch {
    return false;
  }
}
