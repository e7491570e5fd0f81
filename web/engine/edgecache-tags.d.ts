/**
 * The commands of each tag: what `element.experiment.apply()` takes, what stands in a script, in a log and in
 * an address. Plain JSON. A command that is refused answers [{refused: code}] and does not enter the log.
 *
 *   document.querySelector('hash-ring').experiment.apply({ do: 'add-server', server: 'server-D' });
 */

/** <hash-ring>: what it refuses besides the engine's own codes is said at each verb. */
export type HashRingCommand =
  /** `vnodes` 1 .. 10,000, by default the ring's own. server-name-empty, server-exists, vnodes-out-of-range,
   * too-many-points. */
  | { do: 'add-server'; server: string; vnodes?: number }
  /** server-unknown. */
  | { do: 'remove-server'; server: string }
  /** Follows a key; null follows none. key-not-text, text-too-long. */
  | { do: 'set-key'; key: string | null }
  /** Of every server, and of those that join later. vnodes-out-of-range, too-many-points. */
  | { do: 'set-vnodes'; vnodes: number }
  /** Other keys, at most 100,000: more are a question for engine.run(). count-out-of-range, text-too-long. */
  | { do: 'place'; keys: string[] | { prefix: string; from?: number; count: number } }
  /** A drawn ring gets real names and real hashes. mode-unknown. */
  | { do: 'set-hash'; hash: 'xxh64' }
  /** How far slide 6 has bent the line into a ring. mode-unknown. */
  | { do: 'show'; as: 'hash' | 'fraction' | 'line' | 'ring' }
  /** How many of 100 keys change owner when the next server joins: 0 .. 100. count-out-of-range. */
  | { do: 'bet'; guess: number };

/** <key-router>: one key by modulo, before and after a server joins. */
export type KeyRouterCommand =
  /** At most 1,024 bytes. input-unreadable, text-too-long. */
  | { do: 'set-key'; key: string }
  /** 1 .. 120 each; without `after` nobody has joined yet. servers-out-of-range. */
  | { do: 'set-servers'; before: number; after?: number | null };

/** <outage-run>: the night of 3:47 AM, under two placements. Seconds are counted from the join. */
export type OutageRunCommand =
  /** The night from the join to its end. */
  | { do: 'add-server' }
  /** To the first time that an event of the run happens under modulo, or to the end. mode-unknown. */
  | { do: 'run-to'; mark: import('./edgecache.d.ts').OutageEventName | 'end' }
  /** -3.4 .. 10.4. time-out-of-range. */
  | { do: 'scrub-to'; second: number }
  /** The placement that the desk reads, or that is told beside modulo's. mode-unknown. */
  | { do: 'lane'; name: import('./edgecache.d.ts').LaneName }
  /** hitRate 0 .. 0.99, headroom 0.1 .. 50, retries 0 .. 9. count-out-of-range. */
  | {
      do: 'set';
      hitRate?: number;
      headroom?: number;
      retries?: number;
      backoff?: boolean;
      coalesce?: boolean;
      shed?: boolean;
    }
  /** The smallest headroom that survives, under modulo and on the ring; a search that is stopped answers `stopped`. */
  | { do: 'find-headroom' };

/** <invalidation-race>: one write over many places, under five strategies; and a purge of three tiers. */
export type InvalidationRaceCommand =
  /** Before the write, at it, when the purge has gone around, a TTL later. mode-unknown. */
  | { do: 'run-to'; mark: 'before' | 'write' | 'wave' | 'end' }
  /** Seconds after the write, 0 .. 600; beyond the TTL is its end. time-out-of-range. */
  | { do: 'scrub-to'; second: number }
  /** places 2 .. 60, readsPerSecond 1 .. 100 (of an average place), ttlSeconds 1 .. 600, purgeMs 0 .. 60,000 (of the median
   * place), and 150,000 reads in all at most. count-out-of-range. */
  | { do: 'set'; places?: number; readsPerSecond?: number; ttlSeconds?: number; purgeMs?: number }
  /** How a purge goes down three tiers; null goes back to the race. mode-unknown. */
  | { do: 'purge-order'; order: 'top-down' | 'bottom-up' | 'twice' | 'ttl' | 'inclusive' | null }
  /** How many of 100 reads are told something old under a TTL alone: 0 .. 100. count-out-of-range. */
  | { do: 'bet'; guess: number };

/** <stale-copies>: one value, a copy at every place, readers; a TTL of 60 s. A log of more than 2,000 steps is refused
 * (count-out-of-range). */
export type StaleCopiesCommand =
  /** A new version in the database; no cache is told. */
  | { do: 'write' }
  /** Time passes, 1 .. 60 s, and readers ask meanwhile. time-out-of-range. */
  | { do: 'wait'; seconds: number }
  /** Every place is told to drop its copy, and a second passes. */
  | { do: 'purge' }
  /** 2 .. 60; all begins anew. place-out-of-range. */
  | { do: 'set-places'; places: number };

/** <world-map>: eight cache servers, one hash ring, requests. */
export type WorldMapCommand =
  /** The next draws of the scene's seed, 1 .. 200. count-out-of-range. */
  | { do: 'serve'; requests: number }
  /** server-unknown. */
  | { do: 'remove-server'; server: string }
  /** One of the eight that was taken out. servers-out-of-range, server-exists. */
  | { do: 'add-server'; server: string };

/** <vnode-balance>: positions a server, over a thousand rings; a hot key and its cures. */
export type VnodeBalanceCommand =
  /** 1, 3, 10, 50, 100, 150, 500 or 1000; null is one plain position each. vnodes-out-of-range. */
  | { do: 'set-vnodes'; vnodes: number | null }
  /** Of the rings that are drawn: 3, 10 or 100. servers-out-of-range. */
  | { do: 'set-servers'; servers: number }
  /** How far a share strays at a hundred positions, in %: 0 .. 100. not-a-number. */
  | { do: 'bet'; guess: number }
  /** Requests for one hot key, and what is done about it; null goes back to the keyspace. mode-unknown. */
  | { do: 'ask-hot'; cure: 'none' | 'bounded' | 'copies' | 'near' | 'coalescing' | null };

/** <placement-tournament>: the same keys through every placement. What changes the question counts all that have
 * entered again; a run that is stopped answers `stopped`. */
export type PlacementTournamentCommand =
  /** One more contestant; one that has entered comes last again. mode-unknown. */
  | {
      do: 'enter' | 'withdraw';
      placement: 'modulo' | 'plain-ring' | 'ring' | 'bounded-load' | 'jump' | 'rendezvous' | 'maglev';
    }
  /** So many equal servers, 2 .. 10,000. servers-out-of-range. */
  | { do: 'set-servers'; servers: number }
  /** One server a line with its weight; lines that cannot be used are refused in the event `list-read`, the rest is
   * kept. null: equal servers again. text-too-long (1,000,000 characters), servers-out-of-range (fewer than 2 left). */
  | { do: 'set-list'; text: string | null }
  /** 1 .. 10,000,000. count-out-of-range. */
  | { do: 'set-keys'; keys: number }
  /** Of a server of average weight on rings, 1 .. 1,000. vnodes-out-of-range. */
  | { do: 'set-points'; points: number }
  /** mode-unknown. */
  | { do: 'set-hash'; hash: 'xxh64' | 'fnv-1a' | 'xxh64-16-bit' }
  /** Who is removed, and who is down. server-unknown. */
  | { do: 'set-leaving'; server: string }
  /** A column of the table, or `entered` for the order of entering. mode-unknown. */
  | {
      do: 'sort';
      by: 'entered' | 'placement' | 'peak' | 'spread' | 'joined' | 'left' | 'down' | 'memory' | 'lookup';
      falling: boolean;
    };

/** <policy-bench>: one trace through replacement policies. What changes the trace runs all that have entered again,
 * side by side; a run that is stopped answers `stopped`. */
export type PolicyBenchCommand =
  /** One more policy; one that has entered comes last again. policy-unknown. */
  | { do: 'enter' | 'withdraw'; policy: 'LRU' | 'FIFO' | 'CLOCK' | 'SIEVE' | 'S3-FIFO' | 'Belady' }
  /** Drawn requests; what is not said stays. objects-out-of-range (1 .. 1,000,000), count-out-of-range (1 ..
   * 10,000,000 requests), skew-unknown ('0' .. '1' with at most four places, '2'), seed-out-of-range. */
  | { do: 'set-draws'; objects?: number; skew?: string; requests?: number; seed?: number | string }
  /** One key a line, blank lines are none; null: drawn requests again. trace-too-long (2,000,000 lines, 64 Mi
   * characters), trace-empty, input-unreadable. */
  | { do: 'set-trace'; text: string | null }
  /** The capacity at which numbers are read, 1 .. 10,000,000. capacity-out-of-range. */
  | { do: 'look-at'; entries: number }
  /** A column of the table, or `entered` for the order of entering. mode-unknown. */
  | {
      do: 'sort';
      by: 'entered' | 'policy' | 'ratio' | 'misses' | 'above' | 'mean';
      falling: boolean;
    };

/** <code-run>: slide 10's pseudocode on a plain ring, a line a step. */
export type CodeRunCommand =
  /** Begins a call; the one before it is finished first. server-name-empty, server-exists, server-unknown,
   * servers-out-of-range (10 at most), text-too-long. */
  | { do: 'call'; call: 'add-server' | 'get-server' | 'remove-server'; text: string }
  /** One line, or one halving of a search. call-ended. */
  | { do: 'step' };

/** <key-census>: all keys, by modulo and on the ring, before and after servers join. At most 100,000 tokens a ring
 * (too-many-points). */
export type KeyCensusCommand =
  /** 1 .. 1,000 each; without `after` nobody has joined yet. servers-out-of-range. */
  | { do: 'set-servers'; before: number; after?: number | null }
  /** 1 .. 1,000 a server. vnodes-out-of-range. */
  | { do: 'set-vnodes'; vnodes: number }
  /** Every key of user:0, user:1, ... under both rules; one server joins where nobody has. 1 .. 100,000,000 keys:
   * count-out-of-range. Also stopped, worker-lost, too-big. */
  | { do: 'count'; keys: number }
  /** What moves at every number of servers up to this one, a hundred more at most. servers-out-of-range. */
  | { do: 'sweep'; to: number }
  /** How many of 100 keys change owner when one server joins: 0 .. 100. count-out-of-range. */
  | { do: 'bet'; guess: number };

/** <proof-badge>: the look-up, broken on purpose. mode-unknown. */
export type ProofBadgeCommand = {
  do: 'set-mistake';
  /** > for >=; no wrap; a colliding token overwrites; sorted keys older than the last server. */
  mistake: 'after' | 'no-wrap' | 'overwrite' | 'stale';
  on: boolean;
};

/** <production-placement>: the algorithm of a production proxy over some hosts. */
export type ProductionPlacementCommand =
  /** mode-unknown. */
  | { do: 'load-preset'; preset: 'envoy-ring' | 'envoy-maglev' }
  /** 2 .. 8. servers-out-of-range. */
  | { do: 'set-hosts'; hosts: number }
  /** At most 1,024 bytes. key-not-text, text-too-long. */
  | { do: 'set-key'; key: string };

/** <tier-race>: three tiers and a database, their room and their wait. */
export type TierRaceCommand =
  /** All start together; the clock stops when this one has answered. mode-unknown. */
  | { do: 'race'; to: 'L1' | 'L2' | 'L3' | 'database' }
  /** Whole nanoseconds, 1 .. 10^12. mode-unknown, time-out-of-range. */
  | { do: 'set-latency'; of: 'L1' | 'L2' | 'L3' | 'database'; ns: number }
  /** Whole GB, 1 .. 10^9. mode-unknown, capacity-out-of-range; less than the tier before it: capacity-not-growing. */
  | { do: 'set-capacity'; of: 'L1' | 'L2' | 'L3'; gb: number };

/** <tier-walk>: one GET through three tiers, a line a step. */
export type TierWalkCommand =
  /** Begins a GET and answers all of its events; the one before it is finished first. At most 1,024 bytes.
   * input-unreadable, text-too-long, count-out-of-range (500 GETs). */
  | { do: 'get'; key: string }
  /** One line of it: a tier is asked, the database is, a copy goes up, the answer returns. call-ended. */
  | { do: 'step' }
  /** Entries of L1, L2, L3, 1 .. 1,000,000 each; the same GETs are asked of them again. capacity-out-of-range,
   * capacity-not-growing. */
  | { do: 'set-capacity'; capacity: number[] }
  /** What lies in L1, L2, L3 before the first GET, the newest first, 64 keys a tier; those below get them, too.
   * capacity-out-of-range, text-too-long. */
  | { do: 'set-contents'; contents: string[][] };

/** <chord-hops>: a look-up from server to server, by next or by fingers. */
export type ChordHopsCommand =
  /** 1 .. 1,000, one position each. servers-out-of-range. */
  | { do: 'set-servers'; servers: number }
  /** At most 1,024 bytes. key-not-text, text-too-long. */
  | { do: 'set-key'; key: string }
  /** The number of the server that is asked; until then it is the one behind the owner, the farthest by next. server-unknown. */
  | { do: 'set-start'; server: number }
  /** Whether the look-up, begun anew, goes by fingers. mode-unknown. */
  | { do: 'set-fingers'; on: boolean }
  /** One hop of it. call-ended. */
  | { do: 'hop' }
  /** All of it. */
  | { do: 'look-up' }
  /** The mean over 5,000 look-ups, by next and by fingers. */
  | { do: 'measure' };

/** <tier-scenes>: a trace through a CPU, a CDN and a browser, and GETs into the CDN. */
export type TierScenesCommand =
  /** Through each of the three, 1 .. 10,000,000. count-out-of-range, skew-unknown, stopped, worker-lost, too-big. */
  | { do: 'replay'; requests: number; skew?: '0.5' | '0.8' | '0.9' | '0.99' | '1' | '2' }
  /** Who is asked inside a point of presence: the key's server on its ring, or any of the four. mode-unknown. */
  | { do: 'pick'; by: 'ring' | 'any' }
  /** mode-unknown. */
  | { do: 'show'; system: 'all' | 'cdn' }
  /** At most 1,024 bytes. key-not-text, text-too-long, place-out-of-range, count-out-of-range (after 500). */
  | { do: 'get'; key: string; point: 'FRA' | 'AMS' | 'JFK' | 'ORD' | 'NRT' | 'SIN' };

/** <tier-code>: slide 16's pseudocode on three small tiers, a line a step. */
export type TierCodeCommand =
  /** Begins a GET; the one before it is finished first. At most 1,024 bytes. input-unreadable, text-too-long,
   * count-out-of-range (500 deeds). */
  | { do: 'get'; key: string }
  /** One line. call-ended. */
  | { do: 'step' }
  /** A line that the first draft lacked; the same GETs run again through the other code. mode-unknown. */
  | { do: 'set-line'; line: 'fill' | 'evict' | 'expire'; on: boolean }
  /** The value changes in the database; no cache is told. */
  | { do: 'write'; key: string }
  /** 0 .. 86,400. time-out-of-range. */
  | { do: 'wait'; seconds: number };

/** <season-path>: six episodes, one structure. */
export type SeasonPathCommand =
  /** 1 .. 6. count-out-of-range. */
  { do: 'show'; episode: number };
