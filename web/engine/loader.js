/**
 * From an address to an engine, or to one of five reasons why not. A server may send the module with a
 * wrong type, cut short, or never; a policy may forbid it; a browser may not know WebAssembly.
 */

/** @typedef {import('./edgecache.d.ts').LoadCode} LoadCode */
/** @typedef {{set: (task: () => void, ms: number) => any, clear: (id: any) => void}} LoadTimers */

/**
 * @template Engine
 * @typedef {object} LoaderOptions
 * @property {string} url
 * @property {(compiled: WebAssembly.Module) => Engine} create
 * @property {(url: string, init: {signal: AbortSignal}) => Promise<Response>} [fetch]
 * @property {LoadTimers} [timers]
 */

const TIMEOUT_MS = 10_000;

/** Why there is no engine, in `code`; `cause` is what the browser said. */
export class LoadError extends Error {
  /**
   * @param {LoadCode} code
   * @param {unknown} [cause]
   */
  constructor(code, cause) {
    super(`the engine did not load: ${code}`, { cause });
    this.name = 'LoadError';
    this.code = code;
  }
}

/**
 * A loadEngine() that shares one promise and forgets a load that failed.
 * @template Engine
 * @param {LoaderOptions<Engine>} options
 * @returns {() => Promise<Engine>}
 */
export function createLoader(options) {
  /** @type {Promise<Engine> | null} */
  let shared = null;
  return () => {
    shared ??= load(options).catch((error) => {
      shared = null;
      throw error;
    });
    return shared;
  };
}

/**
 * @template Engine
 * @param {LoaderOptions<Engine>} options
 * @returns {Promise<Engine>}
 */
async function load({ url, create, fetch = globalThis.fetch, timers = defaultTimers }) {
  if (typeof WebAssembly !== 'object') throw new LoadError('wasm-absent');
  const compiled = await inTime(timers, (signal) => compile(url, fetch, signal));
  try {
    return create(compiled);
  } catch (error) {
    throw new LoadError('wasm-broken', error); // compiled, but not the module this page was built with
  }
}

/** @type {LoadTimers} */
const defaultTimers = { set: (task, ms) => setTimeout(task, ms), clear: (id) => clearTimeout(id) };

/**
 * @param {string} url
 * @param {(url: string, init: {signal: AbortSignal}) => Promise<Response>} fetch
 * @param {AbortSignal} signal
 * @returns {Promise<WebAssembly.Module>}
 */
async function compile(url, fetch, signal) {
  /** @type {Response} */
  let response;
  try {
    response = await fetch(url, { signal });
  } catch (error) {
    throw new LoadError('wasm-missing', error);
  }
  if (!response.ok) throw new LoadError('wasm-missing', response.status);
  // Compiled while it arrives, if the server says what it is; else from the bytes, whatever their type.
  const bytes = response.clone();
  try {
    return await WebAssembly.compileStreaming(response);
  } catch {
    return compileBytes(bytes);
  }
}

/**
 * @param {Response} response
 * @returns {Promise<WebAssembly.Module>}
 */
async function compileBytes(response) {
  /** @type {ArrayBuffer} */
  let bytes;
  try {
    bytes = await response.arrayBuffer();
  } catch (error) {
    throw new LoadError('wasm-missing', error); // the connection ended early
  }
  try {
    return await WebAssembly.compile(bytes);
  } catch (error) {
    // A policy without 'wasm-unsafe-eval' also rejects here, and only its wording tells.
    throw new LoadError(
      /policy|unsafe-eval|CSP|blocked/i.test(String(error)) ? 'wasm-blocked' : 'wasm-broken',
      error,
    );
  }
}

/**
 * The same promise, or 'wasm-timeout' when ten seconds pass before it settles.
 * @template T
 * @param {LoadTimers} timers
 * @param {(signal: AbortSignal) => Promise<T>} work
 * @returns {Promise<T>}
 */
function inTime(timers, work) {
  const control = new AbortController();
  return new Promise((resolve, reject) => {
    const timer = timers.set(() => {
      reject(new LoadError('wasm-timeout'));
      control.abort();
    }, TIMEOUT_MS);
    work(control.signal)
      .then(resolve, reject)
      .finally(() => timers.clear(timer));
  });
}
