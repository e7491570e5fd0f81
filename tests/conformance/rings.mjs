/**
 * Rings as scenarios describe them: {servers, vnodes}, {prefix, count, vnodes}, {servers, plain: true},
 * {points: {server: [position]}}, and the drawn circle of slides 7 and 8, where positions are degrees.
 *
 * @typedef {import('./subject.d.ts').Subject} Subject
 * @typedef {import('./subject.d.ts').RingSubject} RingSubject
 */
import { wholeNumber } from '../../web/engine/checks.js';
import { granted, list, object, Refusal, text } from './inputs.mjs';

/** A ring holds a million tokens: the server after the millionth is refused, whatever follows it. */
const MOST_SERVERS = 1_000_001;

/**
 * @param {Subject} subject
 * @param {Map<string, unknown>} described
 * @returns {Promise<RingSubject>} the caller deletes it
 */
export async function ringOf(subject, described) {
  const ring = await subject.ring({ plain: described.get('plain') === true });
  try {
    await fill(ring, described);
    return ring;
  } catch (error) {
    ring.delete();
    throw error;
  }
}

/**
 * @param {RingSubject} ring
 * @param {Map<string, unknown>} described
 */
async function fill(ring, described) {
  const vnodes = described.get('vnodes') ?? null;
  if (described.has('points')) {
    for (const [server, positions] of object(described.get('points'))) {
      granted(await ring.addAt(text(server), list(positions)));
    }
  } else if (described.has('servers')) {
    for (const server of list(described.get('servers'))) granted(await ring.add(text(server), vnodes));
  } else if (described.has('prefix')) {
    const many = wholeNumber(described.get('count'), 0, Number.MAX_SAFE_INTEGER);
    if (many === null) throw new Refusal('count-out-of-range');
    granted(await ring.addMany(text(described.get('prefix')), Math.min(many, MOST_SERVERS), vnodes));
  } else {
    throw new Refusal('input-unreadable');
  }
}

/**
 * Servers and keys placed at degrees of the circle.
 * @param {Subject} subject
 * @param {Map<string, unknown>} input
 */
export async function angles(subject, input) {
  const ring = await subject.ring({ plain: false });
  try {
    for (const [server, degrees] of object(input.get('servers'))) {
      granted(await ring.addAt(text(server), [granted(await subject.angle(decimal(degrees)))]));
    }
    /** @type {Map<string, string | null>} */
    const owners = new Map();
    for (const [key, degrees] of object(input.get('keys'))) {
      owners.set(key, granted(await ring.ownerAt(granted(await subject.angle(decimal(degrees))))));
    }
    const names = granted(await ring.members());
    const arcs = granted(await ring.arcs());
    return {
      owners,
      shares: new Map(names.map((name, i) => [name, Number(BigInt(arcs[i])) / 2 ** 64])),
      arcs: new Map(names.map((name, i) => [name, arcs[i]])),
    };
  } finally {
    ring.delete();
  }
}

/** @param {unknown} degrees */
function decimal(degrees) {
  if (typeof degrees !== 'string' && typeof degrees !== 'number') throw new Refusal('position-out-of-range');
  return String(degrees);
}
