// Puts every rule of edgecache.js under the figures' tags, so that the page it is pasted into keeps its own looks.
//
// The sources are the deck's own (theme/figure.css and the rest): `.cap` is written once and becomes
// `:is(hash-ring,key-router) .cap` here, `:root` becomes the tag itself, and what only a deck can have (the stage, the
// document, reveal's boxes) is left out.
import { tagNames } from './any-figure.js';
import { splitRules, splitSelectors } from './unused-styles.js';

const deckOnly = /\.stage\b|\.reveal\b|\.slides\b|\.pdf-page\b|\.inverse\b|(^|[\s>+~])(html|body)(?![\w-])/;

/** @param {string} css @param {string[]} tags @returns {string} */
export function scopeStyles(css, tags) {
  const figure = `:is(${tags.join(',')})`;
  return splitRules(css)
    .map(({ head, body }) => {
      if (body === undefined) return head;
      if (/^@(media|supports|container|layer)/.test(head)) {
        const inner = scopeStyles(body, tags);
        return inner === '' ? '' : `${head}{${inner}}`;
      }
      if (head.startsWith('@')) return `${head}{${body}}`; // keyframes: named after their tag
      const kept = splitSelectors(head)
        .filter((selector) => !deckOnly.test(selector))
        .map((selector) => underTag(selector, tags, figure));
      return kept.length === 0 ? '' : `${kept.join(',')}{${body}}`;
    })
    .join('');
}

/** @param {string} selector @param {string[]} tags @param {string} figure */
function underTag(selector, tags, figure) {
  if (selector === ':root') return figure;
  if (/^(\[data-theme\b[^\]]*\]|\.night|\.day)$/.test(selector)) return figure + selector; // an edition is chosen on the tag
  if (selector.startsWith(figure)) return selector;
  const own = tags.some((tag) => new RegExp(`^${tag}(?![\\w-])`).test(selector));
  return own ? selector : `${figure} ${selector}`;
}

/** @returns {import('vite').Plugin} */
export function scopedStylesPlugin() {
  /** @type {string[]} */
  let tags = [];
  return {
    name: 'edgecache:scoped-styles',
    apply: 'build',
    async buildStart() {
      tags = await tagNames();
    },
    // As unused-styles: after Vite has gathered the imports, before anything is shortened.
    transform: {
      filter: { id: /\.css$/ },
      handler: (css) => ({ code: scopeStyles(css.replace(/\/\*[\s\S]*?\*\//g, ''), tags), map: null }),
    },
  };
}
