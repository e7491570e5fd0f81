/**
 * RFC 9211: one line that says how caches handled a request, the one nearest the database first.
 *
 *   L3; hit; ttl=376, L2; fwd=uri-miss; stored, L1; fwd=uri-miss; stored
 *
 * Formatting only: every word is an event of the read.
 */

/**
 * @typedef {import('./edgecache-cache.d.ts').TieredAnswer} TieredAnswer
 * @typedef {import('./edgecache-cache.d.ts').TieredEvent} TieredEvent
 */

/**
 * @param {TieredAnswer} answer  of a read
 * @param {{names?: string[], expiresAtMs?: number | null}} [options]  names of the tiers, nearest first;
 *   the copy's expiry where it is to be told (`ttl` is its whole seconds from now, negative when stale)
 */
export function cacheStatus(answer, { names = [], expiresAtMs = null } = {}) {
  const asked = answer.events.filter(({ kind }) => kind === 'probe').map(({ tier }) => Number(tier));
  const ttl = expiresAtMs === null ? '' : `; ttl=${Math.floor((expiresAtMs - answer.nowMs) / 1000)}`;
  const members = asked.map((tier) => {
    const here = answer.events.filter((event) => event.tier === tier && event.key === answer.key);
    const happened = (/** @type {TieredEvent['kind']} */ kind) => here.some((event) => event.kind === kind);
    const name = names[tier] ?? `L${tier + 1}`;
    if (happened('hit') || happened('serve-stale')) return `${name}; hit${ttl}`;
    const stored = happened('fill') || happened('promote') ? '; stored' : '';
    const collapsed = happened('coalesce') ? '; collapsed' : '';
    return `${name}; fwd=${happened('expire') ? 'stale' : 'uri-miss'}${stored}${collapsed}`;
  });
  return members.reverse().join(', ');
}
