// The still of the tournament: the tag's own script played to its end by the engine, drawn by the widget's own template. What a clock
// said on the machine that built the page is left out: look-ups are timed where they are read.
import { attributesOf } from '../../web/widgets/placement-tournament/attributes.js';
import { tournamentModel as model } from '../../web/widgets/placement-tournament/model.js';
import { tournamentPicture } from '../../web/widgets/placement-tournament/picture.js';
import { tournamentFigure } from '../../web/widgets/placement-tournament/view.js';
import { playedToEnd } from './played-to-end.js';

/**
 * @param {import('../../web/engine/edgecache.d.ts').Engine} engine
 * @param {{attributes: Record<string, string|null>, script: any[]}} tag
 */
export async function draw(engine, { attributes, script }) {
  const raw = attributesOf((name) => attributes[name] ?? null);
  const end = playedToEnd(model, raw, script);
  return tournamentFigure(tournamentPicture(await model.start(engine, end)));
}
