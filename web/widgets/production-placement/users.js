// Slide 13's five trades: one ring, each with what that system adds or leaves out: replicas clockwise, many tokens a server, one
// process, servers of one cluster only. The names are set in type, the small rings are real ones. Sources are in the notes.
import { html, nothing, svg } from 'lit';
import { answered } from '../../engine/answer.js';
import { arcPath, at, inkOf, onCircle } from '../../theme/marks.js';
import { AROUND, ringDashes } from '../shared/ring-dashes.js';

// Cassandra's num_tokens since 4.0 (CASSANDRA-13701; "Default Value: 16" in its configuration reference).
const CASSANDRA_TOKENS = 16;
// Dynamo's N, "the preference list": 3 is the paper's common setting (SOSP 2007, section 6).
const DYNAMO_REPLICAS = 3;
/** @typedef {import('../../engine/edgecache.d.ts').Engine} Engine
 * @typedef {{name: string, places: string, but?: string, servers: number, vnodes: number, key?: string, replicas?: number, cluster?: boolean}} User */

/** @type {User[]} */
const USERS = [
  {
    name: 'Dynamo',
    places: 'a row’s owner, and replicas clockwise',
    but: 'DynamoDB: ranges, no ring',
    servers: 4,
    vnodes: 1,
    key: 'cart:2',
    replicas: DYNAMO_REPLICAS,
  },
  {
    name: 'Cassandra',
    places: `rows; ${CASSANDRA_TOKENS} tokens a node by default`,
    servers: 4,
    vnodes: CASSANDRA_TOKENS,
  },
  {
    name: 'Discord',
    places: 'the node that runs a guild’s process',
    but: 'its gateway shards: modulo',
    servers: 5,
    vnodes: 1,
    key: 'guild:1',
    replicas: 1,
  },
  { name: 'Akamai', places: 'objects, on servers inside a cluster', servers: 3, vnodes: 5, cluster: true },
  { name: 'Netflix', places: 'films, on servers inside a cluster', servers: 4, vnodes: 6, cluster: true },
];

/** What a small ring is drawn of. @typedef {{user: User, dashes: string[], walk: {from: number, stops: number[]}|null}} Small */

/** Each system's small ring, asked of the engine. @param {Engine} engine @returns {Small[]} */
export const usersOf = (engine) =>
  USERS.map((user) => {
    const { name, vnodes, key, replicas = 0 } = user;
    const names = Array.from({ length: user.servers }, (_, i) => `${name}-${i}`);
    const ring = answered(engine.ring({ servers: names, vnodes }));
    try {
      const { turns, servers } = answered(ring.tokens());
      const first = (/** @type {string} */ server) => turns[servers.indexOf(names.indexOf(server))];
      const walk =
        key === undefined
          ? null
          : {
              from: answered(ring.lookup(key))?.position.turn ?? 0,
              stops: answered(ring.preference(key, replicas)).map(first),
            };
      return { user, dashes: names.map((_, i) => ringDashes(turns, servers, i)), walk };
    } finally {
      ring.delete();
    }
  });

/** @param {Small[]} users */
export const userList = (users) =>
  html`<ul class="panel words users">${users.map(
    ({ user, dashes, walk }) => html`<li><svg viewBox="-50 -50 100 100" aria-hidden="true">
    ${svg`${user.cluster ? svg`<path d="M-48 -48H48V48H-48z" style="fill:none;stroke:var(--ink-3)" stroke-width="1.5"></path>` : nothing}
    <g transform="rotate(-90)" fill="none" stroke-width="9">${dashes.map((dash, i) => svg`<circle r="36" pathLength=${AROUND} stroke-dasharray=${dash} style=${`stroke:${inkOf(i)}`}></circle>`)}</g>
    ${walk ? way(walk) : nothing}`}</svg><b>${user.name}</b>
      <span>${user.places}${user.but ? html`<i>${user.but}</i>` : nothing}</span></li>`,
  )}</ul>`;

/** A key's way clockwise to its owner and its replicas. @param {NonNullable<Small['walk']>} walk */
function way({ from, stops }) {
  const dot = (/** @type {number} */ turn, /** @type {number} */ radius) => {
    const [x, y] = at(onCircle(turn, radius)).split(' ');
    return svg`<circle cx=${x} cy=${y} r="7"></circle>`;
  };
  return svg`<g style="fill:var(--ink);stroke:var(--paper)" stroke-width="2">${stops.map((turn) => dot(turn, 36))}
    <path d=${arcPath(from, stops[stops.length - 1], 21)} style="fill:none;stroke:var(--ink)" stroke-width="3"></path>${dot(from, 21)}</g>`;
}
