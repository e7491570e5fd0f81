// What slides/lookup_vectors.py wrote, read: the ring's positions, the made keys, and Python's answer to every look-up.

/**
 * `made` are positions; the ordinary keys are `prefix` and a number. `answers`: number of the owner, the made keys first.
 * @typedef {{servers: {name: string, positions: bigint[]}[], prefix: string, ordinary: number, made: BigUint64Array, answers: Uint8Array}} Vectors
 */

/** @param {Uint8Array} bytes @returns {Vectors} */
export function readVectors(bytes) {
  const end = bytes.indexOf(10);
  const head = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end)));
  const view = new DataView(bytes.buffer, bytes.byteOffset + end + 1);
  const made = BigUint64Array.from({ length: head.made }, (_, i) => view.getBigUint64(i * 8, true));
  const packed = bytes.subarray(end + 1 + head.made * 8);
  const answers = Uint8Array.from(
    { length: head.made + head.ordinary },
    (_, i) => (packed[i >> 2] >> ((i & 3) * 2)) & 3,
  );
  const servers = head.servers.map((/** @type {any} */ { name, positions }) => ({
    name,
    positions: positions.map((/** @type {string} */ hex) => BigInt(`0x${hex}`)),
  }));
  return { servers, prefix: head.prefix, ordinary: head.ordinary, made, answers };
}
