// edgecache.js: every figure of the talk as a tag on anybody's page.
//
//   <script src="edgecache.js" defer></script>
//   <hash-ring vnodes="3"></hash-ring>
//
// One classic script with everything inside (engine, worker, styles), so it works from disk too, fetches nothing and leaves the
// rest of the page alone. A link made with "Copy link" opens the page with that figure in that very state.
import './embed.css';
import { fromAddress } from './experiment/address.js';
import { TAGS } from './widgets/tags.js';

const here = Promise.all(Object.values(TAGS).map((bring) => bring())); // inside this very file

/** Puts the figure that the page's address names (`?at=`) into its state: the one with the link's id, else the first of its tag. */
function openLink() {
  const at = new URLSearchParams(location.search).get('at');
  const parsed = at === null ? null : fromAddress(at);
  if (!parsed || 'refused' in parsed) return; // a page may have an `at` of its own
  const figures = [...document.querySelectorAll(parsed.tag)];
  const figure = figures.find(({ id }) => id && location.hash === `#${id}`) ?? figures[0];
  if (figure && 'load' in figure) /** @type {any} */ (figure).load(parsed);
}

if (document.readyState === 'loading')
  document.addEventListener('DOMContentLoaded', () => here.then(openLink));
else here.then(openLink);
