/**
 * The Python reference under question: python_engine.py answers the lines that the native program answers,
 * as far as the reference goes.
 */
import { fileURLToPath } from 'node:url';
import { NativeLine } from './native-line.mjs';
import { nativeSubject } from './native-subject.mjs';

const ENGINE = fileURLToPath(new URL('python_engine.py', import.meta.url));

/** What slide 11's ring and its neighbours in the file can be asked; other kinds are left out. */
export const KINDS = [
  ...['hash', 'ring', 'lookup', 'lookup-hash', 'modulo'],
  ...['preference', 'movement', 'steps', 'angles'],
];

/** @returns {Promise<import('./subject.d.ts').Subject>} */
export async function pythonSubject() {
  const line = new NativeLine('python3', [ENGINE]);
  const { census: _, ...asked } = await nativeSubject(line); // the reference counts key by key
  return { ...asked, kinds: KINDS };
}
