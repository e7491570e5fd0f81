// What the figure of slide 13 knows, without a picture: an algorithm as it runs in production, loaded with its own rules, over some
// hosts; who has a key; and what another host costs, counted over keys. The answers are those that the project itself gives: its own
// tests are among ours (tests/conformance).
//
// Verbs: ProductionPlacementCommand in web/engine/edgecache-tags.d.ts.
import { answered } from '../../engine/answer.js';
import { makePlacement } from '../../engine/placement.js';
import { usersOf } from './users.js';

/** @typedef {import('../../engine/edgecache.d.ts').Engine} Engine */
/** @typedef {import('../../engine/edgecache.d.ts').Placement} Placement */
/** `before`: hosts before the last change. @typedef {{preset: string, hosts: number, before: number|null, key: string}} ProductionScene */
/**
 * @typedef {object} ProductionState
 * @property {ProductionScene} scene
 * @property {import('./users.js').Small[]} users
 * @property {number} size points of the ring, or entries of the table
 * @property {number[]} owners numbers of hosts, as drawn: of places around the circle, or of the table's first entries
 * @property {number|null} owner number of the key's host
 * @property {{keys: number, moved: number, elsewhere: number}|null} change `elsewhere`: between hosts that stay
 */

export const LEAST_HOSTS = 2;
export const MOST_HOSTS = 8;
const MOST_KEY_BYTES = 1024;
const KEYS = { prefix: 'user:', count: 20_000 };
/** Places of the circle that are asked about, and entries of the table that are drawn. */
export const PLACES = 720;
export const CELLS = 1024;

/** Envoy's minimum_ring_size, and its default table_size (a prime). */
const RING_SIZE = 1024;
const TABLE_SIZE = 65_537;

/**
 * A production algorithm is a row: how its placement is made, and where its rules are written.
 * @type {{id: string, name: string, drawn: 'ring'|'table', rule: string, spec: (hosts: string[]) => import('../../engine/edgecache.d.ts').PlacementSpec}[]}
 */
export const PRESETS = [
  {
    id: 'envoy-ring',
    name: 'Envoy ring hash',
    drawn: 'ring',
    rule: 'XXH64 of host_i, at least 1,024 points in all',
    spec: (servers) => ({
      kind: 'ring',
      separator: '_',
      points: Math.ceil(RING_SIZE / servers.length),
      servers,
    }),
  },
  {
    id: 'envoy-maglev',
    name: 'Envoy Maglev',
    drawn: 'table',
    rule: 'each host takes its next free entry, in turn',
    spec: (servers) => ({ kind: 'maglev', tableSize: TABLE_SIZE, servers }),
  },
];

/** @param {string} id */
export const presetOf = (id) => PRESETS.find((preset) => preset.id === id) ?? PRESETS[0];

/** As an Envoy knows its hosts. @param {number} number */
export const hostName = (number) => `10.0.0.${number + 1}:8080`;

const encoder = new TextEncoder();

/** @param {unknown} key */
function keyFault(key) {
  if (typeof key !== 'string') return 'key-not-text';
  return key.length > MOST_KEY_BYTES || encoder.encode(key).length > MOST_KEY_BYTES ? 'text-too-long' : null;
}
/** @param {unknown} hosts */
const isHosts = (hosts) =>
  Number.isInteger(hosts) && Number(hosts) >= LEAST_HOSTS && Number(hosts) <= MOST_HOSTS;
/** @param {unknown} preset */
const isPreset = (preset) => PRESETS.some(({ id }) => id === preset);

/** @param {any} raw @returns {ProductionScene|null} */
function scene(raw) {
  if (!raw || typeof raw !== 'object') return null;
  const { preset = PRESETS[0].id, hosts = 5, before = null, key = 'user:123' } = raw;
  if (!isPreset(preset) || !isHosts(hosts) || keyFault(key)) return null;
  return before === null || isHosts(before) ? { preset, hosts, before, key } : null;
}

/** @param {any} command */
function check(command) {
  switch (command?.do) {
    case 'load-preset':
      return isPreset(command.preset) ? null : 'mode-unknown';
    case 'set-hosts':
      return isHosts(command.hosts) ? null : 'servers-out-of-range';
    case 'set-key':
      return keyFault(command.key);
    default:
      return 'operation-unknown';
  }
}

/** @param {ProductionScene} before @param {any} command @returns {ProductionScene} */
function fold(before, command) {
  if (command.do === 'load-preset') return { ...before, preset: command.preset };
  if (command.do === 'set-key') return { ...before, key: command.key };
  return { ...before, hosts: command.hosts, before: before.hosts };
}

/**
 * @template T
 * @param {Engine} engine @param {string} preset @param {number} hosts @param {(placement: Placement) => T} ask
 */
function asking(engine, preset, hosts, ask) {
  const names = Array.from({ length: hosts }, (_, i) => hostName(i));
  const placement = answered(makePlacement(engine, presetOf(preset).spec(names)));
  try {
    return ask(placement);
  } finally {
    placement.delete();
  }
}

/** The hosts of places at equal distances around the circle. @param {Placement} placement */
const around = (placement) =>
  Array.from({ length: PLACES }, (_, i) => {
    const name = answered(placement.ownerOfHash((BigInt(i) << 64n) / BigInt(PLACES)));
    return placement.servers().indexOf(name ?? '');
  });

/** @param {Engine} engine @param {ProductionScene} scene @returns {ProductionState} */
function start(engine, scene) {
  const { preset, hosts, before, key } = scene;
  const { drawn, spec } = presetOf(preset);
  const names = Array.from({ length: hosts }, (_, i) => hostName(i));
  const now = asking(engine, preset, hosts, (placement) => ({
    owners: drawn === 'ring' ? around(placement) : Array.from(answered(placement.table()).subarray(0, CELLS)),
    size: drawn === 'ring' ? (spec(names).points ?? 0) * hosts : answered(placement.table()).length,
    owner: answered(placement.place([key]))[0],
    placed: answered(placement.place(KEYS)),
  }));
  const { placed, ...shown } = now;
  const was =
    before === null || before === hosts
      ? null
      : asking(engine, preset, before, (placement) => answered(placement.place(KEYS)));
  const change = was && compare(was, placed, Math.min(before ?? 0, hosts));
  return { scene, users: usersOf(engine), change, ...shown };
}

/** @param {Uint32Array} was @param {Uint32Array} is @param {number} staying hosts that are there before and after */
function compare(was, is, staying) {
  let moved = 0;
  let elsewhere = 0;
  is.forEach((owner, i) => {
    if (owner === was[i]) return;
    moved += 1;
    if (owner < staying && was[i] < staying) elsewhere += 1;
  });
  return { keys: is.length, moved, elsewhere };
}

/** @param {Engine} engine @param {ProductionState} state @param {any} command */
function run(engine, state, command) {
  const next = start(engine, fold(state.scene, command));
  const { scene, size, owner, change } = next;
  const loaded = { event: 'loaded', preset: scene.preset, hosts: scene.hosts, size, owner };
  return { state: next, events: [loaded, ...(change ? [{ event: 'keys-moved', ...change }] : [])] };
}

export const productionModel = { scene, check, start, run, fold };
