/**
 * A ring's servers, arcs and balance: {do: 'build', ring}.
 */
import { isRefused } from '../checks.js';
import { ringSteps } from './ring-steps.js';

/**
 * @param {import('../engine.js').Engine} engine
 * @param {import('../edgecache.d.ts').BuildJob} job
 * @returns {import('./index.js').Steps}
 */
export function* build(engine, job) {
  const ring = yield* ringSteps(engine, job.ring);
  if (isRefused(ring)) return ring;
  try {
    const arcs = ring.arcs();
    if (isRefused(arcs)) return arcs;
    const balance = engine.balance(arcs.map((arc) => arc.fraction));
    if (isRefused(balance)) return balance;
    return { tokens: ring.tokenCount, servers: ring.servers(), arcs, balance };
  } finally {
    ring.delete();
  }
}
