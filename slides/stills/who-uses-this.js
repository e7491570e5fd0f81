// Slide 13 on paper: the live figure's own picture, when its script has been played.
import { productionModel } from '../../web/widgets/production-placement/model.js';
import { productionFigure } from '../../web/widgets/production-placement/view.js';
import { playedToEnd } from './played-to-end.js';

/** @param {import('../../web/engine/edgecache.d.ts').Engine} engine @param {{attributes?: Record<string, string>, script?: any[]}} [tag] */
export function draw(engine, { attributes = {}, script = [] } = {}) {
  const { preset, key, hosts } = attributes;
  const raw = { preset, key, hosts: hosts === undefined ? undefined : Number(hosts) };
  return productionFigure(productionModel.start(engine, playedToEnd(productionModel, raw, script)));
}
