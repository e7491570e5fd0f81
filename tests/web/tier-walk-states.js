// What the tests of slide 15 begin with: its tag as the deck writes it, and states made of its commands.
import { expect } from 'vitest';
import { loadEngine } from '../../web/engine/node.js';
import { sceneFromAttributes, tierWalkModel as model } from '../../web/widgets/tier-walk/model.js';
import { section } from './deck-words.js';

export const engine = await loadEngine();
const tag = section('promotion');
export const attributes = Object.fromEntries(
  [...(tag.match(/<tier-walk ([^>]*)>/)?.[1] ?? '').matchAll(/([\w-]+)="([^"]*)"/g)].map(
    ([, name, value]) => [name, value],
  ),
);
export const script = JSON.parse(tag.match(/data-script>([\s\S]*?)<\/script>/)?.[1] ?? '[]').map(
  (/** @type {any} */ { at, say, ...command }) => command,
);
export const scene = /** @type {any} */ (model.scene(sceneFromAttributes((name) => attributes[name])));

/** The state after commands, none of them refused. @param {any[]} commands @param {any} [from] @returns {any} */
export function stateAfter(commands, from = scene) {
  let state = model.start(engine, from);
  for (const command of commands) {
    expect(model.check(command)).toBe(null);
    const told = /** @type {any} */ (model.run(engine, state, command));
    expect(told.refused).toBeUndefined();
    state = told.state;
  }
  return state;
}
export const steps = (/** @type {number} */ count) => Array.from({ length: count }, () => ({ do: 'step' }));
export const get = (/** @type {string} */ key, count = 0) => [{ do: 'get', key }, ...steps(count)];

/** Draws below `most`, seeded. @param {number} seed */
export function chance(seed) {
  const draws = /** @type {BigUint64Array} */ (engine.splitmix64(seed, 100_000));
  let next = 0;
  return (/** @type {number} */ most) => Number(draws[next++ % draws.length] % BigInt(most));
}

/** A random scene of small tiers. @param {(most: number) => number} draw */
export function random(draw) {
  const capacity = [1 + draw(3), 0, 0];
  capacity[1] = capacity[0] + draw(3);
  capacity[2] = capacity[1] + draw(3);
  const keys = (/** @type {number} */ most) =>
    Array.from({ length: draw(most + 1) }, () => `user:${draw(20)}`);
  const contents = capacity.map((room) => [...new Set(keys(room))]);
  return /** @type {any} */ (model.scene({ capacity, contents, past: keys(9) }));
}
