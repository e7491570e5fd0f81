// The last state of a census figure's script: its steps are put to the engine one after the other, and every key is really counted.
import { keyCensusModel as model } from '../../web/widgets/key-census/model.js';

/**
 * @param {import('../../web/engine/edgecache.d.ts').Engine} engine
 * @param {'table'|'lanes'} view
 * @param {{attributes: Record<string, string>, script: any[]}} tag
 */
export async function censusAfter(engine, view, { attributes, script }) {
  const number = (/** @type {string} */ name) => (name in attributes ? Number(attributes[name]) : undefined);
  const scene = model.scene({
    view,
    before: number('before'),
    after: number('after'),
    vnodes: number('vnodes'),
  });
  if (!scene) throw new Error(`no scene: ${JSON.stringify(attributes)}`);
  let state = await model.start(engine, scene);
  for (const { at, say, ...command } of script) {
    const fault = model.check(command);
    const answer = fault ? { refused: fault } : await model.run(engine, state, command);
    if ('refused' in answer) throw new Error(`${command.do}: ${answer.refused}`);
    ({ state } = answer);
  }
  return state;
}
