// A link to this very state: the page's address with `?at=`, copied; where the clipboard is refused, shown to be copied by hand.

/** @param {import('./figure-element.js').FigureElement} figure @returns {string} '' when the state is too long for an address */
export function linkTo(figure) {
  const at = figure.experiment.toAddress();
  if (!at) return '';
  const url = new URL(location.href);
  const theme = url.searchParams.get('theme');
  url.search = '';
  url.searchParams.set('at', at);
  if (theme) url.searchParams.set('theme', theme);
  const section = figure.closest('section[id]');
  if (section) url.hash = `#/${section.id}`;
  else if (figure.id) url.hash = figure.id;
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
