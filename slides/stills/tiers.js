// What the stills of Act 4 share: the story's tiers, the arithmetic on them, and the server that owns a key.
import { KEY, SERVERS } from '../../web/claims/lookups.js';
import { answered } from './answered.js';

export { room, shelf, stretched, TIERS, time } from '../../web/widgets/shared/tiers.js';

/** The key that Act 4 follows and the servers of slide 10's ring: one of them is what "network" means for one key. */
export { KEY, SERVERS };

/** What a lookup costs when it asks every tier in turn and finds the key in the last of them. @param {{latencyNs: number}[]} tiers */
export const askedNs = (tiers) => tiers.reduce((sum, tier) => sum + tier.latencyNs, 0);

/** The server of slide 10's ring that owns a key, asked of the engine. @param {import('../../web/engine/edgecache.d.ts').Engine} engine @param {string} key */
export function ownerOf(engine, key) {
  const ring = answered(engine.ring({ servers: SERVERS, plain: true }));
  const name = answered(ring.owner(key));
  ring.delete();
  return { name, index: SERVERS.indexOf(name) };
}
