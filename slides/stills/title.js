// Slide 1 on paper: the globe as the engine places it, before anybody has asked for anything.
import { worldMapModel } from '../../web/widgets/world-map/model.js';
import { worldFigure } from '../../web/widgets/world-map/view.js';

/** @param {import('../../web/engine/edgecache.d.ts').Engine} engine @param {{attributes?: Record<string, string>}} [tag] */
export function draw(engine, { attributes = {} } = {}) {
  const number = (/** @type {string} */ name) => (name in attributes ? Number(attributes[name]) : undefined);
  const scene = worldMapModel.scene({
    vnodes: number('vnodes'),
    keys: number('keys'),
    seed: number('seed'),
  });
  if (!scene) throw new Error('the attributes of slide 1 describe no scene');
  return worldFigure(worldMapModel.start(engine, scene));
}
