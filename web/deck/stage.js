// The stage: reveal.js with one set of options. Slides change by cuts; what moves is the figure.
import Reveal from 'reveal.js';
import { figureOf, stepsOf, tell } from './figures.js';
import { addSteps, tieSteps } from './fragments.js';
import { bringInTurn } from './in-turn.js';
import { keyboardCondition } from './keyboard.js';
import { bringNotes } from './notes.js';
import { isSpeakerPreview } from './query.js';
import { storyLine } from './story-line.js';

const NOTES_KEY = 83; // s

/**
 * @param {HTMLElement} root `.reveal`
 * @param {{sections: HTMLElement[], settings: import('./settings.js').Settings, print: boolean,
 *   onSlide: (index: number) => void, onTheme: () => void}} options
 */
export async function openStage(root, { sections, settings, print, onSlide, onTheme }) {
  document.documentElement.classList.add('stage');
  for (const section of sections) addSteps(section, stepsOf(figureOf(section)));

  /** @type {any} */
  const options = {
    width: 1280,
    height: 720,
    margin: 0,
    minScale: 0.2,
    maxScale: 4,
    center: false,
    controls: false,
    progress: false,
    hash: true,
    history: false,
    transition: 'none',
    backgroundTransition: 'none',
    autoAnimate: false,
    scrollActivationWidth: 0,
    pdfSeparateFragments: false,
    pdfMaxPagesPerSlide: 1,
    totalTime: 900,
    postMessage: isSpeakerPreview(),
    postMessageEvents: false,
    autoSlide: 0,
    keyboardCondition: (/** @type {KeyboardEvent} */ event) => keyboardCondition(event, settings),
    view: print ? 'print' : null,
  };
  const deck = new Reveal(root, options);
  // Both decks of a window that was turned share `.reveal`, and destroying one takes away reveal's own listeners only.
  const life = new AbortController();
  const { signal } = life;
  const on = (/** @type {string} */ event, /** @type {(event: any) => void} */ listener) =>
    root.addEventListener(event, listener, { signal });
  const turn = bringInTurn(sections, signal);
  const story = storyLine(/** @type {HTMLElement} */ (sections[0].parentElement), sections, {
    onTheme,
    onGo: (id) => deck.slide(sections.findIndex((section) => section.id === id)),
  });
  let last = /** @type {any} */ (null);
  const enter = () => {
    const figure = figureOf(deck.getCurrentSlide());
    if (figure !== last) tell(last, 'leave');
    last = figure;
    tell(figure, 'enter');
    const { h } = deck.getIndices();
    turn.shows(h);
    story.show(h);
    onSlide(h);
  };
  on('slidechanged', () => {
    enter();
    keepFocusOnSlide(deck);
  });
  for (const interruption of ['overviewshown', 'paused']) on(interruption, () => tell(last, 'leave'));
  for (const resumption of ['overviewhidden', 'resumed']) on(resumption, enter);
  // On paper reveal takes the slides off the page and, a frame later, puts them back on sheets.
  const laidOut = new Promise((resolve) => deck.on('pdf-ready', resolve));
  await deck.initialize();
  tieSteps(deck, on);
  deck.addKeyBinding({ keyCode: NOTES_KEY, key: 'S', description: 'Speaker notes' }, () => openNotes(deck));
  if (print) {
    await laidOut;
    for (const section of sections) tell(figureOf(section), 'finish');
  } else enter();
  const { classList } = document.documentElement;
  // Paper that was not asked for with ?print-pdf gets the document: all sections, one after the other.
  window.addEventListener('beforeprint', () => print || classList.remove('stage'), { signal });
  window.addEventListener('afterprint', () => classList.add('stage'), { signal });
  return {
    deck,
    signal,
    close() {
      tell(last, 'leave');
      life.abort();
      story.remove();
      deck.destroy();
      document.documentElement.classList.remove('stage');
    },
  };
}

/** The speaker window costs 17 kB: it is fetched when it is asked for. @param {import('reveal.js').RevealApi} deck */
async function openNotes(deck) {
  const brought = await Promise.all([import('reveal.js/plugin/notes'), bringNotes()]).catch(console.error);
  if (!brought) return; // offline: the next press tries again
  const [{ default: notes }] = brought;
  if (!deck.hasPlugin('notes')) deck.registerPlugin(notes());
  /** @type {any} */ (deck.getPlugin('notes')).open();
}

/** A slide left while one of its controls had the focus: the focus goes to the new slide, never to nowhere. @param {import('reveal.js').RevealApi} deck */
function keepFocusOnSlide(deck) {
  const slide = deck.getCurrentSlide();
  const focused = document.activeElement;
  if (!focused || focused === document.body || slide.contains(focused) || focused.closest('.story')) return;
  const heading = slide.querySelector('h1, h2');
  if (!(heading instanceof HTMLElement)) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}
