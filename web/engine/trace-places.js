/**
 * Who asks, for a trace through caches that stand in many places: everybody equally often, by chance. Where
 * the places form groups (the servers of a point of presence), chance names the group alone, and inside it
 * the object's owner is asked, as a ring would say.
 *
 * @typedef {import('./edgecache.d.ts').Refused} Refused
 * @typedef {import('./instance.js').Instance} Instance
 */
import { isTypedArray, optionsOf, refused, unsigned64 } from './checks.js';
import { CHUNK_KEYS } from './keys.js';
import { encode } from './texts.js';

/**
 * @param {import('./edgecache-cache.d.ts').TracePlaces | unknown} places
 * @param {number} many  how many places there are
 * @returns {{at: (instance: Instance, requests: number, count: number) => number | Refused, end: () => void} | Refused}
 */
export function placeReader(places, many) {
  const { seed, owners } = /** @type {any} */ (optionsOf(/** @type {any} */ (places)));
  const chance = unsigned64(seed);
  if (chance === null) return refused('seed-out-of-range');
  if (owners !== undefined && !areOwners(owners, many)) return refused('place-out-of-range');
  const group = owners ? many / owners.length : many;
  /** @type {any} */
  let source = null;
  return {
    /** The address of the places of these requests, a block of them at most. */
    at(instance, requests, count) {
      const { memory, native, codes } = instance;
      if (!source) {
        source = new native.TraceSource();
        const evenly = /** @type {Uint8Array} */ (encode('0'));
        const seedAt = memory.keep('seed', 8);
        memory.write64(seedAt, chance);
        const code = source.drawFrom(many, memory.put('text', evenly), evenly.length, seedAt);
        if (code !== 0) return refused(codes[code]);
      }
      const at = memory.keep('places', CHUNK_KEYS * 4);
      source.draw(at, count);
      if (owners) {
        const objects = memory.words(requests, count);
        const drawn = memory.words(at, count);
        for (let i = 0; i < count; i++) {
          const number = Math.floor(drawn[i] / group);
          const owner = owners[number][objects[i]];
          if (owner === undefined) return refused('count-out-of-range');
          drawn[i] = number * group + owner;
        }
      }
      return at;
    },
    end() {
      source?.delete();
    },
  };
}

/**
 * A table a group, and no owner outside his group.
 * @param {unknown} owners
 * @param {number} many
 */
function areOwners(owners, many) {
  if (!Array.isArray(owners) || owners.length === 0 || many % owners.length !== 0) return false;
  const group = many / owners.length;
  return owners.every(
    (table) =>
      isTypedArray(table, 'Uint8Array') && /** @type {Uint8Array} */ (table).every((owner) => owner < group),
  );
}
