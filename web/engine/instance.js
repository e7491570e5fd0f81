/**
 * One running instance of the module, and what happens when it fails. A trap (an abort, an access out
 * of bounds, no memory left) leaves an instance in a state nobody can trust, so it is thrown away whole
 * and the engine makes another from the same compiled module.
 */
import { Memory } from './memory.js';

/** What this JavaScript and the module must agree on; names of hosted files carry a hash besides. */
export const INTERFACE = '1';

/** Thrown while loading: the module is not the one this JavaScript was written for. */
export class WrongModule extends Error {}

export class Instance {
  /** Set once a call has trapped: nothing may be asked of this instance again. */
  dead = false;

  /**
   * @param {WebAssembly.Module} compiled
   * @param {(options: object) => unknown} factory  Emscripten's glue
   */
  constructor(compiled, factory) {
    /** @type {any} */
    const native = {
      print: () => {},
      printErr: () => {},
      // The module is small and already compiled, so every engine above our floor instantiates it here and
      // now; the glue then fills `native` before it returns.
      instantiateWasm: (
        /** @type {WebAssembly.Imports} */ imports,
        /** @type {(i: WebAssembly.Instance) => void} */ done,
      ) => {
        const instance = new WebAssembly.Instance(compiled, imports);
        done(instance);
        return instance.exports;
      },
    };
    // Its promise says nothing that `native` does not; an abort would leave it rejected and unheard.
    Promise.resolve(factory(native)).catch(() => {});
    if (native.interfaceVersion?.() !== INTERFACE) throw new WrongModule('glue and module differ');
    this.native = native;
    this.version = INTERFACE;
    this.memory = new Memory(native);
    /** @type {import('./edgecache.d.ts').Code[]} */
    this.codes = [];
    for (let i = 0; i === 0 || native.refusalCode(i) !== ''; i++) this.codes.push(native.refusalCode(i));
    this.memoryFlag = native.noteOutOfMemory();
    const seed = this.memory.keep('seed', 8);
    native.defaultSeed(seed);
    this.defaultSeed = this.memory.wides(seed, 1)[0];
  }

  /** Did the last trap come from memory that could not grow? Readable after the trap. */
  ranOutOfMemory() {
    return this.memory.words(this.memoryFlag, 1)[0] !== 0;
  }
}
