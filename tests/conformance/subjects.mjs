/**
 * The engines that can be asked, by the name the command line gives them.
 *
 * @type {Record<string, () => Promise<import('./subject.d.ts').Subject>>}
 */
export const subjects = {
  wasm: async () => (await import('./wasm-subject.mjs')).wasmSubject(),
  native: async () => (await import('./native-subject.mjs')).nativeSubject(),
  python: async () => (await import('./python-subject.mjs')).pythonSubject(),
};
