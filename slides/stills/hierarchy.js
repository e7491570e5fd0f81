// Slide 14 on paper: the live figure's own picture, when its script has been played.
import { tierRaceModel as model } from '../../web/widgets/tier-race/model.js';
import { tierRaceFigure } from '../../web/widgets/tier-race/view.js';
import { playedToEnd } from './played-to-end.js';

/** @param {import('../../web/engine/edgecache.d.ts').Engine} engine @param {{attributes?: Record<string, string>, script?: any[]}} [tag] */
export function draw(engine, { attributes = {}, script = [] } = {}) {
  const numbers = (/** @type {string|undefined} */ text) => text?.trim().split(/\s+/).map(Number);
  const raw = { latencyNs: numbers(attributes.latencies), capacityGb: numbers(attributes.rooms) };
  return tierRaceFigure(model.start(engine, playedToEnd(model, raw, script)));
}
