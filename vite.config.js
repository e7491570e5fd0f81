// One source, four builds, told apart by `mode` (web/tooling/build.mjs runs them):
//   production  the hosted deck: files with hashes in their names, a policy, fonts fetched early
//   demos       the hosted page of figures: apart, because a script cut in two to be shared compresses worse (2 kB of the deck)
//   single      the whole deck in one file that opens from disk
//   embed       edgecache.js, one classic script that brings every figure to somebody else's page
import { join } from 'node:path';
import { defineConfig } from 'vite';
import { viteSingleFile } from 'vite-plugin-singlefile';
import { anyFigurePlugin } from './web/tooling/any-figure.js';
import { colouredCodePlugin } from './web/tooling/coloured-code.js';
import { devFilesPlugin } from './web/tooling/dev-files.js';
import { engineWorkerPlugin } from './web/tooling/engine-worker.js';
import { fontLinksPlugin } from './web/tooling/font-links.js';
import { hostedOnlyPlugin } from './web/tooling/hosted-only.js';
import { inlineIconPlugin } from './web/tooling/inline-icon.js';
import { linkPreviewPlugin } from './web/tooling/link-preview.js';
import { lookupVectorsPlugin } from './web/tooling/lookup-vectors.js';
import { notesApartPlugin } from './web/tooling/notes-apart.js';
import { policyPlugin } from './web/tooling/policy.js';
import { scopedStylesPlugin } from './web/tooling/scoped-styles.js';
import { revealPartsPlugin } from './web/tooling/reveal-parts.js';
import { stillsPlugin } from './web/tooling/stills.js';
import { stylesInScriptPlugin } from './web/tooling/styles-in-script.js';
import { tidyPagePlugin } from './web/tooling/tidy-page.js';
import { unusedStylesPlugin } from './web/tooling/unused-styles.js';

const root = import.meta.dirname;
const slides = join(root, 'slides');
const deck = join(slides, 'episode6_revealjs.html');
const demos = join(slides, 'demos.html');

/** The oldest browsers that get the figures; older ones get the stills. */
const target = ['chrome111', 'firefox114', 'safari16.4'];

export default defineConfig(({ mode }) => {
  const hosted = mode !== 'single' && mode !== 'embed';
  const pages = [
    inlineIconPlugin(),
    colouredCodePlugin(),
    stillsPlugin(),
    fontLinksPlugin({ preload: hosted }),
    tidyPagePlugin(),
    hostedOnlyPlugin({ hosted }),
    linkPreviewPlugin(),
  ];
  return {
    root: slides,
    // Files that travel whole bring one module, not two.
    resolve: hosted ? {} : { alias: [{ find: /^#(glue|wasm)-ring/, replacement: '#$1' }] },
    base: './', // any sub-path of any host
    publicDir: false,
    appType: 'mpa', // a missing page is a 404, as on any static host
    worker: { format: 'iife', plugins: () => [] },
    plugins: [
      devFilesPlugin(),
      engineWorkerPlugin({ inline: !hosted }),
      lookupVectorsPlugin(),
      revealPartsPlugin(),
      anyFigurePlugin(),
      unusedStylesPlugin(),
      ...(mode === 'embed' ? [scopedStylesPlugin(), stylesInScriptPlugin()] : pages),
      ...(mode === 'single' ? [viteSingleFile()] : []),
      ...(hosted ? [policyPlugin(), notesApartPlugin()] : []),
    ],
    server: { fs: { allow: [root] }, preTransformRequests: false },
    preview: { host: '127.0.0.1', port: 4173, strictPort: true },
    build: {
      target,
      outDir: join(root, { single: 'build/single', embed: 'build/embed' }[mode] ?? 'dist'),
      emptyOutDir: mode !== 'demos',
      reportCompressedSize: false,
      modulePreload: { polyfill: false },
      ...(mode === 'embed' ? embed() : {}),
      rolldownOptions: {
        checks: { pluginTimings: false },
        ...(mode === 'embed' ? {} : { input: mode === 'demos' ? demos : deck }),
        ...(hosted ? { output: { codeSplitting: { groups: [{ name: 'figure', test: everyFigure }] } } } : {}),
      },
    },
  };
});

/** What every figure begins with travels in one file: a dozen small ones compress worse and arrive later. */
const everyFigure = new RegExp(
  [
    'node_modules/(@lit|lit)',
    'web/motion/',
    'web/theme/(marks|format)\\.js',
    'web/experiment/(?!bets|figure-failure)[\\w-]+\\.js',
    'web/engine/(answer|checks|hash-ring|hashes|index|instance|keys|loader|memory|positions|ring-[\\w-]+|texts|zipf)\\.js',
    'edgecache-ring\\.mjs',
  ].join('|'),
);

/** @returns {import('vite').BuildOptions} */
function embed() {
  const entry = join(root, 'web/embed.js');
  return {
    lib: { entry, name: 'edgecache', formats: ['iife'], fileName: () => 'edgecache.js' },
    cssCodeSplit: false,
  };
}
