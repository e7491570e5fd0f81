// Slide 1 on paper: the globe as the engine places it, when the script's requests have been answered.
import { landPath } from '../../web/widgets/world-map/land.js';
import { worldMapModel } from '../../web/widgets/world-map/model.js';
import { worldFigure } from '../../web/widgets/world-map/view.js';

/** @param {import('../../web/engine/edgecache.d.ts').Engine} engine @param {{attributes?: Record<string, string>, script?: any[]}} [tag] */
export function draw(engine, { attributes = {}, script = [] } = {}) {
  const number = (/** @type {string} */ name) => (name in attributes ? Number(attributes[name]) : undefined);
  const scene = worldMapModel.scene({
    vnodes: number('vnodes'),
    keys: number('keys'),
    seed: number('seed'),
  });
  if (!scene) throw new Error('the attributes of slide 1 describe no scene');
  let state = worldMapModel.start(engine, scene);
  for (const command of script) {
    const told = worldMapModel.run(engine, state, command);
    if ('refused' in told) throw new Error(`slide 1's script is refused: ${told.refused}`);
    state = told.state;
  }
  return worldFigure(state, { land: landPath() });
}
