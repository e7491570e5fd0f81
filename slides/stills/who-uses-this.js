// Slide 13: one ring, five trades. The names are set in type; the small rings are real ones, each showing what that system adds
// or leaves out: replicas clockwise, many tokens a server, one process, servers of one cluster only. Sources are in the notes.
import { html, nothing, svg } from 'lit';
import { arcPath, at, inkOf, onCircle, slipMark } from '../../web/theme/marks.js';
import { answered } from './answered.js';

// Cassandra's num_tokens since 4.0 (CASSANDRA-13701; "Default Value: 16" in its configuration reference).
const CASSANDRA_TOKENS = 16;
// Dynamo's N, "the preference list": 3 is the paper's common setting (SOSP 2007, section 6).
const DYNAMO_REPLICAS = 3;
// "Consistent hashing and random trees", Karger et al., STOC 1997.
const YEAR = 1997;

/** @typedef {import('../../web/engine/edgecache.d.ts').Engine} Engine
 * @typedef {{name: string, places: string, but?: string, servers: number, vnodes: number, key?: string, replicas?: number, cluster?: boolean}} User */

/** @type {User[]} */
const USERS = [
  { name: 'Dynamo', places: 'a row’s owner, and replicas clockwise', but: 'DynamoDB: ranges, no ring', servers: 8, vnodes: 1, key: 'cart:123', replicas: DYNAMO_REPLICAS },
  { name: 'Cassandra', places: `rows; ${CASSANDRA_TOKENS} tokens a node by default`, servers: 4, vnodes: CASSANDRA_TOKENS },
  { name: 'Discord', places: 'the node that runs a guild’s process', but: 'its gateway shards: modulo', servers: 5, vnodes: 1, key: 'guild:123', replicas: 1 },
  { name: 'Akamai', places: 'objects, on servers inside a cluster', servers: 3, vnodes: 5, cluster: true },
  { name: 'Netflix', places: 'films, on servers inside a cluster', servers: 4, vnodes: 6, cluster: true },
];

/** @param {Engine} engine */
export async function draw(engine) {
  return html`<ul class="panel words users">${USERS.map((user) => html`<li>${small(engine, user)}<b>${user.name}</b>
      <span>${user.places}${user.but ? html`<i>${user.but}</i>` : nothing}</span></li>`)}</ul>
    <p class="big num">${YEAR}</p>
    <p class="cap">one paper, Karger et al.</p>
    <p class="receipt">${slipMark} ƒ ring, preference · names: sources in the notes</p>`;
}

/** A small real ring: arcs in their owners' inks; where there is a key, its way to owner and replicas.
 * @param {Engine} engine @param {User} user */
function small(engine, { name, servers, vnodes, key, replicas = 0, cluster = false }) {
  const ring = answered(engine.ring({ servers: Array.from({ length: servers }, (_, i) => `${name}-${i}`), vnodes }));
  const { turns, servers: owners } = answered(ring.tokens());
  const stands = key === undefined ? null : answered(ring.lookup(key)).position.turn;
  const list = key === undefined ? [] : answered(ring.preference(key, replicas));
  const members = ring.servers();
  ring.delete();
  // One path a server: all its arcs
  const arcs = members.map((_, server) =>
    Array.from(turns, (turn, i) => (owners[i] === server ? arcPath(turns.at(i - 1) ?? 0, turn, 36) : '')).join(''),
  );
  const speaks = list.map((server) => Array.from(turns).find((_, i) => members[owners[i]] === server) ?? 0);
  return html`<svg viewBox="-50 -50 100 100" aria-hidden="true">
    ${svg`${cluster ? svg`<path d="M-48 -48H48V48H-48z" style="fill:none;stroke:var(--ink-3)" stroke-width="1.5"></path>` : nothing}
    ${arcs.map((d, i) => svg`<path d=${d} style="fill:none;stroke:${inkOf(i)}" stroke-width="9"></path>`)}
    ${stands === null ? nothing : svg`<path d=${speaks.map((turn) => `M${at(onCircle(stands, 22))}L${at(onCircle(turn, 28))}`).join('')} style="stroke:var(--ink)" stroke-width="2.5"></path>
      <circle cx=${onCircle(stands, 22).x.toFixed(1)} cy=${onCircle(stands, 22).y.toFixed(1)} r="6" style="fill:var(--ink)"></circle>
      ${speaks.map((turn) => svg`<circle cx=${onCircle(turn, 36).x.toFixed(1)} cy=${onCircle(turn, 36).y.toFixed(1)} r="7" style="fill:var(--ink);stroke:var(--paper)" stroke-width="2"></circle>`)}`}`}
  </svg>`;
}
