// Slide 17 on paper: the live figure's own picture, when its script has been played.
import { attributesOf, tierScenesModel as model } from '../../web/widgets/tier-scenes/model.js';
import { tierScenesFigure } from '../../web/widgets/tier-scenes/view.js';
import { playedToEnd } from './played-to-end.js';

/** @param {import('../../web/engine/edgecache.d.ts').Engine} engine @param {{attributes?: Record<string, string|null>, script?: any[]}} [tag] */
export async function draw(engine, { attributes = {}, script = [] } = {}) {
  const raw = attributesOf((name) => attributes[name] ?? null);
  return tierScenesFigure(await model.start(engine, playedToEnd(model, raw, script)));
}
