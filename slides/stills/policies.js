// The still of the bench: the tag's own script played to its end by the engine, drawn by the widget's own template.
import { attributesOf } from '../../web/widgets/policy-bench/attributes.js';
import { policyBenchModel as model } from '../../web/widgets/policy-bench/model.js';
import { benchPicture } from '../../web/widgets/policy-bench/picture.js';
import { benchFigure } from '../../web/widgets/policy-bench/view.js';
import { playedToEnd } from './played-to-end.js';

/**
 * @param {import('../../web/engine/edgecache.d.ts').Engine} engine
 * @param {{attributes: Record<string, string|null>, script: any[]}} tag
 */
export async function draw(engine, { attributes, script }) {
  const raw = attributesOf((name) => attributes[name] ?? null);
  const end = playedToEnd(model, raw, script);
  return benchFigure(benchPicture(await model.start(engine, end)));
}
