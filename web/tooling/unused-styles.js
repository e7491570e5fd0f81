// Leaves out the rules of reveal.css that this deck can never meet.
//
// The file is 54 kB for a framework with ten transitions, vertical slides, its own buttons, a scroll view, code blocks,
// right-to-left decks and lightboxes. Ours changes slides by cuts, has one row of slides and its own controls (web/deck/stage.js
// says so in its options), and reads as a page without reveal. What is cut away here would otherwise be a
// tenth of everything a first visitor downloads.

/** Selectors of features that web/deck/stage.js switches off or the deck does not use. */
const unused = [
  /\[data-(background-)?transition(-speed)?[\^*~]?=(?!"?none)/, // every transition but none
  /\.(slide|fade|convex|concave|zoom|cube|page|default)(-(in|out))?(?![\w-]).*(\.past|\.future|section)/, // the same by class
  /\.reveal\.(slide|fade|convex|concave|zoom|cube|page|linear)(?![\w-])/,
  /\.stack(?![\w-])|\.is-vertical-slide\b|\.nestedarrow/, // slides under slides
  /\.rtl\b/,
  /\.(controls|controls-arrow|progress|slide-number|playback)\b|\.navigate-|has-(dark|light)-background|\.roll\b/,
  /\.reveal-scroll\b|\.scroll-page|\.scrollbar\b|\.reveal\.scroll|\[data-scrollbar|-scroll-mode/, // ours is web/deck/page.js
  /\.hljs|\.code-wrapper|\.line-numbers/, // colours are made while building
  /\.r-(frame|hstack|vstack|stack|fit-text|stretch)\b|\.(items|justify)-(start|end|center|stretch|between|around)/,
  /\[data-auto-animate/,
  /\.slide-background|\.backgrounds\b|parallax|\.state-background|\.speaker-notes|show-notes|\[data-preview-|\.r-media|\.r-overlay-(preview|header|spinner|content|error|button|viewport|external|help|close)|^\.r-overlay$/,
  /^html:not\(\.print-pdf\)/, // paper without ?print-pdf is the document (web/deck/stage.js)
  /\.stretch\b|^\.zoomed\b|\.reveal iframe|\.reveal\.embedded/,
  /\.fragment\.(fade|highlight|grow|shrink|strike|zoom|blur|semi|current-visible)/, // our steps only appear
];

/** Animations that only those rules named. */
const unusedFrames = /^@keyframes\s+(bounce-(right|left|down)|r-overlay-\w+)/;

/** @param {string} css @returns {string} */
export function withoutUnused(css) {
  return splitRules(css)
    .map(({ head, body }) => {
      if (body === undefined) return head; // @import, @charset
      if (/^@(media|supports|layer|container)/.test(head)) {
        const inner = withoutUnused(body);
        return inner === '' ? '' : `${head}{${inner}}`;
      }
      if (head.startsWith('@')) return unusedFrames.test(head) ? '' : `${head}{${body}}`;
      const kept = splitSelectors(head).filter(
        (selector) => !unused.some((pattern) => pattern.test(selector)),
      );
      return kept.length === 0 ? '' : `${kept.join(',')}{${body}}`;
    })
    .join('');
}

/** Top-level rules of a style sheet without comments. @param {string} css */
export function splitRules(css) {
  /** @type {{ head: string, body?: string }[]} */
  const rules = [];
  let [start, depth, open] = [0, 0, 0];
  walk(css, (letter, at) => {
    if (letter === '{' && depth++ === 0) open = at;
    if (letter === ';' && depth === 0) {
      rules.push({ head: css.slice(start, at + 1) });
      start = at + 1;
    }
    if (letter === '}' && --depth === 0) {
      rules.push({ head: css.slice(start, open).trim(), body: css.slice(open + 1, at) });
      start = at + 1;
    }
  });
  return rules;
}

/** "a:is(b,c),d" -> ["a:is(b,c)", "d"]. @param {string} list */
export function splitSelectors(list) {
  /** @type {string[]} */
  const parts = [];
  let [start, depth] = [0, 0];
  walk(list, (letter, at) => {
    if (letter === '(' || letter === '[') depth++;
    if (letter === ')' || letter === ']') depth--;
    if (letter === ',' && depth === 0) {
      parts.push(list.slice(start, at).trim());
      start = at + 1;
    }
  });
  return [...parts, list.slice(start).trim()];
}

/** Calls `see` for every character that is not inside a string. @param {string} text @param {(letter: string, at: number) => void} see */
function walk(text, see) {
  let quote = '';
  for (let at = 0; at < text.length; at++) {
    const letter = text[at] ?? '';
    if (letter === '\\') at++;
    else if (quote) quote = letter === quote ? '' : quote;
    else if (letter === '"' || letter === "'") quote = letter;
    else see(letter, at);
  }
}

/** @returns {import('vite').Plugin} */
export function unusedStylesPlugin() {
  return {
    name: 'edgecache:unused-styles',
    apply: 'build',
    // Neither 'pre' nor 'post': after Vite has gathered the imports of a style sheet, before it names the file by its content.
    transform: {
      filter: { id: /\.css$/ },
      handler: (css) => ({ code: withoutUnused(css.replace(/\/\*[\s\S]*?\*\//g, '')), map: null }),
    },
  };
}
