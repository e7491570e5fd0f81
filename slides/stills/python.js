// Slide 11: the Python beside the C++; both excerpts are cut from the files that run (code-block, coloured at build). What this
// still adds is what the storyboard's version got wrong, counted by the engine, and where the two really differ.
import { html } from 'lit';
import { count } from '../../web/theme/format.js';
import { slipMark } from '../../web/theme/marks.js';
import { looksAmongMany } from '../../web/claims/lookups.js';

/** @param {import('../../web/engine/edgecache.d.ts').Engine} engine */
export async function draw(engine) {
  const { tokens, scanned, most } = await looksAmongMany(engine);
  return html`
    <p class="big num"><span data-claim="loop-looks" class="claim">${count(scanned)}</span></p>
    <p class="cap">tokens a loop from the start looks at, on average, of ${count(tokens)}. <code>bisect</code>: <span data-claim="looks-most">${most}</span> at most.</p>
    <ul class="panel words differ" aria-label="Where the two differ">
      <li><b>Finding</b> C++ jumps to a bucket of the circle, then steps. Python halves.</li>
      <li><b>Adding</b> C++ sorts the new tokens and merges. Python sorts anew.</li>
      <li><b>Tokens</b> hold a server’s number in C++, its name in Python.</li>
    </ul>
    <p class="receipt">${slipMark} ƒ lookup × 10,000 · 100 servers × 100 · both held to one set of vectors</p>`;
}
