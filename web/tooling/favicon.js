// The site's sign: the ring with one server on it. Inline, so that no host answers 404 for an icon and the single file has it.

const picture =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="4" fill="#f6efdf"/>' +
  '<circle cx="16" cy="16" r="9" fill="none" stroke="#17130f" stroke-width="2.5"/>' +
  '<circle cx="22.4" cy="9.6" r="4" fill="#c8281e"/></svg>';

/** @returns {import('vite').Plugin} */
export function faviconPlugin() {
  return {
    name: 'edgecache:favicon',
    transformIndexHtml: () => [
      {
        tag: 'link',
        attrs: { rel: 'icon', type: 'image/svg+xml', href: `data:image/svg+xml,${encodeURIComponent(picture)}` },
        injectTo: 'head',
      },
    ],
  };
}
