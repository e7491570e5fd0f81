// What a chat or a timeline shows of a link to a page: its own title and description, and a picture where there is one.
//
// A picture's address must be absolute, and only who publishes knows it: EDGECACHE_PREVIEW_IMAGE=https://... npm run build
// (build/shots/slide-01-start.png is a good one). Without it the picture is left out.
import { findElements } from './html-edit.js';

/** @param {string} html @param {string} [image] @returns {import('vite').HtmlTagDescriptor[]} */
export function previewTags(html, image = '') {
  const title = findElements(html, ({ name }) => name === 'title')[0]?.content ?? '';
  const description = html.match(/<meta\s+name="description"\s+content="([^"]*)"/)?.[1] ?? '';
  if (!title || !description) throw new Error('A page needs a title and a description for its preview');
  if (image && !/^https?:\/\//.test(image))
    throw new Error(`EDGECACHE_PREVIEW_IMAGE=${image} is not an absolute address`);
  const said = {
    'og:type': 'website',
    'og:title': title.trim(),
    'og:description': description,
    ...(image ? { 'og:image': image } : {}),
  };
  const card = { name: 'twitter:card', content: image ? 'summary_large_image' : 'summary' };
  const tags = [...Object.entries(said).map(([property, content]) => ({ property, content })), card];
  return tags.map((attrs) => ({ tag: 'meta', attrs, injectTo: /** @type {const} */ ('head') }));
}

/** @returns {import('vite').Plugin} */
export function linkPreviewPlugin() {
  return {
    name: 'edgecache:link-preview',
    apply: 'build',
    transformIndexHtml: (html) => previewTags(html, process.env.EDGECACHE_PREVIEW_IMAGE),
  };
}
