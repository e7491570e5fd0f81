/**
 * One file of scenarios, asked one after the other.
 *
 * @typedef {import('./subject.d.ts').Subject} Subject
 */
import { Refusal } from './inputs.mjs';
import { KINDS, NOT_YET } from './kinds.mjs';
import { parse } from './scenario-json.mjs';

/**
 * @param {Subject} subject
 * @param {string} json  a fixture file's text
 * @returns {Promise<Map<string, unknown>>} id -> result
 */
export async function runScenarios(subject, json) {
  const file = parse(json);
  const scenarios = file instanceof Map ? file.get('scenarios') : null;
  /** @type {Map<string, unknown>} */
  const results = new Map();
  for (const scenario of Array.isArray(scenarios) ? scenarios : []) {
    if (!(scenario instanceof Map) || scenario.get('id') === undefined) continue;
    const kind = scenario.get('kind');
    if (NOT_YET.includes(kind)) continue;
    if (subject.kinds && Object.hasOwn(KINDS, kind) && !subject.kinds.includes(kind)) continue;
    results.set(String(scenario.get('id')), await answerTo(subject, kind, scenario.get('input')));
  }
  return results;
}

/**
 * @param {Subject} subject
 * @param {unknown} kind
 * @param {unknown} input
 */
async function answerTo(subject, kind, input) {
  if (typeof kind !== 'string' || !Object.hasOwn(KINDS, kind)) return { refused: 'kind-unknown' };
  if (!(input instanceof Map)) return { refused: 'input-unreadable' };
  try {
    return await KINDS[kind](subject, input);
  } catch (error) {
    if (error instanceof Refusal) return error.answer;
    console.error(error); // ours, not the scenario's: said aloud, and the others go on
    return { refused: 'engine-failed' };
  }
}
