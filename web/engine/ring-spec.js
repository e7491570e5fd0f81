/**
 * A ring as plain data, {servers: ['A', {name: 'B', vnodes: 3}], vnodes: 100}, and the ring it
 * describes: what a scene declares, and what a job carries to a worker.
 */
import { isRefused, refused } from './checks.js';
import { DEFAULT_VNODES, HashRing } from './hash-ring.js';
import { hashNumber } from './hashes.js';
import { RingHandle } from './ring-handle.js';

/**
 * @typedef {import('./edgecache.d.ts').Refused} Refused
 * @typedef {import('./edgecache.d.ts').RingSpec} RingSpec
 * @typedef {import('./edgecache.d.ts').ServerSpec} ServerSpec
 * @typedef {import('./ring-engine.js').RingEngine} Engine
 */

/**
 * The ring, or the first refusal that its servers meet; then nothing is left behind.
 * @param {Engine} engine
 * @param {RingSpec} spec
 * @returns {HashRing | Refused}
 */
export function makeRing(engine, spec) {
  const ring = emptyRing(engine, spec);
  if (isRefused(ring)) return ring;
  for (const server of spec.servers ?? []) {
    const joined = join(ring, server, spec.vnodes);
    if (joined === true) continue;
    ring.delete();
    return joined;
  }
  return ring;
}

/**
 * @param {Engine} engine
 * @param {RingSpec | unknown} spec
 * @returns {HashRing | Refused}
 */
export function emptyRing(engine, spec) {
  if (typeof spec !== 'object' || spec === null) return refused('input-unreadable');
  const { hash = 'xxh64', plain = false, servers = [] } = /** @type {RingSpec} */ (spec);
  const kind = hashNumber(hash);
  if (kind === null) return refused('mode-unknown');
  if (!Array.isArray(servers)) return refused('input-unreadable');
  const handle = engine.ask(
    (instance) =>
      new RingHandle(engine, instance, new instance.native.HashRing(kind, plain === true), {
        hash,
        plain: plain === true,
      }),
  );
  return isRefused(handle) ? handle : new HashRing(handle);
}

/**
 * Adds one server of a spec.
 * @param {HashRing} ring
 * @param {string | ServerSpec} server
 * @param {number} [vnodes]  of servers that do not say
 * @returns {true | Refused}
 */
export function join(ring, server, vnodes = DEFAULT_VNODES) {
  if (typeof server === 'string') return ring.add(server, { vnodes });
  if (typeof server !== 'object' || server === null) return refused('input-unreadable');
  if (server.positions !== undefined) return ring.addAt(server.name, server.positions);
  return ring.add(server.name, { vnodes: server.vnodes ?? vnodes });
}
