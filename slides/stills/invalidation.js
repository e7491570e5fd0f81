// Slide 18 on paper: the live figure's own picture, when its script has been played: the copies and the readers are the engine's.
import { staleCopiesModel as model } from '../../web/widgets/stale-copies/model.js';
import { copiesFigure } from '../../web/widgets/stale-copies/view.js';

/** @param {import('../../web/engine/edgecache.d.ts').Engine} engine @param {{attributes?: Record<string, string>, script?: any[]}} [tag] */
export async function draw(engine, { attributes = {}, script = [] } = {}) {
  const { places } = attributes;
  const scene = model.scene(places === undefined ? {} : { places: Number(places) });
  if (!scene) throw new Error('the attributes of slide 18 describe no scene');
  let state = await model.start(engine, scene);
  for (const command of script) {
    const told = await model.run(engine, state, command);
    if ('refused' in told) throw new Error(`slide 18's script is refused: ${told.refused}`);
    model.dispose(state);
    ({ state } = told);
  }
  const picture = copiesFigure(state);
  model.dispose(state);
  return picture;
}
