// The table of tags: every figure by the name that a page writes, and where its code is. The code of a figure, and the styles of its
// controls, come when the figure is wanted; until then the still inside its tag stands there. A new figure is one more row.

/** @type {Record<string, () => Promise<unknown>>} */
export const TAGS = {
  'chord-hops': () => import('./chord-hops.js'),
  'code-run': () => import('./code-run.js'),
  'hash-ring': () => import('./hash-ring.js'),
  'invalidation-race': () => import('./invalidation-race.js'),
  'key-census': () => import('./key-census.js'),
  'key-router': () => import('./key-router.js'),
  'outage-run': () => import('./outage-run.js'),
  'placement-tournament': () => import('./placement-tournament.js'),
  'policy-bench': () => import('./policy-bench.js'),
  'production-placement': () => import('./production-placement.js'),
  'proof-badge': () => import('./proof-badge.js'),
  'season-path': () => import('./season-path.js'),
  'stale-copies': () => import('./stale-copies.js'),
  'tier-code': () => import('./tier-code.js'),
  'tier-race': () => import('./tier-race.js'),
  'tier-scenes': () => import('./tier-scenes.js'),
  'tier-walk': () => import('./tier-walk.js'),
  'vnode-balance': () => import('./vnode-balance.js'),
  'world-map': () => import('./world-map.js'),
};

/** Whether the code of a figure is here. @param {Element} figure */
export const isAlive = (figure) => customElements.get(figure.localName) !== undefined;

/**
 * The code of one figure; rejected when it cannot be fetched, and a later call tries again. Its tag comes alive wherever it stands.
 * @param {Element} figure
 */
export const bring = async (figure) => {
  if (!isAlive(figure)) await TAGS[figure.localName]?.();
};
