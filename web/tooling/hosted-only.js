// What only a hosted site can offer, and what a page says when its figures cannot start.
//
// The single file has no site around it: what a page marks with `data-hosted` (the link to the single file itself, to the other
// pages) is left out of it. The hosted pages open from disk as well, as documents: browsers refuse module scripts there, but not
// a style sheet, if it is asked for without `crossorigin`, which Vite writes and nothing needs on one origin.

/** @param {{hosted: boolean}} build @returns {import('vite').Plugin} */
export function hostedOnlyPlugin({ hosted }) {
  return {
    name: 'edgecache:hosted-only',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (html) => (hosted ? plainStyles(html) : withoutHosted(html)),
    },
  };
}

/** @param {string} html */
export const plainStyles = (html) => html.replace(/(<link rel="stylesheet") crossorigin(?:="")?/g, '$1');

/** @param {string} html */
export const withoutHosted = (html) =>
  html.replace(/<(p|li|a|span)\b[^>]*\bdata-hosted\b[^>]*>[\s\S]*?<\/\1>/g, '');
