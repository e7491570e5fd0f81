// The site's icon travels inside the page: a browser asks for it from every page, and the single file has nowhere to ask.
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** @returns {import('vite').Plugin} */
export function inlineIconPlugin() {
  return {
    name: 'edgecache:inline-icon',
    apply: 'build',
    transformIndexHtml: {
      order: 'pre',
      handler: (html, { filename }) =>
        html.replace(/(<link\b[^>]*\brel="icon"[^>]*\bhref=")(\.[^"]+\.svg)"/, (_, before, path) => {
          const picture = readFileSync(resolve(dirname(filename), path), 'utf8').trim();
          return `${before}data:image/svg+xml,${encodeURIComponent(picture)}"`;
        }),
    },
  };
}
