// What was counted is not counted again: misses are a function of trace, policy and capacity, so each is kept, beside the engine
// that gave it. Whoever enters is run alone, another capacity is run alone; stepping back runs nothing.
import { traceOf } from './scene.js';

/** @typedef {import('../../engine/edgecache.d.ts').Engine} Engine */
/** @typedef {import('../../engine/edgecache.d.ts').Trace} Trace */
/** @typedef {import('./scene.js').Scene} Scene */
/** @typedef {Map<string, number>} Cells misses by `cell` */
/** @typedef {{trace: Trace, requests: number, distinct: number, cells: Cells}} Kept */
/** @typedef {{policies: import('./policies.js').PolicyName[], capacities: number[]}} Question */
/** @typedef {{signal?: AbortSignal, onProgress?: (progress: any) => unknown}} Options */

/** Traces whose answers are kept; one pasted text may be tens of megabytes. */
const MOST_TRACES = 12;
const MOST_TEXTS = 2;

/** @type {WeakMap<Engine, Kept[]>} */
const memory = new WeakMap();

/** @param {string} policy @param {number} capacity */
const cell = (policy, capacity) => `${policy} ${capacity}`;

/** @param {Trace} trace */
const isText = (trace) => 'text' in trace;

/** @param {Trace} a @param {Trace} b */
function same(a, b) {
  if ('text' in a || 'text' in b) return 'text' in a && 'text' in b && a.text === b.text;
  return JSON.stringify(a) === JSON.stringify(b);
}

/** @param {Engine} engine @param {Trace} trace @returns {Kept} */
function keptOf(engine, trace) {
  const all = memory.get(engine) ?? [];
  memory.set(engine, all);
  const known = all.find((one) => same(one.trace, trace));
  if (known) return known;
  const found = { trace, requests: 0, distinct: 0, cells: new Map() };
  all.push(found);
  const texts = all.filter((one) => isText(one.trace));
  const oldest = texts.length > MOST_TEXTS ? texts[0] : all.length > MOST_TRACES ? all[0] : null;
  if (oldest) all.splice(all.indexOf(oldest), 1);
  return found;
}

/** Every missing cell lies in it. @param {Cells} cells @param {Question} question @returns {Question} */
function missing(cells, { policies, capacities }) {
  const lacks = (/** @type {string} */ policy, /** @type {number} */ entries) =>
    !cells.has(cell(policy, entries));
  return {
    policies: policies.filter((policy) => capacities.some((entries) => lacks(policy, entries))),
    capacities: capacities.filter((entries) => policies.some((policy) => lacks(policy, entries))),
  };
}

/**
 * Misses of each policy, one number a capacity. A report says whose misses it holds, and at which capacities.
 * @param {Engine} engine @param {Scene} scene @param {Question} question @param {Options} [options]
 */
export async function missesOf(engine, scene, question, { signal, onProgress = () => {} } = {}) {
  const kept = keptOf(engine, traceOf(scene));
  const asked = missing(kept.cells, question);
  if (asked.policies.length > 0) {
    const report = (/** @type {any} */ progress) => onProgress({ ...progress, ...asked });
    const answer = await engine.run(
      { do: 'trace', trace: kept.trace, ...asked },
      { signal, onProgress: report },
    );
    if ('refused' in answer) return answer;
    kept.requests = answer.requests;
    kept.distinct = answer.distinct;
    for (const policy of asked.policies) {
      for (const [i, entries] of asked.capacities.entries())
        kept.cells.set(cell(policy, entries), /** @type {number[]} */ (answer.misses[policy])[i]);
    }
  }
  const { requests, distinct, cells } = kept;
  const misses = question.policies.map((policy) =>
    question.capacities.map((entries) => /** @type {number} */ (cells.get(cell(policy, entries)))),
  );
  return { requests, distinct, misses };
}
