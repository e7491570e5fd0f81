// The still of a ring figure: the tag's own script played to its end by the engine, drawn by the widget's own template.
import { hashRingModel as model } from '../../web/widgets/hash-ring/model.js';
import { ringFigure } from '../../web/widgets/hash-ring/figure.js';
import { ringPicture } from '../../web/widgets/hash-ring/picture.js';
import { sceneFromAttributes } from '../../web/widgets/hash-ring/scene.js';

/**
 * @param {import('../../web/engine/edgecache.d.ts').Engine} engine
 * @param {{attributes: Record<string, string|null>, script: any[]}} tag
 */
export async function drawRing(engine, { attributes, script }) {
  const scene = model.scene(sceneFromAttributes((name) => attributes[name] ?? null));
  if (!scene) throw new Error('the tag describes no scene');
  let state = model.start(engine, scene);
  /** @type {any[]} */
  let events = [];
  for (const { at, say, ...command } of script) {
    const answer = model.run(engine, state, command);
    if ('refused' in answer) throw new Error(`${command.do}: ${answer.refused}`);
    state.ring.delete();
    ({ state, events } = answer);
  }
  const picture = ringPicture(state, events, /** @type {any} */ (attributes.view ?? 'free'));
  state.ring.delete();
  return ringFigure(picture);
}
