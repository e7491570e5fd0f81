// The deck: the only folder that knows reveal. Stage on a wide window, page on a narrow one, the same sections in both.
import '../widgets/hash-ring.js';
import '../widgets/key-router.js';
import { fromAddress } from '../experiment/address.js';
import { PAGE_VIEW } from '../theme/view.js';
import { startAutopilot } from './autopilot.js';
import { figureOf } from './fragments.js';
import { openPage } from './page.js';
import { cleanAddress, readQuery } from './query.js';
import { applyTheme, keepSettings, readSettings } from './settings.js';
import { openStage } from './stage.js';
import { storyLine } from './story-line.js';

const query = readQuery();
cleanAddress();
const settings = readSettings();
let theme = applyTheme(settings, query.theme);

const root = /** @type {HTMLElement} */ (document.querySelector('.reveal'));
const slides = /** @type {HTMLElement} */ (root.querySelector('.slides'));
const sections = /** @type {HTMLElement[]} */ ([...slides.querySelectorAll(':scope > section')]);
const story = storyLine(slides, sections, {
  onTheme() {
    theme = theme === 'night' ? 'day' : 'night';
    settings.theme = theme;
    keepSettings(settings);
    applyTheme(settings, null);
  },
});

/** @type {{close: () => void} | null} */
let stage = null;
/** @type {(() => number) | null} */
let closePage = null;
let changing = Promise.resolve();

/** Stage or page, whichever this window wants; turning a phone changes it without a reload. */
async function arrange() {
  const page = !query.print && !query.receiver && (query.scroll || matchMedia(PAGE_VIEW).matches);
  if (page && !closePage) {
    stage?.close();
    stage = null;
    closePage = openPage(sections, { onSection: (index) => story.show(index) });
  } else if (!page && !stage) {
    const at = closePage?.();
    closePage = null;
    const opened = await openStage(root, {
      sections,
      settings,
      print: query.print,
      onSlide: (index) => story.show(index),
    });
    if (at) opened.deck.slide(at);
    stage = opened;
    if (query.autoplay) startAutopilot(opened.deck);
  }
}

/** Puts one figure into the state that the address names and goes to its slide. @param {string} address */
function openAddress(address) {
  const parsed = fromAddress(address);
  if ('refused' in parsed)
    return notice(`This link does not fit: ${parsed.refused}. The deck starts from its beginning.`);
  const named = sections.find(
    (section) => location.hash === `#/${section.id}` && figureOf(section)?.localName === parsed.tag,
  );
  const section = named ?? sections.find((candidate) => figureOf(candidate)?.localName === parsed.tag);
  if (!section) return notice('This link names a figure that is not in the deck.');
  if (!named) location.hash = `#/${section.id}`;
  return figureOf(section).load(parsed);
}

/** @param {string} words */
function notice(words) {
  const line = document.createElement('p');
  line.className = 'notice';
  line.setAttribute('role', 'status');
  line.textContent = words;
  document.querySelector('main')?.prepend(line);
}

if (query.still)
  for (const section of sections) figureOf(section)?.[query.still === 'end' ? 'finish' : 'hold']();
if (query.at !== null) openAddress(query.at);
changing = changing.then(arrange);
matchMedia(PAGE_VIEW).addEventListener('change', () => {
  changing = changing.then(arrange);
});
changing.then(() => {
  document.documentElement.dataset.ready = 'true';
});
