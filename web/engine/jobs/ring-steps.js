/**
 * The first part of most jobs: a ring built a server at a time, so that a million tokens are many steps.
 */
import { isRefused } from '../checks.js';
import { HashRing } from '../hash-ring.js';
import { emptyRing, join } from '../ring-spec.js';

/** Tokens that may wait unsorted: sorting them in is then a step too. */
const STEP_TOKENS = 10_000;

/**
 * Builds a ring a server at a time. The caller deletes it.
 * @param {import('../engine.js').Engine} engine
 * @param {import('../edgecache.d.ts').RingSpec} spec
 * @returns {Generator<import('../edgecache.d.ts').Progress, HashRing | import('../edgecache.d.ts').Refused, void>}
 */
export function* ringSteps(engine, spec) {
  const ring = emptyRing(engine, spec);
  if (isRefused(ring)) return ring;
  const servers = spec.servers ?? [];
  let sorted = 0;
  for (let i = 0; i < servers.length; i++) {
    const joined = join(ring, servers[i], spec.vnodes);
    if (joined !== true) {
      ring.delete();
      return joined;
    }
    if (ring.tokenCount - sorted < STEP_TOKENS) continue;
    sorted = ring.tokenCount;
    HashRing.settle(ring);
    yield { done: i + 1, total: servers.length, phase: 'build' };
  }
  return ring;
}
