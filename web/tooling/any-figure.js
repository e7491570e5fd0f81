// `any-figure` in a style sheet stands for every tag of the table (web/widgets/tags.js), so that a new tag is one row there and no
// line here.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Not an import of this file: Vite would follow it to every figure while it reads its own configuration. */
const table = pathToFileURL(join(import.meta.dirname, '..', 'widgets', 'tags.js')).href;

/** The names of all tags. @returns {Promise<string[]>} */
export const tagNames = async () => Object.keys((await import(table)).TAGS);

/** @param {string} css @param {string[]} tags */
export const namingTags = (css, tags) =>
  css.replace(/(?<![\w-])any-figure(?![\w-])/g, `:is(${tags.join(',')})`);

/** @returns {import('vite').Plugin} */
export function anyFigurePlugin() {
  return {
    name: 'edgecache:any-figure',
    transform: {
      filter: { id: /\.css($|\?)/, code: /any-figure/ },
      handler: async (css) => ({ code: namingTags(css, await tagNames()), map: null }),
    },
  };
}
