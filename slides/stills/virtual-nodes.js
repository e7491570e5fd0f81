// Slide 12 on paper: the live figure's own picture, when its script has been played: every ring in it is drawn by the engine.
import { vnodeBalanceModel } from '../../web/widgets/vnode-balance/model.js';
import { balanceFigure } from '../../web/widgets/vnode-balance/view.js';

/** @param {import('../../web/engine/edgecache.d.ts').Engine} engine @param {{attributes?: Record<string, string>, script?: any[]}} [tag] */
export async function draw(engine, { attributes = {}, script = [] } = {}) {
  const scene = vnodeBalanceModel.scene(
    'servers' in attributes ? { servers: Number(attributes.servers) } : {},
  );
  if (!scene) throw new Error('the attributes of slide 12 describe no scene');
  let state = await vnodeBalanceModel.start(engine, scene);
  for (const command of script) {
    const told = await vnodeBalanceModel.run(engine, state, command);
    if ('refused' in told) throw new Error(`slide 12's script is refused: ${told.refused}`);
    state = told.state;
  }
  return balanceFigure(state);
}
