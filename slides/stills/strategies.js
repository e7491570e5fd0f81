// Slide 19 on paper: the live figure's own picture, when its script has been played: every line and count is the engine's.
import { invalidationRaceModel as model } from '../../web/widgets/invalidation-race/model.js';
import { attributesOf } from '../../web/widgets/invalidation-race/scene.js';
import { raceFigure } from '../../web/widgets/invalidation-race/view.js';

/** @param {import('../../web/engine/edgecache.d.ts').Engine} engine @param {{attributes?: Record<string, string>, script?: any[]}} [tag] */
export async function draw(engine, { attributes = {}, script = [] } = {}) {
  const scene = model.scene(attributesOf((name) => attributes[name] ?? null));
  if (!scene) throw new Error('the attributes of slide 19 describe no scene');
  let state = await model.start(engine, scene);
  for (const command of script) {
    const told = await model.run(engine, state, command);
    if ('refused' in told) throw new Error(`slide 19's script is refused: ${told.refused}`);
    state = told.state;
  }
  return raceFigure(state);
}
