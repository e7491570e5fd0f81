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
  | { do: 'show'; as: 'hash' | 'fraction' | 'line' | 'ring' };

/** <key-router>: one key by modulo, before and after a server joins. */
export type KeyRouterCommand =
  /** At most 1,024 bytes. input-unreadable, text-too-long. */
  | { do: 'set-key'; key: string }
  /** 1 .. 120 each; without `after` nobody has joined yet. servers-out-of-range. */
  | { do: 'set-servers'; before: number; after?: number | null };

/** <world-map>: eight cache servers, one hash ring, requests. */
export type WorldMapCommand =
  /** The next draws of the scene's seed, 1 .. 200. count-out-of-range. */
  | { do: 'serve'; requests: number }
  /** server-unknown. */
  | { do: 'remove-server'; server: string }
  /** One of the eight that was taken out. servers-out-of-range, server-exists. */
  | { do: 'add-server'; server: string };
