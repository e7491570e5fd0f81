// Slide 17 on paper: the live figure's own picture, when its script has been played.
import { attributesOf, tierScenesModel as model } from '../../web/widgets/tier-scenes/model.js';
import { tierScenesFigure } from '../../web/widgets/tier-scenes/view.js';

/** @param {import('../../web/engine/edgecache.d.ts').Engine} engine @param {{attributes?: Record<string, string|null>, script?: any[]}} [tag] */
export async function draw(engine, { attributes = {}, script = [] } = {}) {
  const first = model.scene(attributesOf((name) => attributes[name] ?? null));
  if (!first) throw new Error('the attributes of slide 17 describe no scene');
  return tierScenesFigure(
    await model.start(
      engine,
      script.reduce((before, command) => model.fold(before, command), first),
    ),
  );
}
