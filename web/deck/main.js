// The deck: the only folder that knows reveal. Stage on a wide window, page on a narrow one, the same sections in both.
import { PAGE_VIEW } from '../theme/view.js';
import { figureOf, tell } from './figures.js';
import { openPage } from './page.js';
import { sectionFromHash } from './place.js';
import { cleanAddress, readQuery } from './query.js';
import { applyTheme, keepSettings, readSettings } from './settings.js';
import { lateReceipts } from './receipts.js';

const query = readQuery();
cleanAddress();
const settings = readSettings();
let theme = applyTheme(settings, query.theme);

const root = /** @type {HTMLElement} */ (document.querySelector('.reveal'));
const slides = /** @type {HTMLElement} */ (root.querySelector('.slides'));
const sections = /** @type {HTMLElement[]} */ ([...slides.querySelectorAll(':scope > section')]);
tell(figureOf(sectionFromHash(sections)), 'wake'); // its code may come while the deck is made

function onTheme() {
  theme = theme === 'night' ? 'day' : 'night';
  settings.theme = theme;
  keepSettings(settings);
  applyTheme(settings, null);
}

/** Whether another deck says what this one shows. */
const following = query.follow || query.receiver;
/** @type {ReturnType<typeof import('./mirror.js').lead> | null} */
let leading = null;
let shown = 0;

/** A number says how it was computed, but on paper and in the speaker's preview. */
const receipts = query.print || query.receiver ? null : lateReceipts(slides, settings);

/** @type {Awaited<ReturnType<typeof import('./stage.js').openStage>> | null} */
let stage = null;
/** @type {(() => number) | null} */
let closePage = null;
/** What is done in turn, beginning in a task of its own: reading the script was one already. @type {Promise<void>} */
let changing = new Promise((resolve) => setTimeout(resolve));

/** @param {number} index of the section that is shown now */
function shows(index) {
  shown = index;
  receipts?.enter(sections[index]);
  leading?.shows(sections[index]?.id ?? '');
}

/** @param {string} id */
function go(id) {
  if (stage) stage.deck.slide(sections.findIndex((section) => section.id === id));
  else location.replace(`#/${id}`);
}

/** Others may follow this deck, unless it follows one itself. A follower asks before it shows anything, a leader has time. */
async function mirror() {
  const { follow, lead, leaderOfPreview } = await import('./mirror.js');
  if (query.follow) follow(sections, { go });
  else if (query.receiver) follow(sections, { leader: leaderOfPreview() });
  else if (!query.print) leading = lead(sections, sections[shown].id);
}

/** Stage or page, whichever this window wants; turning a phone changes it without a reload. */
async function arrange() {
  const page = !query.print && !query.receiver && (query.scroll || matchMedia(PAGE_VIEW).matches);
  if (page && !closePage) {
    stage?.close();
    stage = null;
    closePage = openPage(sections, { onSection: shows });
  } else if (!page && !stage) {
    const { openStage } = await import('./stage.js'); // reveal.js is no phone's business
    const at = closePage?.();
    closePage = null;
    const opened = await openStage(root, { sections, settings, print: query.print, onSlide: shows, onTheme });
    if (at) opened.deck.slide(at);
    stage = opened;
    if (query.autoplay && !following)
      (await import('./autopilot.js')).startAutopilot(opened.deck, root, opened.signal);
  }
}

if (query.still)
  for (const figure of sections.map(figureOf)) {
    tell(figure, query.still === 'end' ? 'finish' : 'hold');
    tell(figure, 'wake'); // pictures are taken of all of them
  }
/** What is fetched on the way may fail to arrive; the deck goes on without it. @param {() => unknown} step */
const then = (step) => {
  changing = changing.then(step).then(() => {}, console.error);
};
const { at } = query;
if (at !== null)
  then(async () => {
    const { openAddress } = await import('./open-address.js');
    openAddress(at, sections).catch(console.error); // the deck does not wait for the engine
  });
if (following) then(mirror);
then(arrange);
matchMedia(PAGE_VIEW).addEventListener('change', () => then(arrange));
then(() => {
  document.querySelector('.not-started')?.remove();
  document.documentElement.dataset.ready = 'true';
});
if (!following) then(mirror);
