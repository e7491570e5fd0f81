// The still of slide 3: the tag's own script played to its end by the engine, drawn by the widget's own template.
import { keyRouterModel as model } from '../../web/widgets/key-router/model.js';
import { routerFigure } from '../../web/widgets/key-router/view.js';

/**
 * @param {import('../../web/engine/edgecache.d.ts').Engine} engine
 * @param {{script: any[]}} tag
 */
export async function draw(engine, { script }) {
  let state = model.start(engine, { key: null, before: null, after: null });
  for (const { at, say, ...command } of script) {
    const fault = model.check(command);
    const answer = fault ? { refused: fault } : model.run(engine, state, command);
    if ('refused' in answer) throw new Error(`${command.do}: ${answer.refused}`);
    ({ state } = answer);
  }
  return routerFigure(state);
}
