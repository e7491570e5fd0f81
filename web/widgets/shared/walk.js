// One request through the tiers, told line by line: the events of the engine's answer, grouped as a reader of the slide would, and
// what each of them does to the shelves that are drawn. Nothing is decided here: who has the key, and who goes, are events already.

/** @typedef {import('../../engine/edgecache-cache.d.ts').TieredAnswer} TieredAnswer */
/** @typedef {import('../../engine/edgecache-cache.d.ts').TieredEvent} TieredEvent */
/** @typedef {import('../../engine/edgecache-cache.d.ts').TieredCopy} TieredCopy */
/** @typedef {'miss'|'hit'|'serve-stale'|'coalesce'|'fetch'|'promote'|'fill'|'answer'} LineKind */
/**
 * `tier` is null for the database; `gone` are the copies that left on the way, for whatever reason.
 * @typedef {{kind: LineKind, tier: number|null, key: string, costNs: number, gone: {tier: number, key: string, why: string}[], events: TieredEvent[]}} Line
 */

/** An event of one of these kinds ends a line. */
const ENDS = new Set(['miss', 'hit', 'serve-stale', 'coalesce', 'fetch', 'promote', 'fill']);
/** A copy that leaves its tier. */
const LEAVES = new Set(['evict', 'back-invalidate', 'expire', 'purge', 'drop']);
/** A copy that becomes the newest of its tier: it enters, or it was read there. */
const NEWEST = new Set(['promote', 'fill', 'hit', 'serve-stale']);

/** The lines of one read; the last is the answer on its way back. @param {TieredAnswer} answer @returns {Line[]} */
export function linesOf(answer) {
  /** @type {Line[]} */
  const lines = [];
  /** @type {TieredEvent[]} */
  let events = [];
  const close = (/** @type {LineKind} */ kind, /** @type {number|null} */ tier) => {
    const costNs = events.reduce((sum, event) => sum + event.costNs, 0);
    const gone = events.flatMap((event) =>
      LEAVES.has(event.kind) && event.tier !== null
        ? [{ tier: event.tier, key: event.key, why: event.kind }]
        : [],
    );
    lines.push({ kind, tier, key: answer.key, costNs, gone, events });
    events = [];
  };
  for (const event of answer.events) {
    events.push(event);
    if (ENDS.has(event.kind)) close(/** @type {LineKind} */ (event.kind), event.tier);
  }
  close('answer', answer.tier);
  return lines;
}

/**
 * The shelves after an event: keys of each tier, the newest first.
 * @param {string[][]} shelves @param {TieredEvent} event @returns {string[][]}
 */
export function shelvesAfter(shelves, { kind, tier, key }) {
  if (tier === null || !(LEAVES.has(kind) || NEWEST.has(kind))) return shelves;
  const others = shelves[tier].filter((other) => other !== key);
  const now = NEWEST.has(kind) ? [key, ...others] : others;
  return shelves.map((keys, k) => (k === tier ? now : keys));
}

/** @param {string[][]} shelves @param {Line[]} lines */
export const shelvesAfterLines = (shelves, lines) =>
  lines.flatMap(({ events }) => events).reduce(shelvesAfter, shelves);

/** What lies in the tiers now: keys of each, the newest first. @param {TieredCopy[]} copies @param {number} tiers @returns {string[][]} */
export const shelvesOf = (copies, tiers) =>
  Array.from({ length: tiers }, (_, k) => copies.filter(({ tier }) => tier === k).map(({ key }) => key));
