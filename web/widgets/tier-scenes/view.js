// The picture of slide 17: three systems beside each other, or one of them from inside.
import { html, nothing } from 'lit';
import { slipMark } from '../../theme/marks.js';
import { cdnView } from './cdn-view.js';
import { systemsView } from './systems-view.js';

/**
 * @param {import('./model.js').TierState} state
 * @param {{tools?: unknown, partial?: (import('./runs.js').Result|null)[]|null, shown?: number}} [live] what only a page that runs has
 */
export function tierScenesFigure(state, { tools = nothing, partial = null, shown } = {}) {
  const { scene, results } = state;
  const seen = partial ?? results ?? [null, null, null];
  return html`${scene.show === 'cdn' ? cdnView(state, shown) : systemsView(seen, partial !== null)}${tools}
<p class="receipt">${slipMark}<span>${scene.show === 'cdn' ? 'ring.owner, cache.get' : 'run(trace) × 3'}</span></p>`;
}
