// Draws a still picture into every figure while the page is built.
//
// <hash-ring data-still="the-ring"> gets what slides/stills/the-ring.js draws with the real engine: its
// `draw(engine, {attributes, script, lookupVectors})` returns a lit template, which is turned into plain SVG text. So the deck teaches in print, before the
// module has arrived and where there is none, and the still can never show a number the engine did not give.
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { render } from '@lit-labs/ssr';
import { collectResult } from '@lit-labs/ssr/lib/render-result.js';
import { findElements, replaceContents } from './html-edit.js';
import { lookupVectors } from './lookup-vectors.js';

const root = join(import.meta.dirname, '..', '..');
/** @type {Promise<unknown> | undefined} */
let engine;

/**
 * @param {string} name
 * @param {{ attributes?: Record<string, string>, script?: any[] }} [tag] what the author wrote on the figure, for stills of live widgets
 */
export async function drawStill(name, { attributes = {}, script = [] } = {}) {
  if (!/^[a-z0-9-]+$/.test(name))
    throw new Error(`data-still="${name}" is not a file name of slides/stills/`);
  const file = join(root, 'slides', 'stills', `${name}.js`);
  if (!existsSync(file)) throw new Error(`data-still="${name}" needs slides/stills/${name}.js`);
  try {
    engine ??= import(pathToFileURL(join(root, 'web/engine/node.js')).href).then((module) =>
      module.loadEngine(),
    );
    // The very file that the stills import, not a copy inside the bundled configuration.
    const { drawWhole } = await import(pathToFileURL(join(root, 'web/theme/marks.js')).href);
    drawWhole(true);
    // A changed file is another module: `vite dev` redraws after an edit.
    const module = await import(`${pathToFileURL(file).href}?changed=${statSync(file).mtimeMs}`);
    return compact(
      await collectResult(render(await module.draw(await engine, { attributes, script, lookupVectors }))),
    );
  } catch (error) {
    throw new Error(
      `The still "${name}" could not be drawn: ${error instanceof Error ? error.stack : error}`,
    );
  }
}

/** Without lit's own comments and the line breaks between tags. @param {string} markup */
export function compact(markup) {
  return markup
    .replace(/<!--[\s\S]*?-->/g, '')
    .replaceAll('<?>', '')
    .replace(/>\s*\n\s*</g, '><')
    .replace(/\s*\n\s*/g, ' ')
    .trim();
}

/** @param {string} html */
export async function fillStills(html) {
  const figures = findElements(html, ({ attributes }) => 'data-still' in attributes);
  const edits = figures.map(async ({ name, attributes, content, inside, named }) => {
    // The figure's script is the author's and stays; the picture is put after it.
    const scripts = content.match(/<script\b[^>]*\bdata-script\b[^>]*>[\s\S]*?<\/script>/g) ?? [];
    const script = scripts.flatMap((text) => JSON.parse(text.replace(/<\/?script[^>]*>/g, '')));
    const still = await drawStill(attributes['data-still'] ?? '', { attributes, script });
    // A tag that will come alive says so before its code is here: the deck and the styles know it by these.
    const alive = name.includes('-') ? ' data-figure data-state="waiting"' : '';
    return [
      { inside, content: scripts.join('') + still },
      { inside: named, content: alive },
    ];
  });
  return replaceContents(html, (await Promise.all(edits)).flat());
}

/** @returns {import('vite').Plugin} */
export function stillsPlugin() {
  return {
    name: 'edgecache:stills',
    transformIndexHtml: { order: 'pre', handler: (html) => fillStills(html) },
    configureServer(server) {
      server.watcher.on('change', (path) => {
        if (path.includes('/slides/stills/')) server.ws.send({ type: 'full-reload' });
      });
    },
  };
}
