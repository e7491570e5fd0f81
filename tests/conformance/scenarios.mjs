/**
 * One file of scenarios, asked one after the other.
 *
 * @typedef {import('./subject.d.ts').Subject} Subject
 * @typedef {{trace: (name: string) => Promise<Uint32Array>}} Surroundings  reads the traces that scenarios name
 */
import { Refusal } from './inputs.mjs';
import { KINDS } from './kinds.mjs';
import { parse } from './scenario-json.mjs';
import { traceFiles } from './trace-files.mjs';

/**
 * @param {Subject} subject
 * @param {string} json  a fixture file's text
 * @param {string} [traces]  the folder of trace files
 * @returns {Promise<Map<string, unknown>>} id -> result
 */
export async function runScenarios(subject, json, traces) {
  const surroundings = { trace: traceFiles(traces) };
  const file = parse(json);
  const scenarios = file instanceof Map ? file.get('scenarios') : null;
  /** @type {Map<string, unknown>} */
  const results = new Map();
  for (const scenario of Array.isArray(scenarios) ? scenarios : []) {
    if (!(scenario instanceof Map) || scenario.get('id') === undefined) continue;
    const kind = scenario.get('kind');
    if (subject.kinds && Object.hasOwn(KINDS, kind) && !subject.kinds.includes(kind)) continue;
    results.set(
      String(scenario.get('id')),
      await answerTo(subject, kind, scenario.get('input'), surroundings),
    );
  }
  return results;
}

/**
 * @param {Subject} subject
 * @param {unknown} kind
 * @param {unknown} input
 * @param {Surroundings} surroundings
 */
async function answerTo(subject, kind, input, surroundings) {
  if (typeof kind !== 'string' || !Object.hasOwn(KINDS, kind)) return { refused: 'kind-unknown' };
  if (!(input instanceof Map)) return { refused: 'input-unreadable' };
  try {
    return await KINDS[kind](subject, input, surroundings);
  } catch (error) {
    if (error instanceof Refusal) return error.answer;
    console.error(error); // ours, not the scenario's: said aloud, and the others go on
    return { refused: 'engine-failed' };
  }
}
