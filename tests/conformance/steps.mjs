/**
 * Operations on one ring, one after the other. A refused step answers in its place and changes nothing.
 *
 * @typedef {import('./subject.d.ts').Subject} Subject
 * @typedef {import('./subject.d.ts').RingSubject} RingSubject
 */
import { list, position, Refusal, text } from './inputs.mjs';

/** @type {Record<string, (ring: RingSubject, ...operands: unknown[]) => Promise<unknown>>} */
const OPERATIONS = {
  add: (ring, server, vnodes = null) => ring.add(text(server), vnodes),
  add_at: (ring, server, positions) =>
    ring.addAt(text(server), Array.isArray(positions) ? positions : [null]),
  remove: (ring, server) => ring.remove(text(server)),
  owner: (ring, key) => ring.owner(text(key)),
  owner_of_hash: (ring, hash) => ring.ownerAt(position(hash)),
  preference: (ring, key, many = null) => ring.preference(text(key), many),
  points: (ring) => ring.points(),
};

/**
 * @param {Subject} subject
 * @param {Map<string, unknown>} input
 */
export async function steps(subject, input) {
  const ring = await subject.ring({ plain: false });
  try {
    const answers = [];
    for (const step of list(input.get('steps'))) answers.push(await answerTo(ring, step));
    return answers;
  } finally {
    ring.delete();
  }
}

/**
 * @param {RingSubject} ring
 * @param {unknown} step
 */
async function answerTo(ring, step) {
  try {
    const [name, ...operands] = Array.isArray(step) ? step : [];
    if (typeof name !== 'string' || !Object.hasOwn(OPERATIONS, name)) throw new Refusal('operation-unknown');
    const answer = await OPERATIONS[name](ring, ...operands);
    return answer === true ? 'ok' : answer;
  } catch (error) {
    if (error instanceof Refusal) return error.answer;
    throw error;
  }
}
