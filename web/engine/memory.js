/**
 * The engine's memory, as JavaScript may touch it: blocks kept by name, written and read through typed
 * views that live for one statement. A view goes to length 0 when the memory grows, so none is stored.
 */

/** Thrown inside the engine's folder alone: the memory cannot grow any more. */
export class OutOfMemory extends Error {}

/** What a module's memory can hold at most. */
export const MEMORY_BYTES = 1 << 30;

/** Blocks larger than this are given back after each call. */
const KEPT_BYTES = 1 << 21;

export class Memory {
  #native;
  /** @type {Map<string, {address: number, size: number}>} */
  #blocks = new Map();

  /** @param {any} native  the instantiated module */
  constructor(native) {
    this.#native = native;
  }

  /**
   * The address of the block of that name, at least `size` bytes, 8-aligned. What it held is gone when
   * it had to grow.
   * @param {string} name
   * @param {number} size
   */
  keep(name, size) {
    const block = this.#blocks.get(name);
    if (block && block.size >= size) return block.address;
    if (block) this.#native.release(block.address);
    this.#blocks.delete(name);
    const rounded = Math.max(64, Math.ceil(size / 8) * 8);
    const address = this.#native.allocate(rounded);
    if (address === 0) throw new OutOfMemory();
    this.#blocks.set(name, { address, size: rounded });
    return address;
  }

  /** @param {string} name */
  size(name) {
    return this.#blocks.get(name)?.size ?? 0;
  }

  /** Gives large blocks back: one long text should not cost 48 MiB for ever. */
  trim() {
    for (const [name, { address, size }] of this.#blocks) {
      if (size <= KEPT_BYTES) continue;
      this.#native.release(address);
      this.#blocks.delete(name);
    }
  }

  /**
   * @param {number} address
   * @param {number} count
   */
  bytes(address, count) {
    return new Uint8Array(this.#native.HEAPU8.buffer, address, count);
  }

  /**
   * @param {number} address
   * @param {number} count
   */
  words(address, count) {
    return new Uint32Array(this.#native.HEAPU8.buffer, address, count);
  }

  /**
   * @param {number} address
   * @param {number} count
   */
  doubles(address, count) {
    return new Float64Array(this.#native.HEAPU8.buffer, address, count);
  }

  /**
   * 64-bit numbers cross here, as memory, and nowhere else: unsigned, whole, never a Number.
   * @param {number} address
   * @param {number} count
   */
  wides(address, count) {
    return new BigUint64Array(this.#native.HEAPU8.buffer, address, count);
  }

  /**
   * @param {number} address
   * @param {bigint} value
   */
  write64(address, value) {
    this.wides(address, 1)[0] = value;
  }

  /**
   * Copies bytes in and answers where they are.
   * @param {string} name
   * @param {Uint8Array} bytes
   */
  put(name, bytes) {
    const address = this.keep(name, bytes.length);
    this.bytes(address, bytes.length).set(bytes);
    return address;
  }
}
