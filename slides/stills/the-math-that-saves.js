// Slide 9: the tag's own script played to its end by the engine, drawn by the figure's own template.
import { lanesFigure } from '../../web/widgets/key-census/lanes-view.js';
import { censusAfter } from './census-still.js';

/** @param {import('../../web/engine/edgecache.d.ts').Engine} engine @param {{attributes: Record<string, string>, script: any[]}} tag */
export const draw = async (engine, tag) => lanesFigure(await censusAfter(engine, 'lanes', tag));
