// A static host for tests, good or bad at will: under a sub-path, with a policy, and with the faults that hosts have.
//
// node tests/tools/serve.mjs dist [--port 0] [--under /talks/ep6/] [--policy] [--wasm-type text/plain] [--fault .wasm=404]
// In a test: const site = await serve('dist', { under: '/talks/ep6/', faults: { '.wasm': 'cut' } }); ... await site.close();
import { readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { policy } from '../../web/tooling/policy.js';

/** @type {Record<string, string>} */
const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
};

/**
 * What a host may do wrong: 404 and 500 answer so; 'cut' sends half the file and says it is all; 'broken' closes the
 * connection half-way; 'corrupt' changes bytes in the middle; 'html' answers 200 with a page, as hosts do for unknown addresses;
 * 'empty' sends nothing; 'silent' never answers.
 * @typedef {404 | 500 | 'cut' | 'broken' | 'corrupt' | 'html' | 'empty' | 'silent'} Fault
 */

/**
 * @typedef {object} Options
 * @property {number} [port] 0: any free one
 * @property {string} [under] sub-path, with a slash at both ends
 * @property {boolean | string} [policy] send the project's policy as a header, or the one given
 * @property {string} [wasmType] the type sent for .wasm files; '' sends none
 * @property {Record<string, Fault>} [faults] by the end of the path: { '.wasm': 404, 'worker': 'html' } also matches a part
 *   of the name
 */

/** @typedef {{ url: string, asked: string[], misses: string[], faults: Record<string, Fault>, close(): Promise<void> }} Site */

/**
 * Serves `folder` on 127.0.0.1. `asked` lists every path that was asked for, `misses` those that were not there;
 * `faults` may be changed while it runs.
 * @param {string} folder @param {Options} [options] @returns {Promise<Site>}
 */
export async function serve(folder, options = {}) {
  const { port = 0, under = '/', wasmType = 'application/wasm' } = options;
  const csp = options.policy === true ? policy() : options.policy;
  const faults = { ...options.faults };
  /** @type {string[]} */
  const asked = [];
  /** @type {string[]} */
  const misses = [];

  const server = createServer((request, response) => {
    const path = decodedPath(request.url ?? '/');
    asked.push(path);
    const file = path.startsWith(under) ? fileIn(folder, path.slice(under.length)) : undefined;
    const fault = Object.entries(faults).find(
      ([part]) => path.endsWith(part) || baseName(path).includes(part),
    )?.[1];
    if (!file || fault === 404 || fault === 500) {
      if (!file) misses.push(path);
      response.writeHead(fault === 500 ? 500 : 404, { 'content-type': 'text/html' });
      response.end('<!doctype html><title>Not here</title>');
      return;
    }
    const type = extname(file) === '.wasm' ? wasmType : (types[extname(file)] ?? 'application/octet-stream');
    const headers = {
      ...(type ? { 'content-type': type } : {}),
      ...(csp ? { 'content-security-policy': csp } : {}),
    };
    send(response, readFileSync(file), headers, fault);
  });
  await new Promise((ready) => server.listen(port, '127.0.0.1', () => ready(undefined)));
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${address.port}${under}`,
    asked,
    misses,
    faults,
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
}

/**
 * @param {import('node:http').ServerResponse} response @param {Buffer} bytes
 * @param {Record<string, string>} headers @param {Fault | undefined} fault
 */
function send(response, bytes, headers, fault) {
  const half = bytes.subarray(0, bytes.length >> 1);
  if (fault === 'silent') return;
  if (fault === 'html') {
    response.writeHead(200, { ...headers, 'content-type': 'text/html' });
    response.end('<!doctype html><title>Welcome</title>');
  } else if (fault === 'empty') {
    response.writeHead(200, headers).end();
  } else if (fault === 'cut') {
    response.writeHead(200, headers).end(half);
  } else if (fault === 'broken') {
    response.writeHead(200, { ...headers, 'content-length': String(bytes.length) });
    response.write(half, () => response.destroy());
  } else if (fault === 'corrupt') {
    const spoiled = Buffer.from(bytes);
    spoiled.fill(0xff, bytes.length >> 1, (bytes.length >> 1) + 64);
    response.writeHead(200, headers).end(spoiled);
  } else {
    response.writeHead(200, headers).end(bytes);
  }
}

/** @param {string} url */
function decodedPath(url) {
  try {
    return decodeURIComponent(new URL(url, 'http://127.0.0.1').pathname);
  } catch {
    return '/%'; // not an address that any file has
  }
}

/** @param {string} folder @param {string} inside */
function fileIn(folder, inside) {
  const path = normalize(inside || 'index.html');
  if (path.startsWith(`..${sep}`) || path === '..') return undefined;
  const file = join(folder, path);
  try {
    return statSync(file).isFile() ? file : undefined;
  } catch {
    return undefined;
  }
}

/** @param {string} path */
function baseName(path) {
  return path.slice(path.lastIndexOf('/') + 1);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      port: { type: 'string', default: '0' },
      under: { type: 'string', default: '/' },
      policy: { type: 'boolean', default: false },
      'wasm-type': { type: 'string' },
      fault: { type: 'string', multiple: true, default: [] },
    },
  });
  const faults = values.fault.map((text) => {
    const [part = '', what = ''] = text.split('=');
    return [part, /^\d+$/.test(what) ? Number(what) : what];
  });
  const site = await serve(positionals[0] ?? 'dist', {
    port: Number(values.port),
    under: values.under,
    policy: values.policy,
    wasmType: values['wasm-type'],
    faults: Object.fromEntries(faults),
  });
  console.log(site.url);
}
