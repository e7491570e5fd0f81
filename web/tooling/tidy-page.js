// Takes out of a page what a reader never sees and still downloads: indentation, and end tags of drawn marks that have no content.
// Code keeps every space.

/** Marks that lit has to write with an end tag. */
const marks = /\s*><\/(path|circle|ellipse|rect|line|use)>/g;

/** @param {string} html */
export function tidy(html) {
  return html
    .split(/(<pre[\s\S]*?<\/pre>)/)
    .map((part) => (part.startsWith('<pre') ? part : part.replace(marks, '/>').replace(/>\s+</g, '> <')))
    .join('');
}

/** @returns {import('vite').Plugin} */
export function tidyPagePlugin() {
  return {
    name: 'edgecache:tidy-page',
    apply: 'build',
    transformIndexHtml: { order: 'post', handler: tidy },
  };
}
