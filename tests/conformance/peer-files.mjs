/**
 * Other projects' test values, asked of our engine. Where a project hashes in its own way, its hash is
 * computed here (md5, SHA-1, CRC-32 of node) and only the circle is ours: positions given to addAt(), keys
 * looked up by position. Each function yields [expected, answered] pairs.
 *
 * @typedef {import('../../web/engine/edgecache.d.ts').Engine} Engine
 * @typedef {import('../../web/engine/edgecache.d.ts').HashRing} HashRing
 * @typedef {Generator<[unknown, unknown], void>} Pairs
 */
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { makePlacement } from '../../web/engine/placement.js';
import { sanityBuffer } from './kinds.mjs';

const LAST = 2n ** 64n - 1n;

/** The first position strictly greater: where a project's rule says > and ours says >=. @param {bigint} hash */
const after = (hash) => (hash === LAST ? 0n : hash + 1n);

/**
 * @param {Engine} engine
 * @param {Record<string, bigint[]>} positions  of each server
 * @returns {HashRing}
 */
function ringAt(engine, positions) {
  const ring = engine.ring({
    servers: Object.entries(positions).map(([name, places]) => ({ name, positions: places })),
  });
  if ('refused' in ring) throw new Error(ring.refused);
  return ring;
}

/** @param {number} count @param {(i: number) => bigint} place */
const places = (count, place) => Array.from({ length: count }, (_, i) => place(i));

/**
 * Envoy: XXH64 of "<host>_<i>".
 * @param {Engine} engine
 * @param {Record<string, number>} vnodes
 */
function envoyRing(engine, vnodes) {
  const hosts = Object.entries(vnodes).map(([host, count]) => {
    const hashes = engine.hashes({ prefix: `${host}_`, from: 0, count });
    if ('refused' in hashes) throw new Error(hashes.refused);
    return [host, [...hashes]];
  });
  return ringAt(engine, Object.fromEntries(hosts));
}

/**
 * The same look-ups by our placement with Envoy's rules, labels made in C++: a weight is a number of points.
 * @param {Engine} engine
 * @param {Record<string, number>} vnodes
 */
const envoyPlacement = (engine, vnodes) =>
  placementOf(engine, {
    kind: 'ring',
    separator: '_',
    points: 1,
    servers: Object.entries(vnodes).map(([name, weight]) => ({ name, weight })),
  });

/** @param {Engine} engine @param {import('../../web/engine/edgecache.d.ts').PlacementSpec} spec */
function placementOf(engine, spec) {
  const placement = makePlacement(engine, spec);
  if ('refused' in placement) throw new Error(placement.refused);
  return placement;
}

/** @param {HashRing} ring */
function tokensOf(ring) {
  const [positions, tokens, names] = /** @type {any[]} */ ([ring.positions(), ring.tokens(), ring.servers()]);
  return [...positions].map((position, i) => [names[tokens.servers[i]], position.toString()]);
}

/** @type {Record<string, (engine: Engine, file: any) => Pairs>} */
export const PEER_FILES = {
  *'xxhash_official.json'(engine, { xxh64 }) {
    for (const [length, seed, expected] of xxh64) {
      const hashes = engine.hashes(
        { bytes: sanityBuffer(length), offsets: Uint32Array.of(0, length) },
        { seed },
      );
      yield [expected, 'refused' in hashes ? hashes : hashes[0].toString(16).padStart(16, '0')];
    }
  },

  *'ring_envoy.json'(engine, { rings, histograms, next_in_ring: next }) {
    for (const { name, vnodes, ring: expected = [], lookups } of rings) {
      const ring = envoyRing(engine, vnodes);
      const tokens = tokensOf(ring);
      for (const [i, token] of expected.entries()) yield [String(token), String(tokens[i])];
      const placement = envoyPlacement(engine, vnodes);
      for (const [hash, owner] of lookups) yield [owner, placement.ownerOfHash(hash)];
      placement.delete();
      if (name === next.ring) {
        const first = tokens.findIndex(([, position]) => BigInt(position) >= BigInt(next.hash));
        for (const [k, owner] of next.rows) yield [owner, tokens[(first + k) % tokens.length][0]];
      }
      ring.delete();
    }
    for (const { vnodes, n, counts } of histograms.rows) {
      const ring = envoyPlacement(engine, vnodes);
      const owners = Array.from({ length: n }, (_, i) => ring.ownerOfHash(BigInt(i) * (LAST / BigInt(n))));
      for (const host of Object.keys(counts))
        yield [counts[host], owners.filter((owner) => owner === host).length];
      ring.delete();
    }
  },

  *'maglev.json'(engine, { envoy, go_maglev: go }) {
    for (const { M, hosts, weights = [], table: expected } of envoy.tables) {
      const servers = hosts.map((/** @type {string} */ name, /** @type {number} */ i) => ({
        name,
        weight: weights[i] ?? 1,
      }));
      const maglev = placementOf(engine, { kind: 'maglev', tableSize: M, servers });
      const table = /** @type {Uint32Array} */ (maglev.table());
      for (const [entry, host] of expected.entries()) yield [hosts[host], maglev.name(table[entry])];
      maglev.delete();
    }
    const composite = makePlacement(engine, { kind: 'maglev', tableSize: 6 });
    yield [envoy.edge['M not prime'], 'refused' in composite ? 'refused' : 'made'];
    const empty = placementOf(engine, { kind: 'maglev', tableSize: 7 });
    yield [envoy.edge['no host'], String(empty.ownerOfHash('1'))];
    empty.delete();

    const { M } = go;
    const servers = go.permutations.map((/** @type {number[]} */ order, /** @type {number} */ i) => ({
      name: String(i),
      walk: { offset: order[0], skip: (order[1] - order[0] + M) % M },
    }));
    const maglev = placementOf(engine, { kind: 'maglev', tableSize: M, servers });
    yield [String(go.table), String(maglev.table())];
    maglev.setDown('1', true);
    yield [String(go.table_with_1_dead), String(maglev.table())];
    maglev.delete();
  },

  *'jump_hash.json'(engine, { rows }) {
    /** @type {Map<number, import('../../web/engine/edgecache.d.ts').Placement>} */
    const ofSize = new Map();
    for (const [key, buckets, bucket] of rows) {
      const servers = Array.from({ length: buckets }, (_, i) => String(i));
      if (!ofSize.has(buckets)) ofSize.set(buckets, placementOf(engine, { kind: 'jump', servers }));
      yield [String(bucket), ofSize.get(buckets)?.ownerOfHash(key)];
    }
    for (const jump of ofSize.values()) jump.delete();
  },

  *'ring_small.json'(engine, { groupcache, stathat, chrismoos }) {
    const spelled = (/** @type {string} */ node) => [node, places(3, (i) => BigInt(`${i}${node}`))];
    const ring = ringAt(engine, Object.fromEntries(groupcache.nodes.map(spelled)));
    for (const [key, owner] of Object.entries(groupcache.keys)) yield [owner, ring.ownerOfHash(key)];
    ring.addAt(groupcache.then_add, groupcache.then_positions_added.map(BigInt));
    for (const [key, owner] of Object.entries(groupcache.then_keys)) yield [owner, ring.ownerOfHash(key)];
    ring.delete();

    const crc = (/** @type {string} */ text) => BigInt(crc32(text));
    const small = ringAt(
      engine,
      Object.fromEntries(
        stathat.nodes.map((/** @type {string} */ node) => [node, places(20, (i) => crc(`${node}|${i}`))]),
      ),
    );
    for (const [key, owner] of Object.entries(stathat.keys))
      yield [owner, small.ownerOfHash(after(crc(key)))];
    small.remove(stathat.then_remove);
    for (const [key, owner] of Object.entries(stathat.then_keys))
      yield [owner, small.ownerOfHash(after(crc(key)))];
    small.delete();

    const sha = (/** @type {string} */ text) => createHash('sha1').update(text).digest().readBigUInt64BE(12);
    const two = ringAt(
      engine,
      Object.fromEntries(
        chrismoos.nodes.map((/** @type {string} */ node) => [
          node,
          places(chrismoos.replicas, (i) => sha(`${node}${i}`)),
        ]),
      ),
    );
    for (const [key, owner] of Object.entries(chrismoos.keys))
      yield [owner, two.ownerOfHash(after(sha(key)))];
    two.delete();
  },

  *'ring_discord_exhashring.json'(engine, { nodes, keys, find_node: owners }) {
    const md5 = (/** @type {string} */ text) => createHash('md5').update(text).digest().readBigUInt64LE(8);
    for (const [replicas, expected] of Object.entries(owners)) {
      const ring = ringAt(
        engine,
        Object.fromEntries(
          nodes.map((/** @type {string} */ node) => [
            node,
            places(Number(replicas), (i) => md5(`${node}${i}`)),
          ]),
        ),
      );
      for (const [i, key] of keys.entries()) yield [nodes[expected[i]], ring.ownerOfHash(after(md5(key)))];
      ring.delete();
    }
  },

  *'ketama_libmemcached.json'(engine, { servers, ketama, ketama_spy: spy }) {
    const total = servers.reduce(
      (/** @type {number} */ sum, /** @type {any[]} */ [, , weight]) => sum + weight,
      0,
    );
    const points = (/** @type {string} */ stem, /** @type {number} */ weight) =>
      places(Math.floor((weight / total) * 40 * servers.length + 1e-10), BigInt).flatMap((i) => {
        const digest = createHash('md5').update(`${stem}-${i}`).digest();
        return [0, 4, 8, 12].map((at) => BigInt(digest.readUInt32LE(at)));
      });
    for (const [rows, stem] of /** @type {const} */ ([
      [ketama, (/** @type {string} */ host) => host],
      [spy, (/** @type {string} */ host, /** @type {number} */ port) => `/${host}:${port}`],
    ])) {
      const ring = ringAt(
        engine,
        Object.fromEntries(
          servers.map((/** @type {any[]} */ [host, port, weight]) => [
            host,
            points(stem(host, port), weight),
          ]),
        ),
      );
      for (const row of rows) yield [row[row.length - 1], ring.ownerOfHash(BigInt(row[1]))];
      ring.delete();
    }
  },
};
