// Slide 21 on paper: the live figure's own picture, when its script has been played: both walks and the means are the engine's.
import { chordHopsModel } from '../../web/widgets/chord-hops/model.js';
import { chordFigure } from '../../web/widgets/chord-hops/view.js';

/** @param {import('../../web/engine/edgecache.d.ts').Engine} engine @param {{attributes?: Record<string, string>, script?: any[]}} [tag] */
export function draw(engine, { attributes = {}, script = [] } = {}) {
  const { servers, start, key } = attributes;
  const number = (/** @type {string|undefined} */ text) => (text === undefined ? undefined : Number(text));
  const scene = chordHopsModel.scene({ servers: number(servers), start: number(start), key });
  if (!scene) throw new Error('the attributes of slide 21 describe no scene');
  let state = chordHopsModel.start(engine, scene);
  for (const command of script) {
    const told = chordHopsModel.run(engine, state, command);
    if ('refused' in told) throw new Error(`slide 21's script is refused: ${told.refused}`);
    state = /** @type {any} */ (told.state);
  }
  return chordFigure(state);
}
