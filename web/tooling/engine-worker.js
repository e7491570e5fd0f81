// `virtual:engine-worker`: how a page starts a worker, decided by the build.
//
// Hosted, the worker is a file of its own with a hash in its name, and the policy's `worker-src 'self'` is enough. In the
// single file and in edgecache.js it must travel inside, as a classic script in a blob: a page opened from disk has no
// origin, and Chromium refuses module workers from there in silence.
import { join } from 'node:path';

const id = 'virtual:engine-worker';
const worker = join(import.meta.dirname, '..', 'engine', 'worker.js');

/** @param {{ inline: boolean }} how @returns {import('vite').Plugin} */
export function engineWorkerPlugin({ inline }) {
  return {
    name: 'edgecache:engine-worker',
    resolveId: (source) => (source === id ? `\0${id}` : undefined),
    load: (resolved) =>
      resolved === `\0${id}`
        ? `import EngineWorker from ${JSON.stringify(`${worker}?worker${inline ? '&inline' : ''}`)};
           export const createWorker = () => new EngineWorker();`
        : undefined,
  };
}
