// The still of the tournament: the tag's own script played to its end by the engine, drawn by the widget's own template. What a clock
// said on the machine that built the page is left out: look-ups are timed where they are read.
import { attributesOf } from '../../web/widgets/placement-tournament/attributes.js';
import { tournamentModel as model } from '../../web/widgets/placement-tournament/model.js';
import { tournamentPicture } from '../../web/widgets/placement-tournament/picture.js';
import { tournamentFigure } from '../../web/widgets/placement-tournament/view.js';

/**
 * @param {import('../../web/engine/edgecache.d.ts').Engine} engine
 * @param {{attributes: Record<string, string|null>, script: any[]}} tag
 */
export async function draw(engine, { attributes, script }) {
  const scene = model.scene(attributesOf((name) => attributes[name] ?? null));
  if (!scene) throw new Error('the tag describes no scene');
  const end = script.reduce((before, { at, say, ...command }) => {
    const fault = model.check(command);
    if (fault) throw new Error(`${command.do}: ${fault}`);
    return model.fold(before, command);
  }, scene);
  return tournamentFigure(tournamentPicture(await model.start(engine, end)));
}
