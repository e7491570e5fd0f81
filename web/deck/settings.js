// The viewer's few choices, kept where the browser allows it; the deck works the same where it does not.

const NAME = 'edgecache-settings';

/** @typedef {{theme: 'day'|'night'|null, letters: boolean}} Settings */

/** @returns {Settings} */
export function readSettings() {
  /** @type {any} */
  let kept = null;
  try {
    kept = JSON.parse(localStorage.getItem(NAME) ?? 'null');
  } catch {
    // blocked, full or tampered with: the defaults
  }
  const theme = kept?.theme === 'day' || kept?.theme === 'night' ? kept.theme : null;
  return { theme, letters: kept?.letters !== false };
}

/** @param {Settings} settings */
export function keepSettings({ theme, letters }) {
  try {
    localStorage.setItem(NAME, JSON.stringify({ theme, letters }));
  } catch {
    // not kept, still in force until the page is left
  }
}

/** Day or night edition: the address first, then the viewer's choice, then the system's. @param {Settings} settings @param {string|null} asked */
export function applyTheme(settings, asked) {
  const dark = globalThis.matchMedia?.('(prefers-color-scheme: dark)').matches;
  const theme = asked === 'day' || asked === 'night' ? asked : (settings.theme ?? (dark ? 'night' : 'day'));
  document.documentElement.dataset.theme = theme;
  return theme;
}
