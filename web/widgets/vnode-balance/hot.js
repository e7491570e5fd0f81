// What virtual nodes do not cure. A thousand requests, four in ten of them for one key: a key has one position, so at any V one
// server gets all four hundred. Then the cures, each computed by the engine's own parts: bounded load by its placement, copies by
// names of their own, a near cache and coalescing by the tiered cache in front of the ring.
import { answered } from '../../engine/answer.js';
import { makePlacement } from '../../engine/placement.js';
import { makeTieredCache } from '../../engine/tiered-cache.js';

/** @typedef {import('../../engine/edgecache.d.ts').Engine} Engine */
/** @typedef {'none'|'bounded'|'copies'|'near'|'coalescing'} Cure */
/** @typedef {{cure: Cure, loads: number[], reached: number, requests: number, hotAt: number[]}} HotLoads requests that reached each server, how many
 * did at all, and which servers got some for the hot key */

export const HOT_KEY = 'user:123';
export const REQUESTS = 1000;
export const COPIES = 8;
export const FACTOR = 1.25;
/** Each client keeps what it asked for last, this many entries. */
export const NEAR = { clients: 10, entries: 16 };
/** A request every 0.1 ms; an answer takes 1 ms. */
const GAP_NS = 100_000;
const ANSWER_NS = 1_000_000;

/** What is done about the hot key, and what it says about itself. @type {{cure: Cure, name: string, says: string}[]} */
export const CURES = [
  { cure: 'none', name: 'a hot key', says: 'A key has one position: at any V, one server.' },
  {
    cure: 'bounded',
    name: 'bounded load',
    says: `Nobody takes more than ${FACTOR} × a fair share; the next server clockwise does.`,
  },
  {
    cure: 'copies',
    name: 'copies',
    says: `${COPIES} copies under ${COPIES} names have ${COPIES} positions; a write must reach all.`,
  },
  {
    cure: 'near',
    name: 'near cache',
    says: `Each of ${NEAR.clients} clients keeps its last ${NEAR.entries} answers; the rest reaches the ring.`,
  },
  {
    cure: 'coalescing',
    name: 'coalescing',
    says: 'Whoever asks while the answer is under way waits for it: one request, many answers.',
  },
];

/** @param {unknown} cure @returns {cure is Cure} */
export const isHot = (cure) => CURES.some((known) => known.cure === cure);

/** The requests in their order: two of five are for the hot key, the others for a key each. @param {(n: number) => string} [hotName] what the n-th of
 * the hot ones asks for */
const requests = (hotName = () => HOT_KEY) =>
  Array.from({ length: REQUESTS }, (_, i) =>
    i % 5 < 2 ? hotName(Math.floor(i / 5) * 2 + (i % 5)) : `item:${i}`,
  );

/** @param {string} key */
const isHotKey = (key) => key.startsWith(HOT_KEY);

/** Requests that still go to the ring when something stands before it. @type {Record<Cure, (engine: Engine) => string[] | Promise<string[]>>} */
const BEFORE = {
  none: () => requests(),
  bounded: () => requests(),
  copies: () => requests((n) => `${HOT_KEY}#${n % COPIES}`),
  near: (engine) =>
    past(engine, { capacity: [NEAR.entries], latencyNs: [100], nodes: [NEAR.clients] }, (cache, key, i) =>
      cache.get(key, { place: i % NEAR.clients }),
    ),
  coalescing: (engine) =>
    past(
      engine,
      {
        capacity: [REQUESTS],
        latencyNs: [0],
        dbLatencyNs: ANSWER_NS,
        nodes: [1],
        fetch: 'takes-time',
        coalesce: 'tier',
      },
      (cache, key) => {
        const answer = cache.get(key, { ttlMs: 0 });
        cache.advance(0, GAP_NS);
        return answer;
      },
    ),
};

/** Requests between two breaths: a look through the tiers costs a tenth of a millisecond, and a frame must not be late. */
const BREATH = 40;

/**
 * The requests that get past a cache in front of the ring.
 * @param {Engine} engine
 * @param {import('../../engine/edgecache.d.ts').TieredSpec} spec
 * @param {(cache: any, key: string, i: number) => any} ask
 */
async function past(engine, spec, ask) {
  const cache = answered(makeTieredCache(engine, spec));
  try {
    const through = [];
    for (const [i, key] of requests().entries()) {
      const { hit, coalesced } = answered(ask(cache, key, i));
      if (!hit && !coalesced) through.push(key);
      if (i % BREATH === BREATH - 1) await new Promise((resolve) => setTimeout(resolve));
    }
    return through;
  } finally {
    cache.delete();
  }
}

/**
 * Requests that reach each of the three servers of the bars.
 * @param {Engine} engine @param {number|null} vnodes plain names are asked as if they had one label each @param {Cure} cure @param {string[]} servers
 * @returns {Promise<HotLoads>}
 */
export async function hotLoads(engine, vnodes, cure, servers = ['Server A', 'Server B', 'Server C']) {
  const asked = await BEFORE[cure](engine);
  const kind = cure === 'bounded' ? 'bounded-load' : 'ring';
  const placement = answered(makePlacement(engine, { kind, servers, points: vnodes ?? 1, factor: FACTOR }));
  try {
    const owners = answered(placement.place(asked));
    const loads = servers.map(() => 0);
    const hotAt = new Set();
    owners.forEach((owner, i) => {
      loads[owner] += 1;
      if (isHotKey(asked[i])) hotAt.add(owner);
    });
    return { cure, loads, reached: asked.length, requests: REQUESTS, hotAt: [...hotAt].sort() };
  } finally {
    placement.delete();
  }
}
