// The way of one request: down along the left, line by line, into the tier that has the key, and up along the right with a copy.
// Pure geometry: the lines say what happened, the layout where.

/** @typedef {import('./layout.js').Layout} Layout */
/** @typedef {import('./layout.js').Point} Point */
/** @typedef {import('../shared/walk.js').Line} Line */
/**
 * `into` is walked while the line is being told, `out` when the tier has answered; `arrow` points where `into` ends.
 * @typedef {{into: Point[], out: Point[], station: Point, arrow: 'right'|'left'|'up'|'bar'}} Leg
 */

/** @param {Line[]} lines @param {Layout} layout @returns {Leg[]} */
export function legsOf(lines, layout) {
  let here = { x: layout.down, y: layout.ask };
  return lines.map((line) => {
    const leg = legOf(line, layout, here);
    here = (leg.out.length ? leg.out : leg.into).at(-1) ?? here;
    if (line.kind === 'promote' || line.kind === 'fill') here = leg.station;
    return leg;
  });
}

/** @param {Line} line @param {Layout} layout @param {Point} here @returns {Leg} */
function legOf({ kind, tier }, layout, here) {
  const { down, up, database, tiers } = layout;
  const { y, left, right } =
    tier === null ? { y: database.y, left: database.x - 26, right: database.x + 26 } : tiers[tier];
  const downTo = (/** @type {number} */ x) => [here, { x: down, y: here.y }, { x: down, y }, { x, y }];
  if (kind === 'answer') {
    const end = { x: up, y: layout.answer };
    return { into: [here, end], out: [], station: { x: up, y: layout.answer - 14 }, arrow: 'up' };
  }
  if (kind === 'promote' || kind === 'fill') {
    const turn = { x: up, y };
    return { into: [here, turn, { x: right + 4, y }], out: [], station: turn, arrow: 'left' };
  }
  if (kind === 'miss' || kind === 'coalesce')
    return { into: downTo(left - 14), out: [], station: { x: down, y }, arrow: 'bar' };
  const out = { x: up, y };
  return { into: downTo(left - 4), out: [{ x: right, y }, out], station: out, arrow: 'right' };
}

/** "M1 2L3 4": points on top of each other are one. @param {Point[]} points */
export const pathOf = (points) =>
  points
    .filter((point, i) => i === 0 || point.x !== points[i - 1].x || point.y !== points[i - 1].y)
    .map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x} ${y}`)
    .join('');

/** How far along these points a walker is after a part of the way. @param {Point[]} points @param {number} part @returns {Point} */
export function pointAt(points, part) {
  const lengths = points.slice(1).map(({ x, y }, i) => Math.hypot(x - points[i].x, y - points[i].y));
  let left = part * lengths.reduce((sum, length) => sum + length, 0);
  for (const [i, length] of lengths.entries()) {
    if (left > length) {
      left -= length;
      continue;
    }
    const [from, to] = [points[i], points[i + 1]];
    const share = length === 0 ? 1 : left / length;
    return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
  }
  return points[points.length - 1];
}
