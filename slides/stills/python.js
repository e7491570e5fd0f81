// Slide 11 on paper: the badge as the comparison left it, all hundred thousand look-ups asked while the page was built. The Python
// and the C++ beside it are excerpts of the files themselves (code-block, coloured at build).
import { proofModel } from '../../web/widgets/proof-badge/model.js';
import { readVectors } from '../../web/widgets/proof-badge/vectors.js';
import { proofFigure } from '../../web/widgets/proof-badge/view.js';
import { playedToEnd } from './played-to-end.js';

/** @param {import('../../web/engine/edgecache.d.ts').Engine} engine @param {{script?: any[], lookupVectors: () => Uint8Array}} tag what Python wrote */
export async function draw(engine, { script = [], lookupVectors }) {
  const model = proofModel(async () => readVectors(lookupVectors()));
  return proofFigure(await model.start(engine, playedToEnd(model, {}, script)));
}
