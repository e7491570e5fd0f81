/**
 * The engines that can be asked, by the name the command line gives them.
 *
 * @type {Record<string, () => Promise<import('./subject.d.ts').Subject | null>>}
 */
export const subjects = {
  wasm: async () => (await import('./wasm-subject.mjs')).wasmSubject(),
  native: async () => (await import('./native-subject.mjs')).nativeSubject(),
  python: async () => {
    console.error('the Python reference answers no scenarios yet: the result is empty');
    return null;
  },
};
