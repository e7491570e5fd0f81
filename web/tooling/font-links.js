// Gives every page the fonts of fonts.js: their stylesheet, and an early start for the two faces of the first view.
import { join } from 'node:path';
import { fontFolder, makeFonts } from './fonts.js';

/** Fetched before the stylesheet asks: the headline's face and the words'. */
const first = ['piazzolla', 'inter'];

/** @param {{ preload: boolean }} how @returns {import('vite').Plugin[]} */
export function fontLinksPlugin({ preload }) {
  return [
    {
      name: 'edgecache:fonts',
      buildStart: async () => void (await makeFonts()),
      transformIndexHtml: {
        order: 'pre',
        handler: () => [
          {
            tag: 'link',
            attrs: { rel: 'stylesheet', href: `/@fs${join(fontFolder, 'fonts.css')}` },
            injectTo: 'head',
          },
        ],
      },
    },
    {
      name: 'edgecache:font-preload',
      apply: 'build',
      transformIndexHtml: {
        order: 'post',
        handler: (_html, { bundle }) => {
          if (!preload) return [];
          const files = Object.values(bundle ?? {}).map(({ fileName }) => fileName);
          return first.map((name) => {
            const href = files.find((file) => new RegExp(`/${name}-[^/]+\\.woff2$`).test(file));
            if (!href) throw new Error(`The page does not use the font ${name}, so it cannot be preloaded`);
            const attrs = {
              rel: 'preload',
              as: 'font',
              type: 'font/woff2',
              crossorigin: '',
              href: `./${href}`,
            };
            return { tag: 'link', attrs, injectTo: /** @type {const} */ ('head') };
          });
        },
      },
    },
  ];
}
