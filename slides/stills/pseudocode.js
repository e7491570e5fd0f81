// Slide 10 on paper: the live figure's own picture, when its script has been run to the last line.
import { codeRunModel } from '../../web/widgets/code-run/model.js';
import { codeRunFigure } from '../../web/widgets/code-run/view.js';

/** @param {import('../../web/engine/edgecache.d.ts').Engine} engine @param {{attributes?: Record<string, string>, script?: any[]}} [tag] */
export function draw(engine, { attributes = {}, script = [] } = {}) {
  const servers = (attributes.servers ?? '').split(',').map((name) => name.trim());
  const scene = codeRunModel.scene({ servers: servers.filter((name) => name !== '') });
  if (!scene) throw new Error('the attributes of slide 10 describe no scene');
  let state = codeRunModel.start(engine, scene);
  for (const command of script) {
    const told = codeRunModel.run(engine, state, command);
    if ('refused' in told) throw new Error(`slide 10's script is refused: ${told.refused}`);
    state = /** @type {any} */ (told.state);
  }
  return codeRunFigure(state);
}
