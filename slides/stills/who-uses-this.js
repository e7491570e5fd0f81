// Slide 13 on paper: the live figure's own picture, when its script has been played.
import { productionModel } from '../../web/widgets/production-placement/model.js';
import { productionFigure } from '../../web/widgets/production-placement/view.js';

/** @param {import('../../web/engine/edgecache.d.ts').Engine} engine @param {{attributes?: Record<string, string>, script?: any[]}} [tag] */
export function draw(engine, { attributes = {}, script = [] } = {}) {
  const { preset, key, hosts } = attributes;
  const first = productionModel.scene({
    preset,
    key,
    hosts: hosts === undefined ? undefined : Number(hosts),
  });
  if (!first) throw new Error('the attributes of slide 13 describe no scene');
  const scene = script.reduce((before, command) => productionModel.fold(before, command), first);
  return productionFigure(productionModel.start(engine, scene));
}
