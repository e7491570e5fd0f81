// The page of all figures: each alone, paced by what is in view, with every control. Links and settings are the deck's.
import { figureOf, tell } from './figures.js';
import { bringInTurn } from './in-turn.js';
import { openAddress } from './open-address.js';
import { sectionFromHash } from './place.js';
import { readQuery } from './query.js';
import { lateReceipts } from './receipts.js';
import { applyTheme, readSettings } from './settings.js';

const query = readQuery();
const settings = readSettings();
applyTheme(settings, query.theme);
const sections = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('main > section')]);

const go = () => sectionFromHash(sections)?.scrollIntoView();
addEventListener('hashchange', go);

if (query.still)
  for (const figure of sections.map(figureOf)) {
    tell(figure, query.still === 'end' ? 'finish' : 'hold');
    tell(figure, 'wake'); // pictures are taken of all of them
  }
const first = sectionFromHash(sections) ?? sections[0];
tell(figureOf(first), 'wake');
bringInTurn(sections).shows(sections.indexOf(first));
if (query.at !== null) openAddress(query.at, sections);
if (location.hash) go();
lateReceipts(/** @type {HTMLElement} */ (document.querySelector('main')), settings).enter(sections[0]);
document.documentElement.dataset.ready = 'true';
