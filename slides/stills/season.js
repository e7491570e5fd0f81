// Slide 20 on paper: the live figure's own picture, when its script has been played. Nobody has bet on paper.
import { seasonPathModel } from '../../web/widgets/season-path/model.js';
import { seasonFigure } from '../../web/widgets/season-path/view.js';

/** @param {import('../../web/engine/edgecache.d.ts').Engine} engine @param {{attributes?: Record<string, string>, script?: any[]}} [tag] */
export function draw(engine, { attributes = {}, script = [] } = {}) {
  const { episode } = attributes;
  const scene = seasonPathModel.scene(episode === undefined ? {} : { episode: Number(episode) });
  if (!scene) throw new Error('the attributes of slide 20 describe no scene');
  let state = seasonPathModel.start(engine, scene);
  for (const command of script) state = seasonPathModel.run(engine, state, command).state;
  return seasonFigure(state);
}
