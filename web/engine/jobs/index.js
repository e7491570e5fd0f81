/**
 * Long work as plain data, done in small steps: {do: 'place', ring, keys}. A job is a generator: after
 * each step it says how far it is, and whoever drives it (a worker, or the page between two frames)
 * decides when to go on, or not to. Its result is data that can cross to another thread.
 *
 * One kind, one file, one row here.
 */
import { refused } from '../checks.js';
import { build } from './build.js';
import { census } from './census.js';
import { herd } from './herd.js';
import { invalidation } from './invalidation.js';
import { lookup } from './lookup.js';
import { outage, outageHeadroom } from './outage.js';
import { place } from './place.js';
import { remap } from './remap.js';
import { rings } from './rings.js';
import { tournament } from './tournament.js';
import { trace } from './trace.js';

/**
 * @typedef {import('../edgecache.d.ts').Job} Job
 * @typedef {import('../edgecache.d.ts').JobResult} JobResult
 * @typedef {import('../edgecache.d.ts').Progress} Progress
 * @typedef {import('../edgecache.d.ts').Refused} Refused
 * @typedef {Generator<Progress | (() => Progress), JobResult | Refused, void>} Steps  a function where a report takes work: it is
 *   called when somebody is told
 */

/** @type {Map<unknown, (engine: import('../engine.js').Engine, job: any) => Steps>} */
const KINDS = new Map(
  Object.entries({
    build,
    place,
    lookup,
    remap,
    rings,
    census,
    herd,
    invalidation,
    outage,
    'outage-headroom': outageHeadroom,
    tournament,
    trace,
  }),
);

/**
 * The steps of a job; an unknown job refuses at its first.
 * @param {import('../engine.js').Engine} engine
 * @param {Job} job
 * @returns {Steps}
 */
export function* steps(engine, job) {
  const kind = KINDS.get(job?.do);
  return kind ? yield* kind(engine, job) : refused('operation-unknown');
}
