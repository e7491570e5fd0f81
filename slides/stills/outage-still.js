// The still of a night: the tag's own script played to its end by the engine, drawn by the widget's own template.
import { dashboardFigure } from '../../web/widgets/outage-run/dashboard-view.js';
import { outageRunModel as model } from '../../web/widgets/outage-run/model.js';
import { outagePicture } from '../../web/widgets/outage-run/picture.js';
import { attributesOf } from '../../web/widgets/outage-run/scene.js';
import { timelineFigure } from '../../web/widgets/outage-run/timeline-view.js';
import { playedToEnd } from './played-to-end.js';

/**
 * @param {import('../../web/engine/edgecache.d.ts').Engine} engine
 * @param {{attributes: Record<string, string|null>, script: any[]}} tag
 */
export async function drawNight(engine, { attributes, script }) {
  const raw = attributesOf((name) => attributes[name] ?? null);
  const end = playedToEnd(model, raw, script);
  const state = await model.start(engine, end);
  return attributes.view === 'dashboard'
    ? dashboardFigure(outagePicture(state, 'dashboard'))
    : timelineFigure(outagePicture(state, 'timeline'));
}
