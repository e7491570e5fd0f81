// Slide 21: the linked list, literally: Chord's two walks to the last server of a ring, by next around the rim and by fingers
// across it (web/claims/chord.js makes them). Only the walk by fingers is drawn bold: it is the one that is fast.
import { html, nothing, svg } from 'lit';
import { chord, farthest, NODES, walk } from '../../web/claims/chord.js';
import { at, onCircle, round, serverMark, slipMark } from '../../web/theme/marks.js';

export { chord, farthest, walk };

const [RADIUS, X, Y] = [246, 280, 314];

/** @param {any} engine */
export async function draw(engine) {
  const { ring, next, fingers, turns } = chord(engine);
  const last = NODES - 1;
  const byNext = walk(0, last, next);
  const byFingers = walk(0, last, (node) => farthest(fingers(node), node, last));
  const ofFirst = fingers(0);
  ring.delete();

  /** @param {number} node @param {number} [radius] */
  const point = (node, radius = RADIUS) => onCircle(turns[node], radius, X, Y);
  /** A pointer across the circle, bent towards its middle. @param {number} a @param {number} b */
  const bow = (a, b) => {
    const [from, to] = [point(a), point(b, RADIUS - (b % 8 ? 5 : 20))];
    const [x, y] = [(from.x + to.x) / 2, (from.y + to.y) / 2];
    const bend = Math.min(0.2, 22 / Math.hypot(X - x, Y - y) + 0.02);
    const straight = Math.hypot(X - x, Y - y) < 20; // through the middle: bent aside, or it would hide the circle's radius
    return `M${at(from)}Q${straight ? at({ x: x + 40, y }) : at({ x: x + (X - x) * bend, y: y + (Y - y) * bend })} ${at(to)}`;
  };
  const hops = byFingers
    .slice(1)
    .map((node, i) => ({ from: byFingers[i], to: node, size: node - byFingers[i] }));
  const labels = [
    [336, 304],
    [208, 396],
    [122, 258],
    [166, 160],
    [212, 134],
    [254, 114],
  ];
  // A quarter of the walk by next: the ring is even, so the other three are this one turned.
  const quarter = byNext.slice(1, NODES / 4 + 1).map((node, i) => {
    const [a, b] = [point(byNext[i]), point(node)];
    return `a13 13 0 0 1 ${round(b.x - a.x)} ${round(b.y - a.y)}`;
  });
  const said = `A ring of ${NODES} servers joined by next pointers. From the first to the last: ${byNext.length - 1} hops by next, ${hops.length} by Chord’s fingers, ${hops.map(({ size }) => `+${size}`).join(' ')}`;

  return html`<svg class="panel" style="--x:592;--y:72;--w:640;--h:584" viewBox="0 0 640 584" role="img" aria-label=${said}>
<defs><marker id="closing-node" viewBox="-9 -6 30 12" markerWidth="30" markerHeight="12" markerUnits="userSpaceOnUse" orient="auto"><path d="M0-4a4 4 0 0 1 0 8a4 4 0 0 1 0-8M9-4l8 4l-8 4z"></path></marker>
<marker id="closing-tip" viewBox="0 0 10 10" refX="8" refY="5" markerWidth="4" markerHeight="4" orient="auto"><path d="M0 0L10 5L0 10z"></path></marker>
<path id="closing-arcs" pathLength="16" d="M${at(point(0))}${quarter.join('')}"></path>
<g id="closing-walk"><use href="#closing-arcs" marker-start="url(#closing-node)" marker-mid="url(#closing-node)" stroke="none"></use><use href="#closing-arcs" transform="matrix(1.05 0 0 1.05 -14 -15.7)"></use></g></defs>
<g fill="none" stroke="var(--ink-3)" stroke-width="1.25"><circle cx=${X} cy=${Y} r=${RADIUS} stroke="var(--ink)"></circle>
${[0, 90, 180, 270].map((turned) => svg`<use href="#closing-walk" transform="rotate(${turned} ${X} ${Y})" stroke-dasharray=${turned === 270 ? '15 1' : nothing}></use>`)}
<path d=${ofFirst
    .slice(0, -1)
    .map((node) => bow(0, node))
    .join('')}></path>
<path d="M240 32L254 60"></path>
<g stroke="var(--ink)" stroke-width="4">${hops.map(({ from, to, size }) => svg`<path d=${bow(from, to)} marker-end=${size > 3 ? 'url(#closing-tip)' : nothing}></path>`)}</g></g>
${[0, 1, 2, 3, 4, 5, 6, 7].map((index) => serverMark({ index, ...point(index * 8), scale: 0.6 }))}
<circle cx=${round(point(last).x)} cy=${round(point(last).y)} r="8"></circle>
${hops.map(({ size }, i) => svg`<text class=${size > 4 ? 't20 disp mid far' : 't20 disp mid'} x=${labels[i][0]} y=${labels[i][1]}>+${size}</text>`)}
<text class="t18 end" x="246" y="22">the last node</text><text class="t18" x="288" y="22">start</text>
<text class="t18" x="538" y="160">by <tspan class="mono">next</tspan></text><text class="t18" x="352" y="420">by fingers</text></svg>
<p class="big num"><span data-claim="hops-next" class="was">${byNext.length - 1}</span><svg viewBox="0 0 64 64" role="img" aria-label="to"><path d="M4 34H52M36 18L53 34L36 50"></path></svg><span data-claim="hops-fingers" class="claim">${hops.length}</span><small>hops</small></p>
<p class="cap">Chord’s fingers halve the way: O(log&nbsp;N)</p>
<p class="cap2">The linked list isn’t just an interview question&#8288;—it’s the invisible foundation of every system you use.</p>
<p class="cap3">Next season: Trees, Graphs, and Search Engines</p>
<p class="receipt">${slipMark} ƒ ownerOfHash(p + 2^k) · ${NODES} servers, log₂ ${NODES} = ${Math.log2(NODES)} · Chord, 2001</p>`;
}
