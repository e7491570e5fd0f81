// Colours code while the page is built, so that the viewer's browser carries no highlighter.
//
//   <code-block data-lang="python" src="consistent_hashing.py#owner"></code-block>    path relative to the page
//   <pre data-lang="cpp"> ... </pre>                                             the code itself
//
// `#owner` cuts out what stands between `# [owner]` and `# [/owner]` (or `// [owner]`), so that a slide shows the very lines
// that the tests run. Each line becomes <span class="line">, for stepping; each word a class such as
// `code-keyword`, whose ink the theme decides.
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { createCssVariablesTheme, createHighlighter } from 'shiki';
import { findElements, replaceContents } from './html-edit.js';

const languages = ['python', 'cpp', 'javascript', 'html', 'http'];
const theme = createCssVariablesTheme({ name: 'ink', variablePrefix: '--code-', fontStyle: false });
/** @type {ReturnType<typeof createHighlighter> | undefined} */
let highlighter;

/** @param {string} code @param {string} lang 'text' stays uncoloured */
export async function colouredLines(code, lang) {
  highlighter ??= createHighlighter({ langs: languages, themes: [theme] });
  const shiki = await highlighter;
  if (lang !== 'text' && !languages.includes(lang)) throw new Error(`No colours for the language "${lang}"`);
  const text = withoutMargin(code);
  const lines =
    lang === 'text'
      ? text.split('\n').map((content) => [{ content, color: '' }])
      : shiki.codeToTokens(text, {
          lang: /** @type {import('shiki').BundledLanguage} */ (lang),
          theme: 'ink',
        }).tokens;
  return lines.map((tokens) => `<span class="line">${tokens.map(span).join('')}</span>`).join('\n');
}

/** @param {{ content: string, color?: string }} token */
function span({ content, color }) {
  const kind = color?.match(/--code-token-([a-z-]+)/)?.[1];
  const text = escapeHtml(content);
  return kind ? `<span class="code-${kind}">${text}</span>` : text;
}

/** @param {string} text */
function escapeHtml(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** @param {string} text */
function unescapeHtml(text) {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

/** Drops blank first and last lines and the indentation that all lines share. @param {string} code */
function withoutMargin(code) {
  const lines = code.replace(/^([ \t]*\r?\n)+|\s+$/g, '').split(/\r?\n/);
  const margins = lines.filter((line) => line.trim()).map((line) => line.search(/\S/));
  const margin = Math.min(...margins);
  return lines.map((line) => line.slice(Number.isFinite(margin) ? margin : 0)).join('\n');
}

/** @param {string} source @param {string} marker */
export function cutMarked(source, marker) {
  const lines = source.split(/\r?\n/);
  const at = (/** @type {string} */ text) =>
    lines.findIndex((line) => line.trim().replace(/^(#|\/\/)\s*/, '') === text);
  const [first, last] = [at(`[${marker}]`), at(`[/${marker}]`)];
  if (first < 0 || last < first) throw new Error(`No lines between [${marker}] and [/${marker}]`);
  return lines.slice(first + 1, last).join('\n');
}

/** @param {string} html @param {string} file the page's path @param {(path: string) => void} [uses] told each source read */
export async function colourPage(html, file, uses = () => {}) {
  const blocks = findElements(
    html,
    ({ name, attributes }) => name === 'code-block' || (name === 'pre' && 'data-lang' in attributes),
  );
  const edits = blocks.map(async ({ name, attributes, content, inside }) => {
    const lang = attributes['data-lang'] ?? 'text';
    const code = attributes.src ? readSource(attributes.src, file, uses) : unescapeHtml(content);
    const lines = await colouredLines(code, lang);
    return {
      inside,
      content: name === 'pre' ? `<code>${lines}</code>` : `<pre class="code"><code>${lines}</code></pre>`,
    };
  });
  return replaceContents(html, await Promise.all(edits));
}

/** @param {string} src @param {string} file @param {(path: string) => void} uses */
function readSource(src, file, uses) {
  const [path = '', marker] = src.split('#');
  const source = resolve(dirname(file), path);
  uses(source);
  try {
    const text = readFileSync(source, 'utf8');
    return marker ? cutMarked(text, marker) : text;
  } catch (error) {
    throw new Error(`<code-block src="${src}">: ${error instanceof Error ? error.message : error}`);
  }
}

/** @returns {import('vite').Plugin} */
export function colouredCodePlugin() {
  /** @type {Set<string>} */
  const sources = new Set();
  return {
    name: 'edgecache:coloured-code',
    transformIndexHtml: {
      order: 'pre',
      handler: (html, { filename }) => colourPage(html, filename, (path) => sources.add(path)),
    },
    configureServer(server) {
      server.watcher.on('change', (path) => {
        if (sources.has(path)) server.ws.send({ type: 'full-reload' });
      });
      server.watcher.add('slides');
    },
  };
}
