// Slide 15 on paper: the live figure's own picture, when its script has been run to the last line.
import { sceneFromAttributes, tierWalkModel } from '../../web/widgets/tier-walk/model.js';
import { walkFigure } from '../../web/widgets/tier-walk/view.js';

/** @param {import('../../web/engine/edgecache.d.ts').Engine} engine @param {{attributes?: Record<string, string>, script?: any[]}} [tag] */
export function draw(engine, { attributes = {}, script = [] } = {}) {
  const scene = tierWalkModel.scene(sceneFromAttributes((name) => attributes[name]));
  if (!scene) throw new Error('the attributes of slide 15 describe no scene');
  let state = tierWalkModel.start(engine, scene);
  for (const command of script) {
    const told = tierWalkModel.run(engine, state, command);
    if ('refused' in told) throw new Error(`slide 15's script is refused: ${told.refused}`);
    state = /** @type {any} */ (told.state);
  }
  return walkFigure(state);
}
