// `?at=`: opens a page at the exact state of one figure, the deck as well as the page of all figures.
import { fromAddress } from '../experiment/address.js';
import { figureOf, tell } from './figures.js';

/** Why a link was not followed, for the one who followed it. */
const WHY = new Map(
  Object.entries({
    'address-too-long': 'it is longer than a link may be',
    'address-unreadable': 'it is damaged',
    'address-version': 'it was made by another version',
  }),
);

/** No fault of the link: the figure itself tells that it has no engine, and one that was overtaken has no say. */
const TOLD = new Set(['engine-failed', 'engine-replaced', 'stopped']);

/**
 * Puts one figure into the state that the address names and goes to its section: the one in the hash where that has such a
 * figure, else the first that has.
 * @param {string} address @param {HTMLElement[]} sections
 */
export async function openAddress(address, sections) {
  const parsed = fromAddress(address);
  if ('refused' in parsed) return refuse(parsed.refused);
  const fits = sections.filter((section) => figureOf(section)?.localName === parsed.tag);
  const named = fits.find(({ id }) => location.hash === `#/${id}`);
  const section = named ?? fits[0];
  if (!section) return notice('This link names a figure that is not on this page.');
  if (!named) location.hash = `#/${section.id}`;
  const refused = await tell(figureOf(section), 'load', parsed);
  return refused && !TOLD.has(refused) ? refuse(refused) : undefined;
}

/** @param {string} code */
const refuse = (code) =>
  notice(
    `This link does not fit: ${WHY.get(code) ?? 'one of its steps cannot be done'}. The page starts from its beginning.`,
  );

/** @param {string} words */
function notice(words) {
  const line = document.createElement('p');
  line.className = 'notice';
  line.setAttribute('role', 'status');
  line.textContent = words;
  document.querySelector('main')?.prepend(line);
}
