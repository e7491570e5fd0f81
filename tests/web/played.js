// A figure's model without a page: commands played one after the other, and what a template renders to.
import { render } from '@lit-labs/ssr';
import { collectResult } from '@lit-labs/ssr/lib/render-result.js';
import { expect } from 'vitest';

/**
 * The state and the last events after commands of which none is refused.
 * @param {any} model @param {any} engine @param {any} raw the scene's fields @param {any[]} commands
 * @returns {Promise<{state: any, events: any[]}>}
 */
export async function play(model, engine, raw, commands) {
  let state = await model.start(engine, model.scene(raw));
  /** @type {any[]} */
  let events = [];
  for (const command of commands) {
    expect(model.check(command)).toBeNull();
    const answer = await model.run(engine, state, command, {});
    expect(answer.refused).toBeUndefined();
    ({ state, events } = answer);
  }
  return { state, events };
}

/** @param {unknown} template */
export const markupOf = async (template) =>
  (await collectResult(render(template))).replace(/<!--.*?-->/gs, '');
