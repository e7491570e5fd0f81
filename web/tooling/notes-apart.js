// Takes the speaker's notes out of the hosted page, into a file that is fetched when the speaker window opens.
//
// They are a fifth of the page's words, and nobody but the speaker reads them. The page says where they went in
// <meta name="notes">; web/deck/notes.js brings them back. The single file keeps them inside.
import { createHash } from 'node:crypto';
import { parse } from 'node:path';
import { findElements } from './html-edit.js';

/** @returns {import('vite').Plugin} */
export function notesApartPlugin() {
  return {
    name: 'edgecache:notes-apart',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const page of Object.values(bundle)) {
          if (page.type !== 'asset' || !page.fileName.endsWith('.html')) continue;
          const { html, notes } = withoutNotes(String(page.source));
          if (notes === '') continue;
          const hash = createHash('sha256').update(notes).digest('base64url').slice(0, 8);
          const fileName = `assets/${parse(page.fileName).name}-notes-${hash}.html`;
          this.emitFile({ type: 'asset', fileName, source: notes });
          page.source = html.replace('</head>', `  <meta name="notes" content="./${fileName}" />\n  </head>`);
        }
      },
    },
  };
}

/** The page without its notes, and the notes as a page of their own. @param {string} html */
export function withoutNotes(html) {
  const sections = findElements(html, ({ name, attributes }) => name === 'section' && 'id' in attributes);
  let rest = html;
  const notes = [];
  for (const { attributes, content } of sections) {
    const aside = content.match(/\s*<aside class="notes">([\s\S]*?)<\/aside>/);
    if (!aside) continue;
    rest = rest.replace(aside[0], '');
    notes.push(`<aside class="notes" data-of="${attributes.id}">${aside[1]}</aside>`);
  }
  const head = '<!doctype html>\n<html lang="en">\n<meta charset="utf-8" />\n<title>Speaker notes</title>\n';
  return { html: rest, notes: notes.length === 0 ? '' : `${head}${notes.join('\n')}\n</html>\n` };
}
