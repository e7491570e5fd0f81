// One content security policy, said twice: `_headers` for hosts that read it, <meta> for those that do not.
//
// Nothing may leave the origin. Two openings are needed: 'wasm-unsafe-eval' lets the browser compile the module, and one
// hash lets the speaker window run. That window is about:blank with a script written into it, and inherits the policy;
// without the hash it says 'Loading' for ever. The hash is computed here from the installed plugin, so an upgrade of
// reveal.js cannot silently lock the speaker out.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { runInNewContext } from 'node:vm';

/** 'sha256-...' of the inline script in the notes popup. */
export function popupHash() {
  const folder = dirname(createRequire(import.meta.url).resolve('reveal.js'));
  const plugin = readFileSync(join(folder, 'plugin/notes.mjs'), 'utf8');
  const page = plugin.match(/"(?:[^"\\]|\\.)*<script>(?:[^"\\]|\\.)*"/)?.[0];
  const script = page && String(runInNewContext(page)).match(/<script>([\s\S]*?)<\/script>/)?.[1];
  if (!script)
    throw new Error('The notes plugin of reveal.js has no inline script any more: look at its popup.');
  return `sha256-${createHash('sha256').update(script).digest('base64')}`;
}

/** @param {{ inMeta?: boolean }} [where] frame-ancestors has no meaning in a <meta> and draws a warning there */
export function policy({ inMeta = false } = {}) {
  const rules = [
    "default-src 'none'",
    `script-src 'self' 'wasm-unsafe-eval' '${popupHash()}'`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "frame-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ];
  return [...rules, ...(inMeta ? [] : ['frame-ancestors *'])].join('; ');
}

/**
 * The file that Netlify and Cloudflare Pages read; other hosts pass it by. No two rules set the same header for one path, because
 * hosts disagree about what wins. The single file must stay without a policy: all of its script is inline.
 */
export function headersFile() {
  const rule = (/** @type {string} */ path, /** @type {string[]} */ ...headers) =>
    [path, ...headers.map((h) => `  ${h}`)].join('\n');
  const csp = `Content-Security-Policy: ${policy()}`;
  const pages = [
    '/',
    '/index.html',
    ...['/episode6_revealjs', '/demos', '/transcript'].flatMap((path) => [path, `${path}.html`]),
  ];
  return [
    rule('/*', 'X-Content-Type-Options: nosniff', 'Referrer-Policy: no-referrer'),
    ...pages.map((path) => rule(path, csp, 'Cache-Control: no-cache')),
    ...['/episode6_single.html', '/edgecache.js'].map((path) => rule(path, 'Cache-Control: no-cache')),
    rule('/assets/*', csp, 'Cache-Control: public, max-age=31536000, immutable'), // workers obey their own file's policy
    '',
  ].join('\n\n');
}

/** @returns {import('vite').Plugin} puts the policy into hosted pages and `_headers` beside them */
export function policyPlugin() {
  return {
    name: 'edgecache:policy',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      // Straight after the encoding, which must stand in the first kilobyte, and before all that the policy governs.
      handler: (html) => {
        const meta = `<meta http-equiv="Content-Security-Policy" content="${policy({ inMeta: true })}" />`;
        const governed = html.replace(
          /<meta charset="utf-8"\s*\/?>/i,
          (encoding) => `${encoding}\n    ${meta}`,
        );
        if (governed === html)
          throw new Error('A page must say <meta charset="utf-8"> for the policy to follow it');
        return governed;
      },
    },
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: '_headers', source: headersFile() });
    },
  };
}
