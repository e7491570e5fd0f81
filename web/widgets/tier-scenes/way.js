// One GET through the CDN as marks: how far down it went, what each tier said, how far up the answer was copied, who has a copy now.
// A GET that is being told shows its first events only.
import { SERVERS } from '../../claims/cdn.js';

/** @typedef {import('./network.js').Network} Network */
/**
 * @typedef {object} WayMarks
 * @property {number} point that is looked at
 * @property {number|null} server that was asked there
 * @property {number} depth tiers that were asked so far; one more where the origin was
 * @property {('MISS'|'HIT'|null)[]} said by each tier
 * @property {number|null} from tier that answered; 3 is the origin
 * @property {boolean} copied whether the answer is on its way up
 * @property {number[][]} holders for every point, the servers with a copy
 * @property {Set<number>} regions with a copy
 * @property {boolean} shield whether it has one
 */

/** @param {Network} network @param {number} [shown] events of the last GET that have been told @returns {WayMarks} */
export function wayMarks({ points, way, copies }, shown = Number.POSITIVE_INFINITY) {
  const events = way?.events ?? [];
  const told = events.slice(0, shown);
  const later = new Set(
    events
      .slice(shown)
      .filter(({ kind }) => kind === 'promote' || kind === 'fill')
      .map(({ tier, node }) => `${tier},${node}`),
  );
  const now = copies.filter(({ tier, node }) => !later.has(`${tier},${node}`));
  const nodes = (/** @type {number} */ k) => now.filter(({ tier }) => tier === k).map(({ node }) => node);
  /** @type {('MISS'|'HIT'|null)[]} */
  const said = [null, null, null];
  for (const { kind, tier } of told) {
    if (kind === 'miss') said[tier] = 'MISS';
    if (kind === 'hit') said[tier] = 'HIT';
  }
  const fetched = told.some(({ kind }) => kind === 'fetch');
  const hit = said.indexOf('HIT');
  return {
    point: way?.point ?? 0,
    server: way ? way.server : null,
    depth: told.filter(({ kind }) => kind === 'probe' || kind === 'fetch').length,
    said,
    from: fetched ? said.length : hit < 0 ? null : hit,
    copied: told.some(({ kind }) => kind === 'promote' || kind === 'fill'),
    holders: points.map((_, point) =>
      nodes(0)
        .filter((node) => Math.floor(node / SERVERS) === point)
        .map((node) => node % SERVERS),
    ),
    regions: new Set(nodes(1)),
    shield: nodes(2).length > 0,
  };
}
