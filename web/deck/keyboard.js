// One keyboard for two masters: reveal turns pages, figures have controls. A key belongs to the control that has the focus.

const TYPING =
  'input:not([type=range],[type=checkbox],[type=radio],[type=button]),textarea,select,[contenteditable]';
const ARROWED =
  'input[type=range],input[type=radio],select,[role=slider],[role=tab],[role=listbox],[role=spinbutton]';
const PRESSED = 'button,a[href],summary,input[type=checkbox],input[type=radio],[role=button],[role=switch]';
const FIGURE = '[data-figure]';

/**
 * reveal's `keyboardCondition`: false keeps reveal's hands off this key.
 * Esc inside a figure leaves the figure instead of opening the overview.
 * @param {KeyboardEvent} event @param {{letters: boolean}} settings one-letter shortcuts can be switched off (WCAG 2.1.4)
 */
export function keyboardCondition(event, settings) {
  const letter = event.key.length === 1 && event.key !== ' ';
  if (letter && !settings.letters && !event.ctrlKey && !event.metaKey) return false;
  const path = event.composedPath();
  if (event.key === 'Escape' && path.some((node) => node instanceof Element && node.matches(FIGURE)))
    return leave();
  for (const node of path) {
    if (!(node instanceof Element) || node.matches('.slides')) return true;
    if (node.matches(TYPING)) return false;
    if (node.matches(ARROWED) && /^(Arrow|Home|End|Page)/.test(event.key)) return false;
    if (node.matches(PRESSED) && (event.key === ' ' || event.key === 'Enter')) return false;
    if (node.matches(ARROWED) && letter) return false;
    if (node.matches(PRESSED) && letter) return false;
  }
  return true;
}

function leave() {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  return false;
}
