// What the deck says, as data: 21 slides with their place on the clock, for everything that retells the talk
// (the storyboard, the transcript). Read from the page itself, so that a retelling cannot drift from it.
import { parse } from 'parse5';

/**
 * @typedef {import('parse5').DefaultTreeAdapterMap['node']} Node
 * @typedef {import('parse5').DefaultTreeAdapterMap['element']} Element
 *
 * @typedef {object} Slide
 * @property {number} number  1 .. 21
 * @property {string} id
 * @property {number} act  0 is the title card
 * @property {string} title  the storyboard's name for it
 * @property {string} headline
 * @property {number} start  seconds from the first word
 * @property {number} end
 * @property {Element} section  the slide itself
 */

/**
 * All slides in order.
 * @param {string} html  the deck's page, as written or as built
 * @returns {Slide[]}
 */
export function deckSlides(html) {
  let end = 0;
  return elementsIn(parse(html), ({ tagName }) => tagName === 'section').map((section, index) => {
    const start = end;
    end += Number(attribute(section, 'data-timing'));
    const act = Number(attribute(section, 'data-act'));
    return {
      number: index + 1,
      id: attribute(section, 'id') ?? '',
      act,
      title: act === 0 ? 'Title Card' : textOf(kickerOf(section)),
      headline: textOf(elementsIn(section, ({ tagName }) => /^h[12]$/.test(tagName))[0]),
      start,
      end,
      section,
    };
  });
}

/** The middle of a slide's top line: act, title, number. @param {Element} section */
const kickerOf = (section) =>
  elementsIn(elementsIn(section, hasClass('kicker'))[0], ({ tagName }) => tagName === 'span')[0];

/**
 * Elements under `node`, in the order of the page; what stands inside one that is wanted is not looked at.
 * @param {Node} node
 * @param {(element: Element) => boolean} wanted
 * @returns {Element[]}
 */
export function elementsIn(node, wanted) {
  const children = 'childNodes' in node ? node.childNodes : [];
  return children.flatMap((child) =>
    'tagName' in child && wanted(child) ? [child] : elementsIn(child, wanted),
  );
}

/** @param {string} name @returns {(element: Element) => boolean} */
export const hasClass = (name) => (element) =>
  (attribute(element, 'class') ?? '').split(/\s+/).includes(name);

/** @param {Element} element @param {string} name */
export const attribute = (element, name) => element.attrs.find((each) => each.name === name)?.value;

/** What a reader reads in it: spaces as one, a forced line break as a space. @param {Node} node */
export const textOf = (node) => rawText(node).replace(/\s+/g, ' ').trim();

/** @param {Node} node @returns {string} */
function rawText(node) {
  if ('value' in node) return node.value;
  if ('tagName' in node && node.tagName === 'br') return ' ';
  return 'childNodes' in node ? node.childNodes.map(rawText).join('') : '';
}

/** 65 is 1:05. @param {number} seconds */
export const clockTime = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
