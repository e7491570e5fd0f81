// Slide 16 on paper: the live figure's own picture, when its script has been run to the last line.
import { tierCodeModel } from '../../web/widgets/tier-code/model.js';
import { tierCodeFigure } from '../../web/widgets/tier-code/view.js';

/** @param {import('../../web/engine/edgecache.d.ts').Engine} engine @param {{script?: any[]}} [tag] */
export async function draw(engine, { script = [] } = {}) {
  let state = await tierCodeModel.start(engine, /** @type {any} */ (tierCodeModel.scene({})));
  for (const command of script) {
    const told = await tierCodeModel.run(engine, state, command);
    if ('refused' in told) throw new Error(`slide 16's script is refused: ${told.refused}`);
    state = /** @type {any} */ (told.state);
  }
  return tierCodeFigure(state);
}
